import { NANOSECONDS_PER_DAY, NANOSECONDS_PER_SECOND } from '../values/calendar.ts';
import { daysLater, monthsLater, numbered } from './dates.ts';
import { type Environment, type Property, share } from './environment.ts';
import { type Sql, sql } from './fragment.ts';
import { negative, numberTerm, numeric, product, quotient, rounded } from './numbers.ts';
import { type Digits, strict, type Term } from './term.ts';

/** The two durations that cannot be compared: of days and time, as nanoseconds, and of months. */
export type Measure = 'days' | 'months';

/** A duration has at most 10¹² whole days or months (see `values/durations.ts`). */
const MOST = 10 ** 12;

/** The digits of the longest durations. */
export const SPAN_DIGITS: Readonly<Record<Measure, Digits>> = {
  days: { whole: 27, fraction: 0 },
  months: { whole: 13, fraction: 0 },
};

/** Less than these digits have only durations within the limits. */
const SAFE: Readonly<Record<Measure, number>> = { days: 25, months: 12 };

const DAY = numeric(NANOSECONDS_PER_DAY);

/** The least and the most nanoseconds or months: days are rounded down before they are counted. */
const LIMITS: Readonly<Record<Measure, readonly [Sql, Sql]>> = {
  days: [sql`- ${numeric(MOST)} * ${DAY}`, sql`${numeric(MOST + 1)} * ${DAY} - 1`],
  months: [sql`- ${numeric(MOST)}`, numeric(MOST)],
};

/** A number of nanoseconds or months as a duration; unknown beyond the limits. */
export function span(environment: Environment, measure: Measure, of: Term): Term {
  if (of.kind === 'nothing') return of;
  if (of.digits.whole <= SAFE[measure]) return { ...of, kind: measure };
  const [least, most] = LIMITS[measure];
  const value = share(environment, [of.value], (n) => sql`(case when ${n} between ${least} and ${most} then ${n} end)`);
  return strict(measure, value, [of], { fails: true, digits: SPAN_DIGITS[measure] });
}

/** So many times a duration, or its so-manieth part: what is less than a nanosecond or a month is cut off. */
export function stretched(environment: Environment, op: '*' | '/', length: Term, by: Term): Term {
  const result = op === '*' ? product(environment, length, by) : quotient(environment, length, by);
  return span(environment, length.kind as Measure, rounded(environment, 'down', result, 0));
}

/** Whole days of a duration, rounded down: minus one hour is −1 day and 23 hours. */
function wholeDays(environment: Environment, of: Term): Term {
  const { stated } = of;
  if (typeof stated === 'number') return numberTerm(Math.floor(stated / NANOSECONDS_PER_DAY));
  const value = share(environment, [of.value], (n) => sql`(div(${n}, ${DAY}) - (mod(${n}, ${DAY}) < 0)::integer)`);
  return strict('number', value, [of], { digits: { whole: Math.max(1, of.digits.whole - 13), fraction: 0 } });
}

/** Adds a duration to a date; hours count only as far as they make days. */
export const dateAfter = (environment: Environment, date: Term, length: Term): Term =>
  length.kind === 'days'
    ? daysLater(environment, date, wholeDays(environment, length))
    : monthsLater(environment, date, length);

/** Takes a duration off a date. */
export const dateBefore = (environment: Environment, date: Term, length: Term): Term =>
  dateAfter(environment, date, negative(length));

/** The days from one date to another, negative when the second is earlier. */
export function daysFrom(from: Term, to: Term): Term {
  const isNumbered = from.numbered || to.numbered;
  const days = isNumbered ? sql`(${numbered(to).value} - ${numbered(from).value})` : sql`(${to.value} - ${from.value})`;
  const years = Math.max(from.years.until, to.years.until) - Math.min(from.years.from, to.years.from) + 1;
  const digits = { whole: String(years * 366).length + 14, fraction: 0 };
  return strict('days', sql`(${days} * ${DAY})`, [from, to], { digits });
}

/** A number of days as the duration that it is equal to. */
export const asDays = (number: Term): Term =>
  strict('days', sql`(${number.value} * ${DAY})`, [number], {
    digits: { whole: number.digits.whole + 14, fraction: number.digits.fraction },
  });

/** How many units fit into a duration, of those that are less than a larger unit: cut off towards zero. */
const unitsIn =
  (unit: number, larger?: number): Property =>
  (_environment, of) => {
    const rest = larger === undefined ? of.value : sql`mod(${of.value}, ${numeric(larger)})`;
    const whole = larger === undefined ? of.digits.whole : 2;
    return strict('number', sql`div(${rest}, ${numeric(unit)})`, [of], { digits: { whole, fraction: 0 } });
  };

const HOUR = 3_600 * NANOSECONDS_PER_SECOND;
const MINUTE = 60 * NANOSECONDS_PER_SECOND;

/** Seconds have decimals. */
const secondsIn: Property = (_environment, of) =>
  strict('number', sql`(mod(${of.value}, ${numeric(MINUTE)}) * ${numeric('1e-9')})`, [of], {
    digits: { whole: 2, fraction: 9 },
  });

/** What the path expressions of durations give in SQL. */
export const DURATION_PROPERTIES: Readonly<Record<Measure, Readonly<Record<string, Property>>>> = {
  days: {
    days: unitsIn(NANOSECONDS_PER_DAY),
    hours: unitsIn(HOUR, NANOSECONDS_PER_DAY),
    minutes: unitsIn(MINUTE, HOUR),
    seconds: secondsIn,
  },
  months: { years: unitsIn(12), months: unitsIn(1, 12) },
};
