import { AppError, type Db, hasSqlState, sql, transaction } from '../kernel/index.ts';
import { makeAtOnce } from './at-once.ts';
import type { Books } from './books.ts';
import { expiredHolds, findHoldings } from './holdings.ts';
import { fundsOf, type LaneChoice, lockAccounts, lockLanes, planFreely } from './lock.ts';
import {
  BATCH_LIMIT,
  distinct,
  type Money,
  reversalOf,
  type Transfer,
  type TransferRequest,
  transferOf,
} from './model.ts';
import {
  asks,
  holdNamed,
  type Order,
  orderOf,
  type Posting,
  type TransferOrder,
  timeOf,
  transfersOf,
} from './orders.ts';
import { findTransfers, partsOf } from './reads.ts';
import { type RefusalReason, refuse } from './refusals.ts';
import { type Outcome, settleAll, settleEach } from './settle.ts';
import type { Part, Shortage } from './working.ts';
import { write } from './write.ts';

/*
 * A batch without a transaction of its caller's is tried at once (at-once.ts). Any other, and one that could not be made so,
 * goes the long way: it locks its accounts, asks what was done before under its keys, settles in memory, and writes
 * everything by one statement, whatever its length. Only once the accounts are locked is it asked what was done before: a retry that
 * overtook its own first request then finds it.
 *
 * Lanes. Each decision pays from its agency's fund; one row for it would make all decisions queue for each other's
 * commit. So a fund is several rows, lanes, which nobody outside this room sees. A batch takes for each fund one lane
 * that is free and holds enough; if there is none, it waits for the lane of its own connection; if that is too little,
 * it locks all lanes and draws on them together. So a fund refuses only when all of it is not enough.
 *
 * Order of locks. A batch locks ordinary accounts by id, and with each its lots; then lanes of funds by (account, lane). A
 * free lane is taken without waiting; each further choice starts anew from a savepoint, so that a batch which waits holds
 * only what comes before in that order. Two batches thus never deadlock, however they overlap.
 *
 * For callers with a transaction of their own: lock your own rows first, always in one order, then post once, as one
 * batch, and after it lock nothing that others wait for while they hold accounts. It costs no savepoint unless there is
 * a fund in it. Transactions that post several times may cross, if they pay the same two people in opposite orders or
 * scrape the same fund to its bottom. PostgreSQL then ends one of them, `unavailable`: it is lost and has to begin anew.
 * After a refusal it may go on; the accounts stay locked.
 */
const CHOICES: readonly LaneChoice[] = ['free', 'own', 'all'];

/**
 * Makes a batch of transfers, all or none: funds are checked against what the accounts hold before the batch. Returns
 * them in the order asked; one that was made before is returned as it was then.
 * @param tx the caller's transaction, which commits or undoes them; outside of one, the batch is its own.
 * @throws AppError `conflict` (insufficient funds, limit, currency, key reused for another request), `not-found`
 *   (account), `invalid` (amount, accounts, key, expiry, length of the batch), `unavailable` (crossed; try again).
 *   Then nothing of the batch is written; `refusalReason` tells which.
 */
export async function transferAll(tx: Db, requests: readonly TransferRequest[]): Promise<Transfer[]> {
  const asked = requests.map((request) => transferOf(request));
  const made = await makeAll(
    tx,
    distinct(asked).map((transfer) => ({ kind: 'transfer', transfer })),
  );
  return asked.map(({ id }) => made.get(id)!);
}

/** Makes one transfer: a batch of one. */
export async function transfer(tx: Db, request: TransferRequest): Promise<Transfer> {
  const [made] = await transferAll(tx, [request]);
  return made!;
}

/** Why something is refused, once lanes of funds are no question any more. */
type Refused = Shortage & { readonly reason: RefusalReason };

/**
 * What became of one request among several: what was made of it, or why it was refused. Of a transfer that was made under its
 * key before, also that it was.
 */
