import { all, array, type Db, run, sql, transaction } from '../../kernel/index.ts';
import { ensureAccount } from '../accounts.ts';
import { longId } from '../iso20022/index.ts';
import { shardOf, transferIdOf } from '../model.ts';
import { reverse, transfer, transferAll } from '../posting.ts';
import { type AnswerProblem, type Answers, answersOf, type Step, stepFor } from './answers.ts';
import { isOpen } from './make-file.ts';
import {
  bankAccount,
  CLIENT,
  type Payout,
  type PayoutBatch,
  type PayoutState,
  payoutAccount,
  stepKey,
} from './model.ts';
import type { PaymentStatus } from './pain002.ts';
import { batchesOfFile, pagesOfBatch, payoutFileById } from './reads.ts';
import { refusePayout } from './refusals.ts';

/** What a bank's answer has changed. */
export interface AppliedStatus {
  file: string;
  /** How many payouts now are in another state than before. */
  accepted: number;
  settled: number;
  rejected: number;
  returned: number;
  /** How many it said nothing new of. */
  unchanged: number;
  /** Answers that nothing followed from, for somebody to look at: how many, and the first hundred. */
  problems: number;
  firstProblems: AnswerProblem[];
}

/** A payout and what the bank said of it. */
interface Answered {
  payout: Payout;
  reason?: string;
}

const MOST_PROBLEMS = 100;

/**
 * Books what a bank has answered to a payment file. What was paid goes from `payout` to `bank`; what was rejected goes
 * back to the account it came from by a reversing transfer; what comes back after it was paid comes back from `bank` by a
 * transfer of its own. Applied again it changes nothing; broken off, it is applied again.
 *
 * Given the pool, each step commits by itself, so that a long file holds no accounts up; given a transaction, all of it
 * is that one's.
 * @throws AppError `not-found` for a file that is none of ours, `conflict` for a report that contradicts itself or the
 *   file. Then nothing was changed.
 */
export async function applyPaymentStatus(
  db: Db,
  { status, at }: { status: PaymentStatus; at: Date },
): Promise<AppliedStatus> {
  const id = longId(status.original);
  const file = id === undefined ? undefined : await payoutFileById(db, id);
  if (!file) throw refusePayout('unknown-file', status.original);
  const batches = await batchesOfFile(db, file.id);
  const answers = answersOf(status, file, batches);
  const report: AppliedStatus = {
    ...{ file: file.id, accepted: 0, settled: 0, rejected: 0, returned: 0, unchanged: 0 },
    ...{ problems: 0, firstProblems: [] },
  };
  for (const batch of batches) await applyToBatch(db, answers, batch, { file: file.id, at, report });
  for (const { endToEndId, status } of answers.single.values())
    note(report, { endToEndId, status: status!, problem: 'unknown' });
  await closeFile(db, file.id, at);
  return report;
}

interface Applying {
  file: string;
  at: Date;
  report: AppliedStatus;
}

async function applyToBatch(db: Db, answers: Answers, batch: PayoutBatch, applying: Applying): Promise<void> {
  const { file, at, report } = applying;
  for await (const payouts of pagesOfBatch(db, file, batch)) {
    const todo: Record<Step, Answered[]> = { none: [], accept: [], settle: [], reject: [], return: [] };
    for (const payout of payouts) {
      const found = stepFor(answers, payout, batch);
      if ('problem' in found) note(report, found);
      else todo[found.step].push({ payout, ...(found.reason !== undefined && { reason: found.reason }) });
    }
    report.unchanged += todo.none.length;
    if (todo.accept.length > 0) report.accepted += await accept(db, todo.accept, at);
    if (todo.settle.length > 0) report.settled += await settle(db, todo.settle, at, batch);
    // One by one: each touches an account of its own, and such transactions never wait for each other in a circle.
    for (const one of todo.reject) report.rejected += await reject(db, one, at);
    for (const one of todo.return) report.returned += await takeBack(db, one, at);
  }
}

function note(report: AppliedStatus, problem: AnswerProblem): void {
  report.problems += 1;
  if (report.firstProblems.length < MOST_PROBLEMS) report.firstProblems.push(problem);
}

