import { all, type Db, sql } from '../kernel/index.ts';
import type { HoldEnd, Holding } from './books.ts';
import { column, shardOfColumn } from './columns.ts';
import { type Money, shardOf } from './model.ts';
import type { Hold } from './orders.ts';
import type { Account } from './working.ts';

interface HoldRow extends Omit<Hold, 'reference'> {
  reference: string | null;
  hash: Buffer;
  closedAt: Date | null;
  capturedBy: string | null;
  captureHash: Buffer | null;
  captured: string[] | null;
  /** What it keeps back: of which lanes, and how much of each. PostgreSQL's int8[] comes as texts. */
  lanes: string[] | null;
  amounts: string[] | null;
}

/** Holds by id, as they were last written; those that were never made are missing. */
export async function findHoldings(db: Db, ids: readonly string[]): Promise<Map<string, Holding>> {
  if (ids.length === 0) return new Map();
  const rows = await all<HoldRow>(
    db,
    sql`select h.*, kept.* from unnest(${column(ids, 'smallint', shardOf)}, ${column(ids, 'uuid', (id) => id)}) as r(shard, id)
      cross join lateral (
        select id, client, key, account, amount, currency, at, expires_at as "expiresAt", purpose, reference, state,
          request_hash as hash, closed_at as "closedAt", captured_by as "capturedBy", capture_hash as "captureHash", captured
        from ledger.hold h where h.shard = r.shard and h.id = r.id limit 1) h
      cross join lateral (
        select array_agg(lane order by lane) as lanes, array_agg(amount order by lane) as amounts from ledger.held k
        where k.shard = ${shardOfColumn('h.account')} and k.account = h.account and k.hold = h.id) kept`,
  );
  return new Map(rows.map((row) => [row.id, holdingFrom(row)]));
}

function holdingFrom(row: HoldRow): Holding {
  const { hash, closedAt, capturedBy, captureHash, captured, lanes, amounts, reference, ...rest } = row;
  const hold: Hold = { ...rest, ...(reference !== null && { reference }) };
  const parts = (lanes ?? []).map((lane, nth) => ({
    ...{ account: hold.account, lane: Number(lane), amount: Number(amounts![nth]) as Money },
  }));
  const capture = capturedBy && { capture: { by: capturedBy, hash: captureHash!, transfers: captured! } };
  const end = closedAt && { end: { state: hold.state as HoldEnd['state'], at: closedAt, ...capture } };
  return { hold, hash, parts, stored: true, ended: false, ...end };
}

/** Ids of holds that had timed out by an instant and still keep back money of these accounts. */
export async function expiredHolds(tx: Db, accounts: ReadonlyMap<string, Account>, at: Date): Promise<string[]> {
  const holding = [...accounts.values()]
    .filter(({ whole, lanes }) => whole && lanes.some(({ held }) => held > 0))
    .map(({ id }) => id);
  if (holding.length === 0) return [];
  const rows = await all<{ hold: string }>(
    tx,
    sql`select distinct h.hold from unnest(${column(holding, 'smallint', shardOf)}, ${column(holding, 'uuid', (id) => id)}) as r(shard, id)
      cross join lateral (
        select hold from ledger.held h where h.shard = r.shard and h.account = r.id and h.expires_at <= ${at} offset 0) h`,
  );
  return rows.map(({ hold }) => hold);
}
