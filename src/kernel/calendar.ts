/** A calendar day without a time or zone, as ISO 8601 `YYYY-MM-DD`. */
export type Day = string;

const MS_PER_DAY = 86_400_000;

/** The day on which an instant falls in an IANA time zone, for example `Asia/Seoul`. */
export function dayOf(instant: Date, timeZone: string): Day {
  // Zones are ahead of UTC by whole seconds, so that each has one day; and mostly it is the second of the call before.
  const second = Math.floor(instant.getTime() / 1_000);
  if (second !== last.second || timeZone !== last.timeZone)
    last = { second, timeZone, day: dayFormat(timeZone).format(instant) };
  return last.day;
}

let last = { second: Number.NaN, timeZone: '', day: '' };

const formats = new Map<string, Intl.DateTimeFormat>();

/** `en-CA` writes ISO dates; a format is made once a zone, because making one costs more than using it a hundred times. */
function dayFormat(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(timeZone, format);
  }
  return format;
}

/** The instant at which a day begins in an IANA time zone. */
export function startOfDay(day: Day, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Once more with the offset found: it may be another one on the other side of a change of clocks.
  const guess = midnight - offsetAt(midnight, timeZone);
  return new Date(midnight - offsetAt(guess, timeZone));
}

const offsetFormats = new Map<string, Intl.DateTimeFormat>();

/** By how many milliseconds a zone is ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const format = offsetFormats.get(timeZone) ?? new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  offsetFormats.set(timeZone, format);
  const name = format.formatToParts(instant).find(({ type }) => type === 'timeZoneName')!.value;
  const [, sign, hours, minutes] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  if (!sign) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** True for an existing day written as `YYYY-MM-DD`. The year 0000 of ISO 8601 is refused: PostgreSQL has none. */
export function isDay(text: string): text is Day {
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

/** The day `count` days after (or before, when negative) `day`. */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The same day of the month `count` months later; the month's last day where that day does not exist. */
export function addMonths(day: Day, count: number): Day {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const lastOfTarget = new Date(0);
  lastOfTarget.setUTCFullYear(year, month + count, 0);
  lastOfTarget.setUTCDate(Math.min(date, lastOfTarget.getUTCDate()));
  return lastOfTarget.toISOString().slice(0, 10);
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / MS_PER_DAY);
}

/** The days on which offices are closed besides weekends, and those weekends on which they work. */
export interface WorkCalendar {
  holidays: ReadonlySet<Day>;
}

/** Whether offices work on this day. */
export function isWorkingDay(day: Day, calendar: WorkCalendar): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !calendar.holidays.has(day);
}

/** The `count`-th working day after `day`; the day itself does not count. */
export function addWorkingDays(day: Day, count: number, calendar: WorkCalendar): Day {
  let current = day;
  for (let left = count; left > 0; ) {
    current = addDays(current, 1);
    if (isWorkingDay(current, calendar)) left -= 1;
  }
  return current;
}

/** Working days after `from` up to and with `to`; negative when `to` lies before `from`. */
export function workingDaysBetween(from: Day, to: Day, calendar: WorkCalendar): number {
  if (to < from) return -workingDaysBetween(to, from, calendar);
  let count = 0;
  for (let current = addDays(from, 1); current <= to; current = addDays(current, 1)) {
    if (isWorkingDay(current, calendar)) count += 1;
  }
  return count;
}
