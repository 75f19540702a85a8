import { AppError, attempt, type Db, hasSqlState, transaction } from '../kernel/index.ts';
import { expiredHolds, holdsExpired } from './held.ts';
import { type LaneChoice, lockAccounts } from './lock.ts';
import { distinct, type Money, reversalOf, type Transfer, type TransferRequest, transferOf } from './model.ts';
import { findTransfers, partsOf } from './reads.ts';
import { refuse } from './refusals.ts';
import { type Books, isSame, type Order, type Settled, settleAll, settleEach } from './settle.ts';
import type { Shortage } from './working.ts';
import { write } from './write.ts';

/*
 * Lanes. Each decision pays from its agency's fund; one row for it would make all decisions queue for each other's
 * commit. So a fund is several rows, lanes, which nobody outside this room sees. A batch takes for each fund one lane
 * that is free and holds enough; if there is none, it waits for the lane of its own connection; if that is too little,
 * it locks all lanes and draws on them together. So a fund refuses only when all of it is not enough.
 *
 * A batch is two statements, whatever its length: one locks the accounts, one writes what was reckoned from them. Only
 * once the accounts are locked is it asked which transfers were made before: a retry that overtook its own first
 * request then finds it.
 *
 * Order of locks. A batch locks lanes first, by (account, lane), then ordinary accounts by id. A free lane is taken
 * without waiting; each further choice starts anew from a savepoint, so that a batch which waits holds only what comes
 * before in that order. Two batches thus never deadlock, however they overlap. So make one batch of what a transaction
 * pays, as its last step: transactions that make several calls may still cross, if they pay the same two people in
 * opposite orders or scrape the same fund to its bottom. PostgreSQL then ends one of them, `unavailable`.
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
    distinct(asked).map((transfer) => ({ transfer })),
  );
  return asked.map(({ id }) => made.get(id)!);
}

/** Makes one transfer: a batch of one. */
export async function transfer(tx: Db, request: TransferRequest): Promise<Transfer> {
  const [made] = await transferAll(tx, [request]);
  return made!;
}

/** What became of one request among several: the transfer, or why it was refused. */
export type TransferOutcome = { made: Transfer } | { refused: AppError };

/**
 * Makes each of several transfers or refuses it by itself, in turn: what one brings in the next may spend, and one that
 * finds too little leaves the others as they are. Returns an outcome for each, in the order asked.
 * @throws AppError `invalid` (too many at once) or `unavailable` (crossed; try again): then none of them was made.
 */
export async function transferEach(tx: Db, requests: readonly TransferRequest[]): Promise<TransferOutcome[]> {
  const asked = requests.map(transferOrRefusal);
  const orders = new Map<string, Order>();
  for (const one of asked) {
    if ('transfer' in one && !orders.has(one.transfer.id)) orders.set(one.transfer.id, one);
  }
  if (orders.size === 0) return asked.map((one) => ('refused' in one ? one : { refused: refuse('crossed') }));
  distinct([...orders.values()].map(({ transfer }) => transfer)); // not too many
  const outcomes = await make(tx, [...orders.values()], settleEach);
  return asked.map((one) => {
    if ('refused' in one) return one;
    const outcome = outcomes.get(one.transfer.id)!;
    if ('reason' in outcome) return { refused: refusalOf(outcome) };
    return isSame(one.transfer, outcome) ? { made: outcome } : { refused: refuse('key-reused', outcome.id) };
  });
}

function transferOrRefusal(request: TransferRequest): Order | { refused: AppError } {
  try {
    return { transfer: transferOf(request) };
  } catch (error) {
    if (error instanceof AppError) return { refused: error };
    throw error;
  }
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
  const order: Order = {
    transfer: reversal,
    before: new Set(parts.filter(({ account }) => account === original.credit).map(({ lane }) => lane)),
    back: parts.filter(({ account }) => account === original.debit).map((part) => ({ ...part, amount: -part.amount })),
  };
  return (await makeAll(tx, [order])).get(reversal.id)!;
}

