import { type Db, run, sql } from '../kernel/index.ts';
import type { Books, Made } from './books.ts';
import { column } from './columns.ts';
import { planFreely } from './lock.ts';
import { requestHash, shardOf } from './model.ts';
import type { Account } from './working.ts';
import { holdsWritten } from './write-holds.ts';

/** Writes, in one statement, what was done with the books: transfers with their entries, accounts as they are now, holds. */
export async function write(tx: Db, { accounts, made, holds }: Books): Promise<void> {
  const changed = [...accounts.values()].flatMap(({ id, lots, lanes }) => {
    const opens = lanes.some(({ state }) => state === 'new');
    return lanes
      .filter(({ state, lane }) => state === 'changed' || (opens && lane === 0))
      .map((lane) => ({ ...lane, id, lots: (lots || opens) && lane.lane === 0 }));
  });
  const opened = [...accounts.values()].flatMap(({ id, lanes }) =>
    lanes.filter(({ state }) => state === 'new').map((lane) => ({ ...lane, id })),
  );
  const parts = [
    ...(made.length > 0 ? [transfersWritten(made), entriesWritten(made)] : []),
    ...(opened.length > 0 ? [lotsOpened(opened)] : []),
    ...(changed.length > 0 ? [accountsMoved(changed)] : []),
    ...holdsWritten([...holds.values()]),
  ];
  await run(tx, parts.length > 0 ? sql`with ${sql.join(parts, sql`, `)} select ${planFreely}` : sql`select ${planFreely}`);
}

function transfersWritten(made: readonly Made[]) {
  const rows = made.map(({ transfer }) => transfer);
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
  const rows = made.flatMap(({ transfer, parts }) => parts.map((part) => ({ ...part, transfer })));
  return sql`written as (
    insert into ledger.entry (shard, account, at, transfer, lane, amount)
    select * from unnest(
      ${column(rows, 'smallint', ({ account }) => shardOf(account))}, ${column(rows, 'uuid', ({ account }) => account)},
      ${column(rows, 'timestamptz', ({ transfer }) => transfer.at)},
      ${column(rows, 'uuid', ({ transfer }) => transfer.id)}, ${column(rows, 'bigint', ({ lane }) => lane)},
      ${column(rows, 'bigint', ({ amount }) => amount)}))`;
}

type Row = Account['lanes'][number] & { id: string };

/** A lot is a row like lane 0, of which it takes what describes the account. */
function lotsOpened(rows: readonly Row[]) {
  return sql`opened as (
    insert into ledger.account (shard, id, lane, lanes, kind, owner, reference, currency, floor, cap, posted, held,
      given, expires_at)
    select r.shard, r.id, r.lane, a.lanes, a.kind, a.owner, a.reference, a.currency, 0, a.cap, r.posted, r.held,
      r.given, r.expires_at
    from unnest(
      ${column(rows, 'smallint', ({ id }) => shardOf(id))}, ${column(rows, 'uuid', ({ id }) => id)},
      ${column(rows, 'bigint', ({ lane }) => lane)}, ${column(rows, 'bigint', ({ posted }) => posted)},
      ${column(rows, 'bigint', ({ held }) => held)}, ${column(rows, 'bigint', ({ given }) => given)},
      ${column(rows, 'timestamptz', ({ lane }) => new Date(lane))}
    ) as r(shard, id, lane, posted, held, given, expires_at)
    cross join lateral (
      select * from ledger.account a where a.shard = r.shard and a.id = r.id and a.lane = 0 limit 1) a)`;
}

/**
 * Balances are written as they were reckoned from the locked rows: `a.posted` is of the statement's snapshot. The
 * database's own checks of floor and cap have the last word.
 */
function accountsMoved(rows: readonly (Row & { lots: boolean })[]) {
  return sql`moved as (
    update ledger.account a
    set posted = r.posted, held = r.held, given = a.given + r.given, lots = r.lots
    from unnest(
      ${column(rows, 'smallint', ({ id }) => shardOf(id))}, ${column(rows, 'uuid', ({ id }) => id)},
      ${column(rows, 'bigint', ({ lane }) => lane)}, ${column(rows, 'bigint', ({ posted }) => posted)},
      ${column(rows, 'bigint', ({ held }) => held)}, ${column(rows, 'bigint', ({ given }) => given)},
      ${column(rows, 'boolean', ({ lots }) => lots)}
    ) as r(shard, id, lane, posted, held, given, lots)
    where a.shard = r.shard and a.id = r.id and a.lane = r.lane)`;
}
