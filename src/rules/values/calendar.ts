import { ValueError } from '../problem.ts';

/** A day of the proleptic Gregorian calendar (ISO 8601), years 1 to 9999. */
export interface CalendarDate {
  readonly kind: 'date';
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** FEEL has two durations that cannot be compared with each other: a number of days, and a number of months. */
export interface Duration {
  readonly kind: 'duration';
  readonly measure: 'days' | 'months';
  readonly length: number;
}

const MAX_LENGTH = 10_000_000;
const DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const DURATION = /^(-?)P(?!$)(?:(\d{1,8})Y)?(?:(\d{1,8})M)?(?:(\d{1,8})D)?$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);

const padded = (value: number, width: number): string => String(value).padStart(width, '0');

/** A date from its parts; throws ValueError when there is no such day. */
export function calendarDate(year: number, month: number, day: number): CalendarDate {
  const exists = year >= 1 && year <= 9999 && day >= 1 && day <= daysInMonth(year, month);
  if (!exists) throw new ValueError(`there is no day ${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`);
  return { kind: 'date', year, month, day };
}

/** A date from `2026-03-01`; throws ValueError. */
export function parseDate(text: string): CalendarDate {
  const match = DATE.exec(text);
  if (!match) throw new ValueError(`${JSON.stringify(text)} is not a date such as 2026-03-01`);
  return calendarDate(Number(match[1]), Number(match[2]), Number(match[3]));
}

/** `2026-03-01` */
export const formatDate = ({ year, month, day }: CalendarDate): string =>
  `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;

/** A duration of so many whole days or months; throws ValueError beyond ten million. */
export function duration(length: number, measure: Duration['measure']): Duration {
  if (!Number.isInteger(length)) throw new ValueError(`a duration of ${length} ${measure} is not whole`);
  if (Math.abs(length) > MAX_LENGTH) throw new ValueError('the duration is too long');
  return { kind: 'duration', measure, length: length === 0 ? 0 : length };
}

/** A duration from `P60D`, `P2M`, `P1Y` or `P1Y6M`; throws ValueError. Hours and mixtures of months with days are not known here. */
export function parseDuration(text: string): Duration {
  const [match, sign, years, months, days] = DURATION.exec(text) ?? [];
  const inMonths = years !== undefined || months !== undefined;
  if (match === undefined || (inMonths && days !== undefined)) {
    throw new ValueError(`${JSON.stringify(text)} is not a duration such as P60D, P2M or P1Y6M`);
  }
  const length = inMonths ? Number(years ?? 0) * 12 + Number(months ?? 0) : Number(days);
  return duration(sign === '-' ? -length : length, inMonths ? 'months' : 'days');
}

/** `P60D`, `P1Y6M`, `-P2M` */
export function formatDuration({ measure, length }: Duration): string {
  const sign = length < 0 ? '-' : '';
  const size = Math.abs(length);
  if (measure === 'days') return `${sign}P${size}D`;
  const years = Math.trunc(size / 12);
  const months = size % 12;
  return `${sign}P${years > 0 ? `${years}Y` : ''}${months > 0 || years === 0 ? `${months}M` : ''}`;
}

/** Days since 1970-01-01. Counted in years that begin in March, so that the leap day comes last. */
export function toDayNumber({ year, month, day }: CalendarDate): number {
  const marchYear = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((153 * monthFromMarch + 2) / 5) + day - 719_469;
}

/** The date so many days after another; throws ValueError outside the years 1 to 9999. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const target = toDayNumber(date) + days;
  let year = Math.floor(target / 365.2425) + 1970;
  while (toDayNumber({ kind: 'date', year: year + 1, month: 1, day: 1 }) <= target) year += 1;
  while (toDayNumber({ kind: 'date', year, month: 1, day: 1 }) > target) year -= 1;
  let day = target - toDayNumber({ kind: 'date', year, month: 1, day: 1 }) + 1;
  let month = 1;
  for (; day > daysInMonth(year, month); month += 1) day -= daysInMonth(year, month);
  return calendarDate(year, month, day);
}

/** The same day so many months later, or that month's last day when it is shorter (31 January + P1M = 28 February). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const total = date.year * 12 + date.month - 1 + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  return calendarDate(year, month, Math.min(date.day, daysInMonth(year, month)));
}

/** Adds a duration of either measure to a date. */
export const addDuration = (date: CalendarDate, { measure, length }: Duration): CalendarDate =>
  measure === 'days' ? addDays(date, length) : addMonths(date, length);

/** Days from one date to another, negative when the second is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => toDayNumber(to) - toDayNumber(from);

/** Whole months completed from one date to another (FEEL `years and months duration`), negative when the second is earlier. */
export function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  if (daysBetween(from, to) < 0) return -monthsBetween(to, from);
  const months = (to.year - from.year) * 12 + to.month - from.month;
  return to.day < from.day ? months - 1 : months;
}
