import { type RawBuilder, sql } from '../../../kernel/index.ts';
import { evidence, type Finding, paymentsSince, type Signal, takingsOf } from './signal.ts';

/** A wallet is emptied right away when nearly all of it goes at once within this time of being taken. */
const NEARLY_ALL = 0.9;
const RIGHT_AWAY = sql`interval '1 hour'`;
const EMPTIED_WALLETS = 5;
/** By so many times a shop's share has to exceed what the others have together. */
const RISE = 5;

/**
 * Several wallets emptied at one shop in round sums, right after they were taken: what a buyer of vouchers does, who pays
 * people less in cash. Round is a sum that ends in at least two zeros.
 */
export const cashOut: Signal = (watched) => sql<Finding>`
  with ${paymentsSince(watched)}, ${takingsOf(watched)}, judged as (
    select p.*, coalesce(p.amount >= ${NEARLY_ALL}::float * t.amount and p.amount % 100 = 0
      and p.paid_at between t.taken_at and t.taken_at + ${RIGHT_AWAY}, false) as emptied
    from p left join t on t.person = p.person
  ), ${sharesOf(sql`emptied`)}
  select p.shop::text as subject,
    least(1, count(distinct p.person) filter (where emptied) / 15.0 + 0.4 * avg(emptied::int))::float as strength,
    ${evidence(sql`p.emptied`)},
    jsonb_build_object('wallets', count(distinct p.person) filter (where emptied), 'minutes', 60,
      'share', round(100.0 * avg(emptied::int)), 'usual', round((100 * others.share)::numeric)) as measures
  from judged p join others on others.shop = p.shop
  group by p.shop, others.share
  having count(distinct p.person) filter (where emptied) >= ${EMPTIED_WALLETS}::int
    and avg(emptied::int) >= ${RISE}::int * others.share`;

/** As `others`: which share of all other shops' payments is such. */
function sharesOf(such: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`each as (select shop, count(*) as payments, count(*) filter (where ${such}) as such from judged group by shop),
    others as (
      select shop, coalesce((sum(such) over () - such) / nullif(sum(payments) over () - payments, 0), 0)::float as share from each
    )`;
}

/** A shop's payments at night, when others of its class have few. */
const NIGHT_PAYMENTS = 8;
const NIGHT_SHARE = 0.25;

/** A shop that takes payments in the dead of night, when others of its class take few. */
export const night: Signal = (watched) => sql<Finding>`
  with ${paymentsSince(watched)}, judged as (
    select p.*, s.class, extract(hour from paid_at at time zone ${watched.zone}::text) between 1 and 4 as late
    from p join programmes.shop s on s.id = p.shop
  ), class as (select class, shop, count(*) as payments, count(*) filter (where late) as late from judged group by class, shop),
  others as (
    select shop, coalesce((sum(late) over same - late) / nullif(sum(payments) over same - payments, 0), 0)::float as share
    from class window same as (partition by class)
  )
  select p.shop::text as subject, least(1, 0.3 + avg(late::int) + count(*) filter (where late) / 100.0)::float as strength,
    ${evidence(sql`p.late`)},
    jsonb_build_object('payments', count(*) filter (where late), 'share', round(100 * avg(late::int)),
      'usual', round((100 * others.share)::numeric)) as measures
  from judged p join others on others.shop = p.shop
  group by p.shop, others.share
  having count(*) filter (where late) >= ${NIGHT_PAYMENTS}::int and avg(late::int) >= ${NIGHT_SHARE}::float
    and avg(late::int) >= ${RISE}::int * others.share`;

/** A shop is judged from so many wallets on. */
const WHOLE_WALLETS = 10;
/** So many standard deviations above what all shops together have. */
const STANDS_OUT = 5;
const WHOLE_SHARE = 0.2;

/** A shop at which far more people than elsewhere leave all that they took in one payment. */
export const wholeBalance: Signal = (watched) => sql<Finding>`
  with ${paymentsSince(watched)}, ${takingsOf(watched)}, judged as (
    select p.*, coalesce(p.amount >= 0.95 * t.amount, false) as whole from p left join t on t.person = p.person
    where p.person is not null
  ), shop as (select shop, count(*) as payments, count(*) filter (where whole) as whole from judged group by shop),
  compared as (
    select shop, payments, whole, greatest(0.01, (sum(whole) over () - whole) / greatest(1, sum(payments) over () - payments))::float
      as usual
    from shop
  ), standing as (
    select *, (whole - payments * usual) / sqrt(payments * usual * (1 - least(usual, 0.99))) as deviations from compared
  )
  select p.shop::text as subject, least(1, 0.3 + s.deviations / 40)::float as strength, ${evidence(sql`p.whole`)},
    jsonb_build_object('payments', s.whole, 'share', round(100.0 * s.whole / s.payments),
      'usual', round((100 * s.usual)::numeric)) as measures
  from standing s join judged p on p.shop = s.shop
  where s.whole >= ${WHOLE_WALLETS}::int and s.deviations >= ${STANDS_OUT}::float and s.whole >= ${WHOLE_SHARE}::float * s.payments
  group by p.shop, s.payments, s.whole, s.usual, s.deviations`;
