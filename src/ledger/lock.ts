import { all, type Db, run, sql } from '../kernel/index.ts';
import { column } from './columns.ts';
import { type Money, shardOf } from './model.ts';
import type { Account, Lane } from './working.ts';

/** Which rows of a fund are locked: one that is free and holds enough, the connection's own, or all of them. */
export type LaneChoice = 'free' | 'own' | 'all';

interface LaneRow extends Omit<Lane, 'given' | 'state' | 'expiresAt'> {
  account: string;
  width: number;
  currency: string;
  lots: boolean;
  expiresAt: Date | null;
}

const columns = sql`a.id as account, a.lane, a.lanes as width, a.currency, a.lots, a.expires_at as "expiresAt",
  a.posted, a.held, a.floor, a.cap`;

const LANES = {
  free: sql`
    select ${columns} from ledger.account a
    where a.shard = f.shard and a.id = f.id and a.posted - a.held - a.floor >= f.gives
    order by (a.lane + a.lanes - pg_backend_pid() % a.lanes) % a.lanes
    limit 1 for update skip locked`,
  own: sql`
    select ${columns} from ledger.account a
    where a.shard = f.shard and a.id = f.id and a.lane = pg_backend_pid() % a.lanes
    limit 1 for update`,
  all: sql`
    select ${columns} from ledger.account a
    where a.shard = f.shard and a.id = f.id
    order by a.lane for update`,
} as const satisfies Record<LaneChoice, unknown>;

/**
 * Locks accounts by id until the transaction ends and returns those that are there, as they are then. Without lane 0 of an
 * account that is no fund nobody opens a lot of it or spends from one. Of a fund nothing is locked yet, and it has no lanes.
 *
 * Each account is looked up by itself (`lateral`): a plan made for a young database lives on in a connection, and it
 * must be the right one when there are a million rows. For the same reason it turns off, in this transaction, what
 * reads whole tables; `planFreely` turns it on again.
 */
export async function lockAccounts(tx: Db, ids: readonly string[]): Promise<Map<string, Account>> {
  const inOrder = ids.toSorted();
  const asked = sql`unnest(${column(inOrder, 'smallint', shardOf)}, ${column(inOrder, 'uuid', (id) => id)}) as r(shard, id)`;
  const rows = await all<LaneRow>(
    tx,
    sql`
    with plain as materialized (
      select one.* from ${asked} cross join lateral (
        select ${columns} from ledger.account a
        where a.shard = r.shard and a.id = r.id and a.lane = 0 and a.lanes = 1 limit 1 for update) one
    )
    select p.*, ${planByKey} from plain p
    union all
    select fund.*, null from ${asked} cross join lateral (
      select ${columns} from ledger.account a
      where a.shard = r.shard and a.id = r.id and a.lane = 0 and a.lanes > 1 limit 1) fund
    where r.id not in (select account from plain)`,
  );
  const accounts = new Map<string, Account>();
  for (const row of rows) {
    const { account: id, width, currency, lots } = row;
    accounts.set(id, { id, width, currency, lots, whole: width === 1, lanes: width === 1 ? [laneFrom(row)] : [] });
  }
  await addLots(tx, accounts);
  return accounts;
}

/**
 * Locks rows of funds by (account, lane), and returns the accounts with them. A fund of which no row could be had is left
 * without lanes.
 * @param gives what each fund is asked for.
 */
export async function lockLanes(
  tx: Db,
  accounts: ReadonlyMap<string, Account>,
  gives: ReadonlyMap<string, Money>,
  choice: LaneChoice,
): Promise<Map<string, Account>> {
  const funds = fundsOf(accounts).toSorted((one, other) => (one.id < other.id ? -1 : 1));
  const rows = await all<LaneRow>(
    tx,
    sql`select lanes.* from unnest(
        ${column(funds, 'smallint', ({ id }) => shardOf(id))}, ${column(funds, 'uuid', ({ id }) => id)},
        ${column(funds, 'bigint', ({ id }) => gives.get(id)!)}) as f(shard, id, gives)
      cross join lateral (${LANES[choice]}) lanes`,
  );
  const locked = new Map(accounts);
  for (const fund of funds) {
    const lanes = rows.filter(({ account }) => account === fund.id).map(laneFrom);
    locked.set(fund.id, { ...fund, whole: choice === 'all', lanes });
  }
  return locked;
}

/** Accounts that are several rows. */
export function fundsOf(accounts: ReadonlyMap<string, Account>): Account[] {
  return [...accounts.values()].filter(({ width }) => width > 1);
}

/**
 * Lots are read only now: whoever opened or changed one while this transaction waited for lane 0 has committed it, and
 * nobody touches one any more (`lockFirstLanes`).
 */
async function addLots(tx: Db, accounts: Map<string, Account>): Promise<void> {
  const ids = [...accounts.values()].filter(({ lots }) => lots).map(({ id }) => id);
  if (ids.length === 0) return;
  const rows = await all<LaneRow>(
    tx,
    sql`select l.* from unnest(${column(ids, 'smallint', shardOf)}, ${column(ids, 'uuid', (id) => id)}) as r(shard, id)
      cross join lateral (
        select ${columns} from ledger.account a where a.shard = r.shard and a.id = r.id and a.lane >= a.lanes
        order by a.lane) l`,
  );
  for (const [id, lots] of Map.groupBy(rows, ({ account }) => account)) {
    accounts.get(id)!.lanes.unshift(...lots.map(laneFrom));
  }
}

/**
 * Locks lane 0 of ordinary accounts by id, and so all their lots, which by themselves are never locked: a row for each would
 * be written twice with every payment. What is asked after it finds them as they stay until this transaction ends.
 */
export async function lockFirstLanes(tx: Db, ids: readonly string[]): Promise<void> {
  const inOrder = ids.toSorted();
  await run(
    tx,
    sql`select count(*) from (
      select from unnest(${column(inOrder, 'smallint', shardOf)}, ${column(inOrder, 'uuid', (id) => id)}) as r(shard, id)
      cross join lateral (
        select from ledger.account a where a.shard = r.shard and a.id = r.id and a.lane = 0 limit 1 for update) a) l`,
  );
}

function laneFrom({ lane, expiresAt, floor, cap, posted, held }: LaneRow): Lane {
  return { lane, expiresAt: expiresAt?.getTime() ?? null, floor, cap, posted, held, given: 0, state: 'as it was' };
}

const READS_WHOLE_TABLES = ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin'];
const planning = (value: 'on' | 'off') =>
  sql`(select ${sql.join(
    READS_WHOLE_TABLES.map((name) => sql`set_config(${sql.lit(name)}, ${sql.lit(value)}, true)`),
    sql` || `,
  )})`;

const planByKey = planning('off');
/** To be selected by the last statement that a call makes, so that the caller's own are planned as ever. */
export const planFreely = planning('on');
