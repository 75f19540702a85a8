import { ValueError } from '../../problem.ts';
import { type CalendarDate, toDayNumber } from '../../values/calendar.ts';
import { type Numeric, toText } from '../../values/decimal.ts';
import { toValue } from '../../values/json.ts';
import { ScalarColumn } from '../table/scalar.ts';
import { STATES } from '../table/states.ts';
import type { Table } from '../table/table.ts';
import type { Grouping } from './figures.ts';

/** Groups with what each is: a text, or the band that begins at so many of the bounds; null where that is not known. */
export interface NamedGrouping extends Grouping {
  readonly names: readonly (string | number | null)[];
}

/** So many groups fit into an array of 16 bits. */
const MOST_GROUPS = 65_536;

function columnOf(table: Table, name: string): ScalarColumn {
  const column = table.columns.get(name);
  if (column instanceof ScalarColumn) return column;
  throw new ValueError(`the rows are not grouped by ${name}`);
}

const newGroups = (rows: number, count: number): Grouping['groups'] => {
  if (count > MOST_GROUPS) throw new ValueError(`there are more than ${MOST_GROUPS} groups`);
  return count <= 256 ? new Uint8Array(rows) : new Uint16Array(rows);
};

/** A group for each text of a column, in the order of the texts, and a last one for what is not known or null. */
export function groupByText(table: Table, name: string): NamedGrouping {
  const { store } = columnOf(table, name);
  const codes = new Set(store.values.subarray(0, table.length));
  const texts = [...codes]
    .filter((code) => code > STATES[store.repr].aside)
    .map((code) => table.dictionary.textOf(code));
  const names = [...texts.sort(), null];
  const groupOf = new Map(texts.map((text, group) => [table.dictionary.find(text)!, group]));
  const groups = newGroups(table.length, names.length);
  for (let row = 0; row < table.length; row += 1) groups[row] = groupOf.get(store.values[row]!) ?? texts.length;
  return { groups, count: names.length, names };
}

/**
 * Bands of a column of numbers or dates: before the first bound, from each bound up to the next, and a last group for what
 * is not known or null. Bounds are JSON in ascending order. Throws ValueError for one that is not of the column's type.
 */
export function groupByBand(table: Table, name: string, bounds: readonly (number | string)[]): NamedGrouping {
  const column = columnOf(table, name);
  const { values, repr } = column.store;
  const limits = bounds.map((bound) => limitOf(column, bound));
  const states = STATES[repr];
  const count = limits.length + 2;
  const groups = newGroups(table.length, count);
  for (let row = 0; row < table.length; row += 1) {
    const value = values[row]!;
    let band = value <= states.aside ? count - 1 : 0;
    if (band === 0) while (band < limits.length && value >= limits[band]!) band += 1;
    groups[row] = band;
  }
  return { groups, count, names: [...Array(count - 1).keys(), null] };
}

/** A bound as the column stores it; of a number perhaps between two integers. */
function limitOf(column: ScalarColumn, bound: number | string): number {
  const value = toValue(column.type, bound);
  if (column.of === 'number') return Number(`${toText(value as Numeric)}e${column.scale}`);
  if (column.of === 'date') return toDayNumber(value as CalendarDate);
  throw new ValueError(`a ${column.of} has no bands`);
}

/** Every pair of groups as a group of its own: that of (a, b) is a · b.count + b. */
export function crossed(a: Grouping, b: Grouping): Grouping {
  const count = a.count * b.count;
  const groups = newGroups(a.groups.length, count);
  for (let row = 0; row < groups.length; row += 1) groups[row] = a.groups[row]! * b.count + b.groups[row]!;
  return { groups, count };
}
