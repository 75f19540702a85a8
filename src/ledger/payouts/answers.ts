import { decimalText, shortId } from '../iso20022/index.ts';
import { batchId, type Payout, type PayoutBatch, type PayoutFile, type PayoutState } from './model.ts';
import { controlSum } from './pain001.ts';
import type { BankStatus, BatchAnswer, PaymentAnswer, PaymentStatus } from './pain002.ts';
import { refusePayout } from './refusals.ts';

/** What a status comes to for us. */
export type Meaning = 'accepted' | 'settled' | 'rejected';

/**
 * What the codes mean (ISO 20022 external code sets, ExternalPaymentTransactionStatus1Code). A code that is not here,
 * such as BLCK, moves no money: somebody has to ask.
 */
const MEANINGS: Record<string, Meaning> = {
  RCVD: 'accepted',
  PDNG: 'accepted',
  ACTC: 'accepted',
  ACCP: 'accepted',
  ACFC: 'accepted',
  ACSP: 'accepted',
  ACWC: 'accepted',
  ACWP: 'accepted',
  ACSC: 'settled',
  ACCC: 'settled',
  RJCT: 'rejected',
  CANC: 'rejected',
};

/** Group codes by which no payment of it can be rejected (pain.002, rules on group and payment information status). */
const REJECTS_NONE = new Set(['ACTC', 'ACCP', 'ACSP', 'ACSC', 'ACWC', 'PDNG']);

/** What a status means; undefined if it says nothing of each payment (`PART`), or nothing at all. */
export function meaningOf({ status }: BankStatus): Meaning | undefined {
  return status === undefined ? undefined : MEANINGS[status];
}

/** What is wrong with the answer to one payment. */
export interface AnswerProblem {
  endToEndId: string;
  status: string;
  problem:
    | 'unknown' // no payout of this file
    | 'answered-twice' // in one report, and not alike
    | 'other-amount' // than was sent
    | 'unknown-status' // a code that we cannot act on
    | 'paid-after-rejection'; // it went back to the account already: ask the bank
}

/** What a report says, by payment. */
export interface Answers {
  /** By end-to-end id; taken out when it is applied, so that what is left is unknown. */
  single: Map<string, PaymentAnswer>;
  /** What it says of all others of a batch. */
  batch: ReadonlyMap<string, BankStatus>;
  /** What it says of all others of the file. */
  whole: BankStatus;
  /** What it says twice and not alike is not applied, by end-to-end id. */
  contested: ReadonlyMap<string, AnswerProblem>;
}

/**
 * Sorts a report by payment, if it answers this file and does not contradict itself.
 * @throws AppError `conflict` if it does.
 */
export function answersOf(status: PaymentStatus, file: PayoutFile, batches: readonly PayoutBatch[]): Answers {
  if (!status.originalKind.startsWith('pain.001')) throw refusePayout('other-file', status.originalKind);
  sameTotals(status, { payments: file.payments, controlSum: controlSum(batches) });
  const known = new Map(batches.map((batch) => [batchId(file.id, batch.nth), batch]));
  for (const answered of status.batches) {
    const batch = known.get(answered.batch);
    if (batch) sameTotals(answered, { payments: batch.payments, controlSum: controlSum([batch]) });
    else if (meaningOf(answered)) throw refusePayout('other-file', answered.batch);
    consistent(status, answered);
    for (const answer of answered.answers) {
      consistent(status, answer);
      consistent(answered, answer);
    }
  }
  return {
    ...singleAnswers(status.batches.flatMap(({ answers }) => answers)),
    batch: batchAnswers(status.batches),
    whole: status,
  };
}

type Totals = Pick<BatchAnswer, 'payments' | 'controlSum'>;

function sameTotals(said: Totals, sent: { payments: number; controlSum: string }): void {
  if (said.payments !== undefined && Number(said.payments) !== sent.payments) throw refusePayout('other-file');
  if (said.controlSum !== undefined && !sameNumber(said.controlSum, sent.controlSum)) throw refusePayout('other-file');
}

