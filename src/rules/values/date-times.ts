import { ValueError } from '../problem.ts';
import { type CalendarDate, compareDates, formatDate, fromDayNumber, parseDate, toDayNumber } from './dates.ts';
import { formatTime, NANOSECONDS_PER_DAY, NANOSECONDS_PER_SECOND, parseTime, type Time, timeOf } from './times.ts';
import { offsetAt, offsetOfLocal } from './zones.ts';

/** A day and a time of it (DMN 1.5, section 10.3.2.3.6); local, or of a zone and so a moment. */
export interface DateTime {
  readonly kind: 'date and time';
  readonly date: CalendarDate;
  readonly time: Time;
}

const SECONDS_PER_DAY = 86_400;
const SECOND = BigInt(NANOSECONDS_PER_SECOND);
const DAY = BigInt(NANOSECONDS_PER_DAY);

/** A date and a time of that day. */
export const dateTime = (date: CalendarDate, time: Time): DateTime => ({ kind: 'date and time', date, time });

/** The date at midnight UTC, as which it counts beside a date and time (DMN 1.5, section 10.3.2.9.4). */
export const midnightUtc = (date: CalendarDate): DateTime => dateTime(date, timeOf(0, 0));

/** A date and time from `2026-03-01T09:30:00`, with or without a zone, or a date, which is local midnight; throws ValueError. */
export function parseDateTime(text: string): DateTime {
  const end = text.indexOf('T');
  if (end < 0) return dateTime(parseDate(text), timeOf(0, null));
  return dateTime(parseDate(text.slice(0, end)), parseTime(text.slice(end + 1)));
}

/** `2026-03-01T09:30:00+09:00` */
export const formatDateTime = ({ date, time }: DateTime): string => `${formatDate(date)}T${formatTime(time)}`;

/** Nanoseconds since 1970-01-01T00:00:00 as the clocks show them. */
const localSize = ({ date, time }: DateTime): bigint => BigInt(toDayNumber(date)) * DAY + BigInt(time.nanoseconds);

/** Seconds that the zone is ahead of UTC at that moment; null for a local one. */
export function offsetOfDateTime({ date, time }: DateTime): number | null {
  if (time.zone === null) return null;
  const seconds = toDayNumber(date) * SECONDS_PER_DAY + Math.floor(time.nanoseconds / NANOSECONDS_PER_SECOND);
  return offsetOfLocal(time.zone, seconds);
}

/** Nanoseconds since 1970-01-01T00:00:00Z; a local one is counted as if it were UTC. */
const sizeOf = (moment: DateTime): bigint => localSize(moment) - BigInt(offsetOfDateTime(moment) ?? 0) * SECOND;

const isLocal = (moment: DateTime): boolean => moment.time.zone === null;

/** Negative, zero or positive as a is before, at or after b; a local one has the other's offset (DMN 1.5, table 54). */
export function compareDateTimes(a: DateTime, b: DateTime): number {
  if (isLocal(a) || isLocal(b)) return compareDates(a.date, b.date) || a.time.nanoseconds - b.time.nanoseconds;
  const [left, right] = [sizeOf(a), sizeOf(b)];
  return left < right ? -1 : Number(left > right);
}

/** Whether two are the same moment; a local one is never the same as one of a zone. */
export const equalDateTimes = (a: DateTime, b: DateTime): boolean =>
  isLocal(a) === isLocal(b) && compareDateTimes(a, b) === 0;

/** Nanoseconds from one to another; throws ValueError where only one has a zone (DMN 1.5, table 57). */
export function nanosecondsFrom(from: DateTime, to: DateTime): bigint {
  if (isLocal(from) !== isLocal(to)) throw new ValueError('cannot subtract a time of a zone and one without');
  return sizeOf(to) - sizeOf(from);
}

/** The moment so many days and nanoseconds later, in the same zone; throws ValueError outside the years. */
export function addToMoment(moment: DateTime, days: number, nanoseconds: number): DateTime {
  const { zone } = moment.time;
  const size = sizeOf(moment) + BigInt(days) * DAY + BigInt(nanoseconds);
  const local = size + BigInt(zone === null ? 0 : offsetAt(zone, floorOf(size, SECOND))) * SECOND;
  const date = floorOf(local, DAY);
  return dateTime(fromDayNumber(date), timeOf(Number(local - BigInt(date) * DAY), zone));
}

/** a / b rounded down. */
const floorOf = (a: bigint, b: bigint): number => Number((a - (((a % b) + b) % b)) / b);
