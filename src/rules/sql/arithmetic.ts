import { NotCompilable, type Place } from '../problem.ts';
import type { Arithmetic } from '../tree.ts';
import { daysFrom, shiftedDate, span } from './dates.ts';
import type { Environment } from './environment.ts';
import { sql } from './fragment.ts';
import { addition, negative, power, product, quotient, rounded } from './numbers.ts';
import { strict, type Term } from './term.ts';

/** One meaning of an operator, by the kinds of its operands. */
type Operation = (environment: Environment, left: Term, right: Term, at: Place) => Term;

const turned =
  (operation: Operation): Operation =>
  (environment, left, right, at) =>
    operation(environment, right, left, at);

const plusDays: Operation = (environment, date, days) => shiftedDate(environment, 'days', date, days);
const plusMonths: Operation = (environment, date, months) => shiftedDate(environment, 'months', date, months);
const minusDays: Operation = (environment, date, days) => shiftedDate(environment, 'days', date, negative(days));

/** A sum or difference of two durations of the same measure. */
const spans =
  (measure: 'days' | 'months', op: '+' | '-'): Operation =>
  (environment, left, right) =>
    span(environment, measure, addition(environment, op, left, right));

/** A number of months without what is less than a month. */
const cut = (environment: Environment, months: Term): Term =>
  span(environment, 'months', rounded(environment, 'down', months, 0));

const timesMonths: Operation = (environment, times, months) => cut(environment, product(environment, months, times));

/** Parts of a day have no duration here, so that one in days is not stretched. */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  'number + number': (environment, left, right) => addition(environment, '+', left, right),
  'number - number': (environment, left, right) => addition(environment, '-', left, right),
  'number * number': product,
  'number / number': quotient,
  'number ** number': power,
  'text + text': (_environment, left, right) => strict('text', sql`(${left.value} || ${right.value})`, [left, right]),
  'date - date': (_environment, left, right) => daysFrom(right, left),
  'date + number': plusDays,
  'date + days': plusDays,
  'days + date': turned(plusDays),
  'date + months': plusMonths,
  'months + date': turned(plusMonths),
  'date - number': minusDays,
  'date - days': minusDays,
  'date - months': (environment, date, months) => shiftedDate(environment, 'months', date, negative(months)),
  'days + days': spans('days', '+'),
  'days - days': spans('days', '-'),
  'months + months': spans('months', '+'),
  'months - months': spans('months', '-'),
  'number * months': timesMonths,
  'months * number': turned(timesMonths),
  'months / number': (environment, months, by) => cut(environment, quotient(environment, months, by)),
  'months / months': quotient,
  'days / days': quotient,
};

/** `left op right`; null when either is null, else unknown when either is. @throws NotCompilable for kinds that do not go together. */
export function arithmetic(environment: Environment, { op, at }: Arithmetic, left: Term, right: Term): Term {
  if (left.kind === 'nothing' || right.kind === 'nothing') return strict('number', left.value, [left, right]);
  const operation = OPERATIONS[`${left.kind} ${op} ${right.kind}`];
  if (operation) return operation(environment, left, right, at);
  throw new NotCompilable(at, `in SQL ${op} does not go with a ${left.kind} and a ${right.kind}`);
}
