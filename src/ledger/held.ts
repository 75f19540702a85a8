import { all, array, type Db, type RawBuilder, sql } from '../kernel/index.ts';
import { type Money, shardOf } from './model.ts';
import type { ExpiredHold } from './settle.ts';
import type { Account, Part } from './working.ts';

interface HeldRow {
  hold: string;
  account: string;
  lane: number;
  amount: Money;
  expires_at: Date;
}

/** Holds that had timed out by an instant and still keep back money of these accounts. */
export async function expiredHolds(tx: Db, accounts: ReadonlyMap<string, Account>, at: Date): Promise<ExpiredHold[]> {
  const holding = [...accounts.values()]
    .filter(({ whole, lanes }) => whole && lanes.some(({ held }) => held > 0))
    .map(({ id }) => id);
  if (holding.length === 0) return [];
  const rows = await all<HeldRow>(
    tx,
    sql`select h.* from unnest(${array(holding.map(shardOf), 'smallint')}, ${array(holding, 'uuid')}) as r(shard, id)
      cross join lateral (
        select hold, account, lane, amount, expires_at from ledger.held h
        where h.shard = r.shard and h.account = r.id and h.expires_at <= ${at}
        order by h.expires_at, h.hold, h.lane offset 0) h`,
  );
  return [...Map.groupBy(rows, ({ hold }) => hold)].map(([id, parts]) => ({
    id,
    account: parts[0]!.account,
    expiresAt: parts[0]!.expires_at,
    parts: parts.map(({ account, lane, amount }): Part => ({ account, lane, amount })),
  }));
}

/** Common table expressions that close holds as expired. */
export function holdsExpired(holds: readonly Pick<ExpiredHold, 'id' | 'account'>[], at: Date): RawBuilder<unknown>[] {
  if (holds.length === 0) return [];
  const ids = holds.map(({ id }) => id);
  return [
    heldFreed(holds),
    sql`expired as (
      update ledger.hold h set state = 'expired', closed_at = ${at}
      from unnest(${array(ids.map(shardOf), 'smallint')}, ${array(ids, 'uuid')}) as r(shard, id)
      where h.shard = r.shard and h.id = r.id and h.state = 'open')`,
  ];
}

/** A common table expression that lets go what holds keep back; the lanes are written beside it. */
export function heldFreed(holds: readonly { id: string; account: string }[]): RawBuilder<unknown> {
  const ids = holds.map(({ id }) => id);
  const accounts = holds.map(({ account }) => account);
  return sql`freed as (
    delete from ledger.held h
    using unnest(${array(accounts.map(shardOf), 'smallint')}, ${array(accounts, 'uuid')}, ${array(ids, 'uuid')})
      as r(shard, account, hold)
    where h.shard = r.shard and h.account = r.account and h.hold = r.hold)`;
}
