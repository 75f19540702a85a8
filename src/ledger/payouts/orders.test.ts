import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AppError, transaction } from '../../kernel/index.ts';
import {
  balanceOf,
  orderPayout,
  orderPayouts,
  type PayoutRequest,
  payoutAccount,
  payoutById,
  payoutsOf,
  refusalReason,
  transferById,
  transferIdOf,
  trialBalance,
} from '../index.ts';
import { AT, CURRENCY, fundOf, ledgerDatabase, personAccount } from '../testing.ts';

const ledger = ledgerDatabase();

let keys = 0;
const order = (account: string, amount: number, more: Partial<PayoutRequest> = {}): PayoutRequest => {
  keys += 1;
  const to = { bankAccount: '004 12345-678', name: '王小明' };
  return {
    ...{ client: 'test', key: `${keys}`, account, amount, currency: CURRENCY, to, at: AT, purpose: 'benefit' },
    ...{ reference: 'A-1', ...more },
  };
};

const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: AppError) => `${error.code} ${refusalReason(error) ?? (error.cause as Error).message}`,
  );

const sound = async () => assert.deepEqual((await trialBalance(ledger.db)).problems, []);

test('an ordered payout has left the account and is on its way', async () => {
  const fund = await fundOf(ledger.db, 'first', 1_000);
  const payout = await orderPayout(ledger.db, order(fund, 300));
  assert.equal(payout.state, 'ordered');
  assert.deepEqual(payout.to, { bankAccount: '00412345-678', name: '王小明' });
  assert.equal(await balanceOf(ledger.db, fund), 700);
  assert.equal(await balanceOf(ledger.db, payoutAccount(CURRENCY)), 300);
  assert.equal((await transferById(ledger.db, payout.transfer))?.amount, 300);
  assert.deepEqual(await payoutById(ledger.db, payout.id), payout);
  await sound();
});

test('asked again it is the same payout; asked for something else it is refused', async () => {
  const fund = await fundOf(ledger.db, 'again', 1_000);
  const request = order(fund, 300);
  const first = await orderPayout(ledger.db, request);
  const later = { ...request, at: new Date(AT.getTime() + 1_000) };
  assert.deepEqual(await orderPayout(ledger.db, later), first);
  assert.deepEqual(await orderPayouts(ledger.db, [request, later]), [first, first]);
  const nameless = { ...request, to: { bankAccount: request.to.bankAccount } };
  assert.deepEqual(await orderPayout(ledger.db, nameless), first);
  const elsewhere = { ...request, to: { bankAccount: '999' } };
  assert.equal(await codeOf(orderPayout(ledger.db, elsewhere)), 'conflict other-payee');
  assert.equal(await codeOf(orderPayouts(ledger.db, [order(fund, 1), elsewhere])), 'conflict other-payee');
  assert.equal(await codeOf(orderPayout(ledger.db, { ...request, amount: 301 })), 'conflict key-reused');
  assert.equal(await balanceOf(ledger.db, fund), 700);
  await sound();
});

test('one key for two bank accounts in one call is refused, and nothing is left of it', async () => {
  const fund = await fundOf(ledger.db, 'twice', 1_000);
  const one = order(fund, 5);
  const other = { ...one, to: { bankAccount: '111' } };
  assert.equal(await codeOf(orderPayouts(ledger.db, [one, other])), 'conflict other-payee');
  assert.equal(await balanceOf(ledger.db, fund), 1_000);
  assert.deepEqual((await payoutsOf(ledger.db, fund)).payouts, []);
});

test('what comes from a fund leaves the person in the same act', async () => {
  const fund = await fundOf(ledger.db, 'source', 1_000);
  const ann = await personAccount(ledger.db, 'ann');
  const payout = await orderPayout(ledger.db, order(ann, 400, { source: fund, key: 'first month' }));
  assert.equal(await balanceOf(ledger.db, fund), 600);
  assert.equal(await balanceOf(ledger.db, ann), 0);
  const given = await transferById(ledger.db, transferIdOf('test', 'first month'));
  assert.deepEqual([given?.debit, given?.credit, given?.amount], [fund, ann, 400]);
  assert.deepEqual((await payoutsOf(ledger.db, ann)).payouts, [payout]);
  await sound();
});

test('all or none: too little money for the last leaves nothing of the first, in a transaction that goes on', async () => {
  const fund = await fundOf(ledger.db, 'little', 500);
  const [ann, bob] = [await personAccount(ledger.db, 'ann-2'), await personAccount(ledger.db, 'bob-2')];
  await transaction(ledger.db, async (tx) => {
    const both = [order(ann, 400, { source: fund }), order(bob, 200, { source: fund })];
    assert.equal(await codeOf(orderPayouts(tx, both)), 'conflict insufficient-funds');
    await orderPayout(tx, order(bob, 500, { source: fund }));
  });
  assert.equal(await balanceOf(ledger.db, fund), 0);
  assert.deepEqual((await payoutsOf(ledger.db, ann)).payouts, []);
  assert.equal((await payoutsOf(ledger.db, bob)).payouts.length, 1);
  await sound();
});

test('what no bank could pay is refused before any money moves', async () => {
  const fund = await fundOf(ledger.db, 'wrong', 500);
  for (const bankAccount of ['', 'x'.repeat(35), '<script>']) {
    assert.equal(
      await codeOf(orderPayout(ledger.db, order(fund, 1, { to: { bankAccount } }))),
      'invalid bad-bank-account',
    );
  }
  assert.equal(await codeOf(orderPayout(ledger.db, order(fund, 0))), 'invalid bad-amount');
  assert.equal(await balanceOf(ledger.db, fund), 500);
});

test('many at once are ordered once each, also by several at the same time', async () => {
  const fund = await fundOf(ledger.db, 'many', 100_000);
  const requests = Array.from({ length: 500 }, (_, nth) => order(fund, 1 + (nth % 7)));
  const sum = requests.reduce((total, { amount }) => total + amount, 0);
  await Promise.all([1, 2, 3].map(() => orderPayouts(ledger.db, requests)));
  assert.equal(await balanceOf(ledger.db, fund), 100_000 - sum);
  const found = [];
  let page = await payoutsOf(ledger.db, fund, { limit: 200 });
  found.push(...page.payouts);
  while (page.next) {
    page = await payoutsOf(ledger.db, fund, { limit: 200, before: page.next });
    found.push(...page.payouts);
  }
  assert.equal(new Set(found.map(({ id }) => id)).size, 500);
  assert.equal(found.length, 500);
  await sound();
});
