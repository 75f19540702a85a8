import { ValueError } from '../problem.ts';
import type { ArithmeticOperator, ComparisonOperator } from '../tree.ts';
import {
  ANY,
  BARE_NUMBER,
  DATE,
  DAYS,
  describe,
  fitsUnit,
  kindOfType,
  type NumberType,
  numberIn,
  STRING,
  type Type,
  type TypeOrReason,
  unify,
} from '../types/types.ts';
import { divideUnits, multiplyUnits } from '../types/units.ts';
import { addDays, addDuration, type Duration, daysBetween, duration } from '../values/calendar.ts';
import { add, type Decimal, decimal, divide, multiply, negate, power, subtract, toInteger } from '../values/decimal.ts';
import { equal, type Kind, kindOf, not, order, UNKNOWN, type Value, type ValueOfKind } from '../values/values.ts';

/** One meaning of an arithmetic operator: the kinds that it takes, and what it gives. */
interface Overload {
  readonly left: Kind;
  readonly right: Kind;
  readonly type: (left: never, right: never) => TypeOrReason;
  readonly apply: (left: never, right: never) => Value;
}

type TypeOfKind<K extends Kind> = K extends 'string' ? Type : Extract<Type, { kind: K }>;

/** One row of the table below, with both functions typed by the kinds. */
const on = <L extends Kind, R extends Kind>(
  left: L,
  right: R,
  type: (left: TypeOfKind<L>, right: TypeOfKind<R>) => TypeOrReason,
  apply: (left: ValueOfKind[L], right: ValueOfKind[R]) => Value,
): Overload => ({ left, right, type, apply });

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

const stretch = (span: Duration, times: Decimal): Value =>
  duration(toInteger(multiply(decimal(span.length), times)), span.measure);

const shrink = (span: Duration, by: Decimal): Value =>
  duration(toInteger(divide(decimal(span.length), by)), span.measure);

function combineDurations(left: Duration, right: Duration, sign: 1 | -1): Value {
  if (left.measure !== right.measure) throw new ValueError(`cannot add ${left.measure} and ${right.measure}`);
  return duration(left.length + sign * right.length, left.measure);
}

function ratio(left: Duration, right: Duration): Value {
  if (left.measure !== right.measure) throw new ValueError(`cannot divide ${left.measure} by ${right.measure}`);
  return divide(decimal(left.length), decimal(right.length));
}

/** What the arithmetic operators mean (DMN 1.5, tables 53 to 58), and for a date with a plain number of days. */
const ARITHMETIC: Readonly<Record<ArithmeticOperator, readonly Overload[]>> = {
  '+': [
    on('number', 'number', same('add'), add),
    on(
      'string',
      'string',
      () => STRING,
      (left, right) => left + right,
    ),
    on('date', 'duration', () => DATE, addDuration),
    on(
      'duration',
      'date',
      () => DATE,
      (span, date) => addDuration(date, span),
    ),
    on('date', 'number', dateWithDays, (date, days) => addDays(date, toInteger(days))),
    on('duration', 'duration', same('add'), (left, right) => combineDurations(left, right, 1)),
  ],
  '-': [
    on('number', 'number', same('subtract'), subtract),
    on(
      'date',
      'date',
      () => DAYS,
      (left, right) => duration(daysBetween(right, left), 'days'),
    ),
    on(
      'date',
      'duration',
      () => DATE,
      (date, span) => addDuration(date, { ...span, length: -span.length }),
    ),
    on('date', 'number', dateWithDays, (date, days) => addDays(date, -toInteger(days))),
    on('duration', 'duration', same('subtract'), (left, right) => combineDurations(left, right, -1)),
  ],
  '*': [
    on('number', 'number', inUnit(multiplyUnits), multiply),
    on('duration', 'number', (span) => span, stretch),
    on(
      'number',
      'duration',
      (_times, span) => span,
      (times, span) => stretch(span, times),
    ),
  ],
  '/': [
    on('number', 'number', inUnit(divideUnits), divide),
    on('duration', 'number', (span) => span, shrink),
    on('duration', 'duration', (a, b) => (unify(a, b) ? BARE_NUMBER : same('divide')(a, b)), ratio),
  ],
  '**': [on('number', 'number', withoutUnit, power)],
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

/** `left op right` for two values; null when either is null, else unknown when either is; throws ValueError. */
export function applyArithmetic(op: ArithmeticOperator, left: Value, right: Value): Value {
  if (left === null || right === null) return null;
  if (left === UNKNOWN || right === UNKNOWN) return UNKNOWN;
  const [leftKind, rightKind] = [kindOf(left), kindOf(right)];
  const row = ARITHMETIC[op].find((candidate) => candidate.left === leftKind && candidate.right === rightKind);
  if (!row) throw new ValueError(`cannot apply ${op} to ${leftKind} and ${rightKind}`);
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
  if (kindOf(value) === 'number') return negate(value as Decimal);
  if (kindOf(value) === 'duration') return stretch(value as Duration, decimal(-1));
  throw new ValueError(`cannot negate ${kindOf(value)}`);
}

const ORDERED: Readonly<Record<Exclude<ComparisonOperator, '=' | '!='>, (order: number) => boolean>> = {
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** `left op right`: three-valued; an order with null is null, equality with null is decided; throws ValueError. */
export function applyComparison(op: ComparisonOperator, left: Value, right: Value): Value {
  if (op === '=') return equal(left, right);
  if (op === '!=') return not(equal(left, right));
  if (left === null || right === null) return null;
  if (left === UNKNOWN || right === UNKNOWN) return UNKNOWN;
  return ORDERED[op](order(left, right));
}
