import { Type } from 'typebox';
import { AppError, addDays, addMonths, type Day, isDay, startOfDay, type Text } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { endOfDay, todayOf } from '../../programmes/index.ts';
import { STATEMENT } from './words.ts';

/** Days of a statement, both included. */
export interface Period {
  from: Day;
  until: Day;
}

const Typed = Type.Optional(Type.String({ maxLength: 40 }));

/** What the address of a statement says of its period. */
export const PeriodQuery = { from: Typed, until: Typed };

/** What was asked for, or what is wrong with which of it; then the period is this month. */
export type ReadPeriod = Period & { problems: { from?: Text; until?: Text } };

/** The period that an address asks for: this month, where it says none; from the first of a month, where only the end is said. */
export function readPeriod(gov: Government, { from = '', until = '' }: { from?: string; until?: string }): ReadPeriod {
  const today = todayOf(gov);
  const thisMonth = { from: firstOfMonth(today), until: today };
  const problems = {
    ...(from !== '' && !isDay(from) && { from: STATEMENT.enterDay }),
    ...(until !== '' && !isDay(until) && { until: STATEMENT.enterDay }),
  };
  if (Object.keys(problems).length > 0) return { ...thisMonth, problems };
  const last = until || today;
  const period = { from: from || firstOfMonth(last), until: last };
  if (period.from > today) return { ...thisMonth, problems: { from: STATEMENT.notYet } };
  if (period.until < period.from) return { ...thisMonth, problems: { until: STATEMENT.wrongOrder } };
  return { ...period, problems: {} };
}

/** The same for a file, which cannot show what is wrong. @throws AppError `invalid`. */
export function expectPeriod(gov: Government, query: { from?: string; until?: string }): Period {
  const { problems, ...period } = readPeriod(gov, query);
  const [problem] = Object.values(problems);
  if (problem) throw new AppError('invalid', problem);
  return period;
}

/** The instants between which a period lies. What is still to come is left out. */
export function instantsOf(gov: Government, { from, until }: Period): { from: Date; until: Date } {
  const [end, next] = [endOfDay(until, gov.pack.timeZone), new Date(gov.clock.now().getTime() + 1)];
  return { from: startOfDay(from, gov.pack.timeZone), until: end < next ? end : next };
}

const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`;

/** A whole month, so many before or after that in which a period begins. */
export function monthBeside({ from }: Period, months: number): Period {
  const first = addMonths(firstOfMonth(from), months);
  return { from: first, until: addDays(addMonths(first, 1), -1) };
}