/** Locks those that are still in one of these states, so that two answers at once are one after the other. */
async function lock(tx: Db, answered: readonly Answered[], states: readonly PayoutState[]): Promise<Answered[]> {
  const ids = answered.map(({ payout }) => payout.id);
  const rows = await all<{ id: string }>(
    tx,
    sql`select p.id from unnest(${array(ids.map(shardOf), 'smallint')}, ${array(ids, 'uuid')}) as r(shard, id)
      cross join lateral (
        select id from ledger.payout p
        where p.shard = r.shard and p.id = r.id and p.state = any(${array(states, 'text')}) limit 1 for update) p`,
  );
  const locked = new Set(rows.map(({ id }) => id));
  return answered.filter(({ payout }) => locked.has(payout.id));
}

/** Writes how they stand now. Returns how many. */
function write(
  tx: Db,
  answered: readonly Answered[],
  { state, at, transferOf }: { state: PayoutState; at: Date; transferOf?: (payout: Payout) => string },
): Promise<number> {
  const column = (type: string, value: (one: Answered) => unknown) => array(answered.map(value), type);
  return run(
    tx,
    sql`update ledger.payout p
      set state = ${state}, answered_at = ${at}, reason = r.reason, answer_transfer = coalesce(r.transfer, p.answer_transfer)
      from unnest(${column('smallint', ({ payout }) => shardOf(payout.id))}, ${column('uuid', ({ payout }) => payout.id)},
        ${column('text', ({ reason }) => reason ?? null)},
        ${column('uuid', ({ payout }) => transferOf?.(payout) ?? null)}) as r(shard, id, reason, transfer)
      where p.shard = r.shard and p.id = r.id`,
  );
}

function accept(db: Db, answered: readonly Answered[], at: Date): Promise<number> {
  return transaction(db, async (tx) => write(tx, await lock(tx, answered, ['filed']), { state: 'accepted', at }));
}

function settle(db: Db, answered: readonly Answered[], at: Date, { payer, currency }: PayoutBatch): Promise<number> {
  return transaction(db, async (tx) => {
    const open = await lock(tx, answered, ['filed', 'accepted']);
    if (open.length === 0) return 0;
    await ensureAccount(tx, { kind: 'bank', owner: payer, currency });
    await transferAll(
      tx,
      open.map(({ payout: { id, amount, reference } }) => ({
        ...{ client: CLIENT, key: stepKey('settle', id), amount, currency, at, purpose: 'payout-settled' },
        ...{ debit: payoutAccount(currency, payer), credit: bankAccount(currency, payer) },
        ...(reference !== undefined && { reference }),
      })),
    );
    return write(tx, open, {
      state: 'settled',
      at,
      transferOf: ({ id }) => transferIdOf(CLIENT, stepKey('settle', id)),
    });
  });
}

function reject(db: Db, answered: Answered, at: Date): Promise<number> {
  const { transfer, reference } = answered.payout;
  return transaction(db, async (tx) => {
    const open = await lock(tx, [answered], ['filed', 'accepted']);
    if (open.length === 0) return 0;
    const why = { at, purpose: 'payout-rejected', ...(reference !== undefined && { reference }) };
    const { id } = await reverse(tx, transfer, why);
    return write(tx, open, { state: 'rejected', at, transferOf: () => id });
  });
}

function takeBack(db: Db, answered: Answered, at: Date): Promise<number> {
  const { id, account, amount, currency, payer, reference } = answered.payout;
  return transaction(db, async (tx) => {
    const paid = await lock(tx, [answered], ['settled']);
    if (paid.length === 0) return 0;
    const back = await transfer(tx, {
      ...{ client: CLIENT, key: stepKey('return', id), amount, currency, at, purpose: 'payout-returned' },
      ...{ debit: bankAccount(currency, payer), credit: account },
      ...(reference !== undefined && { reference }),
    });
    return write(tx, paid, { state: 'returned', at, transferOf: () => back.id });
  });
}

/** A file that the bank has answered was sent, and is done with once none of its payouts is on its way. */
async function closeFile(db: Db, file: string, at: Date): Promise<void> {
  const [state, answeredAt] = (await isOpen(db, file)) ? ['sent', null] : ['answered', at];
  await run(
    db,
    sql`update ledger.payout_file set state = ${state}, sent_at = coalesce(sent_at, ${at}), answered_at = ${answeredAt}
      where shard = ${shardOf(file)} and id = ${file} and state not in ('answered', ${state})`,
  );
}
