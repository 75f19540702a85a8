import { ValueError } from '../problem.ts';

/** A day of the proleptic Gregorian calendar, years ±999,999,999 with a year 0 (DMN 1.5, section 10.3.2.3.5; ISO 8601). */
export interface CalendarDate {
  readonly kind: 'date';
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

const MAX_YEAR = 999_999_999;
const DATE = /^(-?)(\d{4}|[1-9]\d{4,8})-(\d{2})-(\d{2})$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeapYear = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);

/** `7` as `07`. */
export const padded = (value: number, width: number): string => String(value).padStart(width, '0');

const formatYear = (year: number): string => `${year < 0 ? '-' : ''}${padded(Math.abs(year), 4)}`;

const format = (year: number, month: number, day: number): string =>
  `${formatYear(year)}-${padded(month, 2)}-${padded(day, 2)}`;

/** A date from its parts, which are whole numbers; throws ValueError when there is no such day. */
export function calendarDate(year: number, month: number, day: number): CalendarDate {
  const exists = Math.abs(year) <= MAX_YEAR && day >= 1 && day <= daysInMonth(year, month);
  if (!exists) throw new ValueError(`there is no day ${format(year, month, day)}`);
  return { kind: 'date', year, month, day };
}

/** A date from `2026-03-01`, of XML Schema's lexical space but without a time zone; throws ValueError. */
export function parseDate(text: string): CalendarDate {
  const [match, sign, year, month, day] = DATE.exec(text) ?? [];
  if (match === undefined || (sign === '-' && Number(year) === 0)) {
    throw new ValueError(`${JSON.stringify(text)} is not a date such as 2026-03-01`);
  }
  return calendarDate(Number(`${sign}${year}`), Number(month), Number(day));
}

/** `2026-03-01`, `-0044-03-15` */
export const formatDate = ({ year, month, day }: CalendarDate): string => format(year, month, day);

/** Days since 1970-01-01. Counted in years that begin in March, so that the leap day comes last. */
export function toDayNumber({ year, month, day }: CalendarDate): number {
  const marchYear = month > 2 ? year : year - 1;
  const monthFromMarch = (month + 9) % 12;
  const leapDays = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400);
  return marchYear * 365 + leapDays + Math.floor((153 * monthFromMarch + 2) / 5) + day - 719_469;
}

/** The date that is so many days after 1970-01-01; throws ValueError outside the years. The inverse of `toDayNumber`. */
export function fromDayNumber(days: number): CalendarDate {
  const sinceMarch0 = days + 719_468;
  const era = Math.floor(sinceMarch0 / 146_097);
  const dayOfEra = sinceMarch0 - era * 146_097;
  const leapDays = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = ((monthFromMarch + 2) % 12) + 1;
  const day = dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1;
  return calendarDate(era * 400 + yearOfEra + Number(month <= 2), month, day);
}

/** The date so many days after another; throws ValueError outside the years. */
export const addDays = (date: CalendarDate, days: number): CalendarDate => fromDayNumber(toDayNumber(date) + days);

/** The same day so many months later, or that month's last day when it is shorter (31 January + P1M = 28 February). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const total = date.year * 12 + date.month - 1 + months;
  const year = Math.floor(total / 12);
  const month = total - year * 12 + 1;
  return calendarDate(year, month, Math.min(date.day, daysInMonth(year, month)));
}

/** Days from one date to another, negative when the second is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => toDayNumber(to) - toDayNumber(from);

/** Negative, zero or positive as a is before, at or after b. */
export const compareDates = (a: CalendarDate, b: CalendarDate): number =>
  a.year - b.year || a.month - b.month || a.day - b.day;

/** Whole months completed from one date to another (FEEL `years and months duration`), negative when the second is earlier. */
export function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  const months = (to.year - from.year) * 12 + to.month - from.month;
  if (months > 0 && to.day < from.day) return months - 1;
  return months < 0 && to.day > from.day ? months + 1 : months;
}

/** 1 (Monday) to 7 (Sunday), as ISO 8601 counts. */
export const weekdayOf = (date: CalendarDate): number => ((((toDayNumber(date) + 3) % 7) + 7) % 7) + 1;

/** 1 for 1 January. */
export const dayOfYear = (date: CalendarDate): number =>
  daysBetween({ kind: 'date', year: date.year, month: 1, day: 1 }, date) + 1;

/** The week's number as in ISO 8601: a week belongs to the year of its Thursday. */
export function weekOfYear(date: CalendarDate): number {
  const thursday = addDays(date, 4 - weekdayOf(date));
  return Math.ceil(dayOfYear(thursday) / 7);
}
