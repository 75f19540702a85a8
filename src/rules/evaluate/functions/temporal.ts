import { ValueError } from '../../problem.ts';
import { BARE_NUMBER, BOOLEAN, STRING, type Type } from '../../types/types.ts';
import {
  type CalendarDate,
  type DateTime,
  type Duration,
  dayOfYear,
  offsetOfDateTime,
  offsetOfTime,
  type Time,
  toDayNumber,
  weekdayOf,
  weekOfYear,
} from '../../values/calendar.ts';
import { equal, isKnown, kindOf, UNKNOWN, type Value } from '../../values/values.ts';
import { type BuiltIn, builtIn, one, takes } from './signature.ts';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A function of the day of a date or date and time. */
const ofDay = (type: Type, apply: (date: CalendarDate) => Value) =>
  takes([one('date', 'date', 'date and time')], type, (date) => apply(date.kind === 'date' ? date : date.date));

/** Whether two values cannot be told apart: of one kind and equal; times also show the same clock (DMN 1.5, section 10.3.2.2). */
function is(a: Value, b: Value): Value {
  if (!isKnown(a) || !isKnown(b)) return UNKNOWN;
  const kind = kindOf(a);
  if (kind !== kindOf(b)) return false;
  if (kind === 'time') return isSameClock(a as Time, b as Time) && offsetOfTime(a as Time) === offsetOfTime(b as Time);
  if (kind === 'date and time') return isSameDateTime(a as DateTime, b as DateTime);
  if (kind === 'duration' && (a as Duration).measure !== (b as Duration).measure) return false;
  if (kind === 'function' || kind === 'table') return a === b;
  return equal(a, b, true);
}

const isSameClock = (a: Time, b: Time): boolean => a.nanoseconds === b.nanoseconds;

const isSameDateTime = (a: DateTime, b: DateTime): boolean =>
  toDayNumber(a.date) === toDayNumber(b.date) &&
  isSameClock(a.time, b.time) &&
  offsetOfDateTime(a) === offsetOfDateTime(b);

function refuse(what: string): never {
  throw new ValueError(`a rule does not read the clock; let the ${what} be a fact`);
}

/** A rule gives the same answer whenever it is asked: what depends on the day is given the day as a fact. */
const withoutClock = (what: string): BuiltIn => ({
  summary: `gives no value: a rule does not read the clock; the ${what} is a fact like others`,
  signatures: [
    takes(
      [],
      () => `gives no value: a rule does not read the clock; let the ${what} be a fact`,
      () => refuse(what),
    ),
  ],
});

/** Functions of dates and times (DMN 1.5, sections 10.3.4.6 and 10.3.4.8). */
export const TEMPORAL: Readonly<Record<string, BuiltIn>> = {
  is: builtIn(
    'whether two values are one and the same, times with the same offset',
    'is(time("23:00:50Z"), time("23:00:50")) = false',
    takes([one('value1'), one('value2')], BOOLEAN, is),
  ),
  'day of year': builtIn(
    'the number of the day in its year',
    'day of year(date(2019, 9, 17)) = 260',
    ofDay(BARE_NUMBER, dayOfYear),
  ),
  'day of week': builtIn(
    'the name of the day in English',
    'day of week(date(2019, 9, 17)) = "Tuesday"',
    ofDay(STRING, (date) => WEEKDAYS[weekdayOf(date) - 1]!),
  ),
  'month of year': builtIn(
    'the name of the month in English',
    'month of year(date(2019, 9, 17)) = "September"',
    ofDay(STRING, ({ month }) => MONTHS[month - 1]!),
  ),
  'week of year': builtIn(
    'the number of the week in its year, as ISO 8601 counts',
    'week of year(date(2005, 1, 1)) = 53',
    ofDay(BARE_NUMBER, weekOfYear),
  ),
  now: withoutClock('time'),
  today: withoutClock('day'),
};
