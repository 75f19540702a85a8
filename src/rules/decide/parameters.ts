import type { NumberType } from '../types/types.ts';
import { formatDate, parseDate } from '../values/calendar.ts';
import { decimal } from '../values/decimal.ts';
import { UNKNOWN, type Value } from '../values/values.ts';

/** A number that a law sets, by the ISO date from which each value holds. */
export interface Parameter {
  readonly unit?: string;
  readonly values: Readonly<Record<string, number | string>>;
}

/** The value in force on a date (ISO): the latest that began on it or before; UNKNOWN before the first. Throws ValueError. */
export function valueOn({ values }: Parameter, date: string): Value {
  const day = formatDate(parseDate(date));
  const begun = Object.keys(values).filter((start) => formatDate(parseDate(start)) <= day);
  const latest = begun.sort().at(-1);
  return latest === undefined ? UNKNOWN : decimal(values[latest]!);
}

/** The type of a parameter, for the checker. */
export const typeOfParameter = ({ unit }: Parameter): NumberType =>
  unit === undefined ? { kind: 'number' } : { kind: 'number', unit };
