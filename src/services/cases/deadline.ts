import { addDays, addWorkingDays, type Day, dayOf } from '../../kernel/index.ts';
import type { Government, PeriodOfTime } from '../../pack/index.ts';

/** Today where the government is. */
export const today = (gov: Government): Day => dayOf(gov.clock.now(), gov.pack.timeZone);

/** The last day of a period that begins the day after `day`. */
export function deadlineFrom(gov: Government, day: Day, period: PeriodOfTime): Day {
  return period.working ? addWorkingDays(day, period.days, gov.pack.calendar) : addDays(day, period.days);
}
