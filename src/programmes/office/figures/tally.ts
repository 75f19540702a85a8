import { atMost, type Db, type RawBuilder, sql, transaction } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { SLOT, THRESHOLD } from './publish.ts';

/** Where rows come from that are not counted yet. */
interface Source {
  /** How many are picked in one transaction: whoever wants one of them meanwhile waits for no more than a moment. */
  batch: number;
  /** Makes `picked`, the rows of the batch, which are never picked again, and `row`, what to add of them. */
  rows: RawBuilder<unknown>;
}

/** Whoever counts or publishes holds this lock, so that a sum is not published while something is added to it. */
export const FIGURES_LOCK = sql`pg_advisory_xact_lock(hashtextextended('programmes.figures', 0))`;

/**
 * Counts all that is not counted yet, each row once: it is marked, or taken off the list, in the transaction that adds
 * it to the tally. Whether it became visible in the order of its id or much later does not matter, nor whether a run is cut
 * off.
 */
export async function countTrade(gov: Government): Promise<void> {
  for (const source of [TAKINGS, PAYMENTS, REFUNDS]) {
    while ((await transaction(gov.db, (tx) => countBatch(tx, source))) === source.batch);
  }
}

/** @returns how many were picked. */
async function countBatch(tx: Db, source: Source): Promise<number> {
  await sql`select ${FIGURES_LOCK}`.execute(tx);
  const { rows } = await sql<{ picked: number }>`
    with ${source.rows}, added as (
      insert into programmes.tally as t
        (programme, kind, slot, channel, region, class, count, amount, people, shops)
      select row.programme, row.kind,
        greatest(date_bin(make_interval(secs => ${SLOT / 1_000}), row.at, '2000-01-01Z'),
          coalesce(mark.totals_until, '-infinity')) as slot,
        row.channel, row.region, row.class, count(*), sum(row.amount),
        coalesce((array_agg(distinct row.person) filter (where row.person is not null))[1:${MOST_PEOPLE}], '{}'),
        coalesce((array_agg(distinct row.shop) filter (where row.shop is not null))[1:${MOST_SHOPS}], '{}')
      from row left join programmes.figure_mark mark on mark.programme = row.programme and mark.kind = row.kind
      group by 1, 2, 3, 4, 5, 6
      on conflict (programme, kind, slot, channel, region, class) do update set
        count = t.count + excluded.count, amount = t.amount + excluded.amount,
        people = ${union(sql`t.people || excluded.people`, MOST_PEOPLE)},
        shops = ${union(sql`t.shops || excluded.shops`, MOST_SHOPS)}
    )
    select count(*)::int as picked from picked`.execute(tx);
  return rows[0]!.picked;
}

const MOST_PEOPLE = sql.raw(String(THRESHOLD.people));
const MOST_SHOPS = sql.raw(String(THRESHOLD.shops));

const union = (ids: RawBuilder<unknown>, most: RawBuilder<unknown>) =>
  sql`coalesce((select array_agg(id) from (select distinct id from unnest(${ids}) id limit ${most}) different), '{}')`;

/**
 * Whose money it was. A note is of a set, which was handed to somebody; where that is not known, all notes of a set count
 * as one person's.
 */
const PERSON = sql`coalesce(p.person, n.person, md5(left(p.note, -4))::uuid)`;
/** A serial ends in eight digits for its set, two for the note, and two that check them. */
const SET_OF_NOTE = sql`left join programmes.note_set n on p.note ~ '\\d{12}$' and n.programme = p.programme
      and n.set_number = substr(p.note, length(p.note) - 11, 8)::int`;

/** Rows that are marked: the next of them. */
const BATCH = 2_000;
/** Rows that list the payments of a transaction each: there are up to a few hundred in one. */
const LISTS = 100;

const PAYMENTS: Source = {
  batch: LISTS,
  rows: sql`picked as (
    delete from programmes.uncounted where id in (select id from programmes.uncounted order by id limit ${atMost(LISTS)})
    returning shops, payments
  ), row as (
    select p.programme, 'spent' as kind, p.paid_at as at, p.way as channel, s.region, s.class, p.amount,
      ${PERSON} as person, p.shop
    from picked cross join unnest(picked.shops, picked.payments) as listed (shop, id)
      cross join lateral (
        select * from programmes.payment p where p.shop = listed.shop and p.id = listed.id limit 1) p
      join programmes.shop s on s.id = p.shop ${SET_OF_NOTE}
  )`,
};

const REFUNDS: Source = {
  batch: BATCH,
  rows: sql`picked as (
    select shop, id from programmes.refund where not counted order by id limit ${atMost(BATCH)}
    for update skip locked
  ), marked as (
    update programmes.refund r set counted = true from picked where r.shop = picked.shop and r.id = picked.id
    returning r.shop, r.payment, r.amount, r.refunded_at
  ), row as (
    select p.programme, 'refunded' as kind, r.refunded_at as at, p.way as channel, s.region, s.class, r.amount,
      ${PERSON} as person, p.shop
    from marked r join programmes.payment p on p.shop = r.shop and p.id = r.payment
      join programmes.shop s on s.id = r.shop ${SET_OF_NOTE}
  )`,
};

const TAKINGS: Source = {
  batch: BATCH,
  rows: sql`picked as (
    select person, id, counted from programmes.taking
    where counted = 0 or (counted = 1 and state = 'given-back') order by id limit ${atMost(BATCH)}
    for update skip locked
  ), marked as (
    update programmes.taking t set counted = case when t.state = 'given-back' then 2 else 1 end
    from picked where t.person = picked.person and t.id = picked.id
    returning t.person, t.programme, t.period, t.channel, t.amount, t.state, t.taken_at, t.given_back_at,
      picked.counted as before
  ), row as (
    select t.programme, step.kind, step.at, t.channel, coalesce(e.region, '') as region, '' as class, t.amount, t.person,
      null::uuid as shop
    from marked t
      left join programmes.entitlement e on e.person = t.person and e.programme = t.programme and e.period = t.period
      cross join lateral (
        select 'taken' as kind, t.taken_at as at where t.before = 0
        union all
        select 'given-back', coalesce(t.given_back_at, t.taken_at) where t.state = 'given-back'
      ) step
  )`,
};
