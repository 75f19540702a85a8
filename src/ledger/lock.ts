import { all, array, type Db, sql } from '../kernel/index.ts';
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
    select chosen.* from fund f cross join lateral (
      select ${columns} from ledger.account a
      where a.shard = f.shard and a.id = f.id and a.posted - a.held - a.floor >= f.gives
      order by (a.lane + a.lanes - pg_backend_pid() % a.lanes) % a.lanes
      limit 1 for update skip locked) chosen`,
  own: sql`
    select own.* from fund f cross join lateral (
      select ${columns} from ledger.account a
      where a.shard = f.shard and a.id = f.id and a.lane = pg_backend_pid() % a.lanes
      limit 1 for update) own`,
  all: sql`
    select every.* from fund f cross join lateral (
      select ${columns} from ledger.account a
      where a.shard = f.shard and a.id = f.id
      order by a.lane for update) every`,
} as const satisfies Record<LaneChoice, unknown>;

/**
 * Locks accounts until the transaction ends and returns them as they are then: funds' rows first, by (account, lane),
 * then the others by id. Whoever holds lane 0 of an account that is no fund also has its lots.
 *
 * Each account is looked up by itself (`lateral`): a plan made for a young database lives on in a connection, and it
 * must be the right one when there are a million rows. For the same reason it turns off, in this transaction, what
 * reads whole tables; `endOfLocking` turns it on again.
 * @param gives what each account is asked for.
 * @returns those that are there. A fund of which no row could be had has no lanes.
 */
export async function lockAccounts(
  tx: Db,
  gives: ReadonlyMap<string, Money>,
  choice: LaneChoice,
): Promise<Map<string, Account>> {
  const ids = [...gives.keys()].sort();
  const asked = sql`unnest(${array(ids.map(shardOf), 'smallint')}, ${array(ids, 'uuid')},
    ${array(
      ids.map((id) => gives.get(id)),
      'bigint',
    )}) as r(shard, id, gives)`;
  const rows = await all<LaneRow>(
    tx,
    sql`
    with fund as materialized (
      select r.* from ${asked} cross join lateral (
        select from ledger.account a
        where a.shard = r.shard and a.id = r.id and a.lane = 0 and a.lanes > 1 limit 1) a
    ), lanes as materialized (${LANES[choice]}
    ), plain as materialized ( -- waited for only once every fund has a row
      select one.* from ${asked} cross join lateral (
        select ${columns} from ledger.account a
        where a.shard = r.shard and a.id = r.id and a.lane = 0 and a.lanes = 1
          and (select count(distinct account) from lanes) = (select count(*) from fund)
        limit 1 for update) one
    )
    select l.*, ${planByKey} from (select * from lanes union all select * from plain) l
    union all
    select id, null, 2, null, false, null, null, null, null, null, null from fund
    where id not in (select account from lanes)`,
  );
  const accounts = new Map<string, Account>();
  for (const row of rows) {
    const { account: id, width, currency, lots } = row;
    const whole = width === 1 || choice === 'all';
    if (!accounts.has(id)) accounts.set(id, { id, width, currency, whole, lots, lanes: [] });
    if (row.lane !== null) accounts.get(id)!.lanes.push(laneFrom(row));
  }
  await addLots(tx, accounts);
  return accounts;
}

/** Lots are read only now: whoever opened one while this transaction waited for lane 0 has committed it. */
async function addLots(tx: Db, accounts: Map<string, Account>): Promise<void> {
  const ids = [...accounts.values()].filter(({ lots }) => lots).map(({ id }) => id);
  if (ids.length === 0) return;
  const rows = await all<LaneRow>(
    tx,
    sql`select l.* from unnest(${array(ids.map(shardOf), 'smallint')}, ${array(ids, 'uuid')}) as r(shard, id)
      cross join lateral (
        select ${columns} from ledger.account a where a.shard = r.shard and a.id = r.id and a.lane >= a.lanes
        order by a.lane offset 0) l`,
  );
  for (const [id, lots] of Map.groupBy(rows, ({ account }) => account)) {
    accounts.get(id)!.lanes.unshift(...lots.map(laneFrom));
  }
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
