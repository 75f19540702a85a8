import { type CalendarDate, daysBetween, formatDate } from '../values/calendar.ts';
import { type Environment, share } from './environment.ts';
import { atomic, type Sql, sql } from './fragment.ts';
import { numeric } from './numbers.ts';
import { strict, type Term, type TermKind, term, type Years } from './term.ts';

/**
 * The years within which SQL works on dates, that is PostgreSQL's timestamps, as whole years. The other back ends know
 * more: a date beyond these is unknown here, which is never a wrong yes.
 */
export const SQL_YEARS: Years = { from: -4711, until: 294_275 };

const day = (year: number, month = 1, date = 1): CalendarDate => ({ kind: 'date', year, month, day: date });

/** A date as a bound value. PostgreSQL has no year 0: 1 BC comes before 1 AD. */
export function dateSql(date: CalendarDate): Sql {
  const text = date.year > 0 ? formatDate(date) : `${formatDate({ ...date, year: 1 - date.year })} BC`;
  return atomic(sql`${text}::date`);
}

/** A date that the rule or the law states; none beyond SQL's years. */
export function dateTerm(date: CalendarDate): Term | undefined {
  const { year } = date;
  if (year < SQL_YEARS.from || year > SQL_YEARS.until) return undefined;
  return term('date', dateSql(date), { years: { from: year, until: year } });
}

const isWithin = ({ from, until }: Years): boolean => from >= SQL_YEARS.from && until <= SQL_YEARS.until;

const within = ({ from, until }: Years): Years => ({
  from: Math.max(from, SQL_YEARS.from),
  until: Math.min(until, SQL_YEARS.until),
});

/** The years reached from some in so many months. */
function shifted({ from, until }: Years, months: Span): Years {
  return { from: from + Math.floor(months.from / 12), until: until + Math.ceil((months.until + 11) / 12) };
}

/** The least and the most that a number of days or months can be. */
interface Span {
  readonly from: number;
  readonly until: number;
}

/** A number of days or months: what is stated by the rule, or what a term can amount to. */
function spanOf({ digits, stated }: Term): Span {
  const most = 10 ** Math.min(digits.whole, 15);
  return typeof stated === 'number' ? { from: stated, until: stated } : { from: -most, until: most };
}

const FIRST = dateSql(day(SQL_YEARS.from));
const DAYS = daysBetween(day(SQL_YEARS.from), day(SQL_YEARS.until, 12, 31));

/** A shift of a date: how to write it, and for PostgreSQL whether it stays within the years. */
interface Shift {
  readonly monthsIn: (span: Span) => Span;
  readonly apply: (date: Sql, count: Sql) => Sql;
  readonly stays: (date: Sql, count: Sql) => Sql;
}

const MONTH_INDEX = (date: Sql): Sql => sql`(${isoYear(date)} * 12 + extract(month from ${date}) - 1)`;

const SHIFTS: Readonly<Record<'days' | 'months', Shift>> = {
  days: {
    monthsIn: ({ from, until }) => ({ from: Math.floor(from / 28), until: Math.ceil(until / 28) }),
    apply: (date, count) => sql`(${date} + (${count})::integer)`,
    stays: (date, count) => sql`(${date} - ${FIRST}) + ${count} between 0 and ${DAYS}::integer`,
  },
  months: {
    monthsIn: (span) => span,
    apply: (date, count) => sql`(${date} + make_interval(months => (${count})::integer))::date`,
    stays: (date, count) =>
      sql`${MONTH_INDEX(date)} + ${count} between ${SQL_YEARS.from * 12}::integer and ${SQL_YEARS.until * 12 + 11}::integer`,
  },
};

/**
 * A date so many days or months later; of a month that is shorter, its last day. Unknown where the number is not whole.
 * Where it is stated, mostly nothing can go wrong.
 */
export function shiftedDate(environment: Environment, measure: 'days' | 'months', date: Term, count: Term): Term {
  const { monthsIn, apply, stays } = SHIFTS[measure];
  const years = shifted(date.years, monthsIn(spanOf(count)));
  const isSafe = typeof count.stated === 'number' && isWithin(years);
  const value = isSafe
    ? apply(date.value, count.value)
    : share(environment, [date.value, count.value], (d, n) => {
        const isWhole = sql`${n} = trunc(${n}) and abs(${n}) <= ${DAYS}::integer`;
        return sql`(case when ${isWhole} then case when ${stays(d!, n!)} then ${apply(d!, n!)} end end)`;
      });
  return strict('date', value, [date, count], { fails: !isSafe, years: within(years) });
}

