import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  balanceOf,
  ensureAccount,
  expireLots,
  hold,
  lotsOf,
  refusalReason,
  release,
  statement,
  transfer,
  transferAll,
  transferById,
  transferIdOf,
  trialBalance,
} from './index.ts';
import { AT, CURRENCY, fundOf, ledgerDatabase, meanwhile, payment } from './testing.ts';

const ledger = ledgerDatabase();
const day = (n: number) => new Date(AT.getTime() + n * 86_400_000);

/** 40 wallets of one programme: 5 that expire on day 1, 7 on day 2, 1 never; what returns goes back to the fund. */
async function programme(reference: string) {
  const fund = await fundOf(ledger.db, reference, 10_000);
  const wallets: string[] = [];
  for (let n = 0; n < 40; n++) {
    wallets.push(
      await ensureAccount(ledger.db, { kind: 'person', owner: `${reference} ${n}`, currency: CURRENCY, reference }),
    );
  }
  for (const [amount, lot] of [[5, day(1)], [7, day(2)], [1]] as const) {
    await transferAll(
      ledger.db,
      wallets.map((wallet) => payment(fund, wallet, amount, lot && { lot })),
    );
  }
  return { fund, wallets };
}

async function runOf(...args: Parameters<typeof expireLots>) {
  const steps = await Array.fromAsync(expireLots(...args));
  return steps.at(-1);
}

test('what was not spent in time goes back, each lot by a transfer of its own', async () => {
  const { fund, wallets } = await programme('back');
  await programme('other');
  const request = { reference: 'back', returnTo: fund, at: day(1), most: 3 };
  const done = await runOf(ledger.db, request);
  assert.deepEqual([done!.lots, done!.amount], [40, 200]);
  assert.equal(await balanceOf(ledger.db, fund), 10_000 - 40 * 13 + 200);
  const [line] = (await statement(ledger.db, wallets[0]!)).lines;
  assert.deepEqual([line!.amount, line!.purpose, line!.counterparty], [-5, 'expiry', fund]);
  const found = (await transferById(ledger.db, line!.transfer))!;
  assert.equal(found.id, transferIdOf(found.client, found.key), 'the id is that of its key');
  assert.deepEqual(await transfer(ledger.db, found), found, 'and the hash that of its request');
  assert.equal(await runOf(ledger.db, request), undefined, 'nothing is left for a second run');
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});

test('a run that was stopped goes on where it was', async () => {
  const { fund } = await programme('stopped');
  const request = { reference: 'stopped', returnTo: fund, at: day(3), most: 4 };
  const run = expireLots(ledger.db, request);
  for (let n = 0; n < 3; n++) await run.next();
  const { value: after } = await run.next();
  const done = await runOf(ledger.db, { ...request, after: after! });
  assert.deepEqual([done!.lots, done!.amount], [80, 40 * 12]);
});

test('what is on hold stays, and goes once it is free', async () => {
  const { fund, wallets } = await programme('held');
  const wish = { client: 'held', key: '1', account: wallets[0]!, amount: 3, currency: CURRENCY, purpose: 'till' };
  const { id } = await hold(ledger.db, { ...wish, at: AT, expiresAt: day(5) });
  const request = { reference: 'held', returnTo: fund, at: day(1) };
  assert.equal((await runOf(ledger.db, request))!.amount, 197);
  assert.deepEqual((await lotsOf(ledger.db, wallets[0]!))[0], { expiresAt: day(1), balance: 3, held: 3 });
  await release(ledger.db, { hold: id, at: day(1) });
  assert.equal((await runOf(ledger.db, request))!.amount, 3);
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});

test('what is paid while the sweep waits is not swept, and who waits for the sweep finds what it left', async () => {
  const { fund, wallets } = await programme('waits');
  const [ann, shop] = [wallets[0]!, wallets[1]!];
  const request = { reference: 'waits', returnTo: fund, at: day(1) };
  const swept = await meanwhile(
    ledger.db,
    (tx) => transfer(tx, payment(ann, shop, 3)),
    () => runOf(ledger.db, request),
  );
  assert.equal(swept!.amount, 200 - 3);
  const late = await meanwhile(
    ledger.db,
    (tx) => runOf(tx, { ...request, at: day(2) }),
    () => transfer(ledger.db, payment(ann, shop, 8)).catch(refusalReason),
  );
  assert.equal(late, 'insufficient-funds');
  assert.deepEqual(await lotsOf(ledger.db, ann), [{ balance: 1, held: 0 }]);
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});

test('while people pay, nothing is made or lost', async () => {
  const { fund, wallets } = await programme('paying');
  const shop = await ensureAccount(ledger.db, { kind: 'person', owner: 'paying shop', currency: CURRENCY });
  const paying = wallets.map((wallet) => transfer(ledger.db, payment(wallet, shop, 13)));
  const [results] = await Promise.all([
    Promise.allSettled(paying),
    runOf(ledger.db, { reference: 'paying', returnTo: fund, at: day(1), most: 2 }),
  ]);
  for (const result of results) {
    if (result.status === 'rejected') assert.equal(refusalReason(result.reason), 'insufficient-funds');
  }
  const left = await Promise.all(wallets.map((wallet) => balanceOf(ledger.db, wallet)));
  assert.deepEqual(new Set([...left, 0, 8]), new Set([0, 8]), 'each was paid or expired, whole');
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});

test('where the money goes is paid by others at the same time, and nobody waits in a ring', async () => {
  const { wallets } = await programme('ring');
  // The order of ids is that of locks: it lies among them.
  const into = await ensureAccount(ledger.db, { kind: 'person', owner: 'ring into', currency: CURRENCY });
  assert.ok(wallets.some((id) => id < into) && wallets.some((id) => id > into));
  const request = { reference: 'ring', returnTo: into, at: day(1), most: 4 };
  const results = await Promise.allSettled([
    ...wallets.map((wallet) => transfer(ledger.db, payment(wallet, into, 9))),
    runOf(ledger.db, request),
    runOf(ledger.db, request),
  ]);
  for (const result of results) {
    if (result.status === 'rejected') assert.equal(refusalReason(result.reason), 'insufficient-funds');
  }
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});
