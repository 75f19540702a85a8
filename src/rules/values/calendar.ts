import { ValueError } from '../problem.ts';
import { addToMoment, type DateTime, dateTime, formatDateTime, nanosecondsFrom, parseDateTime } from './date-times.ts';
import { addDays, addMonths, type CalendarDate, daysBetween, formatDate, parseDate } from './dates.ts';
import { type Duration, duration, durationOf, formatDuration, parseDuration } from './durations.ts';
import { formatTime, nanosecondsBetween, parseTime, type Time, timeOf } from './times.ts';

export * from './date-times.ts';
/** Dates, times and durations: arithmetic across them, and the text of any of them. */
export * from './dates.ts';
export * from './durations.ts';
export * from './times.ts';

export type Temporal = CalendarDate | Time | DateTime | Duration;

/** Adds a duration to a date; hours count only as far as they make days. Months stop at the end of the month. Throws ValueError. */
export const addDuration = (date: CalendarDate, { measure, length }: Duration): CalendarDate =>
  measure === 'days' ? addDays(date, length) : addMonths(date, length);

/** Adds a duration to a date and time. Days are 24 hours, so that clocks put forward in between are seen. Throws ValueError. */
export const addToDateTime = (moment: DateTime, { measure, length, nanoseconds }: Duration): DateTime =>
  measure === 'days' ? addToMoment(moment, length, nanoseconds) : dateTime(addMonths(moment.date, length), moment.time);

/** Adds a duration to a time of day, going round the clock; throws ValueError for months. */
export function addToTime(time: Time, { measure, nanoseconds }: Duration): Time {
  if (measure === 'months') throw new ValueError('cannot add months to a time');
  return timeOf(time.nanoseconds + nanoseconds, time.zone);
}

/** date − date */
export const subtractDates = (a: CalendarDate, b: CalendarDate): Duration => duration(daysBetween(b, a), 'days');

/** time − time; throws ValueError where only one has a zone. */
export function subtractTimes(a: Time, b: Time): Duration {
  if ((a.zone === null) !== (b.zone === null)) throw new ValueError('cannot subtract a time of a zone and one without');
  return durationOf(BigInt(nanosecondsBetween(b, a)));
}

/** date and time − date and time; throws ValueError where only one has a zone. */
export const subtractDateTimes = (a: DateTime, b: DateTime): Duration => durationOf(nanosecondsFrom(b, a));

/** The value of an at literal: `@"2026-03-01"`, `@"09:30:00"`, `@"2026-03-01T09:30:00"`, `@"P1D"`. Throws ValueError. */
export function parseTemporal(text: string): Temporal {
  if (/^-?P/.test(text)) return parseDuration(text);
  if (/^-?\d{4,}-/.test(text)) return text.includes('T') ? parseDateTime(text) : parseDate(text);
  return parseTime(text);
}

const FORMAT: { readonly [K in Temporal['kind']]: (value: Extract<Temporal, { kind: K }>) => string } = {
  date: formatDate,
  time: formatTime,
  'date and time': formatDateTime,
  duration: formatDuration,
};

/** The text of ISO 8601 that gives the same value again. */
export function formatTemporal(value: Temporal): string {
  const format = FORMAT[value.kind] as (value: Temporal) => string;
  return format(value);
}
