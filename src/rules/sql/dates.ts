import { type CalendarDate, formatDate, toDayNumber } from '../values/calendar.ts';
import { type Environment, type Property, share } from './environment.ts';
import { atomic, type Sql, sql, word } from './fragment.ts';
import { numeric } from './numbers.ts';
import { strict, type Term, term, type Years } from './term.ts';

/** The years within which a date is PostgreSQL's: those of its timestamps, which months are added by. */
const SQL_YEARS: Years = { from: -4711, until: 294_275 };

/** The years of the rules' own calendar (see `values/dates.ts`). */
const RULE_YEARS: Years = { from: -999_999_999, until: 999_999_999 };
const FIRST_DAY = toDayNumber({ kind: 'date', year: RULE_YEARS.from, month: 1, day: 1 });
const LAST_DAY = toDayNumber({ kind: 'date', year: RULE_YEARS.until, month: 12, day: 31 });

const EPOCH = atomic(sql`${'1970-01-01'}::date`);

/** After 400 years, of so many days and months, the calendar begins anew, on the same weekday. */
const CYCLE = { years: 400, months: 4_800, days: 146_097 };

const isWithin = (years: Years, limits: Years): boolean => years.from >= limits.from && years.until <= limits.until;

/** A date that the rule or the law states; beyond PostgreSQL's calendar it is numbered. PostgreSQL says 1 BC for the year 0. */
export function dateTerm(date: CalendarDate): Term {
  const { year } = date;
  const years = { from: year, until: year };
  if (!isWithin(years, SQL_YEARS)) return term('date', numeric(toDayNumber(date)), { years, numbered: true });
  const text = year > 0 ? formatDate(date) : `${formatDate({ ...date, year: 1 - year })} BC`;
  return term('date', atomic(sql`${text}::date`), { years });
}

/** A date as the number of days since 1970-01-01. */
export function numbered(date: Term): Term {
  if (date.numbered || date.kind !== 'date') return date;
  return strict('date', sql`(${date.value} - ${EPOCH})::numeric`, [date], { years: date.years, numbered: true });
}

/** a / b rounded down; exact where PostgreSQL's own division rounds. */
const floorOf = (a: Sql, b: number): Sql => sql`(div(${a}, ${numeric(b)}) - (mod(${a}, ${numeric(b)}) < 0)::integer)`;

/** A numbered date by the same day of the cycle from 1970 to 2370, and how many cycles later that is. */
const inCycle = (environment: Environment, day: Sql, body: (date: Sql, cycles: Sql) => Sql): Sql =>
  share(environment, [day], (n) =>
    share(environment, [floorOf(n!, CYCLE.days)], (cycles) =>
      body(sql`(${EPOCH} + (${n} - ${cycles} * ${CYCLE.days}::integer)::integer)`, cycles!),
    ),
  );

/** The least and the most days or months that a number can amount to. */
function spanOf({ digits, stated }: Term): Years {
  const most = 10 ** Math.min(digits.whole, 15);
  return typeof stated === 'number' ? { from: stated, until: stated } : { from: -most, until: most };
}

/** What years are reached from some by so many months, or by so many days in months of 28. */
function shifted({ from, until }: Years, span: Years, daysAMonth: number): Years {
  const years = (count: number) => count / daysAMonth / 12;
  return { from: Math.floor(from + years(span.from)), until: Math.ceil(until + 1 + years(span.until)) };
}

/** A date so many days later, unknown where the number is not whole or the date beyond the calendar. */
export function daysLater(environment: Environment, date: Term, count: Term): Term {
  const years = shifted(date.years, spanOf(count), 28);
  const isWhole = count.digits.fraction === 0;
  if (isWhole && !date.numbered && isWithin(years, SQL_YEARS)) {
    return strict('date', sql`(${date.value} + (${count.value})::integer)`, [date, count], { years });
  }
  const later = sql`(${numbered(date).value} + ${count.value})`;
  if (isWhole && isWithin(years, RULE_YEARS)) return strict('date', later, [date, count], { years, numbered: true });
  const value = share(environment, [later, count.value], (day, n) =>
    whereInCalendar(day!, isWhole ? sql`` : sql` and ${n} = trunc(${n})`),
  );
  return strict('date', value, [date, count], { fails: true, years: RULE_YEARS, numbered: true });
}

const whereInCalendar = (day: Sql, also: Sql = sql``): Sql =>
  sql`(case when ${day} between ${numeric(FIRST_DAY)} and ${numeric(LAST_DAY)}${also} then ${day} end)`;

