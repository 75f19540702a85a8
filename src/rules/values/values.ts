import { ValueError } from '../problem.ts';
import type { TypeName } from '../tree.ts';
import {
  type CalendarDate,
  compareDateTimes,
  compareDurations,
  compareTimes,
  compareWithDays,
  type DateTime,
  type Duration,
  daysBetween,
  equalDateTimes,
  equalTimes,
  type Time,
} from './calendar.ts';
import { compare, type Numeric } from './decimal.ts';

export interface Unknown {
  readonly kind: 'unknown';
}

/** Not known yet. Distinct from null, which says that it is known to be absent. There is only this one: compare by ===. */
export const UNKNOWN: Unknown = Object.freeze({ kind: 'unknown' });

/** A field that a record does not have is unknown; one that is null is known to be absent. FEEL calls it a context. */
export interface RecordValue {
  readonly kind: 'record';
  readonly fields: Readonly<Record<string, Value>>;
}

/** `[low..high]`; an end that is null is open: `(>= 3)` has no other end. */
export interface RangeValue {
  readonly kind: 'range';
  readonly low: Value;
  readonly high: Value;
  readonly includesLow: boolean;
  readonly includesHigh: boolean;
}

/** A function as a value. `call` takes as many arguments as there are parameters; it throws ValueError where it has no value. */
export interface FunctionValue {
  readonly kind: 'function';
  readonly parameters: readonly string[];
  readonly call: (args: readonly Value[]) => Value;
  /** Of what it takes and gives, for `instance of`; a built-in function has none. */
  readonly type?: TypeName;
}

/** A law's table, called like a function of one number. */
export interface TableValue {
  readonly kind: 'table';
  /** Whether each row's value holds for the part of the number in that row, as in a tax; else the row's value is the result. */
  readonly marginal: boolean;
  /** Sorted by `from`; a row reaches up to the next one. */
  readonly rows: readonly { readonly from: Numeric; readonly value: Numeric }[];
}

/** What an expression can amount to. A number is a JS number when it is a safe integer, and a Decimal when it is not. */
export type Value =
  | Unknown
  | null
  | boolean
  | string
  | Numeric
  | CalendarDate
  | Time
  | DateTime
  | Duration
  | ListValue
  | RecordValue
  | RangeValue
  | FunctionValue
  | TableValue;
export type ListValue = readonly Value[];

/** The values by kind, for tables that say which kinds an operation takes. */
export interface ValueOfKind {
  unknown: Unknown;
  null: null;
  boolean: boolean;
  string: string;
  number: Numeric;
  date: CalendarDate;
  time: Time;
  'date and time': DateTime;
  duration: Duration;
  list: ListValue;
  record: RecordValue;
  range: RangeValue;
  function: FunctionValue;
  table: TableValue;
}
export type Kind = keyof ValueOfKind;

/** Names and their values; a name that is not there is unknown. */
export type Scope = Readonly<Record<string, Value>>;

/** A name's value in a scope, or a record's field; only the scope's own names count, not `constructor` and the like. */
export function lookUp(scope: Scope, name: string): Value {
  const value = Object.hasOwn(scope, name) ? scope[name] : undefined;
  return value === undefined ? UNKNOWN : value;
}

/** The kind of a value. */
export function kindOf(value: Value): Kind {
  if (value === null) return 'null';
  if (isList(value)) return 'list';
  return typeof value === 'object' ? value.kind : (typeof value as 'boolean' | 'string' | 'number');
}

/** Array.isArray for readonly lists. */
export const isList = (value: Value): value is ListValue => Array.isArray(value);

/** Whether a value is a record. */
export const isRecord = (value: Value): value is RecordValue =>
  typeof value === 'object' && value !== null && !isList(value) && value.kind === 'record';

/** Whether a value is a range. */
export const isRange = (value: Value): value is RangeValue =>
  typeof value === 'object' && value !== null && !isList(value) && value.kind === 'range';

/** Whether nothing in the value is unknown. */
export function isKnown(value: Value): boolean {
  if (value === null || typeof value !== 'object') return true;
  if (isList(value)) return value.every(isKnown);
  if (value.kind === 'record') return Object.values(value.fields).every(isKnown);
  if (value.kind === 'range') return isKnown(value.low) && isKnown(value.high);
  return value !== UNKNOWN;
}

