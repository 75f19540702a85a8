import { ValueError } from '../../problem.ts';
import type { Type, Types } from '../../types/types.ts';
import { type Scope, UNKNOWN } from '../../values/values.ts';
import { type Column, newColumn, newColumns, scopeAt } from './columns.ts';
import { Dictionary } from './dictionary.ts';

/** Facts of one person as JSON, by name; one that is left out is unknown. */
export type Row = Readonly<Record<string, unknown>>;

/** Integers for a column: numbers, days since 1970-01-01, 0 and 1, days or months. */
export type Integers = Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Float64Array;

/** Facts of many people, column by column. Rows are appended in as many portions as there are. */
export class Table {
  readonly dictionary = new Dictionary();
  readonly columns: ReadonlyMap<string, Column>;
  readonly #columns: Map<string, Column>;
  #length = 0;
  #version = 0;

  constructor(types: Types) {
    this.#columns = newColumns(types, this.dictionary);
    this.columns = this.#columns;
  }

  /** How many rows there are. */
  get length(): number {
    return this.#length;
  }

  /** Changes whenever the rows do. */
  get version(): number {
    return this.#version;
  }

  /** Appends rows. Throws ValueError naming the row, counted from 0, and the fact; then none of them is appended. */
  append(rows: readonly Row[]): void {
    this.#extend(rows.length, (column, name) => {
      for (const [index, row] of rows.entries()) {
        inRow(index, name, () => column.append(Object.hasOwn(row, name) ? row[name] : undefined));
      }
    });
  }

  /**
   * Appends rows column by column: JSON values, or an array of integers, of which none is unknown. All are of one length;
   * a fact that is left out is unknown. Throws ValueError naming row and fact; then none is appended.
   */
  appendColumns(columns: Readonly<Record<string, readonly unknown[] | Integers>>): void {
    const lengths = new Set(Object.values(columns).map(({ length }) => length));
    if (lengths.size > 1) throw new ValueError(`columns of different lengths: ${[...lengths].join(', ')}`);
    const [length = 0] = lengths;
    this.#extend(length, (column, name) => {
      const given = Object.hasOwn(columns, name) ? columns[name] : undefined;
      const areIntegers = ArrayBuffer.isView(given) && column.kind === 'scalar' && column.of !== 'text';
      for (let index = 0; index < length; index += 1) {
        const value = given?.[index];
        if (areIntegers && Number.isSafeInteger(value)) column.appendInteger(value as number);
        else inRow(index, name, () => column.append(value));
      }
    });
  }

  /** The column of a fact; one that the table was not made for is unknown in all rows. */
  columnFor(name: string, type: Type): Column {
    let column = this.#columns.get(name);
    if (!column) {
      column = newColumn(type, this.dictionary);
      for (let row = 0; row < this.#length; row += 1) column.appendValue(UNKNOWN);
      this.#columns.set(name, column);
    }
    return column;
  }

  #extend(count: number, fill: (column: Column, name: string) => void): void {
    const length = this.#length + count;
    this.#version += 1;
    try {
      for (const [name, column] of this.columns) {
        if (length > column.length * 2) column.reserve(length);
        fill(column, name);
      }
    } catch (error) {
      for (const column of this.columns.values()) if (column.length > this.#length) column.truncate(this.#length);
      throw error;
    }
    this.#length = length;
  }

  /** What is known of a row, as the evaluator takes it. */
  factsAt(row: number): Scope {
    return scopeAt(this.columns, row);
  }
}

function inRow(index: number, name: string, append: () => void): void {
  try {
    append();
  } catch (error) {
    if (error instanceof ValueError) throw new ValueError(`row ${index}, ${name}: ${error.message}`);
    throw error;
  }
}

/** A table of rows of JSON facts by their declared types; what is not declared is left out. Throws ValueError. */
export function tableOf(types: Types, rows: readonly Row[]): Table {
  const table = new Table(types);
  table.append(rows);
  return table;
}