/** Makes a transfer that is spread evenly over all lanes of the account that gets it. */
export async function fundLanes(tx: Db, budgeted: Transfer): Promise<Transfer> {
  return (await makeAll(tx, [{ transfer: budgeted }], ['all'])).get(budgeted.id)!;
}

async function makeAll(db: Db, orders: readonly Order[], choices = CHOICES): Promise<ReadonlyMap<string, Transfer>> {
  const outcomes = await make(
    db,
    orders,
    (books) => {
      const other = orders.find(({ transfer }) => {
        const known = books.known.get(transfer.id);
        return known && !isSame(transfer, known);
      });
      if (other) throw refuse('key-reused', other.transfer.id);
      const settled = settleAll(books, orders);
      if (!('reason' in settled)) return settled;
      if (settled.reason === 'busy') throw new LanesBusy();
      throw refuse(settled.reason, settled.subject);
    },
    choices,
  );
  return outcomes as ReadonlyMap<string, Transfer>;
}

type Settle = (books: Books, orders: readonly Order[]) => Settled;

function make(db: Db, orders: readonly Order[], settle: Settle, choices = CHOICES) {
  return withChoices(db, choices, async (tx, choice) => {
    const books = await openBooks(tx, orders, choice);
    const unmade = orders.some(({ transfer }) => !books.known.has(transfer.id));
    const missing = [...books.accounts.values()].some(({ lanes }) => lanes.length === 0);
    if (unmade && missing) throw new LanesBusy();
    const { made, outcomes, freed } = settle(books, orders);
    for (const outcome of outcomes.values())
      if ('reason' in outcome && outcome.reason === 'busy') throw new LanesBusy();
    const at = orders[0]!.transfer.at;
    await write(tx, books.accounts, made, holdsExpired(freed, at));
    return outcomes;
  });
}

/** Locks what orders need and reads what is known of them. */
async function openBooks(tx: Db, orders: readonly Order[], choice: LaneChoice): Promise<Books> {
  const gives = new Map<string, Money>();
  for (const { transfer } of orders) {
    gives.set(transfer.debit, (gives.get(transfer.debit) ?? 0) + transfer.amount);
    if (!gives.has(transfer.credit)) gives.set(transfer.credit, 0);
  }
  for (const [id, sum] of gives) if (!Number.isSafeInteger(sum)) gives.set(id, Number.MAX_SAFE_INTEGER);
  const accounts = await lockAccounts(tx, gives, choice);
  const known = await findTransfers(
    tx,
    orders.map(({ transfer }) => transfer.id),
  );
  return { accounts, known, expired: await expiredHolds(tx, accounts, latest(orders)) };
}

function latest(orders: readonly Order[]): Date {
  return orders.reduce((at, { transfer }) => (transfer.at > at ? transfer.at : at), orders[0]!.transfer.at);
}

const refusalOf = ({ reason, subject }: Shortage) => refuse(reason === 'busy' ? 'crossed' : reason, subject);

/** The lanes that were chosen are taken or hold too little: the next choice may do. */
class LanesBusy extends Error {}

const DEADLOCK = '40P01';
const DUPLICATE = '23505';

/**
 * Does work with the first choice of lanes that does, each from a savepoint, or where the caller has no transaction in
 * one of its own. Once more, if meanwhile another connection made what it would make.
 */
export async function withChoices<T>(
  db: Db,
  choices: readonly LaneChoice[],
  work: (tx: Db, choice: LaneChoice) => Promise<T>,
): Promise<T> {
  let again = 3;
  for (let nth = 0; nth < choices.length; ) {
    try {
      return await isolated(db, (tx) => work(tx, choices[nth]!));
    } catch (error) {
      if (error instanceof LanesBusy) nth += 1;
      else if (hasSqlState(error, DUPLICATE) && again > 0) again -= 1;
      else throw hasSqlState(error, DEADLOCK) ? refuse('crossed', undefined, error) : error;
    }
  }
  throw refuse('crossed');
}

async function isolated<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  if (!db.isTransaction) return transaction(db, work);
  const outcome = await attempt(db, () => work(db));
  if ('failed' in outcome) throw outcome.failed;
  return outcome.done;
}