/**
 * Kleene's conjunction with FEEL's null (DMN 1.5, table 50): false decides, then what is unknown stays open,
 * since it may still turn out false, then null.
 */
export function and(left: Value, right: Value): Value {
  if (left === false || right === false) return false;
  if (left === UNKNOWN || right === UNKNOWN) return UNKNOWN;
  return left === true && right === true ? true : null;
}

/** Kleene's disjunction, the mirror image of `and`. */
export const or = (left: Value, right: Value): Value => not(and(not(left), not(right)));

/** Kleene's negation; what is neither true nor false stays as it is. */
export const not = (value: Value): Value => (typeof value === 'boolean' ? !value : value);

/** Negative, zero or positive as a text is before, equal to or after another by code points; JS compares UTF-16 units. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  const [left, right] = [a.codePointAt(at) ?? -1, b.codePointAt(at) ?? -1];
  return left - right;
}

const ORDERS: { readonly [K in Kind]?: (a: ValueOfKind[K], b: ValueOfKind[K]) => number } = {
  number: compare,
  string: compareTexts,
  date: (a, b) => daysBetween(b, a),
  time: compareTimes,
  'date and time': compareDateTimes,
  duration: compareDurations,
};

/**
 * Negative, zero or positive as a is before, equal to or after b. A duration of days compares with a plain number of days,
 * but not by the standard. Throws ValueError where there is no order.
 */
export function order(a: Value, b: Value, standard = false): number {
  const [left, right] = [kindOf(a), kindOf(b)];
  if (left === right) {
    const compareAlike = ORDERS[left] as ((a: Value, b: Value) => number) | undefined;
    if (compareAlike) return compareAlike(a, b);
    throw new ValueError(`a ${left} has no order`);
  }
  if (!standard && left === 'duration' && right === 'number') return compareWithDays(a as Duration, b as Numeric);
  if (!standard && left === 'number' && right === 'duration') return -compareWithDays(b as Duration, a as Numeric);
  throw new ValueError(`cannot compare ${left} with ${right}`);
}

/**
 * Three-valued equality; throws ValueError when the kinds cannot be equal. A field that only one record has is unknown,
 * but by the standard makes them differ.
 */
export function equal(a: Value, b: Value, standard = false): Value {
  if (a === UNKNOWN || b === UNKNOWN) return UNKNOWN;
  if (a === null || b === null) return a === b;
  if (isList(a) && isList(b)) {
    return a.length === b.length && allEqual(a, b, standard);
  }
  const [left, right] = [kindOf(a), kindOf(b)];
  const equalAlike = left === right ? (EQUALITIES[left] as typeof equal | undefined) : undefined;
  return equalAlike ? equalAlike(a, b, standard) : order(a, b, standard) === 0;
}

/** Where equality is more than to be neither before nor after. */
const EQUALITIES: { readonly [K in Kind]?: (a: ValueOfKind[K], b: ValueOfKind[K], standard: boolean) => Value } = {
  boolean: (a, b) => a === b,
  string: (a, b) => a === b,
  time: equalTimes,
  'date and time': equalDateTimes,
  record: equalRecords,
  range: equalRanges,
};

/** One pair that differs decides, whatever there is to say of the others; else an error among them is thrown. */
function allEqual(a: ListValue, b: ListValue, standard: boolean): Value {
  let result: Value = true;
  let failure: unknown;
  for (const [index, item] of a.entries()) {
    try {
      result = and(result, equal(item, b[index]!, standard));
    } catch (error) {
      failure ??= error;
    }
    if (result === false) return false;
  }
  if (failure !== undefined) throw failure;
  return result;
}

function equalRanges(a: RangeValue, b: RangeValue, standard: boolean): Value {
  if (a.includesLow !== b.includesLow || a.includesHigh !== b.includesHigh) return false;
  return allEqual([a.low, a.high], [b.low, b.high], standard);
}

function equalRecords(a: RecordValue, b: RecordValue, standard: boolean): Value {
  const names = [...new Set([...Object.keys(a.fields), ...Object.keys(b.fields)])];
  const isShared = (name: string) => Object.hasOwn(a.fields, name) && Object.hasOwn(b.fields, name);
  if (standard && !names.every(isShared)) return false;
  return allEqual(
    names.map((name) => lookUp(a.fields, name)),
    names.map((name) => lookUp(b.fields, name)),
    standard,
  );
}
