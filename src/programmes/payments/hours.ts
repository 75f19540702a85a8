import { addDays, all, type Day, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';

/** What a shop took in within an hour of a day, before refunds, in minor units. */
export interface HourTakings {
  /** 0 to 23, by the clocks of the country. */
  hour: number;
  payments: number;
  amount: number;
}

/** The takings of a shop by hour; hours without any are left out. */
export function takingsByHour(gov: Government, { shop, day }: { shop: string; day: Day }): Promise<HourTakings[]> {
  const local = sql`(paid_at at time zone ${gov.pack.timeZone})`;
  // A range of times as well as the day: ids begin with the time, and the key of payments leads with the shop.
  const from = idAt(addDays(day, -1));
  const until = idAt(addDays(day, 2));
  return all(
    gov.db,
    sql<HourTakings>`select extract(hour from ${local})::int as hour, count(*)::int as payments,
        sum(amount)::bigint as amount
      from programmes.payment where shop = ${shop} and day = ${day} and id >= ${from}::uuid and id < ${until}::uuid
      group by 1 order by 1`,
  );
}

/** The least version 7 UUID of the beginning of a day (UTC). */
const idAt = (day: Day): string =>
  Date.parse(day)
    .toString(16)
    .padStart(12, '0')
    .replace(/^(.{8})(.{4})$/, '$1-$2-7000-8000-000000000000');
