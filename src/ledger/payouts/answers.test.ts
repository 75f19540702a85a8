import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AppError } from '../../kernel/index.ts';
import {
  type AppliedStatus,
  accountStatement,
  applyPaymentStatus,
  balanceOf,
  bankAccount,
  makePayoutFile,
  orderPayouts,
  type Payout,
  type PayoutFile,
  payoutAccount,
  payoutById,
  payoutFileById,
  readPaymentStatus,
  statementLines,
  transferById,
  trialBalance,
} from '../index.ts';
import { AT, CURRENCY, fundOf, ledgerDatabase } from '../testing.ts';
import { PAYERS, type Reported, type Said, statusReport } from './testing.ts';

const ledger = ledgerDatabase();
const later = (hours: number) => new Date(AT.getTime() + hours * 3_600_000);

let runs = 0;
/** A file of some payouts, each run with a payer of its own. Amounts are 100, 101, … */
async function filed(count: number) {
  runs += 1;
  const payer = `payer ${runs}`;
  const fund = await fundOf(ledger.db, payer, 1_000_000);
  const orders = Array.from({ length: count }, (_, nth) => ({
    ...{ client: 'test', key: `${runs}/${nth}`, account: fund, amount: 100 + nth, currency: CURRENCY, payer },
    ...{ to: { bankAccount: '123', name: 'Ann' }, at: AT, purpose: 'benefit', reference: `A-${nth}` },
  }));
  const payouts = await orderPayouts(ledger.db, orders);
  const file = await makePayoutFile(ledger.db, {
    ...{ client: 'test', key: payer, at: AT, executeOn: '2026-03-03', initiator: 'Treasury' },
    ...{ payers: { [payer]: PAYERS.treasury! }, decimals: { [CURRENCY]: 2 } },
  });
  return { payouts, file: file!, fund, payer };
}

const answer = async (file: PayoutFile, reported: Omit<Reported, 'file'>, at = later(1)): Promise<AppliedStatus> =>
  applyPaymentStatus(ledger.db, { status: await readPaymentStatus(statusReport({ file, ...reported })), at });

const counts = ({ accepted, settled, rejected, returned, unchanged, problems }: AppliedStatus) => ({
  ...{ accepted, settled, rejected, returned, unchanged, problems },
});
const none = { accepted: 0, settled: 0, rejected: 0, returned: 0, unchanged: 0, problems: 0 };

const said = ({ id }: Payout, status: string, more: Partial<Said> = {}): Said => ({ id, status, ...more });
const statesOf = (payouts: readonly Payout[]) =>
  Promise.all(payouts.map(async ({ id }) => (await payoutById(ledger.db, id))!.state));
const sound = async () => assert.deepEqual((await trialBalance(ledger.db)).problems, []);
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: AppError) => `${error.code} ${(error.cause as Error).message}`,
  );

test('paid as a whole, every payout has gone to the bank', async () => {
  const { payouts, file, payer } = await filed(3);
  assert.deepEqual(counts(await answer(file, { whole: 'ACSC' })), { ...none, settled: 3 });
  assert.deepEqual(await statesOf(payouts), ['settled', 'settled', 'settled']);
  assert.equal(await balanceOf(ledger.db, payoutAccount(CURRENCY, payer)), 0);
  assert.equal(await balanceOf(ledger.db, bankAccount(CURRENCY, payer)), 303);
  const { state, sentAt, answeredAt } = (await payoutFileById(ledger.db, file.id))!;
  assert.deepEqual([state, sentAt, answeredAt], ['answered', later(1), later(1)]);
  await sound();
});

