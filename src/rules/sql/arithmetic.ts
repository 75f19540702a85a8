import { NotCompilable, type Place } from '../problem.ts';
import type { Arithmetic } from '../tree.ts';
import { daysLater } from './dates.ts';
import { dateAfter, dateBefore, daysFrom, type Measure, span, stretched } from './durations.ts';
import type { Environment } from './environment.ts';
import { sql } from './fragment.ts';
import { addition, negative, power, product, quotient } from './numbers.ts';
import { strict, type Term } from './term.ts';

/** One meaning of an operator, by the kinds of its operands. */
type Operation = (environment: Environment, left: Term, right: Term, at: Place) => Term;

const turned =
  (operation: Operation): Operation =>
  (environment, left, right, at) =>
    operation(environment, right, left, at);

/** A sum or difference of two durations of the same measure. */
const spans =
  (measure: Measure, op: '+' | '-'): Operation =>
  (environment, left, right) =>
    span(environment, measure, addition(environment, op, left, right));

const times: Operation = (environment, length, number) => stretched(environment, '*', length, number);
const parts: Operation = (environment, length, number) => stretched(environment, '/', length, number);

const OPERATIONS: Readonly<Record<string, Operation>> = {
  'number + number': (environment, left, right) => addition(environment, '+', left, right),
  'number - number': (environment, left, right) => addition(environment, '-', left, right),
  'number * number': product,
  'number / number': quotient,
  'number ** number': power,
  'text + text': (_environment, left, right) => strict('text', sql`(${left.value} || ${right.value})`, [left, right]),
  'date - date': (_environment, left, right) => daysFrom(right, left),
  'date + number': daysLater,
  'date + days': dateAfter,
  'days + date': turned(dateAfter),
  'date + months': dateAfter,
  'months + date': turned(dateAfter),
  'date - number': (environment, date, days) => daysLater(environment, date, negative(days)),
  'date - days': dateBefore,
  'date - months': dateBefore,
  'days + days': spans('days', '+'),
  'days - days': spans('days', '-'),
  'months + months': spans('months', '+'),
  'months - months': spans('months', '-'),
  'days * number': times,
  'number * days': turned(times),
  'months * number': times,
  'number * months': turned(times),
  'days / number': parts,
  'months / number': parts,
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
