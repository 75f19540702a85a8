import { addDays, addMonths, type Day, dayOf } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import type { ProgrammeNow } from '../office/state.ts';

/** The first day of the period in which a day lies: of its month, or of the window where one is entitled once. */
export const periodOf = ({ every, window }: Programme, day: Day): Day =>
  every === 'month' ? `${day.slice(0, 7)}-01` : window.from;

/** The period after one, where one is entitled anew. */
export const nextPeriod = (period: Day): Day => addMonths(period, 1);

/** The day it is, by the calendar of the country. */
export const todayOf = ({ clock, pack }: Pick<Government, 'clock' | 'pack'>): Day => dayOf(clock.now(), pack.timeZone);

/** The last day on which what one is entitled to now can be taken: a month's is over with the month. */
export function lastDayToTake({ programme, takeUntil }: ProgrammeNow, day: Day): Day {
  if (programme.every === 'once') return takeUntil;
  const endOfMonth = addDays(nextPeriod(periodOf(programme, day)), -1);
  return endOfMonth < takeUntil ? endOfMonth : takeUntil;
}

/** The last day on which it can be spent that is taken on a day. */
export function lastDayOf({ programme, spendUntil }: ProgrammeNow, taken: Day): Day {
  if (spendUntil !== undefined) return spendUntil;
  return 'on' in programme.expiry ? programme.expiry.on : addMonths(taken, programme.expiry.months);
}

/** The instant at which a day begins in an IANA time zone. */
export function startOfDay(day: Day, timeZone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  // Once more with the offset found: it may be another one on the other side of a change of clocks.
  const guess = midnight - offsetAt(midnight, timeZone);
  return new Date(midnight - offsetAt(guess, timeZone));
}

/** The first instant after a day. */
export const endOfDay = (day: Day, timeZone: string): Date => startOfDay(addDays(day, 1), timeZone);

/** The last day before an instant at which something expires. */
export const dayBefore = (instant: Date, timeZone: string): Day => dayOf(new Date(instant.getTime() - 1), timeZone);

/** By how many milliseconds a zone is ahead of UTC at an instant. */
function offsetAt(instant: number, timeZone: string): number {
  const part = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(instant)
    .find(({ type }) => type === 'timeZoneName')!.value;
  const found = /GMT([+-])(\d{2}):?(\d{2})?/.exec(part);
  if (!found) return 0;
  const [, sign, hours, minutes = '0'] = found;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
