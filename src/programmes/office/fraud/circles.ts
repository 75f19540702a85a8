import { sql } from '../../../kernel/index.ts';
import { evidence, type Finding, paymentsSince, type Signal, takingsOf } from './signal.ts';

/** Whoever buys in their own shop now and then is no fraud; so often, or for so much of what they took, may be. */
const OWN_PAYMENTS = 4;
const OWN_SHARE = 0.8;

/** Somebody who stands at the till of a shop pays there. */
export const ownShop: Signal = (watched) => sql<Finding>`
  with ${paymentsSince(watched)}, ${takingsOf(watched)}
  select p.shop || ' ' || p.person as subject, least(1, 0.4 + count(*) / 20.0 + sum(p.amount) / (2.0 * t.amount))::float as strength,
    ${evidence()}, jsonb_build_object('payments', count(*), 'share', round(100.0 * sum(p.amount) / t.amount)) as measures
  from p join programmes.clerk c on c.shop = p.shop and c.person = p.person join t on t.person = p.person
  group by p.shop, p.person, t.amount
  having count(*) >= ${OWN_PAYMENTS}::int or sum(p.amount) >= ${OWN_SHARE}::float * t.amount and count(*) > 1`;

/** Candidates whose family is looked up, at most: a shop's regulars who left most of their money there. */
export const MOST_REGULARS = 300;

/**
 * People who left nearly all that they took at one shop in several payments. Of these it is asked whether they are of
 * the owner's family, which no statement can tell.
 */
export const regulars: Signal = (watched) => sql<Finding>`
  with ${paymentsSince(watched)}, ${takingsOf(watched)}
  select p.shop || ' ' || p.person as subject, least(1, 0.5 + count(*) / 20.0)::float as strength, ${evidence()},
    jsonb_build_object('payments', count(*), 'share', round(100.0 * sum(p.amount) / t.amount)) as measures
  from p join t on t.person = p.person
  where not exists (select from programmes.clerk c where c.shop = p.shop and c.person = p.person)
  group by p.shop, p.person, t.amount
  having count(*) >= 3 and sum(p.amount) >= ${OWN_SHARE}::float * t.amount
  order by sum(p.amount) desc limit ${MOST_REGULARS}::int`;

/** Money that goes round: one wallet's payments at one shop are given back again and again. */
export const refundCircle: Signal = (watched) => sql<Finding>`
  with ${paymentsSince(watched)}
  select p.shop || ' ' || p.person as subject, least(1, 0.3 + count(*) filter (where refunded > 0) / 8.0)::float as strength,
    ${evidence()}, jsonb_build_object('payments', count(*), 'refunds', count(*) filter (where refunded > 0),
      'share', round(100.0 * sum(refunded) / sum(amount))) as measures
  from p where person is not null
  group by p.shop, p.person
  having count(*) filter (where refunded > 0) >= 3 and sum(refunded) >= sum(amount) / 2`;

/** Two shops whose people buy at each other's, so that each takes in what the other's owner was given. */
export const ring: Signal = (watched) => sql<Finding>`
  with ${paymentsSince(watched)}, crossing as (
    select p.*, o.id as own, least(p.shop, o.id) as one, greatest(p.shop, o.id) as other
    from p join programmes.clerk c on c.person = p.person and c.role = 'owner' join programmes.shop o on o.id = c.shop
    where o.id <> p.shop and not exists (select from programmes.clerk k where k.shop = p.shop and k.person = p.person)
  )
  select one || ' ' || other as subject, least(1, 0.3 + count(*) / 15.0)::float as strength, ${evidence()},
    jsonb_build_object('payments', count(*), 'back', count(*) filter (where own = one)) as measures
  from crossing p group by one, other
  having least(count(*) filter (where own = one), count(*) filter (where own = other)) >= 3`;

/** So many people who give what they took to one person are more than a household. */
const GIVERS = 6;

/** Many people give what they took to one. */
export const gathering: Signal = (watched) => sql<Finding>`
  with ${paymentsSince(watched)}, given as (
    select receiver, count(distinct person) as givers, sum(amount)::bigint as amount, max(shared_at) as shared_at,
      (array_agg(distinct person))[1:20] as people
    from programmes.share where programme = ${watched.programme} and shared_at >= ${watched.since}::date
    group by receiver having count(distinct person) >= ${GIVERS}::int
  )
  select g.receiver::text as subject, least(1, g.givers / 12.0)::float as strength, array_prepend(g.receiver, g.people) as wallets,
    coalesce(array_agg(distinct p.shop) filter (where p.shop is not null), '{}') as shops,
    coalesce(to_jsonb((array_agg(jsonb_build_object('shop', p.shop, 'id', p.id) order by p.paid_at)
      filter (where p.shop is not null))[1:40]), '[]') as payments,
    greatest(g.shared_at, max(p.paid_at)) as "seenAt",
    jsonb_build_object('givers', g.givers, 'amount', g.amount) as measures
  from given g left join p on p.person = g.receiver
  group by g.receiver, g.givers, g.people, g.amount, g.shared_at`;
