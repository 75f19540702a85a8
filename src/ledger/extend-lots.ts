import { all, atMost, type Db, sql } from '../kernel/index.ts';
import { column } from './columns.ts';
import { lockFirstLanes } from './lock.ts';
import { type Money, SHARDS, shardOf } from './model.ts';

/** Which lots are to last longer, and how long. */
export interface ExtendRequest {
  /** Lots of accounts with this reference, for example a programme's. */
  reference: string;
  /** Those that expire at this instant; empty ones, too, since a refund may come back to them. */
  from: Date;
  /** Until when they can be spent instead. */
  to: Date;
  /** Where the page before ended; without it, from the beginning. */
  after?: ExtendPosition;
  /** Accounts of one page. */
  most?: number;
}

/** An account, and with it its shard. */
export interface ExtendPosition {
  shard: number;
  id: string;
}

/** A page of lots that last longer now. */
export interface Extended {
  lots: number;
  /** The money in them. */
  amount: Money;
  /** Where the next page begins; undefined where there is none. */
  next: ExtendPosition | undefined;
}

/**
 * Lets lots last longer, one page of them. No money moves: a lot keeps its lane, which is its name, and its entries, so that
 * what was paid out of it comes back into it; it only expires later. Accounts are locked as transfers lock them, so that a
 * payment comes wholly before or wholly after.
 * @param tx the caller's transaction, which also writes down how far it has got.
 */
export async function extendLots(tx: Db, request: ExtendRequest): Promise<Extended> {
  const { reference, from, to, after = { shard: 0, id: LEAST_ID }, most = 5_000 } = request;
  for (let { shard, id } = after; shard < SHARDS; shard += 1, id = LEAST_ID) {
    const ids = await accountsWith(tx, { reference, from, shard, after: id, most });
    if (ids.length === 0) continue;
    const extended = await extend(tx, shard, ids, { from, to });
    const next = ids.length < most ? { shard: shard + 1, id: LEAST_ID } : { shard, id: ids.at(-1)! };
    return { ...extended, next };
  }
  return { lots: 0, amount: 0, next: undefined };
}

const LEAST_ID = '00000000-0000-0000-0000-000000000000';

interface Page extends Pick<ExtendRequest, 'reference' | 'from'> {
  shard: number;
  after: string;
  most: number;
}

/** Accounts with such lots by id: an account may have several, of which some were extended before. */
async function accountsWith(tx: Db, { reference, from, shard, after, most }: Page): Promise<string[]> {
  const rows = await all<{ id: string }>(
    tx,
    sql`select id from ledger.account
      where shard = ${shard} and expires_at = ${from} and id > ${after} and reference = ${reference}
      group by id order by id limit ${atMost(most)}`,
  );
  return rows.map(({ id }) => id);
}

/** Whoever holds lane 0 of an account may touch its lots: first those, in the order in which transfers lock them. */
async function extend(
  tx: Db,
  shard: number,
  ids: readonly string[],
  { from, to }: Pick<ExtendRequest, 'from' | 'to'>,
): Promise<{ lots: number; amount: Money }> {
  const asked = sql`unnest(${column(ids, 'smallint', shardOf)}, ${column(ids, 'uuid', (id) => id)}) as r(shard, id)`;
  await lockFirstLanes(tx, ids);
  const rows = await all<{ lots: number; amount: Money }>(
    tx,
    sql`with extended as (
      update ledger.account a set expires_at = ${to} from ${asked}
      where a.shard = r.shard and a.id = r.id and a.shard = ${shard} and a.expires_at = ${from} returning a.posted)
    select count(*)::int as lots, coalesce(sum(posted), 0)::bigint as amount from extended`,
  );
  return rows[0]!;
}