test('in part: some paid, some rejected with the reason and back where they came from, some on their way', async () => {
  const { payouts, file, fund } = await filed(4);
  const before = await balanceOf(ledger.db, fund);
  const report = await answer(file, {
    whole: 'PART',
    answers: [
      said(payouts[0]!, 'ACSC'),
      said(payouts[1]!, 'RJCT', { reasons: ['AC04 account closed'] }),
      said(payouts[2]!, 'ACSP'),
    ],
  });
  assert.deepEqual(counts(report), { ...none, settled: 1, rejected: 1, accepted: 1, unchanged: 1 });
  assert.deepEqual(await statesOf(payouts), ['settled', 'rejected', 'accepted', 'filed']);
  const rejected = (await payoutById(ledger.db, payouts[1]!.id))!;
  assert.equal(rejected.reason, 'AC04 account closed');
  assert.deepEqual(rejected.answeredAt, later(1));
  const reversal = (await transferById(ledger.db, rejected.answerTransfer!))!;
  assert.equal(reversal.reverses, payouts[1]!.transfer);
  assert.equal(await balanceOf(ledger.db, fund), before + 101);
  assert.equal((await payoutFileById(ledger.db, file.id))!.state, 'sent', 'two are not answered yet');
  assert.deepEqual(counts(await answer(file, { whole: 'ACSC' }, later(2))), {
    ...none,
    settled: 2,
    unchanged: 1,
    problems: 1,
  });
  await sound();
});

test('rejected as a whole, everything is back', async () => {
  const { payouts, file, fund, payer } = await filed(3);
  assert.deepEqual(counts(await answer(file, { whole: 'RJCT', reasons: ['AM05'] })), { ...none, rejected: 3 });
  assert.equal((await payoutById(ledger.db, payouts[2]!.id))!.reason, 'AM05');
  assert.equal(await balanceOf(ledger.db, fund), 1_000_000);
  assert.equal(await balanceOf(ledger.db, payoutAccount(CURRENCY, payer)), 0);
  await sound();
});

test('a batch is answered by its id', async () => {
  const { file } = await filed(2);
  assert.deepEqual(counts(await answer(file, { batch: { nth: 1, status: 'ACSC' } })), { ...none, settled: 2 });
  assert.equal(await refusal(answer(file, { batch: { nth: 2, status: 'ACSC' } })), 'conflict other-file');
});

test('the same answer again changes nothing', async () => {
  const { payouts, file } = await filed(3);
  const reported = {
    whole: 'PART',
    answers: [said(payouts[0]!, 'ACSC'), said(payouts[1]!, 'RJCT', { reasons: ['AC01'] })],
  };
  await answer(file, reported);
  const before = await Promise.all(payouts.map(({ id }) => payoutById(ledger.db, id)));
  assert.deepEqual(counts(await answer(file, reported, later(5))), { ...none, unchanged: 3 });
  assert.deepEqual(await Promise.all(payouts.map(({ id }) => payoutById(ledger.db, id))), before);
  await sound();
});

test('two who read the same answer at once book it once', async () => {
  const { payouts, file, payer, fund } = await filed(20);
  const answers = payouts.map((payout, nth) => said(payout, nth % 2 === 0 ? 'ACSC' : 'RJCT'));
  const reports = await Promise.all([1, 2, 3].map(() => answer(file, { whole: 'PART', answers })));
  assert.equal(
    reports.reduce((sum, { settled }) => sum + settled, 0),
    10,
  );
  assert.equal(
    reports.reduce((sum, { rejected }) => sum + rejected, 0),
    10,
  );
  assert.equal(await balanceOf(ledger.db, payoutAccount(CURRENCY, payer)), 0);
  assert.equal(
    (await balanceOf(ledger.db, fund)) + (await balanceOf(ledger.db, bankAccount(CURRENCY, payer))),
    1_000_000,
  );
  await sound();
});

