import { all, atMost, type Db, sql } from '../kernel/index.ts';
import { asItIs } from './books.ts';
import { findHoldings } from './holdings.ts';
import type { Transfer } from './model.ts';
import type { CaptureRequest, Hold, HoldRequest, ReleaseRequest } from './orders.ts';
import { postEach, postOne } from './posting.ts';
import { EVERY_SHARD } from './reads.ts';

/**
 * Keeps money of an account back: out of the lots that a transfer would use, which it then cannot.
 * @throws AppError as `transferAll` does.
 */
export function hold(db: Db, request: HoldRequest): Promise<Hold> {
  return postOne(db, { hold: request }) as Promise<Hold>;
}

/**
 * Pays what is on hold, or part of it, to one account or several, and frees the rest. It comes out of the lots that were
 * kept back, even if these have expired since. Of a capture and the time-out, one wins; asked again, a capture returns
 * the transfers that it made.
 * @throws AppError `conflict` when the hold is closed or timed out, or more is captured than is on hold; else as
 *   `transferAll` does.
 */
export function capture(db: Db, request: CaptureRequest): Promise<Transfer[]> {
  return postOne(db, { capture: request }) as Promise<Transfer[]>;
}

/**
 * Frees what is on hold. Asked again, or after the time-out, it changes nothing.
 * @throws AppError `not-found`; `conflict` when it was captured.
 */
export function release(db: Db, request: ReleaseRequest): Promise<Hold> {
  return postOne(db, { release: request }) as Promise<Hold>;
}

/** One hold, as it was last written. */
export async function holdById(db: Db, id: string): Promise<Hold | undefined> {
  const found = (await findHoldings(db, [id])).get(id);
  return found && asItIs(found);
}

/**
 * Tidies away holds that have timed out. Nobody waits for it: their money has been free since.
 * @returns how many, at most `most`.
 */
export async function sweepHolds(db: Db, at: Date, most = 500): Promise<number> {
  const rows = await all<{ hold: string }>(
    db,
    sql`select distinct hold from (
      select hold from ledger.held where shard in (${EVERY_SHARD}) and expires_at <= ${at} limit ${atMost(most)}) timed_out`,
  );
  await postEach(
    db,
    rows.map(({ hold }) => ({ release: { hold, at } })),
  );
  return rows.length;
}
