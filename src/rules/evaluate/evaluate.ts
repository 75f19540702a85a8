import type { Problem } from '../problem.ts';
import type { Tree } from '../tree.ts';
import { type Scope, UNKNOWN, type Value } from '../values/values.ts';
import { compilerIn } from './compile.ts';
import { Environment, type Run, without } from './environment.ts';

const compiled = new WeakMap<Tree, Run>();

function compile(tree: Tree): Run {
  const known = compiled.get(tree);
  if (known) return known;
  const run = compilerIn(null).run(tree);
  compiled.set(tree, run);
  return run;
}

/** Running out of stack is a problem of the expression like any other. */
function start(run: Run, tree: Tree, environment: Environment): Value {
  try {
    return run(environment, null);
  } catch (error) {
    if (error instanceof RangeError) return without(environment, tree.at, 'the expression goes too deep');
    throw error;
  }
}

/**
 * The value of a tree, in Kleene's three-valued logic with FEEL's null beside it.
 * A name missing from the scope is UNKNOWN. So is an operation that has no value, such as a division by zero;
 * why is added to `problems`. Never throws for a tree that `parse` made.
 */
export const evaluate = (tree: Tree, scope: Scope, problems: Problem[] = []): Value =>
  start(compile(tree), tree, new Environment(scope, problems, UNKNOWN));

/** The same, compiled beforehand for a tree that is evaluated many times. */
export function evaluator(tree: Tree): (scope: Scope, problems?: Problem[]) => Value {
  const run = compile(tree);
  return (scope, problems = []) => start(run, tree, new Environment(scope, problems, UNKNOWN));
}

/**
 * The value by the standard (DMN 1.5, chapter 10): what has no value and what the scope does not have is null, with the
 * reason in `problems`, and the meanings that only this program gives to operators do not hold.
 */
export const evaluateByStandard = (tree: Tree, scope: Scope, problems: Problem[] = []): Value =>
  start(compile(tree), tree, new Environment(scope, problems, null));
