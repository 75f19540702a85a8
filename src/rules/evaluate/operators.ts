import { ValueError } from '../problem.ts';
import type { ArithmeticOperator, ComparisonOperator } from '../tree.ts';
import {
  ANY,
  BARE_NUMBER,
  DATE,
  DATE_AND_TIME,
  DAYS,
  describe,
  fitsUnit,
  kindOfType,
  type NumberType,
  numberIn,
  STRING,
  TIME,
  type Type,
  type TypeOrReason,
  unify,
} from '../types/types.ts';
import { divideUnits, multiplyUnits } from '../types/units.ts';
import {
  addDays,
  addDuration,
  addDurations,
  addToDateTime,
  addToTime,
  type Duration,
  divideDuration,
  divideDurations,
  midnightUtc,
  multiplyDuration,
  negateDuration,
  subtractDates,
  subtractDateTimes,
  subtractDurations,
  subtractTimes,
} from '../values/calendar.ts';
import {
  add,
  divide,
  multiply,
  type Numeric,
  negate,
  power,
  significant,
  signOf,
  subtract,
  toInteger,
  toText,
} from '../values/decimal.ts';
import { equal, type Kind, kindOf, not, order, UNKNOWN, type Value, type ValueOfKind } from '../values/values.ts';
import { weighed } from '../values/weight.ts';
import { exp, log } from './functions/roots.ts';

/** One meaning of an arithmetic operator: the kinds that it takes, and what it gives. */
interface Overload {
  readonly left: Kind;
  readonly right: Kind;
  readonly type: (left: never, right: never) => TypeOrReason;
  readonly apply: (left: never, right: never) => Value;
  /** Not in the standard. */
  readonly ours?: true;
}

type TypeOfKind<K extends Kind> = K extends 'string' ? Type : Extract<Type, { kind: K }>;

/** One row of the table below, with both functions typed by the kinds. */
const on = <L extends Kind, R extends Kind>(
  left: L,
  right: R,
  type: Type | ((left: TypeOfKind<L>, right: TypeOfKind<R>) => TypeOrReason),
  apply: (left: ValueOfKind[L], right: ValueOfKind[R]) => Value,
): Overload => ({ left, right, type: typeof type === 'function' ? type : () => type, apply });

const ours = (overload: Overload): Overload => ({ ...overload, ours: true });

const same =
  (verb: string) =>
  (left: Type, right: Type): TypeOrReason =>
    unify(left, right) ?? `cannot ${verb} ${describe(left)} and ${describe(right)}`;

const inUnit =
  (combine: (a?: string, b?: string) => string) =>
  (left: NumberType, right: NumberType): Type =>
    left.bare && right.bare ? BARE_NUMBER : numberIn(combine(left.unit, right.unit));

const dateWithDays = (_date: Type, days: NumberType): TypeOrReason =>
  fitsUnit(days, 'day') ? DATE : `only days or a duration can be added to a date, not a ${describe(days)}`;

const withoutUnit = (left: NumberType, right: NumberType): TypeOrReason =>
  right.unit ? 'an exponent has no unit' : left.unit ? `cannot raise a ${describe(left)} to a power` : left;

/** Of the 34 digits of a logarithm the last are lost on the way back; without them `4 ** 0.5` is 2. */
const DIGITS_OF_ROOTS = 30;

/** A root is a power too, by way of logarithms: `2 ** 0.5`. */
function raise(base: Numeric, exponent: Numeric): Numeric {
  if (typeof exponent === 'number') return power(base, exponent);
  if (base === 0 || base === 1) return power(base, signOf(exponent));
  if (signOf(base) < 0) throw new ValueError(`a negative number has no power ${toText(exponent)}`);
  return significant(exp(multiply(exponent, log(base))), DIGITS_OF_ROOTS);
}

const concatenate = (left: string, right: string): Value => weighed(left + right);

