import { addDays, addMonths, type Day, dayOf, startOfDay } from '../../kernel/index.ts';
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

/** The first instant after a day. */
export const endOfDay = (day: Day, timeZone: string): Date => startOfDay(addDays(day, 1), timeZone);

/** The last day before an instant at which something expires. */
export const dayBefore = (instant: Date, timeZone: string): Day => dayOf(new Date(instant.getTime() - 1), timeZone);
