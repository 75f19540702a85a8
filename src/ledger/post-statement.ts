import { all, array, type Db, sql } from '../kernel/index.ts';
import { requestHash, SHARD, type Transfer } from './model.ts';
import type { RefusalReason } from './refusals.ts';

/** Which lanes of each laned account a batch locks: one that is free, the connection's own, or all of them. */
export type LaneChoice = 'free' | 'own' | 'all';

/** What the statement did: ids of the transfers it made, or why it made none and which account was in the way. */
export interface Posted {
  made: Set<string>;
  refused: { reason: RefusalReason | 'busy'; account: string } | undefined;
}

const shard = sql.lit(SHARD);
const columns = sql`id as account, lane, posted, given, floor, cap`;

const LANES = {
  free: sql`
    select chosen.* from laned cross join lateral (
      select ${columns} from ledger.account a
      where a.shard = ${shard} and a.id = laned.account and a.posted - a.floor >= laned.gives
      order by (a.lane + a.lanes - pg_backend_pid() % a.lanes) % a.lanes
      limit 1 for update skip locked) chosen`,
  own: sql`
    select ${columns} from ledger.account a
    where a.shard = ${shard} and a.id in (select account from laned) and a.lane = pg_backend_pid() % a.lanes
    order by id for update`,
  all: sql`
    select ${columns} from ledger.account a
    where a.shard = ${shard} and a.id in (select account from laned)
    order by id, lane for update`,
};

/**
 * Writes a batch whole or not at all, in one statement: leaves out what was made before, locks, checks, inserts,
 * updates. A shortage of lanes that were not all looked at is `busy`. Needs READ COMMITTED, PostgreSQL's default:
 * a lock that was waited for must show the balance as the other transaction left it.
 * @param batch distinct transfers, at most BATCH_LIMIT.
 */