/** What the arithmetic operators mean (DMN 1.5, tables 53 to 58), and for a date with a plain number of days. */
const ARITHMETIC: Readonly<Record<ArithmeticOperator, readonly Overload[]>> = {
  '+': [
    on('number', 'number', same('add'), add),
    on('string', 'string', STRING, concatenate),
    on('date', 'duration', DATE, addDuration),
    on('duration', 'date', DATE, (span, date) => addDuration(date, span)),
    on('date and time', 'duration', DATE_AND_TIME, addToDateTime),
    on('duration', 'date and time', DATE_AND_TIME, (span, moment) => addToDateTime(moment, span)),
    on('time', 'duration', TIME, addToTime),
    on('duration', 'time', TIME, (span, time) => addToTime(time, span)),
    on('duration', 'duration', same('add'), addDurations),
    ours(on('date', 'number', dateWithDays, (date, days) => addDays(date, toInteger(days)))),
  ],
  '-': [
    on('number', 'number', same('subtract'), subtract),
    on('date', 'date', DAYS, subtractDates),
    on('date and time', 'date and time', DAYS, subtractDateTimes),
    on('date', 'date and time', DAYS, (date, moment) => subtractDateTimes(midnightUtc(date), moment)),
    on('date and time', 'date', DAYS, (moment, date) => subtractDateTimes(moment, midnightUtc(date))),
    on('time', 'time', DAYS, subtractTimes),
    on('date', 'duration', DATE, (date, span) => addDuration(date, negateDuration(span))),
    on('date and time', 'duration', DATE_AND_TIME, (moment, span) => addToDateTime(moment, negateDuration(span))),
    on('time', 'duration', TIME, (time, span) => addToTime(time, negateDuration(span))),
    on('duration', 'duration', same('subtract'), subtractDurations),
    ours(on('date', 'number', dateWithDays, (date, days) => addDays(date, -toInteger(days)))),
  ],
  '*': [
    on('number', 'number', inUnit(multiplyUnits), multiply),
    on('duration', 'number', (span) => span, multiplyDuration),
    on(
      'number',
      'duration',
      (_times, span) => span,
      (times, span) => multiplyDuration(span, times),
    ),
  ],
  '/': [
    on('number', 'number', inUnit(divideUnits), divide),
    on('duration', 'number', (span) => span, divideDuration),
    on('duration', 'duration', (a, b) => (unify(a, b) ? BARE_NUMBER : same('divide')(a, b)), divideDurations),
  ],
  '**': [on('number', 'number', withoutUnit, raise)],
};

/** The type of `left op right`, or why it has none. */
export function arithmeticType(op: ArithmeticOperator, left: Type, right: Type): TypeOrReason {
  const [leftKind, rightKind] = [kindOfType(left), kindOfType(right)];
  const possible = ARITHMETIC[op].filter(
    (row) => row.left === (leftKind ?? row.left) && row.right === (rightKind ?? row.right),
  );
  if (possible.length === 0) return `cannot apply ${op} to ${describe(left)} and ${describe(right)}`;
  if (leftKind === undefined || rightKind === undefined) return ANY;
  return possible[0]!.type(left as never, right as never);
}

/**
 * `left op right` for two values; null when either is null, else unknown when either is; throws ValueError.
 * By the standard what it does not define has no value.
 */
export function applyArithmetic(op: ArithmeticOperator, left: Value, right: Value, standard = false): Value {
  if (left === null || right === null) return null;
  if (left === UNKNOWN || right === UNKNOWN) return UNKNOWN;
  const [leftKind, rightKind] = [kindOf(left), kindOf(right)];
  const row = ARITHMETIC[op].find((candidate) => candidate.left === leftKind && candidate.right === rightKind);
  if (!row || (standard && row.ours)) throw new ValueError(`cannot apply ${op} to ${leftKind} and ${rightKind}`);
  return row.apply(left as never, right as never);
}

/** The type of `-x`, or why it has none. */
export function negationType(type: Type): TypeOrReason {
  const kind = kindOfType(type);
  return kind === undefined || kind === 'number' || kind === 'duration' ? type : `cannot negate ${describe(type)}`;
}

/** `-x` for a number or a duration; throws ValueError. */
export function applyNegation(value: Value): Value {
  if (value === null || value === UNKNOWN) return value;
  if (kindOf(value) === 'number') return negate(value as Numeric);
  if (kindOf(value) === 'duration') return negateDuration(value as Duration);
  throw new ValueError(`cannot negate ${kindOf(value)}`);
}

type Compare = (left: Value, right: Value, standard: boolean) => Value;

/** The operators on numbers that are JS numbers, and on orders as numbers beside 0. */
export const OF_NUMBERS: Readonly<Record<ComparisonOperator, (a: number, b: number) => boolean>> = {
  '=': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
};

/** Whether two values are of one of the kinds that JS compares as FEEL does. */
const areSimple = (a: Value, b: Value): boolean =>
  typeof a === typeof b && (typeof a === 'string' || typeof a === 'boolean');

/**
 * `left op right`: three-valued; an order with null is null, equality with null is decided; throws ValueError.
 * By the standard a duration does not compare with a number of days.
 */
export function comparing(op: ComparisonOperator): Compare {
  const ofNumbers = OF_NUMBERS[op];
  if (op === '=' || op === '!=') {
    const same = op === '=';
    return (left, right, standard) => {
      if (typeof left === 'number' && typeof right === 'number') return (left === right) === same;
      if (areSimple(left, right)) return (left === right) === same;
      const result = equal(left, right, standard);
      return same ? result : not(result);
    };
  }
  return (left, right, standard) => {
    if (typeof left === 'number' && typeof right === 'number') return ofNumbers(left, right);
    if (left === null || right === null) return null;
    if (left === UNKNOWN || right === UNKNOWN) return UNKNOWN;
    return ofNumbers(order(left, right, standard), 0);
  };
}
