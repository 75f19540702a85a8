import { all, array, type Day, type Db, run, sql } from '../../kernel/index.ts';
import type { SpendingTerms } from '../../pack/index.ts';
import { ALL_SHOPS } from './model.ts';
import { Overtaken } from './retry.ts';

/** A sum of a day that a programme limits: what a person has paid at one shop, or at all of them. */
export interface DaySum {
  person: string;
  programme: string;
  day: Day;
  shop: string;
  /** What is added to it, and what it must not exceed with that. */
  adds: number;
  most: number;
}

type Paying = Pick<DaySum, 'person' | 'programme' | 'day' | 'shop'>;

const nameOf = ({ person, programme, day, shop }: Paying) => `${person} ${programme} ${day} ${shop}`;

/** The sums that a payment adds to: only those that the terms limit are kept at all. */
export function daySumsOf(terms: SpendingTerms, paying: Paying, adds: number): DaySum[] {
  const limits: [string, number | undefined][] = [
    [ALL_SHOPS, terms.mostADay],
    [paying.shop, terms.mostADayAtOneShop],
  ];
  return limits.flatMap(([shop, most]) => (most === undefined ? [] : [{ ...paying, shop, adds, most }]));
}

/** What has been paid so far, by person, programme, day and shop. Not locked: `addToDaySums` finds what came between. */
export async function readDaySums(tx: Db, sums: readonly Paying[]): Promise<(sum: Paying) => number> {
  if (sums.length === 0) return () => 0;
  const column = (type: string, value: (sum: Paying) => unknown) => array(sums.map(value), type);
  const rows = await all(
    tx,
    sql<Paying & { amount: number }>`
      select s.* from unnest(${column('uuid', ({ person }) => person)}, ${column('text', ({ programme }) => programme)},
        ${column('date', ({ day }) => day)}, ${column('uuid', ({ shop }) => shop)}) as r(person, programme, day, shop)
      cross join lateral (
        select person, programme, day, shop, amount from programmes.spent s where s.person = r.person
          and s.programme = r.programme and s.day = r.day and s.shop = r.shop limit 1) s`,
  );
  const amounts = new Map(rows.map((row) => [nameOf(row), row.amount]));
  return (sum) => amounts.get(nameOf(sum)) ?? 0;
}

/**
 * Adds payments to the sums. Each is of another wallet, which the ledger has locked: whoever pays from the same one at the
 * same time comes after us, and finds here that what they have read is not true any more.
 * @throws Overtaken when we are the one who comes after, and the limit would be exceeded.
 */
export async function addToDaySums(tx: Db, sums: readonly DaySum[]): Promise<void> {
  if (sums.length === 0) return;
  const column = (type: string, value: (sum: DaySum) => unknown) => array(sums.map(value), type);
  const rows = await all(
    tx,
    sql<Paying & { amount: number }>`insert into programmes.spent as s (person, programme, day, shop, amount)
      select * from unnest(${column('uuid', ({ person }) => person)}, ${column('text', ({ programme }) => programme)},
        ${column('date', ({ day }) => day)}, ${column('uuid', ({ shop }) => shop)},
        ${column('bigint', ({ adds }) => adds)})
      on conflict (person, programme, day, shop) do update set amount = s.amount + excluded.amount
      returning person, programme, day, shop, amount`,
  );
  const now = new Map(rows.map((row) => [nameOf(row), row.amount]));
  if (sums.some((sum) => now.get(nameOf(sum))! > sum.most)) throw new Overtaken();
}

/** Takes what was refunded off the sums of the day of the payment, so that it can be spent once more on that day. */
export async function takeOffDaySums(tx: Db, { person, programme, day, shop }: Paying, amount: number): Promise<void> {
  await run(
    tx,
    sql`update programmes.spent set amount = greatest(0, amount - ${amount}) where person = ${person}
      and programme = ${programme} and day = ${day} and shop in (${shop}, ${ALL_SHOPS})`,
  );
}

/** Forgets the sums of days that are long over. */
export async function sweepDaySums(db: Db, before: Day): Promise<void> {
  await run(db, sql`delete from programmes.spent where day < ${before}`);
}
