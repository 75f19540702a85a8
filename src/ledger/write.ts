import { type Db, run, runLast, sql } from '../kernel/index.ts';
import type { Books, Made } from './books.ts';
import { column } from './columns.ts';
import { planFreely } from './lock.ts';
import { requestHash, shardOf } from './model.ts';
import type { Account, Lane } from './working.ts';
import { holdsWritten } from './write-holds.ts';

/**
 * Writes, in one statement, what was done with the books: transfers with their entries, accounts as they are now, holds.
 * @param goesOn whether the transaction is a caller's, who may do more in it: else its commit is all that waits for this.
 */
export async function write(tx: Db, { accounts, made, holds }: Books, goesOn: boolean): Promise<void> {
  const rows = [...accounts.values()].flatMap((account) => account.lanes.map((lane): Row => ({ account, lane })));
  const opened = rows.filter(({ lane }) => lane.state === 'new');
  const withLots = new Set(opened.map(({ account }) => account));
  const changed = rows.filter(
    ({ account, lane }) => lane.state === 'changed' || (lane.lane === 0 && withLots.has(account)),
  );
  const parts = [
    ...(made.length > 0 ? [transfersWritten(made), entriesWritten(made)] : []),
    ...(opened.length > 0 ? [lotsOpened(opened)] : []),
    ...(changed.length > 0 ? [accountsMoved(changed, withLots)] : []),
    ...holdsWritten([...holds.values()]),
  ];
  await (goesOn ? run : runLast)(
    tx,
    parts.length > 0 ? sql`with ${sql.join(parts, sql`, `)} select ${planFreely}` : sql`select ${planFreely}`,
  );
}

/** Rows are written in the order of their keys: neighbours in an index go into the same page. */
const inOrder = (one: string, other: string): number => (one < other ? -1 : Number(one > other));

function transfersWritten(made: readonly Made[]) {
  const rows = made.map(({ transfer }) => transfer).sort((one, other) => inOrder(one.id, other.id));
  return sql`made as (
    insert into ledger.transfer (shard, id, client, key, request_hash, debit, credit, amount, currency, at, purpose,
      reference, reverses, lot, hold)
    select * from unnest(
      ${column(rows, 'smallint', ({ id }) => shardOf(id))}, ${column(rows, 'uuid', ({ id }) => id)},
      ${column(rows, 'text', ({ client }) => client)}, ${column(rows, 'text', ({ key }) => key)},
      ${column(rows, 'bytea', requestHash)}, ${column(rows, 'uuid', ({ debit }) => debit)},
      ${column(rows, 'uuid', ({ credit }) => credit)}, ${column(rows, 'bigint', ({ amount }) => amount)},
      ${column(rows, 'text', ({ currency }) => currency)}, ${column(rows, 'timestamptz', ({ at }) => at)},
      ${column(rows, 'text', ({ purpose }) => purpose)}, ${column(rows, 'text', ({ reference }) => reference)},
      ${column(rows, 'uuid', ({ reverses }) => reverses)},
      ${column(rows, 'timestamptz', ({ lot }) => lot)}, ${column(rows, 'uuid', ({ hold }) => hold)}))`;
}

function entriesWritten(made: readonly Made[]) {
  const rows = made.flatMap(({ transfer, parts }) => parts.map((part) => ({ part, transfer })));
  rows.sort((one, other) => inOrder(one.part.account, other.part.account));
  return sql`written as (
    insert into ledger.entry (shard, account, at, transfer, lane, amount)
    select * from unnest(
      ${column(rows, 'smallint', ({ part }) => shardOf(part.account))},
      ${column(rows, 'uuid', ({ part }) => part.account)}, ${column(rows, 'timestamptz', ({ transfer }) => transfer.at)},
      ${column(rows, 'uuid', ({ transfer }) => transfer.id)}, ${column(rows, 'bigint', ({ part }) => part.lane)},
      ${column(rows, 'bigint', ({ part }) => part.amount)}))`;
}

interface Row {
  readonly account: Account;
  readonly lane: Lane;
}

/** A lot is a row like lane 0, of which it takes what describes the account. */
function lotsOpened(rows: readonly Row[]) {
  return sql`opened as (
    insert into ledger.account (shard, id, lane, lanes, kind, owner, reference, currency, floor, cap, posted, held,
      given, expires_at)
    select r.shard, r.id, r.lane, a.lanes, a.kind, a.owner, a.reference, a.currency, 0, a.cap, r.posted, r.held,
      r.given, r.expires_at
    from unnest(
      ${keysOf(rows)}, ${column(rows, 'bigint', ({ lane }) => lane.posted)},
      ${column(rows, 'bigint', ({ lane }) => lane.held)}, ${column(rows, 'bigint', ({ lane }) => lane.given)},
      ${column(rows, 'timestamptz', ({ lane }) => new Date(lane.lane))}
    ) as r(shard, id, lane, posted, held, given, expires_at)
    cross join lateral (
      select * from ledger.account a where a.shard = r.shard and a.id = r.id and a.lane = 0 limit 1) a)`;
}

/**
 * Balances are written as they were reckoned from the locked rows: `a.posted` is of the statement's snapshot. The
 * database's own checks of floor and cap have the last word.
 */
function accountsMoved(rows: readonly Row[], withLots: ReadonlySet<Account>) {
  return sql`moved as (
    update ledger.account a
    set posted = r.posted, held = r.held, given = a.given + r.given, lots = r.lots
    from unnest(
      ${keysOf(rows)}, ${column(rows, 'bigint', ({ lane }) => lane.posted)},
      ${column(rows, 'bigint', ({ lane }) => lane.held)}, ${column(rows, 'bigint', ({ lane }) => lane.given)},
      ${column(rows, 'boolean', ({ account, lane }) => lane.lane === 0 && (account.lots || withLots.has(account)))}
    ) as r(shard, id, lane, posted, held, given, lots)
    where a.shard = r.shard and a.id = r.id and a.lane = r.lane)`;
}

const keysOf = (rows: readonly Row[]) =>
  sql.join([
    column(rows, 'smallint', ({ account }) => shardOf(account.id)),
    column(rows, 'uuid', ({ account }) => account.id),
    column(rows, 'bigint', ({ lane }) => lane.lane),
  ]);