/** Whether two decimal numbers are the same, however many zeros they are written with. */
function sameNumber(one: string, other: string): boolean {
  const plain = (text: string) =>
    text
      .replace(/^\+?0*(?=\d)/, '')
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
  return plain(one) === plain(other);
}

function consistent(whole: BankStatus, part: BankStatus): void {
  const rejected = meaningOf(part) === 'rejected' && part.status !== 'CANC';
  const denies =
    (REJECTS_NONE.has(whole.status ?? '') && rejected) ||
    (whole.status === 'RJCT' && part.status !== undefined && !rejected);
  if (denies) throw refusePayout('contradictory-status', `${whole.status} of all, ${part.status} of a part`);
}

function batchAnswers(batches: readonly BatchAnswer[]): Map<string, BankStatus> {
  const stated = new Map<string, BankStatus>();
  for (const answered of batches) {
    const first = stated.get(answered.batch);
    if (answered.status === undefined) continue;
    if (first && first.status !== answered.status) throw refusePayout('contradictory-status', answered.batch);
    stated.set(answered.batch, first ?? answered);
  }
  return stated;
}

function singleAnswers(answers: readonly PaymentAnswer[]): Pick<Answers, 'single' | 'contested'> {
  const single = new Map<string, PaymentAnswer>();
  const contested = new Map<string, AnswerProblem>();
  for (const answer of answers) {
    const { endToEndId, status } = answer;
    const first = single.get(endToEndId);
    if (status === undefined) continue; // it says nothing of its own
    if (first && meaningOf(first) !== meaningOf(answer)) {
      contested.set(endToEndId, { endToEndId, status, problem: 'answered-twice' });
    }
    single.set(endToEndId, first ?? answer);
  }
  return { single, contested };
}

/** What is to be done with one payout. */
export type Step = 'none' | 'accept' | 'settle' | 'reject' | 'return';

const STEPS: Record<PayoutState, Record<Meaning, Step | AnswerProblem['problem']>> = {
  ordered: { accepted: 'unknown', settled: 'unknown', rejected: 'unknown' },
  filed: { accepted: 'accept', settled: 'settle', rejected: 'reject' },
  accepted: { accepted: 'none', settled: 'settle', rejected: 'reject' },
  settled: { accepted: 'none', settled: 'none', rejected: 'return' }, // late or repeated; the other bank sent it back
  rejected: { accepted: 'none', settled: 'paid-after-rejection', rejected: 'none' },
  returned: { accepted: 'none', settled: 'none', rejected: 'none' },
};

/** What the report says of a payout, and what follows from it. Nothing, where it says nothing. */
export function stepFor(
  answers: Answers,
  payout: Payout,
  batch: PayoutBatch,
): { step: Step; reason?: string } | AnswerProblem {
  const endToEndId = shortId(payout.id);
  const own = answers.single.get(endToEndId);
  answers.single.delete(endToEndId);
  const contested = answers.contested.get(endToEndId);
  if (contested) return contested;
  const said = own ?? answers.batch.get(batchId(payout.file!, batch.nth)) ?? answers.whole;
  const status = said.status ?? '';
  const meaning = meaningOf(said);
  if (own && !meaning) return { endToEndId, status, problem: 'unknown-status' };
  if (own?.amount && !isAmount(own.amount, payout, batch)) return { endToEndId, status, problem: 'other-amount' };
  if (!meaning) return { step: 'none' };
  const found = STEPS[payout.state][meaning];
  if (found === 'unknown' || found === 'paid-after-rejection') return { endToEndId, status, problem: found };
  const reason = said.reasons.join(' ').slice(0, 500);
  return { step: found as Step, ...(reason !== '' && { reason }) };
}

function isAmount(
  { value, currency }: { value: string; currency: string },
  payout: Payout,
  batch: PayoutBatch,
): boolean {
  return currency === payout.currency && sameNumber(value, decimalText(payout.amount, batch.decimals));
}
