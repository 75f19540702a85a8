import type { Duration } from '../values/calendar.ts';
import type { Kind } from '../values/values.ts';
import { normalUnit } from './units.ts';

/** What is known of a value before there is one. `any` is checked only when the rule runs. */
export type Type =
  | { readonly kind: 'any' | 'null' | 'boolean' | 'string' | 'date' | 'time' | 'date and time' }
  | NumberType
  | EnumType
  | DurationType
  | ListType
  | RecordType
  | RangeType
  | FunctionType
  | TableType;

/** A number, perhaps in a unit (`day`, `coin/month`). A bare one, as a literal or a count, fits any unit. */
export interface NumberType {
  readonly kind: 'number';
  readonly unit?: string;
  readonly bare?: boolean;
}

/** One of a few strings. A literal one is written in the rule, so that it must be among the declared ones. */
export interface EnumType {
  readonly kind: 'enum';
  readonly values: readonly string[];
  readonly literal?: boolean;
}

export interface DurationType {
  readonly kind: 'duration';
  readonly measure?: Duration['measure'];
}

export interface ListType {
  readonly kind: 'list';
  readonly of: Type;
}

export interface RecordType {
  readonly kind: 'record';
  readonly fields: Types;
}

/** A range of numbers, strings, dates, times or durations. */
export interface RangeType {
  readonly kind: 'range';
  readonly of: Type;
}

/** A function; `names` are its parameters', where they are known. */
export interface FunctionType {
  readonly kind: 'function';
  readonly parameters: readonly Type[];
  readonly names?: readonly string[];
  readonly returns: Type;
}

/** A law's table, called like a function of one number: in the unit `by`, giving a number in `unit`. */
export interface TableType {
  readonly kind: 'table';
  readonly by?: string;
  readonly unit?: string;
}

/** Names and their types. */
export type Types = Readonly<Record<string, Type>>;

/** A type, or why there is none. */
export type TypeOrReason = Type | string;

export const ANY: Type = { kind: 'any' };
export const BOOLEAN: Type = { kind: 'boolean' };
export const STRING: Type = { kind: 'string' };
export const DATE: Type = { kind: 'date' };
export const TIME: Type = { kind: 'time' };
export const DATE_AND_TIME: Type = { kind: 'date and time' };
export const BARE_NUMBER: Type = { kind: 'number', bare: true };
export const DAYS: Type = { kind: 'duration', measure: 'days' };
export const MONTHS: Type = { kind: 'duration', measure: 'months' };

/** A number in a unit. */
export const numberIn = (unit: string): Type => ({ kind: 'number', unit });

/** The kind of value that a type has when it runs; undefined for `any` and `null`, which fit every kind. */
export function kindOfType(type: Type): Kind | undefined {
  if (type.kind === 'any' || type.kind === 'null') return undefined;
  return type.kind === 'enum' ? 'string' : type.kind;
}

/** The type in the words of a message: `number in coin/month`. */
export function describe(type: Type): string {
  if (type.kind === 'list') return `list of ${describe(type.of)}`;
  if (type.kind === 'range') return `range of ${describe(type.of)}`;
  if (type.kind === 'enum') return type.values.map((value) => JSON.stringify(value)).join(' | ');
  if (type.kind === 'duration') return type.measure ? `duration in ${type.measure}` : 'duration';
  if (type.kind === 'number' && !type.bare) return type.unit ? `number in ${type.unit}` : 'number without a unit';
  return type.kind;
}

