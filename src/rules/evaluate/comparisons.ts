import type { Place } from '../problem.ts';
import type { Comparison, ComparisonOperator } from '../tree.ts';
import { and, type RangeValue, type Value } from '../values/values.ts';
import { weightOf } from '../values/weight.ts';
import type { Compiler } from './compile.ts';
import { type Environment, failed, type Run } from './environment.ts';
import { comparing, OF_NUMBERS } from './operators.ts';

type CompareAt = (left: Value, right: Value, environment: Environment, at: Place) => Value;

/** An operator whose errors become problems at a place, so that what is joined to it by `and` or `or` has its say too. */
export function comparingAt(op: ComparisonOperator): CompareAt {
  const compare = comparing(op);
  return (left, right, environment, at) => {
    try {
      if (typeof left === 'object' || typeof left === 'string') environment.spend(weightOf(left));
      return compare(left, right, environment.standard);
    } catch (error) {
      return failed(error, environment, at);
    }
  };
}

/** `left op right`, soonest decided for two numbers. */
export function compileComparison({ op, left, right, at }: Comparison, compiler: Compiler): Run {
  const [runLeft, runRight] = [compiler.run(left), compiler.run(right)];
  const [compare, ofNumbers] = [comparingAt(op), OF_NUMBERS[op]];
  return (environment, frame) => {
    const a = runLeft(environment, frame);
    const b = runRight(environment, frame);
    if (typeof a === 'number' && typeof b === 'number') return ofNumbers(a, b);
    return compare(a, b, environment, at);
  };
}

const isFrom = comparingAt('>=');
const isAbove = comparingAt('>');
const isUntil = comparingAt('<=');
const isBelow = comparingAt('<');

/** Whether a value is at or after a range's lower end. */
export const lowerTest = (included: boolean): CompareAt => (included ? isFrom : isAbove);

/** Whether a value is at or before a range's upper end. */
export const upperTest = (included: boolean): CompareAt => (included ? isUntil : isBelow);

/** Whether a value is in a range: three-valued, null where it is null. */
export function isWithin(value: Value, range: RangeValue, environment: Environment, at: Place): Value {
  const { low, high, includesLow, includesHigh } = range;
  const above = low === null || lowerTest(includesLow)(value, low, environment, at);
  return and(above, high === null || upperTest(includesHigh)(value, high, environment, at));
}