export type PostingOutcome<Made = Outcome> = { made: Made; before?: true } | { refused: AppError };
export type TransferOutcome = PostingOutcome<Transfer>;

/**
 * Makes each of several transfers or refuses it by itself, in turn: what one brings in the next may spend, and one that
 * finds too little leaves the others as they are. Returns an outcome for each, in the order asked.
 * @throws AppError `invalid` (too many at once) or `unavailable` (crossed; try again): then none of them was made.
 */
export async function transferEach(tx: Db, requests: readonly TransferRequest[]): Promise<TransferOutcome[]> {
  const outcomes = await postEach(
    tx,
    requests.map((transfer) => ({ transfer })),
  );
  return outcomes as TransferOutcome[];
}

/**
 * The same for transfers, holds, captures and releases together: `made` is what `transfer`, `hold`, … would return. What
 * is captured or released is a hold that was made before, not one of the same batch.
 */
export async function postEach(tx: Db, postings: readonly Posting[]): Promise<PostingOutcome[]> {
  const named = await findHoldings(tx, [...new Set(postings.flatMap((posting) => holdNamed(posting) ?? []))]);
  const holds = new Map([...named].map(([id, { hold }]) => [id, hold]));
  const asked = postings.map((posting) => orderOf(posting, holds));
  const orders = asked.filter((order): order is Order => !('refused' in order));
  if (orders.length === 0) return asked as PostingOutcome[];
  if (orders.length > BATCH_LIMIT) throw refuse('batch-too-long');
  const outcomes = (await post(tx, orders, (books) => settleEach(books, orders))).values();
  return asked.map((order): PostingOutcome => {
    if ('refused' in order) return order;
    const outcome = outcomes.next().value!;
    if ('reason' in outcome) return { refused: refuse(outcome.reason, outcome.subject) };
    const before = order.kind === 'transfer' && outcome !== order.transfer;
    return { made: outcome, ...(before && { before }) };
  });
}

/** Does one thing that may be asked for among others. */
export async function postOne(tx: Db, posting: Posting): Promise<Outcome> {
  const [outcome] = await postEach(tx, [posting]);
  if ('refused' in outcome!) throw outcome.refused;
  return outcome!.made;
}

/**
 * Corrects a transfer by one that takes the money back: from where it went, as far as it is still there, and to the
 * lots that gave it, even if they have expired since. At most once: asked again, it returns the first reversal.
 * @throws AppError as `transferAll` does; `not-found` for an unknown transfer, `conflict` for one that is a reversal.
 */
export async function reverse(
  tx: Db,
  transferId: string,
  reason: { at: Date; purpose: string; reference?: string },
): Promise<Transfer> {
  const original = (await findTransfers(tx, [transferId])).get(transferId);
  if (!original) throw refuse('unknown-transfer', transferId);
  const reversal = reversalOf(original, reason);
  const parts = await partsOf(tx, original);
  const order: TransferOrder = {
    kind: 'transfer',
    transfer: reversal,
    before: new Set(parts.filter(({ account }) => account === original.credit).map(({ lane }) => lane)),
    back: parts.filter(({ account }) => account === original.debit).map((part) => ({ ...part, amount: -part.amount })),
  };
  return (await makeAll(tx, [order])).get(reversal.id)!;
}

/** Makes a transfer that puts the money into these lanes of the account that gets it. */
export async function transferBack(tx: Db, transfer: Transfer, back: readonly Part[]): Promise<Transfer> {
  return (await makeAll(tx, [{ kind: 'transfer', transfer, back }])).get(transfer.id)!;
}

/**
 * Makes a transfer that is spread evenly over all lanes of the account that gets it, so that all of them can give.
 * @throws AppError as `transfer` does.
 */
export async function fundLanes(tx: Db, request: TransferRequest): Promise<Transfer> {
  const transfer = transferOf(request);
  return (await makeAll(tx, [{ kind: 'transfer', transfer }], ['all'])).get(transfer.id)!;
}