test('what comes back after it was paid is a new transfer in, and old news does not pay it again', async () => {
  const { payouts, file, fund, payer } = await filed(2);
  await answer(file, { whole: 'ACSC' });
  const back = { whole: 'PART', answers: [said(payouts[0]!, 'RJCT', { reasons: ['AC04'] })] };
  assert.deepEqual(counts(await answer(file, back, later(48))), { ...none, returned: 1, unchanged: 1 });
  assert.deepEqual(counts(await answer(file, back, later(49))), { ...none, unchanged: 2 });
  assert.deepEqual(counts(await answer(file, { whole: 'ACSC' }, later(50))), { ...none, unchanged: 2 });
  assert.deepEqual(await statesOf(payouts), ['returned', 'settled']);
  assert.equal(await balanceOf(ledger.db, bankAccount(CURRENCY, payer)), 101);
  const statement = await accountStatement(ledger.db, { account: fund, from: later(47), until: later(49) });
  const [line, ...others] = await Array.fromAsync(statementLines(ledger.db, statement));
  assert.deepEqual([line!.amount, line!.purpose, line!.reverses, others.length], [100, 'payout-returned', null, 0]);
  await sound();
});

test('a payment that went back to the account cannot be paid by an answer', async () => {
  const { payouts, file } = await filed(1);
  await answer(file, { whole: 'RJCT' });
  const report = await answer(file, { whole: 'ACSC' });
  assert.deepEqual(
    report.firstProblems.map(({ problem }) => problem),
    ['paid-after-rejection'],
  );
  assert.deepEqual(await statesOf(payouts), ['rejected']);
  await sound();
});

test('answers that nothing can follow from are reported, and the others are booked', async () => {
  const { payouts, file } = await filed(5);
  const other = await filed(1);
  const report = await answer(file, {
    whole: 'PART',
    answers: [
      said(payouts[0]!, 'ACSC', { amount: { value: '1.00', currency: CURRENCY } }),
      said(payouts[1]!, 'ACSC', { amount: { value: '1.02', currency: CURRENCY } }),
      said(payouts[2]!, 'ACSC'),
      said(payouts[2]!, 'RJCT'),
      said(payouts[3]!, 'BLCK'),
      said(payouts[4]!, 'ACSC'),
      said(payouts[4]!, 'ACCC'),
      said(other.payouts[0]!, 'ACSC'),
      { id: 'NOTPROVIDED', status: 'ACSC' },
    ],
  });
  assert.deepEqual(counts(report), { ...none, settled: 2, problems: 5 });
  assert.deepEqual(report.firstProblems.map(({ problem }) => problem).sort(), [
    'answered-twice',
    'other-amount',
    'unknown',
    'unknown',
    'unknown-status',
  ]);
  assert.deepEqual(await statesOf(payouts), ['settled', 'filed', 'filed', 'filed', 'settled']);
  assert.deepEqual(await statesOf(other.payouts), ['filed']);
  await sound();
});

test('a report that contradicts itself or the file is refused whole', async () => {
  const { payouts, file } = await filed(2);
  const [first, second] = payouts;
  const contradictory: Omit<Reported, 'file'>[] = [
    { whole: 'ACSC', answers: [said(first!, 'RJCT')] },
    { whole: 'RJCT', answers: [said(first!, 'ACSC'), said(second!, 'RJCT')] },
    { whole: 'PDNG', answers: [said(first!, 'RJCT')] },
    { batch: { nth: 1, status: 'ACCP' }, answers: [said(first!, 'RJCT')] },
    { whole: 'RJCT', batch: { nth: 1, status: 'ACSC' } },
  ];
  for (const reported of contradictory)
    assert.equal(await refusal(answer(file, reported)), 'conflict contradictory-status');
  assert.equal(await refusal(answer(file, { whole: 'ACSC', payments: 3 })), 'conflict other-file');
  assert.equal(await refusal(answer(file, { whole: 'ACSC', controlSum: '2.02' })), 'conflict other-file');
  const nobody = { ...file, id: '00000000-0000-8000-8000-000000000000' };
  assert.equal(await refusal(answer(nobody, { whole: 'ACSC' })), 'not-found unknown-file');
  assert.deepEqual(await statesOf(payouts), ['filed', 'filed']);
  assert.deepEqual(counts(await answer(file, { whole: 'ACSC', payments: 2, controlSum: '002.010' })), {
    ...none,
    settled: 2,
  });
});