export async function post(tx: Db, batch: readonly Transfer[], choice: LaneChoice): Promise<Posted> {
  const rows = await all<{ outcome: string; subject: string }>(
    tx,
    sql`
    with asked as materialized (
      select r.* from ${unnested(batch)}
      where not exists (select from ledger.transfer t where t.shard = ${shard} and t.id = r.id)
    ), side as materialized (
      select account, sum(gives)::bigint as gives
      from (select debit as account, amount as gives from asked union all select credit, 0 from asked) s
      group by account
    ), laned as materialized (
      select s.account, s.gives from side s
      join ledger.account a on a.shard = ${shard} and a.id = s.account and a.lane = 0 and a.lanes > 1
    ), lanes as materialized (${LANES[choice]}
    ), plain as materialized ( -- waited for only once every lane is held
      select ${columns} from ledger.account a
      where a.shard = ${shard} and a.id in (select account from side) and a.lanes = 1
        and (select count(distinct account) from lanes) = (select count(*) from laned)
      order by id for update
    ), held as materialized (
      select *, posted - floor as means,
        sum(posted - floor) over by_lane as means_to_here, row_number() over by_lane as nth,
        count(*) over (partition by account) as lanes
      from (select * from lanes union all select * from plain) l
      window by_lane as (partition by account order by lane)
    ), part as materialized (
      -- Payments laid end to end on one line and the lanes' means on another: where two overlap, that lane gives that.
      select r.id, h.account, h.lane,
        (greatest(r.to_here - r.amount, h.means_to_here - h.means) - least(r.to_here, h.means_to_here))::bigint as amount,
        (r.to_here - r.amount >= h.means_to_here - h.means)::int as begins -- one lane of a payment counts it
      from (select *, sum(amount) over (partition by debit order by id) as to_here from asked) r
      join held h on h.account = r.debit
        and greatest(r.to_here - r.amount, h.means_to_here - h.means) < least(r.to_here, h.means_to_here)
      union all
      select r.id, h.account, h.lane, share.amount, 0 from asked r
      join held h on h.account = r.credit
      cross join lateral (select r.amount / h.lanes + (h.nth <= r.amount % h.lanes)::int as amount) share
      where share.amount > 0
    ), problem as materialized (
      select 'unknown-account' as reason, account from side s
      where not exists (select from ledger.account a where a.shard = ${shard} and a.id = s.account)
      union all
      select 'wrong-currency', a.id from asked r
      join ledger.account a on a.shard = ${shard} and a.id in (r.debit, r.credit) and a.lane = 0
      where a.currency <> r.currency
      union all
      select ${ifAllSeen(choice, 'insufficient-funds', 's.account')}, s.account from side s
      left join (select account, sum(means) as means from held group by account) h on h.account = s.account
      where s.gives > coalesce(h.means, 0) or h.account is null
      union all
      select ${ifAllSeen(choice, 'over-limit', 'h.account')}, h.account from held h
      join (select account, lane, sum(amount) as amount from part group by account, lane) p
        on p.account = h.account and p.lane = h.lane
      where h.posted + p.amount > h.cap
    ), made as (
      insert into ledger.transfer
        (shard, id, client, key, request_hash, debit, credit, amount, currency, at, purpose, reference, reverses)
      select ${shard}, id, client, key, request_hash, debit, credit, amount, currency, at, purpose, reference, reverses
      from asked where not exists (select from problem) order by id
      on conflict do nothing -- made by another connection since this statement began
      returning id, at
    ), written as (
      insert into ledger.entry (shard, account, at, transfer, lane, amount)
      select ${shard}, p.account, made.at, p.id, p.lane, p.amount from part p join made on made.id = p.id
    ), moved as (
      -- From the locked balance: a.posted is of the statement's snapshot, and checks are tried on it before PostgreSQL
      -- notices that the row has changed since.
      update ledger.account a set posted = h.posted + p.amount, given = h.given + p.begun
      from held h
      join (
        select account, lane, sum(part.amount)::bigint as amount, sum(part.begins) as begun
        from part join made on made.id = part.id group by account, lane) p on p.account = h.account and p.lane = h.lane
      where a.shard = ${shard} and a.id = h.account and a.lane = h.lane
    )
    select 'made' as outcome, id as subject from made union all select reason, account from problem`,
  );
  const refused = rows.filter(({ outcome }) => outcome !== 'made');
  refused.sort((a, b) => GRAVITY.indexOf(a.outcome) - GRAVITY.indexOf(b.outcome));
  return {
    made: new Set(rows.filter(({ outcome }) => outcome === 'made').map(({ subject }) => subject)),
    refused: refused[0] && { reason: refused[0].outcome as RefusalReason | 'busy', account: refused[0].subject },
  };
}

/** Which problem is told when there are several: an account that is not there is also short, lanes may yet be found. */
const GRAVITY: readonly string[] = ['unknown-account', 'wrong-currency', 'busy', 'insufficient-funds', 'over-limit'];

/** A shortage or excess of a laned account is no refusal before all of its lanes were seen. */
function ifAllSeen(choice: LaneChoice, reason: RefusalReason, account: string) {
  if (choice === 'all') return sql.lit(reason);
  return sql`case when ${sql.ref(account)} in (select account from laned) then 'busy' else ${sql.lit(reason)} end`;
}

/** The batch as rows: one array a column. */
function unnested(batch: readonly Transfer[]) {
  const column = (type: string, value: (transfer: Transfer) => unknown) => array(batch.map(value), type);
  return sql`unnest(
    ${column('uuid', (t) => t.id)}, ${column('text', (t) => t.client)}, ${column('text', (t) => t.key)},
    ${column('bytea', requestHash)}, ${column('uuid', (t) => t.debit)}, ${column('uuid', (t) => t.credit)},
    ${column('bigint', (t) => t.amount)}, ${column('text', (t) => t.currency)}, ${column('timestamptz', (t) => t.at)},
    ${column('text', (t) => t.purpose)}, ${column('text', (t) => t.reference ?? null)},
    ${column('uuid', (t) => t.reverses ?? null)}
  ) as r(id, client, key, request_hash, debit, credit, amount, currency, at, purpose, reference, reverses)`;
}
