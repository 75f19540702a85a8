import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AppError, all, attempt, sql, transaction } from '../kernel/index.ts';
import {
  balanceOf,
  openFund,
  refusalReason,
  reverse,
  transfer,
  transferAll,
  transferIdOf,
  trialBalance,
} from './index.ts';
import { LIMIT } from './model.ts';
import { AT, CURRENCY, fundOf, ledgerDatabase, payment, personAccount } from './testing.ts';

const ledger = ledgerDatabase();
const refused = (reason: string) => (error: unknown) => refusalReason(error) === reason;

test('a transfer moves money once, however often it is asked for', async () => {
  const fund = await fundOf(ledger.db, 'once', 1_000);
  const ann = await personAccount(ledger.db, 'once-ann');
  const request = payment(fund, ann, 300, { reference: 'case 1' });
  const first = await transfer(ledger.db, request);
  assert.deepEqual(first, { ...request, id: transferIdOf(request.client, request.key) });
  const again = await transfer(ledger.db, { ...request, at: new Date('2027-01-01T00:00:00Z') });
  assert.deepEqual(again, first, 'the first result, with its time');
  assert.deepEqual(await transferAll(ledger.db, [request, request]), [first, first]);
  assert.equal(await balanceOf(ledger.db, ann), 300);
  assert.equal(await balanceOf(ledger.db, fund), 700);
  await assert.rejects(transfer(ledger.db, { ...request, amount: 301 }), refused('key-reused'));
});

test('a retry of what was paid succeeds when the fund has run dry since', async () => {
  const fund = await fundOf(ledger.db, 'retry', 100);
  const ann = await personAccount(ledger.db, 'retry-ann');
  const request = payment(fund, ann, 100);
  const first = await transfer(ledger.db, request);
  assert.deepEqual(await transfer(ledger.db, request), first);
  await assert.rejects(transferAll(ledger.db, [request, payment(fund, ann, 1)]), refused('insufficient-funds'));
});

test('a fund pays to its last unit, across its lanes, and no further', async () => {
  const fund = await fundOf(ledger.db, 'last', 6_405);
  const ann = await personAccount(ledger.db, 'last-ann');
  await transfer(ledger.db, payment(fund, ann, 90));
  await transfer(ledger.db, payment(fund, ann, 6_300));
  const refusal = transfer(ledger.db, payment(fund, ann, 16));
  await assert.rejects(
    refusal,
    (error) => error instanceof AppError && error.code === 'conflict' && /insufficient/.test(error.message),
  );
  await transferAll(ledger.db, [payment(fund, ann, 7), payment(fund, ann, 8)]);
  assert.equal(await balanceOf(ledger.db, fund), 0);
  assert.equal(await balanceOf(ledger.db, ann), 6_405);
});

test('a budget is spread over the lanes, and so are later ones', async () => {
  const fund = await fundOf(ledger.db, 'spread', 200);
  const next = { fund: 'spread', currency: CURRENCY, budget: 190, client: 'test', key: 'budget/spread/2', at: AT };
  await openFund(ledger.db, next);
  await openFund(ledger.db, next);
  const lanes = await all<{ posted: number }>(
    ledger.db,
    sql`select posted from ledger.account where id = ${fund} order by lane`,
  );
  assert.deepEqual(
    lanes.map(({ posted }) => posted),
    [...Array(8).fill(7), ...Array(54).fill(6), 5, 5],
  );
});

test('a batch is made whole or not at all, and the caller may go on after a refusal', async () => {
  const fund = await fundOf(ledger.db, 'whole', 100);
  const ann = await personAccount(ledger.db, 'whole-ann');
  const bob = await personAccount(ledger.db, 'whole-bob');
  await transaction(ledger.db, async (tx) => {
    const batch = [payment(fund, ann, 60), payment(fund, bob, 60)];
    await assert.rejects(transferAll(tx, batch), refused('insufficient-funds'));
    await transfer(tx, payment(fund, bob, 40));
  });
  assert.deepEqual([await balanceOf(ledger.db, fund), await balanceOf(ledger.db, ann)], [60, 0]);
  assert.equal(await balanceOf(ledger.db, bob), 40);
});

test('what a batch brings in can be spent from the next one on', async () => {
  const fund = await fundOf(ledger.db, 'next', 100);
  const ann = await personAccount(ledger.db, 'next-ann');
  const bob = await personAccount(ledger.db, 'next-bob');
  const on = payment(ann, bob, 100);
  await assert.rejects(transferAll(ledger.db, [payment(fund, ann, 100), on]), refused('insufficient-funds'));
  await transaction(ledger.db, async (tx) => {
    await transfer(tx, payment(fund, ann, 100));
    await transfer(tx, on);
  });
  assert.equal(await balanceOf(ledger.db, bob), 100);
});

test('an account that is not there, another currency, and more than an account can hold are refused', async () => {
  const fund = await fundOf(ledger.db, 'odd', 100);
  const ann = await personAccount(ledger.db, 'odd-ann');
  const nobody = '00000000-0000-8000-8000-000000000000';
  await assert.rejects(transfer(ledger.db, payment(fund, nobody, 1)), refused('unknown-account'));
  await assert.rejects(transfer(ledger.db, payment(nobody, ann, 1)), refused('unknown-account'));
  await assert.rejects(transfer(ledger.db, payment(fund, ann, 1, { currency: 'XXX' })), refused('wrong-currency'));
  await assert.rejects(fundOf(ledger.db, 'huge', LIMIT), refused('over-limit'));
});

test('a transfer is taken back once, and only while the money is there', async () => {
  const fund = await fundOf(ledger.db, 'back', 100);
  const ann = await personAccount(ledger.db, 'back-ann');
  const bob = await personAccount(ledger.db, 'back-bob');
  const paid = await transfer(ledger.db, payment(fund, ann, 100));
  const spent = await transfer(ledger.db, payment(ann, bob, 1));
  const why = { at: AT, purpose: 'correction' };
  await assert.rejects(reverse(ledger.db, paid.id, why), refused('insufficient-funds'));
  const back = await reverse(ledger.db, spent.id, why);
  assert.equal(back.reverses, spent.id);
  assert.deepEqual(await reverse(ledger.db, spent.id, why), back);
  await reverse(ledger.db, paid.id, why);
  assert.equal(await balanceOf(ledger.db, fund), 100);
  await assert.rejects(reverse(ledger.db, back.id, why), refused('is-reversal'));
  await assert.rejects(reverse(ledger.db, '00000000-0000-8000-8000-000000000000', why), refused('unknown-transfer'));
});

test('what the caller undoes was never there', async () => {
  const fund = await fundOf(ledger.db, 'undone', 100);
  const ann = await personAccount(ledger.db, 'undone-ann');
  await transaction(ledger.db, async (tx) => {
    await attempt(tx, async () => {
      await transfer(tx, payment(fund, ann, 50));
      throw new Error('the agency could not');
    });
  });
  const failing = transaction(ledger.db, async (tx) => {
    await transfer(tx, payment(fund, ann, 50));
    throw new Error('the act failed');
  });
  await assert.rejects(failing, /the act failed/);
  assert.equal(await balanceOf(ledger.db, fund), 100);
  assert.deepEqual(await trialBalance(ledger.db).then(({ problems }) => problems), []);
});
