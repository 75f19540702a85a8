import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  balanceOf,
  lotsAsOf,
  lotsOf,
  lotsOfTransfer,
  refusalReason,
  reverse,
  spendable,
  transfer,
  transferAll,
  transferEach,
  trialBalance,
} from './index.ts';
import { AT, fundOf, ledgerDatabase, payment, personAccount } from './testing.ts';

const ledger = ledgerDatabase();
const refused = (reason: string) => (error: unknown) => refusalReason(error) === reason;
/** An instant, so many days after the first. */
const day = (n: number) => new Date(AT.getTime() + n * 86_400_000);
const problems = async () => (await trialBalance(ledger.db)).problems;

/** A wallet with 30 that expire on day 3, 20 on day 1 and 10 never, and a shop. */
async function walletOf(name: string) {
  const fund = await fundOf(ledger.db, name, 1_000);
  const [ann, shop] = [await personAccount(ledger.db, `${name}-ann`), await personAccount(ledger.db, `${name}-shop`)];
  const first = await transferAll(ledger.db, [
    payment(fund, ann, 30, { lot: day(3) }),
    payment(fund, ann, 20, { lot: day(1) }),
    payment(fund, ann, 10),
  ]);
  return { fund, ann, shop, first };
}

test('what expires first is spent first, and what never expires last', async () => {
  const { ann, shop } = await walletOf('order');
  const lots = [
    { expiresAt: day(1), balance: 20, held: 0 },
    { expiresAt: day(3), balance: 30, held: 0 },
    { balance: 10, held: 0 },
  ];
  assert.deepEqual(await lotsOf(ledger.db, ann), lots);
  const paid = await transfer(ledger.db, payment(ann, shop, 35, { at: day(0.5) }));
  const from = [
    { expiresAt: day(1), balance: 20, held: 0 },
    { expiresAt: day(3), balance: 15, held: 0 },
  ];
  assert.deepEqual(await lotsOfTransfer(ledger.db, paid.id, ann), from);
  assert.deepEqual(await lotsOf(ledger.db, ann), [{ ...lots[1]!, balance: 15 }, lots[2]]);
  assert.deepEqual(await lotsAsOf(ledger.db, ann, AT), lots, 'as it was');
  assert.equal(await balanceOf(ledger.db, ann), 25);
  assert.deepEqual(await problems(), []);
});

test('from the instant of its expiry on a lot cannot be spent', async () => {
  const { ann, shop } = await walletOf('expiry');
  await assert.rejects(transfer(ledger.db, payment(ann, shop, 41, { at: day(1) })), refused('insufficient-funds'));
  assert.equal(await spendable(ledger.db, ann, day(1)), 40);
  await transfer(ledger.db, payment(ann, shop, 40, { at: day(1) }));
  assert.equal(await spendable(ledger.db, ann, day(1)), 0);
  assert.deepEqual(await lotsOf(ledger.db, ann), [{ expiresAt: day(1), balance: 20, held: 0 }]);
});

test('a retry after the expiry gets the answer of the first time, with the lots of the first time', async () => {
  const { ann, shop } = await walletOf('retry');
  const request = payment(ann, shop, 25);
  const first = await transfer(ledger.db, request);
  assert.deepEqual(await transfer(ledger.db, { ...request, at: day(2) }), first);
  assert.deepEqual(await transferEach(ledger.db, [{ ...request, at: day(9) }]), [{ made: first, before: true }]);
  const fromFirst = { expiresAt: day(1), balance: 20, held: 0 };
  assert.deepEqual((await lotsOfTransfer(ledger.db, first.id, ann))[0], fromFirst);
});

test('a reversal gives back to the same lots, even to one that has expired, and takes from what was given', async () => {
  const { fund, ann, shop, first } = await walletOf('back');
  const paid = await transfer(ledger.db, payment(ann, shop, 35));
  await reverse(ledger.db, paid.id, { at: day(2), purpose: 'refund' });
  assert.deepEqual(
    (await lotsOf(ledger.db, ann)).map(({ balance }) => balance),
    [20, 30, 10],
  );
  await reverse(ledger.db, first[1]!.id, { at: day(2), purpose: 'correction' });
  assert.deepEqual(
    (await lotsOf(ledger.db, ann)).map(({ expiresAt }) => expiresAt),
    [day(3), undefined],
  );
  assert.equal(await balanceOf(ledger.db, fund), 1_000 - 40);
  assert.deepEqual(await problems(), []);
});

test('a lot must expire later than the transfer, and not in a fund', async () => {
  const { fund, ann } = await walletOf('odd');
  await assert.rejects(transfer(ledger.db, payment(fund, ann, 1, { lot: AT })), refused('bad-expiry'));
  await assert.rejects(transfer(ledger.db, payment(ann, fund, 1, { lot: day(1) })), refused('no-lots'));
});

test('many who open the same lot at once share it', async () => {
  const fund = await fundOf(ledger.db, 'share', 1_000);
  const ann = await personAccount(ledger.db, 'share-ann');
  const lot = day(7);
  await Promise.all(Array.from({ length: 30 }, () => transfer(ledger.db, payment(fund, ann, 3, { lot }))));
  assert.deepEqual(await lotsOf(ledger.db, ann), [{ expiresAt: lot, balance: 90, held: 0 }]);
  assert.deepEqual(await problems(), []);
});
