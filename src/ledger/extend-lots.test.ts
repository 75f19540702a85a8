import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transaction } from '../kernel/index.ts';
import {
  balanceOf,
  type ExtendPosition,
  ensureAccount,
  expireLots,
  extendLots,
  giveBack,
  lotsOf,
  refusalReason,
  statement,
  transfer,
  transferAll,
  trialBalance,
} from './index.ts';
import { AT, CURRENCY, fundOf, ledgerDatabase, payment, personAccount } from './testing.ts';

const ledger = ledgerDatabase();
const day = (n: number) => new Date(AT.getTime() + n * 86_400_000);
const refused = (reason: string) => (error: unknown) => refusalReason(error) === reason;

/** Wallets of a programme with 5 each that expire on day 1. */
async function programme(reference: string, count = 20) {
  const fund = await fundOf(ledger.db, reference, 10_000);
  const wallets: string[] = [];
  for (let n = 0; n < count; n++)
    wallets.push(
      await ensureAccount(ledger.db, { kind: 'wallet', owner: `${reference} ${n}`, currency: CURRENCY, reference }),
    );
  await transferAll(
    ledger.db,
    wallets.map((wallet) => payment(fund, wallet, 5, { lot: day(1) })),
  );
  return { fund, wallets, shop: await personAccount(ledger.db, `${reference} shop`) };
}

/** All pages, each in a transaction of its own. */
async function extendAll(reference: string, from: Date, to: Date, most = 3) {
  const sum = { lots: 0, amount: 0 };
  let after: ExtendPosition | undefined;
  do {
    const page = await transaction(ledger.db, (tx) =>
      extendLots(tx, { reference, from, to, most, ...(after && { after }) }),
    );
    sum.lots += page.lots;
    sum.amount += page.amount;
    after = page.next;
  } while (after);
  return sum;
}

const sweep = async (reference: string, returnTo: string, at: Date) => {
  const steps = await Array.fromAsync(expireLots(ledger.db, { reference, returnTo, at, most: 7 }));
  return steps.at(-1)?.amount ?? 0;
};

test('lots last longer, those of this programme only, and nothing is booked for it', async () => {
  const { fund, wallets, shop } = await programme('longer');
  const other = await programme('not this', 1);
  const lines = (await statement(ledger.db, wallets[0]!)).lines;
  assert.deepEqual(await extendAll('longer', day(1), day(9)), { lots: 20, amount: 100 });
  assert.deepEqual(await extendAll('longer', day(1), day(9)), { lots: 0, amount: 0 }, 'twice is as once');
  assert.deepEqual(await lotsOf(ledger.db, wallets[0]!), [{ expiresAt: day(9), balance: 5, held: 0 }]);
  assert.deepEqual((await statement(ledger.db, wallets[0]!)).lines, lines);
  assert.equal(await sweep('longer', fund, day(1)), 0);
  await transfer(ledger.db, payment(wallets[0]!, shop, 2, { at: day(8) }));
  await assert.rejects(
    transfer(ledger.db, payment(other.wallets[0]!, shop, 2, { at: day(8) })),
    refused('insufficient-funds'),
  );
  await assert.rejects(
    transfer(ledger.db, payment(wallets[0]!, shop, 2, { at: day(9) })),
    refused('insufficient-funds'),
  );
  assert.equal(await sweep('longer', fund, day(9)), 98);
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});

test('what was spent before comes back into money that lasts longer, even where all of it was spent', async () => {
  const { fund, wallets, shop } = await programme('refund', 1);
  const [wallet] = wallets as [string];
  const paid = await transfer(ledger.db, payment(wallet, shop, 5));
  assert.deepEqual(await extendAll('refund', day(1), day(9)), { lots: 1, amount: 0 });
  const back = { client: 'test', key: 'back', amount: 5, at: day(3), purpose: 'test', of: paid.id, before: 0 };
  await transaction(ledger.db, (tx) => giveBack(tx, back));
  assert.deepEqual(await lotsOf(ledger.db, wallet), [{ expiresAt: day(9), balance: 5, held: 0 }]);
  assert.equal(await sweep('refund', fund, day(4)), 0);
  await transfer(ledger.db, payment(wallet, shop, 5, { at: day(4) }));
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});

test('what is taken since is a lot beside it; both are spent, extended again and expire together', async () => {
  const { fund, wallets, shop } = await programme('beside', 4);
  await extendAll('beside', day(1), day(5));
  await transferAll(
    ledger.db,
    wallets.map((wallet) => payment(fund, wallet, 7, { lot: day(5) })),
  );
  assert.deepEqual(await lotsOf(ledger.db, wallets[0]!), [{ expiresAt: day(5), balance: 12, held: 0 }]);
  await transfer(ledger.db, payment(wallets[0]!, shop, 6, { at: day(2) }));
  assert.deepEqual(await extendAll('beside', day(5), day(9), 1), { lots: 8, amount: 42 });
  assert.equal(await sweep('beside', fund, day(8)), 0);
  assert.equal(await sweep('beside', fund, day(9)), 42);
  assert.equal(await balanceOf(ledger.db, wallets[0]!), 0);
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});

test('payments go on meanwhile, each wholly before or wholly after', async () => {
  const { wallets, shop } = await programme('meanwhile', 30);
  const pay = (wallet: string) => transfer(ledger.db, payment(wallet, shop, 1, { at: day(0.5) }));
  const [extended] = await Promise.all([
    extendAll('meanwhile', day(1), day(9), 2),
    ...[...wallets, ...wallets, ...wallets].map(pay),
  ]);
  assert.equal(extended.lots, 30);
  assert.equal(await balanceOf(ledger.db, shop), 90);
  for (const wallet of wallets)
    assert.deepEqual(await lotsOf(ledger.db, wallet), [{ expiresAt: day(9), balance: 2, held: 0 }]);
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});