async function makeAll(
  tx: Db,
  orders: readonly TransferOrder[],
  choices = CHOICES,
): Promise<ReadonlyMap<string, Transfer>> {
  const made = await post(
    tx,
    orders,
    (books) => {
      const settled = settleAll(books, orders);
      if (!isRefused(settled)) return settled;
      if (settled.reason === 'busy') return [settled];
      throw refuse(settled.reason, settled.subject);
    },
    choices,
  );
  return new Map((made as Transfer[]).map((transfer) => [transfer.id, transfer]));
}

const isRefused = (outcome: object): outcome is Shortage => 'reason' in outcome;

/** Settles orders and writes what became of them, within the caller's transaction or in one of their own. */
async function post(
  db: Db,
  orders: readonly Order[],
  settle: (books: Books) => readonly (Outcome | Shortage)[],
  choices = CHOICES,
): Promise<readonly (Outcome | Refused)[]> {
  if (!db.isTransaction && choices === CHOICES) {
    const made = await makeAtOnce(db, orders);
    if (made) return made;
  }
  return inTransaction(db, async (tx) => {
    for (const choice of choices) {
      const { books, funds } = await openBooks(tx, orders, choice);
      const outcomes = settle(books);
      const busy = outcomes.some((outcome) => isRefused(outcome) && outcome.reason === 'busy');
      if (busy) await sql`rollback to savepoint lanes`.execute(tx);
      if (funds) await sql`release savepoint lanes`.execute(tx);
      if (busy) continue;
      await write(tx, books, db.isTransaction);
      return outcomes as readonly (Outcome | Refused)[];
    }
    throw refuse('crossed');
  });
}

/** Locks what orders need and reads what is known of them. */
async function openBooks(
  tx: Db,
  orders: readonly Order[],
  choice: LaneChoice,
): Promise<{ books: Books; funds: boolean }> {
  const gives = new Map<string, Money>();
  for (const { account, gives: amount } of orders.flatMap(asks)) {
    gives.set(account, Math.min((gives.get(account) ?? 0) + amount, Number.MAX_SAFE_INTEGER));
  }
  const transfers = orders.flatMap(transfersOf).map(({ id }) => id);
  // Asked together, done one after the other: what was done before is looked up once everything is locked.
  let [accounts, known] = await Promise.all([lockAccounts(tx, [...gives.keys()]), findTransfers(tx, transfers)]);
  const funds = fundsOf(accounts).length > 0;
  if (funds) {
    const save = sql`savepoint lanes`.execute(tx);
    [, accounts, known] = await Promise.all([
      save,
      lockLanes(tx, accounts, gives, choice),
      findTransfers(tx, transfers),
    ]);
  }
  const named = orders.flatMap((order) => (order.kind === 'transfer' ? [] : [order.hold.id]));
  const expired = await expiredHolds(tx, accounts, latest(orders));
  const holds = await findHoldings(tx, [...new Set([...named, ...expired])]);
  return { books: { accounts, known, holds, made: [] }, funds };
}

function latest(orders: readonly Order[]): Date {
  return new Date(orders.reduce((at, order) => Math.max(at, timeOf(order).getTime()), 0));
}

const DEADLOCK = '40P01';
const DUPLICATE = '23505';

/** In a transaction of its own it is done once more if meanwhile another connection made what it would make. */
async function inTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  for (let again = db.isTransaction ? 0 : 3; ; again--) {
    try {
      return await transaction(db, work);
    } catch (error) {
      if (db.isTransaction && error instanceof AppError) await sql`select ${planFreely}`.execute(db);
      const duplicate = hasSqlState(error, DUPLICATE);
      if (duplicate && again > 0) continue;
      throw duplicate || hasSqlState(error, DEADLOCK) ? refuse('crossed', undefined, error) : error;
    }
  }
}
