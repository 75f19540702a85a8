import type { Duration } from '../values/calendar.ts';
import type { Kind } from '../values/values.ts';
import { normalUnit } from './units.ts';

/** What is known of a value before there is one. `any` is checked only when the rule runs. */
export type Type =
  | { readonly kind: 'any' | 'null' | 'boolean' | 'string' | 'date' }
  | NumberType
  | EnumType
  | DurationType
  | ListType
  | RecordType;

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

/** Names and their types. */
export type Types = Readonly<Record<string, Type>>;

/** A type, or why there is none. */
export type TypeOrReason = Type | string;

export const ANY: Type = { kind: 'any' };
export const BOOLEAN: Type = { kind: 'boolean' };
export const STRING: Type = { kind: 'string' };
export const DATE: Type = { kind: 'date' };
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
  if (a.kind === 'record' && b.kind === 'record') return unifyRecords(a, b);
  if (a.kind === 'duration' && b.kind === 'duration') return unifyDurations(a, b);
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

function unifyDurations(a: DurationType, b: DurationType): Type | undefined {
  if (a.measure === undefined || b.measure === undefined) return { kind: 'duration' };
  return a.measure === b.measure ? a : undefined;
}

/** Fields that only one of them declares are dropped. */
function unifyRecords(a: RecordType, b: RecordType): Type | undefined {
  const fields: Record<string, Type> = {};
  for (const [name, type] of Object.entries(a.fields)) {
    if (!Object.hasOwn(b.fields, name)) continue;
    const both = unify(type, b.fields[name]!);
    if (!both) return undefined;
    fields[name] = both;
  }
  return { kind: 'record', fields };
}

/** Why values of two types cannot be compared for equality, or undefined when they can. */
export function whyNotComparable(a: Type, b: Type): string | undefined {
  if (isDays(a, b) || isDays(b, a)) return undefined;
  if (a.kind === 'enum' && b.kind === 'enum') return whyNotAmong(a, b) ?? whyNotAmong(b, a);
  return unify(a, b) ? undefined : `cannot compare ${describe(a)} with ${describe(b)}`;
}

/** A duration in days compares with a plain number of days. */
const isDays = (a: Type, b: Type): boolean =>
  a.kind === 'duration' && a.measure !== 'months' && b.kind === 'number' && fitsUnit(b, 'day');

/** Whether a number is in the unit or bare. */
export const fitsUnit = (type: NumberType, unit: string): boolean =>
  type.bare === true || normalUnit(type.unit) === unit;

function whyNotAmong(written: EnumType, declared: EnumType): string | undefined {
  if (!written.literal || declared.literal) return undefined;
  const wrong = written.values.filter((value) => !declared.values.includes(value));
  return wrong.length > 0
    ? `${describe({ ...written, values: wrong })} is not one of ${describe(declared)}`
    : undefined;
}
