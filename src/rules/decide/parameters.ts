import type { NumberType, TableType } from '../types/types.ts';
import { parseDate } from '../values/calendar.ts';
import { compare, decimal, type Numeric } from '../values/decimal.ts';
import { order, type TableValue, UNKNOWN, type Value } from '../values/values.ts';

/** A number that a law sets, or a table of numbers by the number from which each holds: `{1: 2564238, 2: 4199292}`. */
export type Stated = number | string | Readonly<Record<string, number | string>>;

/** What a law sets, by the ISO date from which each value holds. */
export interface Parameter {
  /** The unit of the number, or of what the table gives. */
  readonly unit?: string | undefined;
  /** Of a table: the unit of the number by which it is looked up. */
  readonly by?: string | undefined;
  /** Of a table: whether each value is a rate for the part of the number in its bracket, as in a tax. */
  readonly marginal?: boolean;
  readonly values: Readonly<Record<string, Stated>>;
}

/** A value and the day from which it holds. */
interface Dated {
  readonly from: Value;
  readonly value: Numeric | TableValue;
}

/** The values of parameters that were looked up before, the latest first. */
const prepared = new WeakMap<Parameter, readonly Dated[]>();

/** The value in force on a date (ISO): the latest that began on it or before; UNKNOWN before the first. Throws ValueError. */
export function valueOn(parameter: Parameter, date: string): Value {
  let dated = prepared.get(parameter);
  if (!dated) {
    dated = latestFirst(parameter);
    prepared.set(parameter, dated);
  }
  const day = parseDate(date);
  return dated.find(({ from }) => order(from, day) <= 0)?.value ?? UNKNOWN;
}

/** The type of a parameter, for the checker. One that is a table on any date is one on all: a number is its only row. */
export function typeOfParameter(parameter: Parameter): NumberType | TableType {
  const { unit, by } = parameter;
  const inUnit = unit === undefined ? {} : { unit };
  return isTable(parameter)
    ? { kind: 'table', ...inUnit, ...(by !== undefined && { by }) }
    : { kind: 'number', ...inUnit };
}

const isTable = ({ values }: Parameter): boolean => Object.values(values).some((stated) => typeof stated === 'object');

function latestFirst(parameter: Parameter): Dated[] {
  const read = isTable(parameter) ? (stated: Stated) => tableOf(stated, parameter.marginal ?? false) : numberOf;
  return Object.entries(parameter.values)
    .map(([start, stated]) => ({ from: parseDate(start), value: read(stated) }))
    .sort((a, b) => order(b.from, a.from));
}

const numberOf = (stated: Stated): Numeric => decimal(stated as number | string);

/** A law that first set one number for all has a table of one row, which begins at 0. */
function tableOf(stated: Stated, marginal: boolean): TableValue {
  const rows = typeof stated === 'object' ? Object.entries(stated) : [['0', stated] as const];
  return {
    kind: 'table',
    marginal,
    rows: rows
      .map(([from, value]) => ({ from: decimal(from), value: decimal(value) }))
      .sort((a, b) => compare(a.from, b.from)),
  };
}
