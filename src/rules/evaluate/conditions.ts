import { ValueError } from '../problem.ts';
import type { Conditional, Logic, Tree } from '../tree.ts';
import { and, equal, isKnown, kindOf, or, UNKNOWN, type Value } from '../values/values.ts';
import { weightOf } from '../values/weight.ts';
import type { Compiler } from './compile.ts';
import { type Environment, guarded, type Run, without } from './environment.ts';

/** The truth of a value where a condition stands: true, false, null or UNKNOWN. */
export function truthOf(value: Value, tree: Tree, environment: Environment): Value {
  if (typeof value === 'boolean' || value === null || value === UNKNOWN) return value;
  return without(environment, tree.at, `a condition must be true or false, not a ${kindOf(value)}`);
}

/** A decided left side hides what is wrong with the right one. */
export function compileLogic({ op, left, right }: Logic, compiler: Compiler): Run {
  const [runLeft, runRight] = [compiler.run(left), compiler.run(right)];
  const [decisive, combine] = op === 'and' ? ([false, and] as const) : ([true, or] as const);
  return (environment, frame) => {
    const first = truthOf(runLeft(environment, frame), left, environment);
    if (first === decisive) return decisive;
    return combine(first, truthOf(runRight(environment, frame), right, environment));
  };
}

/** An unknown condition leaves the value known where both branches agree on it. */
export function compileConditional(tree: Conditional, compiler: Compiler): Run {
  const { condition, consequent, alternate } = tree;
  const decide = compiler.run(condition);
  const [yes, no] = [compiler.run(consequent), compiler.run(alternate)];
  return guarded(tree.at, (environment, frame) => {
    const truth = truthOf(decide(environment, frame), condition, environment);
    if (truth !== UNKNOWN) return (truth === true ? yes : no)(environment, frame);
    const said = environment.problems.length;
    const values = [yes(environment, frame), no(environment, frame)] as const;
    environment.problems.length = said; // only one of the branches would have been reached
    environment.spend(weightOf(values[0]));
    return areSame(...values) ? values[0] : UNKNOWN;
  });
}

function areSame(a: Value, b: Value): boolean {
  if (!isKnown(a) || !isKnown(b) || kindOf(a) !== kindOf(b)) return false;
  try {
    return equal(a, b) === true;
  } catch (error) {
    if (error instanceof ValueError) return false;
    throw error;
  }
}
