import { attempt, type Db, hasSqlState, transaction } from '../kernel/index.ts';
import { distinct, requestHash, reversalOf, type Transfer, type TransferRequest, transferOf } from './model.ts';
import { type LaneChoice, post } from './post-statement.ts';
import { findTransfers } from './reads.ts';
import { refuse } from './refusals.ts';

/*
 * Lanes. Each decision pays from its agency's fund; one row for it would make all decisions queue for each other's
 * commit. So a fund is several rows, lanes, which nobody outside this room sees. A batch takes for each fund one lane
 * that is free and holds enough; if there is none, it waits for the lane of its own connection; if that is too little,
 * it locks all lanes and draws on them together. So a fund refuses only when all of it is not enough.
 *
 * Order of locks. A batch locks lanes first, by (account, lane), then ordinary accounts by id. A free lane is taken
 * without waiting; each further choice starts anew from a savepoint, so that a batch which waits holds only what comes
 * before in that order. Two batches thus never deadlock, however they overlap. So make one batch of what a transaction
 * pays, as its last step: transactions that make several calls may still cross, if they pay the same two people in
 * opposite orders or scrape the same fund to its bottom. PostgreSQL then ends one of them, `unavailable`.
 */
const CHOICES: readonly LaneChoice[] = ['free', 'own', 'all'];

/**
 * Makes a batch of transfers, all or none, in one statement: funds are checked against what the accounts hold before
 * the batch. Returns them in the order asked; one that was made before is returned as it was then.
 * @param tx the caller's transaction, which commits or undoes them; outside of one, the batch is its own.
 * @throws AppError `conflict` (insufficient funds, limit, currency, key reused for another request), `not-found`
 *   (account), `invalid` (amount, accounts, key, length of the batch), `unavailable` (crossed; try again). Then
 *   nothing of the batch is written; `refusalReason` tells which.
 */
export async function transferAll(tx: Db, requests: readonly TransferRequest[]): Promise<Transfer[]> {
  const asked = requests.map((request) => transferOf(request));
  const made = await makeAll(tx, asked, CHOICES);
  return asked.map(({ id }) => made.get(id)!);
}

/** Makes one transfer: a batch of one. */
export async function transfer(tx: Db, request: TransferRequest): Promise<Transfer> {
  const [made] = await transferAll(tx, [request]);
  return made!;
}

/**
 * Corrects a transfer by one that takes the money back. At most once: asked again, it returns the first reversal.
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
  return (await makeAll(tx, [reversal], CHOICES)).get(reversal.id)!;
}

/** Makes a transfer that is spread evenly over all lanes of the account that gets it. */
export async function fundLanes(tx: Db, budgeted: Transfer): Promise<Transfer> {
  return (await makeAll(tx, [budgeted], ['all'])).get(budgeted.id)!;
}

async function makeAll(
  db: Db,
  asked: readonly Transfer[],
  choices: readonly LaneChoice[],
): Promise<Map<string, Transfer>> {
  const batch = distinct(asked);
  try {
    return await transaction(db, async (tx) => {
      for (const choice of choices) {
        const outcome = await attempt(tx, () => makeWith(tx, batch, choice));
        if ('done' in outcome) return outcome.done;
        if (!(outcome.failed instanceof LanesBusy)) throw outcome.failed;
      }
      throw refuse('crossed');
    });
  } catch (error) {
    throw hasSqlState(error, DEADLOCK) ? refuse('crossed', undefined, error) : error;
  }
}

const DEADLOCK = '40P01';

/** The lanes that were chosen are taken or hold too little: the next choice may do. */
class LanesBusy extends Error {}

async function makeWith(tx: Db, batch: readonly Transfer[], choice: LaneChoice): Promise<Map<string, Transfer>> {
  const { made, refused } = await post(tx, batch, choice);
  const transfers = new Map(batch.filter(({ id }) => made.has(id)).map((transfer) => [transfer.id, transfer]));
  const missing = batch.filter(({ id }) => !made.has(id));
  for (const [id, known] of await findKnown(tx, missing)) transfers.set(id, known);
  const rest = batch.filter(({ id }) => !transfers.has(id));
  if (rest.length === 0) return transfers;
  // Another connection made some of them while the statement waited; the rest may well be possible without those.
  if (rest.length < batch.length) return new Map([...transfers, ...(await makeWith(tx, rest, choice))]);
  if (refused?.reason === 'busy') throw new LanesBusy();
  throw refused ? refuse(refused.reason, refused.account) : refuse('crossed');
}

/** Those that were made before, as they were made then. */
async function findKnown(tx: Db, asked: readonly Transfer[]): Promise<Map<string, Transfer>> {
  if (asked.length === 0) return new Map();
  const known = await findTransfers(
    tx,
    asked.map(({ id }) => id),
  );
  const other = asked.find((transfer) => {
    const first = known.get(transfer.id);
    return first && !requestHash(first).equals(requestHash(transfer));
  });
  if (other) throw refuse('key-reused', other.id);
  return known;
}
