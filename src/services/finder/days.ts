import { addDays, addMonths, type Day, daysBetween, isDay } from '../../kernel/index.ts';
import type { Candidate, TimedClause } from './prepare.ts';

/** How far ahead it is looked, in months. */
export const HORIZON_MONTHS = 24;

/** The last day that is looked at from a day. */
export const horizonOf = (day: Day): Day => addMonths(day, HORIZON_MONTHS);

/** What is known of a fact by its name in the service, as JSON; undefined when it is not known. */
export type JsonOf = (name: string) => unknown;

/** Whether a clause can come out otherwise on a later day, though nothing is known that is not known now. */
export function canMove({ service }: Candidate, clause: TimedClause, day: Day): boolean {
  return clause.moves || clause.names.some((name) => changesOf(service.parameters.get(name)?.values, day).length > 0);
}

/** The days after `day` on which a law's figure changes. */
function changesOf(values: Readonly<Record<Day, unknown>> | undefined, day: Day): Day[] {
  return Object.keys(values ?? {}).filter((since) => since > day);
}

/**
 * The days after `day`, up to the horizon, on which one of the clauses may change, in order. A comparison of days turns
 * where a day that is known (a birthday, the start of an insurance, a day in the law) has come, or lies as many years,
 * months or days back or ahead as one of the figures that the clause rests on: so these are the days, with the next
 * day of each for "more than", every anniversary, the first of January, and the days on which a figure changes.
 * They are only where to look: what holds on a day is decided on that day.
 */
export function turningDays({ service }: Candidate, clauses: readonly TimedClause[], jsonOf: JsonOf, day: Day): Day[] {
  const days = new Set<Day>();
  const figures = new Set<number>();
  const found = new Set<Day>();
  for (const clause of clauses) {
    for (const one of clause.days) days.add(one);
    for (const one of clause.figures) figures.add(one);
    for (const name of clause.names) {
      const values = service.parameters.get(name)?.values;
      for (const change of changesOf(values, day)) found.add(change);
      collect(values ?? jsonOf(name), days, figures);
    }
  }
  const until = horizonOf(day);
  for (const known of days) addMoments(found, known, figures, day, until);
  for (let year = Number(day.slice(0, 4)) + 1; year <= Number(until.slice(0, 4)); year += 1) found.add(`${year}-01-01`);
  return [...found].filter((one) => one > day && one <= until).sort();
}

/** The days and numbers anywhere in a value. */
function collect(value: unknown, days: Set<Day>, figures: Set<number>): void {
  if (typeof value === 'number') figures.add(value);
  else if (typeof value === 'string') {
    if (isDay(value)) days.add(value);
  } else if (value !== null && typeof value === 'object') {
    for (const part of Object.values(value)) collect(part, days, figures);
  }
}

function addMoments(found: Set<Day>, known: Day, figures: ReadonlySet<number>, day: Day, until: Day): void {
  const add = (moment: Day) => {
    found.add(moment);
    found.add(addDays(moment, 1));
  };
  add(known);
  const months = monthsBetween(known, day);
  const days = daysBetween(known, day);
  const lasting = daysBetween(day, until);
  const years = Math.floor(months / 12);
  for (let more = 0; more <= HORIZON_MONTHS / 12 + 1; more += 1) add(addMonths(known, (years + more) * 12));
  const isWithin = (figure: number, from: number, length: number) => figure >= from - 1 && figure <= from + length + 1;
  for (const size of figures) {
    if (!Number.isInteger(size)) continue;
    for (const figure of [size, -size]) {
      if (isWithin(figure * 12, months, HORIZON_MONTHS)) add(addMonths(known, figure * 12));
      if (isWithin(figure, months, HORIZON_MONTHS)) add(addMonths(known, figure));
      if (isWithin(figure, days, lasting)) add(addDays(known, figure));
    }
  }
}

/** Whole months from one day's month to another's. */
function monthsBetween(from: Day, to: Day): number {
  const [year = 0, month = 0] = from.split('-').map(Number);
  const [laterYear = 0, laterMonth = 0] = to.split('-').map(Number);
  return (laterYear - year) * 12 + laterMonth - month;
}
