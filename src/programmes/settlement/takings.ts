import { addDays, all, type Day, type Db, sql } from '../../kernel/index.ts';
import type { Takings } from './model.ts';

/** A payment of so many days ago that came into the books only after its day was settled is settled still. */
const DAYS_BACK = 3;

/**
 * What each shop is to be settled for on a day, in the order of shops: takings of that day and of the days before that no
 * settlement has counted, and what was carried on. Shops with none of it are left out, and those settled for it already.
 */
export function unsettledTakings(db: Db, programme: string, day: Day): Promise<Takings[]> {
  const from = addDays(day, -DAYS_BACK);
  return all(
    db,
    sql<Takings>`
    with taken as (
      select shop, sum(amount) as gross, 0 as refunded from programmes.payment
      where programme = ${programme} and day between ${from} and ${day} group by shop
      union all
      select r.shop, 0, sum(r.amount) from programmes.refund r
      join programmes.payment p on p.shop = r.shop and p.id = r.payment
      where r.day between ${from} and ${day} and p.programme = ${programme} group by r.shop
      union all
      select shop, -sum(gross), -sum(refunded) from programmes.settlement
      where programme = ${programme} and day between ${from} and ${day} group by shop
    ), summed as (
      select shop, sum(gross)::bigint as gross, sum(refunded)::bigint as refunded from taken group by shop
      union all
      -- Shops that have had no customers since, but are owed something.
      select distinct shop, 0, 0 from programmes.settlement s
      where programme = ${programme} and not exists (select from taken t where t.shop = s.shop)
    )
    select s.shop, s.gross, s.refunded, coalesce(latest.rest, 0)::bigint as carried from summed s
    left join lateral (
      select net - paid as rest, day from programmes.settlement
      where shop = s.shop and programme = ${programme} order by day desc limit 1
    ) latest on true
    where coalesce(latest.day < ${day}, true) and (gross <> 0 or refunded <> 0 or coalesce(latest.rest, 0) <> 0
      or exists (select from programmes.settlement r
        where r.programme = ${programme} and r.shop = s.shop and r.returned_at is not null and r.carried_to is null))
    order by s.shop`,
  );
}
