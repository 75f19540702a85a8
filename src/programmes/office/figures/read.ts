import { all, type Day, type Db, first, sql } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { closedUntil, FIGURE_KINDS, type FigureKind } from './job.ts';
import type { Dimension } from './publish.ts';

/** How many, and how much in the minor unit. */
export interface Sum {
  count: number;
  amount: number;
}

/** Sums of each kind; nothing where nothing is published. */
export type Sums = Record<FigureKind, Sum>;

/** What everybody may know of a programme's trade. */
export interface ProgrammeFigures {
  /** All before this is in it, as far as it may be told. */
  until: Date;
  total: Sums;
  /** The last two days by hour and all days, oldest first, without empty ones. */
  hours: { hour: Date; sums: Sums }[];
  days: { day: Day; sums: Sums }[];
  /** By dimension: categories by their ids, the largest first, and the rest, whose id is empty, last. */
  parts: Record<Dimension, { category: string; sums: Sums }[]>;
}

interface Row extends Sum {
  kind: FigureKind;
}

const HOURS_SHOWN = 48;

/** The published figures of a programme. */
export async function figuresOf(db: Db, gov: Government, programme: string): Promise<ProgrammeFigures> {
  const until = closedUntil(gov.clock.now());
  const recent = new Date(until.getTime() - HOURS_SHOWN * 3_600_000);
  const of = sql`from programmes.figure where programme = ${programme}`;
  const [hours, days, parts] = await Promise.all([
    all(
      db,
      sql<Row & { hour: Date }>`select kind, hour, count, amount ${of} and dimension = 'total' and hour >= ${recent}
        order by hour`,
    ),
    all(
      db,
      sql<Row & { day: Day }>`select kind, (hour at time zone ${gov.pack.timeZone}::text)::date as day,
          sum(count)::bigint as count, sum(amount)::bigint as amount
        ${of} and dimension = 'total' group by 1, 2 order by 2`,
    ),
    all(
      db,
      sql<Row & { dimension: Dimension; category: string }>`select kind, dimension, category,
          sum(count)::bigint as count, sum(amount)::bigint as amount
        ${of} and dimension <> 'total' group by 1, 2, 3`,
    ),
  ]);
  return {
    until,
    total: sumsOf(days),
    hours: grouped(hours, ({ hour }) => hour.getTime()).map(([hour, sums]) => ({ hour: new Date(hour), sums })),
    days: grouped(days, ({ day }) => day).map(([day, sums]) => ({ day, sums })),
    parts: {
      channel: partsOf(parts.filter(({ dimension }) => dimension === 'channel')),
      region: partsOf(parts.filter(({ dimension }) => dimension === 'region')),
      class: partsOf(parts.filter(({ dimension }) => dimension === 'class')),
    },
  };
}

function partsOf(rows: readonly (Row & { category: string })[]): { category: string; sums: Sums }[] {
  const size = ({ sums }: { sums: Sums }) => sums.spent.amount + sums.taken.amount;
  return grouped(rows, ({ category }) => category)
    .map(([category, sums]) => ({ category, sums }))
    .sort((a, b) => Number(a.category === '') - Number(b.category === '') || size(b) - size(a));
}

function grouped<R extends Row, K>(rows: readonly R[], keyOf: (row: R) => K): [K, Sums][] {
  return [...Map.groupBy(rows, keyOf)].map(([key, group]) => [key, sumsOf(group)]);
}

function sumsOf(rows: readonly Row[]): Sums {
  const sum = (kind: FigureKind): Sum => {
    const own = rows.filter((row) => row.kind === kind);
    return {
      count: own.reduce((all, { count }) => all + count, 0),
      amount: own.reduce((all, { amount }) => all + amount, 0),
    };
  };
  return Object.fromEntries(FIGURE_KINDS.map((kind) => [kind, sum(kind)])) as Sums;
}

/** One published sum: what is offered as open data. */
export interface FigureRow extends Row {
  hour: Date;
  dimension: 'total' | Dimension;
  category: string;
}

/** All that is published of a programme, oldest first. */
export function figureRows(db: Db, programme: string): Promise<FigureRow[]> {
  return all(
    db,
    sql<FigureRow>`select hour, kind, dimension, category, count, amount from programmes.figure
      where programme = ${programme} order by hour, kind, dimension, category`,
  );
}

/** A name for what is published now: two looks at the same name show the same. */
export async function figuresVersion(db: Db, gov: Government, programme: string): Promise<string> {
  const row = await first(
    db,
    sql<{ marks: string | null }>`
      select string_agg(kind || extract(epoch from totals_until) || ' ' || extract(epoch from parts_until), ',' order by kind) as marks
      from programmes.figure_mark where programme = ${programme}`,
  );
  return `${row?.marks ?? ''} ${closedUntil(gov.clock.now()).getTime()}`;
}

/** All that was counted so far, to the last payment: for the office, which may know, not for the public. */
export async function countedOf(db: Db, programme: string): Promise<Sums> {
  const rows = await all(
    db,
    sql<Row>`select kind, sum(count)::bigint as count, sum(amount)::bigint as amount from (
        select kind, count, amount from programmes.figure where programme = ${programme} and dimension = 'total'
        union all
        select t.kind, t.count, t.amount from programmes.tally t
          left join programmes.figure_mark m on m.programme = t.programme and m.kind = t.kind
        where t.programme = ${programme} and (m.totals_until is null or t.slot >= m.totals_until)
      ) counted group by kind`,
  );
  return sumsOf(rows);
}
