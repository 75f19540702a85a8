import { array, atMost, type Day, type Db, first, type RawBuilder, sql } from '../../kernel/index.ts';

/** What a person may take in a period. Amounts in minor units. */
export interface Entitlement {
  person: string;
  programme: string;
  /** The first day of the month, or of the window. */
  period: Day;
  amount: number;
  /** What the whole of it costs. */
  price: number;
  /** How much of it is taken. */
  taken: number;
  /** Where they lived when it was opened, as the pack names regions; null where that is not known. */
  region: string | null;
}

/** A right that is to be opened. */
export type NewEntitlement = Pick<Entitlement, 'person' | 'amount' | 'price' | 'region'>;

/** Whose rights, and of what. */
export type EntitlementPeriod = Pick<Entitlement, 'programme' | 'period'>;

const COLUMNS = sql.raw('person, programme, period, amount, price, taken, region');

/** What a person was found to be entitled to, if it was opened. */
export function entitlementOf(
  db: Db,
  person: string,
  { programme, period }: EntitlementPeriod,
): Promise<Entitlement | undefined> {
  return first(
    db,
    sql<Entitlement>`select ${COLUMNS} from programmes.entitlement
      where person = ${person} and programme = ${programme} and period = ${period}::date`,
  );
}

/**
 * Opens what people are entitled to; who has it open already keeps it as it is. One statement for thousands.
 * @returns how many were opened, and how much money that is.
 */
export async function openRows(
  tx: Db,
  { programme, period, at }: EntitlementPeriod & { at: Date },
  rows: readonly NewEntitlement[],
): Promise<{ opened: number; amount: number }> {
  const column = (type: string, value: (row: NewEntitlement) => unknown) => array(rows.map(value), type);
  const row = await first(
    tx,
    sql<{ opened: number; amount: number }>`
      with opened as (
        insert into programmes.entitlement (person, programme, period, amount, price, region, opened_at)
        select person, ${programme}, ${period}::date, amount, price, region, ${at}
        from unnest(${column('uuid', ({ person }) => person)}, ${column('bigint', ({ amount }) => amount)},
          ${column('bigint', ({ price }) => price)}, ${column('text', ({ region }) => region)})
          as given (person, amount, price, region)
        on conflict do nothing returning amount)
      select count(*)::int as opened, coalesce(sum(amount), 0)::bigint as amount from opened`,
  );
  return row!;
}

/**
 * The statement that opens what people are entitled to where they are found, as `openRows` does: of a relation `found`
 * (`writeEligible`) with `price` and `region`, in the currency's unit. Halves of a minor unit are rounded up. Who is not
 * known to how much, or has nothing to take, is left out.
 */
export function openFound({ programme, period }: EntitlementPeriod, at: Date, decimals: number): RawBuilder<unknown> {
  const minor = sql`power(10::numeric, ${decimals}::int)`;
  return sql`
    insert into programmes.entitlement (person, programme, period, amount, price, region, opened_at)
    select person, ${programme}, ${period}::date, amount, price, region, ${at}
    from (select person, round(amount * ${minor}) as amount, round(price * ${minor}) as price, region::text from found) as right_of
    where amount between 1 and ${Number.MAX_SAFE_INTEGER} and price between 0 and ${Number.MAX_SAFE_INTEGER}
    on conflict do nothing returning amount`;
}

/** Where a person lives for the purposes of a programme: as found when their right was opened, or that of who shared with them. */
export async function homeOf(db: Db, person: string, programme: string): Promise<string | undefined> {
  const row = await first(
    db,
    sql<{ region: string | null }>`
      select region from (
        select region, 0 as nth, period::text as at from programmes.entitlement
        where person = ${person} and programme = ${programme}
        union all
        select region, 1, shared_at::text from programmes.share
        where receiver = ${person} and programme = ${programme}) known
      where region is not null order by nth, at desc limit 1`,
  );
  return row?.region ?? undefined;
}

/** Some rights that were looked at in turn, by the id of their person. */
export interface Swept {
  examined: number;
  /** Rights of which nothing was taken: they are gone. */
  removed: number;
  /** What of them and of the others was left. */
  amount: number;
  /** The last person looked at; null where there was nobody. */
  last: string | null;
}

/**
 * Removes those of the next rights of a period of which nothing was ever taken: when the period is over, that somebody was
 * entitled is nobody's business any more. Those that were taken stay, for the history of what was taken.
 */
export async function sweepRows(
  tx: Db,
  { programme, period }: EntitlementPeriod,
  after: string,
  most: number,
): Promise<Swept> {
  const row = await first(
    tx,
    sql<Swept>`
      with next as materialized (
        select person, amount - taken as unused from programmes.entitlement
        where programme = ${programme} and period = ${period}::date and person > ${after}::uuid
        order by person limit ${atMost(most)}
      ), removed as (
        delete from programmes.entitlement e using next
        where e.person = next.person and e.programme = ${programme} and e.period = ${period}::date and e.taken = 0
          and not exists (select from programmes.taking t
            where t.person = e.person and t.programme = e.programme and t.period = e.period)
        returning 1)
      select (select count(*) from next)::int as examined, (select count(*) from removed)::int as removed,
        (select coalesce(sum(unused), 0) from next)::bigint as amount,
        (select person from next order by person desc limit 1) as last`,
  );
  return row!;
}