/** ISO 8601's year, which has a 0 where PostgreSQL says 1 BC, that is −1. */
const isoYear = (date: Sql): Sql => sql`(extract(year from ${date}) + (extract(year from ${date}) < 0)::integer)`;

const yearOf = (environment: Environment, { value, years }: Term): Sql =>
  years.from > 0 ? sql`extract(year from ${value})` : share(environment, [value], (date) => isoYear(date!));

/** A part of a date or duration as a number. */
const part = (of: Term, value: Sql, whole: number): Term =>
  strict('number', value, [of], { digits: { whole, fraction: 0 } });

/** A number of days or months as a duration, which has a limit (see `values/durations.ts`). */
export function span(environment: Environment, measure: 'days' | 'months', of: Term): Term {
  if (of.kind === 'nothing' || of.digits.whole < MOST_SPAN.digits)
    return { ...of, kind: of.kind === 'nothing' ? of.kind : measure };
  const value = share(
    environment,
    [of.value],
    (n) => sql`(case when abs(${n}) <= ${numeric(MOST_SPAN.length)} then ${n} end)`,
  );
  return strict(measure, value, [of], { fails: true, digits: { whole: MOST_SPAN.digits, fraction: 0 } });
}

const MOST_SPAN = { length: 1_000_000_000_000, digits: 13 };

/** Days from one date to another, negative when the second is earlier. */
export function daysFrom(from: Term, to: Term): Term {
  const value = sql`(${to.value} - ${from.value})::numeric`;
  return strict('days', value, [from, to], { digits: { whole: 9, fraction: 0 } });
}

/** Whole months completed from one date to another, negative when the second is earlier. */
export function monthsFrom(environment: Environment, from: Term, to: Term): Term {
  const isOld = from.years.from < 1 || to.years.from < 1;
  const year = (date: Sql) => (isOld ? isoYear(date) : sql`extract(year from ${date})`);
  const value = share(environment, [from.value, to.value], (a, b) => {
    const [dayOfA, dayOfB] = [sql`extract(day from ${a})`, sql`extract(day from ${b})`];
    const between = sql`(${year(b!)} - ${year(a!)}) * 12 + extract(month from ${b}) - extract(month from ${a})`;
    return sql`(${between} + case when ${b} >= ${a} then - (${dayOfB} < ${dayOfA})::integer
      else (${dayOfB} > ${dayOfA})::integer end)`;
  });
  return strict('months', value, [from, to], { digits: { whole: 7, fraction: 0 } });
}

/** The date of a year, month and day; unknown where there is none, or it lies outside the usual years. */
export function dateFrom(environment: Environment, year: Term, month: Term, date: Term): Term {
  const value = share(environment, [year.value, month.value, date.value], (y, m, d) => {
    const first = sql`make_date((${y})::integer, (${m})::integer, 1)`;
    const isMonth = sql`${y} = trunc(${y}) and ${m} = trunc(${m}) and ${d} = trunc(${d})
      and ${y} between 1 and 9999 and ${m} between 1 and 12`;
    const isDay = sql`${d} between 1 and extract(day from ${first} + interval '1 month' - interval '1 day')`;
    return sql`(case when ${isMonth} then case when ${isDay} then ${first} + ((${d})::integer - 1) end end)`;
  });
  return strict('date', value, [year, month, date], { fails: true });
}

/** What the path expressions of dates and durations give in SQL; parts of a duration are cut off towards zero. */
export const PROPERTIES: Partial<
  Record<TermKind, Readonly<Record<string, (environment: Environment, of: Term) => Term>>>
> = {
  date: {
    year: (environment, of) => part(of, yearOf(environment, of), 6),
    month: (_environment, of) => part(of, sql`extract(month from ${of.value})`, 2),
    day: (_environment, of) => part(of, sql`extract(day from ${of.value})`, 2),
    weekday: (_environment, of) => part(of, sql`extract(isodow from ${of.value})`, 1),
  },
  days: { days: (_environment, of) => part(of, of.value, of.digits.whole) },
  months: {
    years: (_environment, of) => part(of, sql`div(${of.value}, ${numeric(12)})`, of.digits.whole),
    months: (_environment, of) => part(of, sql`mod(${of.value}, ${numeric(12)})`, 2),
  },
};
