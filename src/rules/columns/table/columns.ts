import type { ListType, RecordType, Type, Types } from '../../types/types.ts';
import { toValue } from '../../values/json.ts';
import {
  isList,
  isRecord,
  type ListValue,
  lookUp,
  type RecordValue,
  type Scope,
  UNKNOWN,
  type Value,
} from '../../values/values.ts';
import type { Dictionary } from './dictionary.ts';
import { ScalarColumn, type ScalarKind } from './scalar.ts';

/**
 * The columns of one type: values in one array, a record's fields in one column each, the items of all lists one after
 * another in one column of their own. What has no columns, such as a time of day, is kept as values.
 */
export type Column = ScalarColumn | RecordColumn | ListColumn | ValuesColumn;

/** A longer list is put aside: the evaluator gives up after so much work, which going through it within itself may be. */
const LONGEST = 300;

/** An empty column for values of a type. */
export function newColumn(type: Type, dictionary: Dictionary): Column {
  if (type.kind === 'record') return new RecordColumn(type, dictionary);
  if (type.kind === 'list') return new ListColumn(type, dictionary);
  const of = scalarKind(type);
  return of ? new ScalarColumn(of, type, dictionary) : new ValuesColumn(type);
}

/** What integers of a type mean, where its values are integers. */
export function scalarKind(type: Type): ScalarKind | undefined {
  if (type.kind === 'duration') return type.measure;
  if (type.kind === 'string' || type.kind === 'enum') return 'text';
  return type.kind === 'number' || type.kind === 'boolean' || type.kind === 'date' ? type.kind : undefined;
}

/** Whether there is a record or list: true, or the state that stands in for it. */
const presence = (dictionary: Dictionary): ScalarColumn => new ScalarColumn('boolean', { kind: 'boolean' }, dictionary);

/** A column for each field, and whether there is a record at all. */
export class RecordColumn {
  readonly kind = 'record';
  readonly type: RecordType;
  readonly present: ScalarColumn;
  readonly fields: ReadonlyMap<string, Column>;

  constructor(type: RecordType, dictionary: Dictionary) {
    this.type = type;
    this.present = presence(dictionary);
    this.fields = newColumns(type.fields, dictionary);
  }

  get length(): number {
    return this.present.length;
  }

  append(json: unknown): void {
    this.appendValue(toValue(this.type, json));
  }

  appendValue(value: Value): void {
    const isThere = value !== null && isRecord(value);
    const fields: Scope = isThere ? (value as RecordValue).fields : {};
    for (const [name, column] of this.fields) column.appendValue(lookUp(fields, name));
    this.present.appendValue(isThere ? true : value);
  }

  valueAt(row: number): Value {
    const present = this.present.valueAt(row);
    if (present !== true) return present;
    const fields = [...this.fields].map(([name, column]) => [name, column.valueAt(row)] as const);
    return { kind: 'record', fields: Object.fromEntries(fields) };
  }

  reserve(rows: number): void {
    for (const column of [this.present, ...this.fields.values()]) column.reserve(rows);
  }

  truncate(rows: number): void {
    for (const column of [this.present, ...this.fields.values()]) column.truncate(rows);
  }
}

/** The items of all rows' lists in one column, and where each row's items begin. */
export class ListColumn {
  readonly kind = 'list';
  readonly type: ListType;
  readonly present: ScalarColumn;
  readonly items: Column;
  /** Row r has the items from `begins[r]` up to `begins[r + 1]`. */
  begins = new Int32Array(64);
  /** The most items of a row. */
  longest = 0;

  constructor(type: ListType, dictionary: Dictionary) {
    this.type = type;
    this.present = presence(dictionary);
    this.items = newColumn(type.of, dictionary);
  }

  get length(): number {
    return this.present.length;
  }

  append(json: unknown): void {
    this.appendValue(toValue(this.type, json));
  }

  appendValue(value: Value): void {
    const isHeld = isList(value) && value.length <= LONGEST;
    if (isHeld) {
      for (const item of value) this.items.appendValue(item);
      this.longest = Math.max(this.longest, value.length);
    }
    if (this.length + 2 > this.begins.length) this.reserve(2 * this.length);
    this.begins[this.length + 1] = this.items.length;
    if (isList(value) && !isHeld) this.#putAside(value);
    else this.present.appendValue(isHeld ? true : value);
  }

  #putAside(list: ListValue): void {
    this.present.asides.set(this.length, list);
    this.present.store.pushState('aside');
  }

  valueAt(row: number): Value {
    const present = this.present.valueAt(row);
    if (present !== true) return present;
    const [from, until] = [this.begins[row]!, this.begins[row + 1]!];
    return Array.from({ length: until - from }, (_, index) => this.items.valueAt(from + index));
  }

  reserve(rows: number): void {
    this.present.reserve(rows);
    if (rows + 1 <= this.begins.length) return;
    const longer = new Int32Array(rows + 1);
    longer.set(this.begins);
    this.begins = longer;
  }

  truncate(rows: number): void {
    this.items.truncate(this.begins[rows]!);
    this.present.truncate(rows);
  }
}

/** Values of a type that has no columns. */
export class ValuesColumn {
  readonly kind = 'values';
  readonly type: Type;
  readonly #values: Value[] = [];

  constructor(type: Type) {
    this.type = type;
  }

  get length(): number {
    return this.#values.length;
  }

  append(json: unknown): void {
    this.#values.push(toValue(this.type, json));
  }

  appendValue(value: Value): void {
    this.#values.push(value);
  }

  valueAt(row: number): Value {
    return this.#values[row]!;
  }

  reserve(): void {}

  truncate(rows: number): void {
    this.#values.length = rows;
  }
}

/** An empty column for each name. */
export const newColumns = (types: Types, dictionary: Dictionary): Map<string, Column> =>
  new Map(Object.entries(types).map(([name, type]) => [name, newColumn(type, dictionary)]));

/** What is known in a row, by name. */
export function scopeAt(columns: ReadonlyMap<string, Column>, row: number): Scope {
  const known: [string, Value][] = [];
  for (const [name, column] of columns) {
    const value = column.valueAt(row);
    if (value !== UNKNOWN) known.push([name, value]);
  }
  return Object.fromEntries(known);
}
