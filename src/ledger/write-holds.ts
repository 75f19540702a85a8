import { type RawBuilder, sql } from '../kernel/index.ts';
import type { Holding } from './books.ts';
import { column } from './columns.ts';
import { shardOf } from './model.ts';

/** Common table expressions that write what became of holds: those that are new, and those that ended. */
export function holdsWritten(holdings: readonly Holding[]): RawBuilder<unknown>[] {
  const opened = holdings.filter(({ stored }) => !stored);
  const kept = opened.filter(({ end }) => !end);
  const closed = holdings.filter(({ stored, ended }) => stored && ended);
  return [
    ...(opened.length > 0 ? [holdsOpened(opened)] : []),
    ...(kept.length > 0 ? [lanesHeld(kept)] : []),
    ...(closed.length > 0 ? [holdsClosed(closed), lanesFreed(closed)] : []),
  ];
}

function holdsOpened(rows: readonly Holding[]): RawBuilder<unknown> {
  return sql`opened_hold as (
    insert into ledger.hold (shard, id, client, key, request_hash, account, amount, currency, at, expires_at, purpose,
      reference, state, closed_at, captured_by, capture_hash, captured)
    select shard, id, client, key, request_hash, account, amount, currency, at, expires_at, purpose,
      reference, state, closed_at, captured_by, capture_hash, captured::uuid[]
    from unnest(
      ${column(rows, 'smallint', ({ hold }) => shardOf(hold.id))}, ${column(rows, 'uuid', ({ hold }) => hold.id)},
      ${column(rows, 'text', ({ hold }) => hold.client)}, ${column(rows, 'text', ({ hold }) => hold.key)},
      ${column(rows, 'bytea', ({ hash }) => hash)}, ${column(rows, 'uuid', ({ hold }) => hold.account)},
      ${column(rows, 'bigint', ({ hold }) => hold.amount)}, ${column(rows, 'text', ({ hold }) => hold.currency)},
      ${column(rows, 'timestamptz', ({ hold }) => hold.at)},
      ${column(rows, 'timestamptz', ({ hold }) => hold.expiresAt)},
      ${column(rows, 'text', ({ hold }) => hold.purpose)}, ${column(rows, 'text', ({ hold }) => hold.reference)},
      ${ends(rows)}
    ) as r(shard, id, client, key, request_hash, account, amount, currency, at, expires_at, purpose, reference, state,
      closed_at, captured_by, capture_hash, captured))`;
}

function holdsClosed(rows: readonly Holding[]): RawBuilder<unknown> {
  return sql`closed_hold as (
    update ledger.hold h set state = r.state, closed_at = r.closed_at, captured_by = r.captured_by,
      capture_hash = r.capture_hash, captured = r.captured::uuid[]
    from unnest(
      ${column(rows, 'smallint', ({ hold }) => shardOf(hold.id))}, ${column(rows, 'uuid', ({ hold }) => hold.id)},
      ${ends(rows)}
    ) as r(shard, id, state, closed_at, captured_by, capture_hash, captured)
    where h.shard = r.shard and h.id = r.id and h.state = 'open')`;
}

/** Five columns: how each ended. `unnest` would flatten arrays of ids, so they go as texts. */
function ends(rows: readonly Holding[]): RawBuilder<unknown> {
  return sql.join([
    column(rows, 'text', ({ end }) => end?.state ?? 'open'),
    column(rows, 'timestamptz', ({ end }) => end?.at),
    column(rows, 'uuid', ({ end }) => end?.capture?.by),
    column(rows, 'bytea', ({ end }) => end?.capture?.hash),
    column(rows, 'text', ({ end }) => end?.capture && `{${end.capture.transfers.join()}}`),
  ]);
}

function lanesHeld(holdings: readonly Holding[]): RawBuilder<unknown> {
  const rows = holdings.flatMap(({ hold, parts }) => parts.map((part) => ({ ...part, hold })));
  return sql`kept as (
    insert into ledger.held (shard, account, lane, hold, amount, expires_at)
    select * from unnest(
      ${column(rows, 'smallint', ({ account }) => shardOf(account))}, ${column(rows, 'uuid', ({ account }) => account)},
      ${column(rows, 'bigint', ({ lane }) => lane)}, ${column(rows, 'uuid', ({ hold }) => hold.id)},
      ${column(rows, 'bigint', ({ amount }) => amount)},
      ${column(rows, 'timestamptz', ({ hold }) => hold.expiresAt)}))`;
}

function lanesFreed(rows: readonly Holding[]): RawBuilder<unknown> {
  return sql`freed as (
    delete from ledger.held k
    using unnest(
      ${column(rows, 'smallint', ({ hold }) => shardOf(hold.account))},
      ${column(rows, 'uuid', ({ hold }) => hold.account)}, ${column(rows, 'uuid', ({ hold }) => hold.id)}
    ) as r(shard, account, hold)
    where k.shard = r.shard and k.account = r.account and k.hold = r.hold)`;
}
