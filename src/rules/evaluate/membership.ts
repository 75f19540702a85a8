import type { Membership, Test, Tree } from '../tree.ts';
import { and, isList, isRange, or, UNKNOWN, type Value } from '../values/values.ts';
import { comparingAt, isWithin, lowerTest, upperTest } from './comparisons.ts';
import type { Compiler } from './compile.ts';
import { type Environment, type Frame, guarded, type Run } from './environment.ts';

type Passes = (value: Value, environment: Environment, frame: Frame | null) => Value;

/** `of in (test, test …)`: the disjunction of the tests. One of several words is looked up among them. */
export function compileMembership({ of, tests, at }: Membership, compiler: Compiler): Run {
  const run = compiler.run(of);
  const words = wordsOf(tests);
  const passes = tests.map((test) => compileTest(test, compiler));
  return guarded(at, (environment, frame) => {
    const value = run(environment, frame);
    if (words && typeof value === 'string') return words.has(value);
    let result: Value = false;
    for (const test of passes) {
      result = or(result, test(value, environment, frame));
      if (result === true) return true;
    }
    return result;
  });
}

/** The words that are allowed, where nothing but words is: `in ("a", "b")`, `in ["a", "b"]`. */
function wordsOf(tests: readonly Test[]): ReadonlySet<string> | undefined {
  const allowed = tests.flatMap((test): readonly (Tree | Test)[] => {
    if (test.kind !== 'value') return [test];
    return test.value.kind === 'list' ? test.value.items : [test.value];
  });
  const words = allowed.flatMap((tree) => (tree.kind === 'string' ? [tree.value] : []));
  return words.length === allowed.length ? new Set(words) : undefined;
}

function compileTest(test: Test, compiler: Compiler): Passes {
  const { at } = test;
  if (test.kind === 'comparison') {
    const run = compiler.run(test.to);
    const compare = comparingAt(test.op);
    return (value, environment, frame) => compare(value, run(environment, frame), environment, at);
  }
  if (test.kind === 'value') {
    const run = compiler.run(test.value);
    return (value, environment, frame) => isAmong(value, run(environment, frame), environment, test);
  }
  const [low, high] = [compiler.run(test.low), compiler.run(test.high)];
  const [isAfter, isBefore] = [lowerTest(test.includesLow), upperTest(test.includesHigh)];
  return (value, environment, frame) => {
    const above = isAfter(value, low(environment, frame), environment, at);
    return and(above, isBefore(value, high(environment, frame), environment, at));
  };
}

/**
 * Equal to what is allowed, in it when it is a range, or either of an item of it when it is a list. A list may itself
 * be an item or what is allowed, so that an unknown value stays open.
 */
function isAmong(value: Value, allowed: Value, environment: Environment, test: Test): Value {
  if (!isList(allowed)) return isOneOf(value, allowed, environment, test);
  if (value === UNKNOWN) return UNKNOWN;
  const candidates = isList(value) ? [allowed, ...allowed.filter((item) => isList(item) || item === UNKNOWN)] : allowed;
  environment.spend(candidates.length);
  let result: Value = false;
  for (const item of candidates) {
    result = or(result, isOneOf(value, item, environment, test));
    if (result === true) return true;
  }
  return result;
}

const isEqual = comparingAt('=');

const isOneOf = (value: Value, allowed: Value, environment: Environment, { at }: Test): Value =>
  isRange(allowed) && !isRange(value)
    ? isWithin(value, allowed, environment, at)
    : isEqual(value, allowed, environment, at);
