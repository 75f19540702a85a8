import { ValueError } from '../problem.ts';
import { type CalendarDate, type Duration, daysBetween } from './calendar.ts';
import { compare, type Decimal, decimal } from './decimal.ts';

export interface Unknown {
  readonly kind: 'unknown';
}

/** Not known yet. Distinct from null, which says that it is known to be absent. There is only this one: compare by ===. */
export const UNKNOWN: Unknown = Object.freeze({ kind: 'unknown' });

/** A field that a record does not have is unknown; one that is null is known to be absent. */
export interface RecordValue {
  readonly kind: 'record';
  readonly fields: Readonly<Record<string, Value>>;
}

/** What an expression can amount to. */
export type Value = Unknown | null | boolean | string | Decimal | CalendarDate | Duration | ListValue | RecordValue;
export type ListValue = readonly Value[];

/** The values by kind, for tables that say which kinds an operation takes. */
export interface ValueOfKind {
  unknown: Unknown;
  null: null;
  boolean: boolean;
  string: string;
  number: Decimal;
  date: CalendarDate;
  duration: Duration;
  list: ListValue;
  record: RecordValue;
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
  return typeof value === 'object' ? value.kind : (typeof value as 'boolean' | 'string');
}

/** Array.isArray for readonly lists. */
export const isList = (value: Value): value is ListValue => Array.isArray(value);

/** Whether nothing in the value is unknown. */
export function isKnown(value: Value): boolean {
  if (isList(value)) return value.every(isKnown);
  if (value !== null && typeof value === 'object' && value.kind === 'record') {
    return Object.values(value.fields).every(isKnown);
  }
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

/** Negative, zero or positive as a is before, equal to or after b; throws ValueError where there is no order. */
export function order(a: Value, b: Value): number {
  const [left, right] = alike(a, b);
  const kind = kindOf(left);
  if (kind === 'number') return compare(left as Decimal, right as Decimal);
  if (kind === 'string') return left === right ? 0 : (left as string) < (right as string) ? -1 : 1;
  if (kind === 'date') return daysBetween(right as CalendarDate, left as CalendarDate);
  if (kind === 'duration') return (left as Duration).length - (right as Duration).length;
  throw new ValueError(`a ${kind} has no order`);
}

/** Three-valued equality; throws ValueError when the kinds cannot be equal. */
export function equal(a: Value, b: Value): Value {
  if (a === UNKNOWN || b === UNKNOWN) return UNKNOWN;
  if (a === null || b === null) return a === b;
  if (isList(a) && isList(b)) {
    return a.length === b.length && a.map((item, index) => equal(item, b[index] ?? null)).reduce(and, true);
  }
  const [left, right] = alike(a, b);
  if (typeof left === 'boolean') return left === right;
  return isRecord(left) && isRecord(right) ? equalRecords(left, right) : order(left, right) === 0;
}

const isRecord = (value: Value): value is RecordValue => kindOf(value) === 'record';

function equalRecords(a: RecordValue, b: RecordValue): Value {
  const names = new Set([...Object.keys(a.fields), ...Object.keys(b.fields)]);
  const same = [...names].map((name): Value => equal(lookUp(a.fields, name), lookUp(b.fields, name)));
  return same.reduce(and, true);
}

/** Both values as one kind: a duration in days compares with a plain number of days. */
function alike(a: Value, b: Value): [Value, Value] {
  const kinds = [measureOf(a), measureOf(b)];
  if (kinds[0] === kinds[1]) return [a, b];
  if (kinds.includes('number') && kinds.includes('days')) return [asNumber(a), asNumber(b)];
  throw new ValueError(`cannot compare ${kinds[0]} with ${kinds[1]}`);
}

const isDuration = (value: Value): value is Duration => kindOf(value) === 'duration';

const measureOf = (value: Value): string => (isDuration(value) ? value.measure : kindOf(value));

const asNumber = (value: Value): Value => (isDuration(value) ? decimal(value.length) : value);