/** A date so many months later; of a month that is shorter, its last day. Unknown beyond the calendar. */
export function monthsLater(environment: Environment, date: Term, count: Term): Term {
  const years = shifted(date.years, spanOf(count), 1);
  if (!date.numbered && isWithin(years, SQL_YEARS)) {
    const value = sql`(${date.value} + make_interval(months => (${count.value})::integer))::date`;
    return strict('date', value, [date, count], { years });
  }
  const day = inCycle(environment, numbered(date).value, (inner, cycles) =>
    share(environment, [count.value], (n) =>
      share(environment, [floorOf(n!, CYCLE.months)], (more) => {
        const rest = sql`make_interval(months => (${n} - ${more} * ${CYCLE.months}::integer)::integer)`;
        return sql`(((${inner} + ${rest})::date - ${EPOCH}) + (${cycles} + ${more}) * ${CYCLE.days}::integer)`;
      }),
    ),
  );
  const value = share(environment, [day], (n) => whereInCalendar(n!));
  return strict('date', value, [date, count], { fails: true, years: RULE_YEARS, numbered: true });
}

type Part = 'year' | 'month' | 'day' | 'isodow';

const MOST_OF_PART: Readonly<Record<Part, number>> = { year: 9, month: 2, day: 2, isodow: 1 };

/** PostgreSQL has no year 0 and says −1 for it. */
function partOf(part: Part, date: Sql, years: Years): Sql {
  const found = sql`extract(${word(part)} from ${date})`;
  return part === 'year' && years.from < 1 ? sql`(${found} + (${found} < 0)::integer)` : found;
}

/** A part of a date. */
export function datePart(environment: Environment, part: Part, of: Term): Term {
  const value = of.numbered
    ? inCycle(environment, of.value, (date, cycles) => {
        const found = partOf(part, date, { from: 1970, until: 2370 });
        return part === 'year' ? sql`(${found} + ${cycles} * ${CYCLE.years}::integer)` : found;
      })
    : share(environment, [of.value], (date) => partOf(part, date!, of.years));
  return strict('number', value, [of], { digits: { whole: MOST_OF_PART[part], fraction: 0 } });
}

/** Whole months completed from one date to another, negative when the second is earlier. */
export function monthsFrom(environment: Environment, first: Term, second: Term): Term {
  const isNumbered = first.numbered || second.numbered;
  const [from, to] = isNumbered ? [numbered(first), numbered(second)] : [first, second];
  const value = share(environment, [from.value, to.value], (a, b) => {
    const part = (of: Part, date: Term, column: Sql) => datePart(environment, of, { ...date, value: column }).value;
    const [dayOfA, dayOfB] = [part('day', from, a!), part('day', to, b!)];
    const months = sql`(${part('year', to, b!)} - ${part('year', from, a!)}) * 12
      + ${part('month', to, b!)} - ${part('month', from, a!)}`;
    return sql`(${months} + case when ${b} >= ${a} then - (${dayOfB} < ${dayOfA})::integer
      else (${dayOfB} > ${dayOfA})::integer end)`;
  });
  const most = (Math.max(from.years.until, to.years.until) - Math.min(from.years.from, to.years.from) + 1) * 12;
  return strict('months', value, [from, to], { digits: { whole: String(most).length, fraction: 0 } });
}

/** The date of a year, month and day, which are whole; unknown where there is none. */
export function dateFrom(environment: Environment, year: Term, month: Term, day: Term): Term {
  const limit = numeric(RULE_YEARS.until);
  const value = share(environment, [year.value, month.value, day.value], (y, m, d) => {
    const areWhole = sql`${y} = trunc(${y}) and ${m} = trunc(${m}) and ${d} = trunc(${d})`;
    const isMonth = sql`${areWhole} and abs(${y}) <= ${limit} and ${m} between 1 and 12`;
    const found = share(environment, [floorOf(y!, CYCLE.years)], (cycles) => {
      const first = sql`make_date((${y} - ${cycles} * ${CYCLE.years}::integer + 1600)::integer, (${m})::integer, 1)`;
      return share(environment, [first, sql`(${first} + interval '1 month')::date`], (start, next) => {
        const later = sql`(${cycles} - 4) * ${CYCLE.days}::integer`;
        const inMonth = sql`${d} between 1 and ${next} - ${start}`;
        return sql`(case when ${inMonth} then (${start} - ${EPOCH}) + ${d} - 1 + ${later} end)`;
      });
    });
    return sql`(case when ${isMonth} then ${found} end)`;
  });
  return strict('date', value, [year, month, day], { fails: true, years: RULE_YEARS, numbered: true });
}

/** What the path expressions of dates give in SQL. */
export const DATE_PROPERTIES: Readonly<Record<string, Property>> = {
  year: (environment, of) => datePart(environment, 'year', of),
  month: (environment, of) => datePart(environment, 'month', of),
  day: (environment, of) => datePart(environment, 'day', of),
  weekday: (environment, of) => datePart(environment, 'isodow', of),
};
