import { ValueError } from '../../problem.ts';
import { BARE_NUMBER, DATE, DATE_AND_TIME, MONTHS, STRING, TIME, type Type } from '../../types/types.ts';
import {
  type CalendarDate,
  calendarDate,
  clockTime,
  type DateTime,
  type Duration,
  dateTime,
  duration,
  monthsBetween,
  NANOSECONDS_PER_SECOND,
  parseDate,
  parseDateTime,
  parseDuration,
  parseTime,
} from '../../values/calendar.ts';
import { compare, decimal, multiply, type Numeric, toInteger } from '../../values/decimal.ts';
import type { Value } from '../../values/values.ts';
import { offsetZone, type Zone } from '../../values/zones.ts';
import { wholeOf } from './positions.ts';
import { parseRange } from './range-text.ts';
import { type BuiltIn, builtIn, one, optional, takes } from './signature.ts';
import { stringOf } from './texts.ts';

const DURATION: Type = { kind: 'duration' };
const NUMBER = /^-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

const dateOf = (value: CalendarDate | DateTime): CalendarDate => (value.kind === 'date' ? value : value.date);

/** A text or the value itself, as whatever the text is read. */
const read =
  <V extends Value>(parse: (text: string) => V) =>
  (from: string | V): V =>
    typeof from === 'string' ? parse(from) : from;

/** The zone of an offset; throws ValueError unless it is whole seconds, of at most 14 hours. */
function zoneOf(offset: Duration | null | undefined): Zone {
  if (offset === null || offset === undefined) return null;
  const seconds = offset.length * 86_400 + offset.nanoseconds / NANOSECONDS_PER_SECOND;
  if (offset.measure !== 'days' || !Number.isInteger(seconds))
    throw new ValueError('an offset is so many hours, minutes and seconds');
  return offsetZone(seconds);
}

function timeOfParts(hour: Numeric, minute: Numeric, second: Numeric, offset?: Duration | null): Value {
  if (compare(second, 60) >= 0 || compare(second, 0) < 0) throw new ValueError('seconds are between 0 and 60');
  const nanoseconds = wholeOf(multiply(second, NANOSECONDS_PER_SECOND));
  return clockTime(toInteger(hour), toInteger(minute), nanoseconds, zoneOf(offset));
}

/** The number of a text, for which another one stands whose decimal separator is a period; throws ValueError. */
function numberOf(text: string, plain = text): Numeric {
  if (!NUMBER.test(plain)) throw new ValueError(`${JSON.stringify(text.slice(0, 40))} is not a number`);
  return decimal(plain);
}

/** A number from a text with separators such as `1.000,5`; throws ValueError. */
function separatedNumber(from: string, grouping: string | null, point: string | null): Numeric {
  if (grouping !== null && ![' ', ',', '.'].includes(grouping))
    throw new ValueError('a grouping separator is a space, comma or period');
  if (point !== null && ![',', '.'].includes(point)) throw new ValueError('a decimal separator is a comma or period');
  if (grouping !== null && grouping === point) throw new ValueError('the two separators must not be the same');
  const digits = grouping === null ? from : from.replaceAll(grouping, '');
  // With a comma for it, a period is no decimal separator: exchanged, it is a comma that no number has.
  const plain = point === ',' ? digits.replace(/[.,]/g, (sign) => (sign === ',' ? '.' : ',')) : digits;
  return numberOf(from, plain);
}

/** Conversion functions (DMN 1.5, section 10.3.4.1). */
export const CONVERSION: Readonly<Record<string, BuiltIn>> = {
  date: builtIn(
    'a date: of a text, of a date and time, or of a year, a month and a day',
    'date("2012-12-25") = date(2012, 12, 25)',
    takes([one('from', 'string', 'date', 'date and time')], DATE, (from) =>
      typeof from === 'string' ? parseDate(from) : dateOf(from),
    ),
    takes([one('year', 'number'), one('month', 'number'), one('day', 'number')], DATE, (year, month, day) =>
      calendarDate(toInteger(year), toInteger(month), toInteger(day)),
    ),
  ),
  time: builtIn(
    'a time of day: of a text, of a date and time, or of hour, minute, second and offset from UTC',
    'time("23:59:00z") = time(23, 59, 0, duration("PT0H"))',
    takes([one('from', 'string', 'time', 'date and time')], TIME, (from) => {
      if (typeof from === 'string') return parseTime(from);
      return from.kind === 'time' ? from : from.time;
    }),
    takes(
      [one('hour', 'number'), one('minute', 'number'), one('second', 'number'), optional('offset', 'duration', 'null')],
      TIME,
      timeOfParts,
    ),
  ),
  'date and time': builtIn(
    'a date and time: of a text, or of a date and a time',
    'date and time("2012-12-24T23:59:00") = date and time(date("2012-12-24"), time("23:59:00"))',
    takes([one('from', 'string', 'date and time')], DATE_AND_TIME, read(parseDateTime)),
    takes([one('date', 'date', 'date and time'), one('time', 'time')], DATE_AND_TIME, (date, time) =>
      dateTime(dateOf(date), time),
    ),
  ),
  duration: builtIn(
    'a duration of days, hours, minutes and seconds, or of years and months, of its text in ISO 8601',
    'duration("P1DT25H") = duration("P2DT1H")',
    takes([one('from', 'string', 'duration')], DURATION, read(parseDuration)),
  ),
  'years and months duration': builtIn(
    'the whole months from one date to another',
    'years and months duration(date("2011-12-22"), date("2013-08-24")) = duration("P1Y8M")',
    takes([one('from', 'date', 'date and time'), one('to', 'date', 'date and time')], MONTHS, (from, to) =>
      duration(monthsBetween(dateOf(from), dateOf(to)), 'months'),
    ),
  ),
  number: builtIn(
    'a number of its text, which may have separators: between groups of digits, and before the decimals',
    'number("1 000,5", " ", ",") = 1000.5',
    takes([one('from', 'string', 'number')], BARE_NUMBER, read(numberOf)),
    takes(
      [one('from', 'string'), one('grouping separator', 'string', 'null'), one('decimal separator', 'string', 'null')],
      BARE_NUMBER,
      separatedNumber,
    ),
  ),
  string: builtIn('a value as text', 'string(1.1) = "1.1"', takes([one('from')], STRING, stringOf)),
  range: builtIn(
    'a range of its text, with ends that are literals',
    'range("[18..21)") = [18..21)',
    takes([one('from', 'string')], { kind: 'range', of: { kind: 'any' } }, parseRange),
  ),
};