/** The type that holds values of both, or undefined when no type does. */
export function unify(a: Type, b: Type): Type | undefined {
  if (a.kind === 'any' || b.kind === 'null') return a;
  if (b.kind === 'any' || a.kind === 'null') return b;
  if (a.kind === 'number' && b.kind === 'number') return unifyNumbers(a, b);
  if (a.kind === 'enum' && b.kind === 'enum') return unifyEnums(a, b);
  if (a.kind === 'list' && b.kind === 'list') return unifyLists(a, b);
  if (a.kind === 'range' && b.kind === 'range') return unifyRanges(a, b);
  if (a.kind === 'record' && b.kind === 'record') return unifyRecords(a, b);
  if (a.kind === 'duration' && b.kind === 'duration') return unifyDurations(a, b);
  if (a.kind === 'function' && b.kind === 'function') return unifyFunctions(a, b);
  if (a.kind === 'table' && b.kind === 'table') return isSameTable(a, b) ? a : undefined;
  const kind = kindOfType(a);
  if (kind !== kindOfType(b)) return undefined;
  return kind === 'string' ? STRING : a;
}

function unifyNumbers(a: NumberType, b: NumberType): Type | undefined {
  if (a.bare) return b;
  return b.bare || normalUnit(a.unit) === normalUnit(b.unit) ? a : undefined;
}

const unifyEnums = (a: EnumType, b: EnumType): Type => ({
  kind: 'enum',
  values: [...new Set([...a.values, ...b.values])],
  literal: a.literal === true && b.literal === true,
});

function unifyLists(a: ListType, b: ListType): Type | undefined {
  const of = unify(a.of, b.of);
  return of && { kind: 'list', of };
}

function unifyRanges(a: RangeType, b: RangeType): Type | undefined {
  const of = unify(a.of, b.of);
  return of && { kind: 'range', of };
}

/** What takes as many arguments and gives what both give; what it takes is left to the call. */
function unifyFunctions(a: FunctionType, b: FunctionType): Type | undefined {
  const returns = unify(a.returns, b.returns);
  if (!returns || a.parameters.length !== b.parameters.length) return undefined;
  return { kind: 'function', parameters: a.parameters.map(() => ANY), returns };
}

const isSameTable = (a: TableType, b: TableType): boolean =>
  normalUnit(a.by) === normalUnit(b.by) && normalUnit(a.unit) === normalUnit(b.unit);

function unifyDurations(a: DurationType, b: DurationType): Type | undefined {
  if (a.measure === undefined || b.measure === undefined) return { kind: 'duration' };
  return a.measure === b.measure ? a : undefined;
}

/** Fields that only one of them declares are dropped. */
function unifyRecords(a: RecordType, b: RecordType): Type | undefined {
  const shared = Object.keys(a.fields).filter((name) => Object.hasOwn(b.fields, name));
  const fields = shared.map((name) => [name, unify(a.fields[name]!, b.fields[name]!)] as const);
  if (fields.some(([, type]) => type === undefined)) return undefined;
  return { kind: 'record', fields: Object.fromEntries(fields) as Types };
}

/** Whether a number is in the unit or bare. */
export const fitsUnit = (type: NumberType, unit: string): boolean =>
  type.bare === true || normalUnit(type.unit) === normalUnit(unit);

/** Kinds of values that are not even equal to one another. */
const INCOMPARABLE: readonly Kind[] = ['function', 'table'];

/** Why values of two types cannot be compared for equality, or undefined when they can. */
export function whyNotComparable(a: Type, b: Type): string | undefined {
  if (isDays(a, b) || isDays(b, a)) return undefined;
  if (a.kind === 'enum' && b.kind === 'enum') return whyNotAmong(a, b) ?? whyNotAmong(b, a);
  const neither = [a, b].find((type) => INCOMPARABLE.includes(kindOfType(type) ?? 'number'));
  return unify(a, b) && !neither ? undefined : `cannot compare ${describe(a)} with ${describe(b)}`;
}

/** A duration in days compares with a plain number of days. */
const isDays = (a: Type, b: Type): boolean =>
  a.kind === 'duration' && a.measure !== 'months' && b.kind === 'number' && fitsUnit(b, 'day');

function whyNotAmong(written: EnumType, declared: EnumType): string | undefined {
  if (!written.literal || declared.literal) return undefined;
  const wrong = written.values.filter((value) => !declared.values.includes(value));
  return wrong.length > 0
    ? `${describe({ ...written, values: wrong })} is not one of ${describe(declared)}`
    : undefined;
}
