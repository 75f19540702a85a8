import { ValueError } from '../problem.ts';
import { type Arithmetic, dispatch, type Path, type PerKind, type Temporal, type Tree } from '../tree.ts';
import { parseTemporal } from '../values/calendar.ts';
import { add, decimal, multiply, subtract } from '../values/decimal.ts';
import { isList, isRecord, kindOf, lookUp, UNKNOWN, type Value } from '../values/values.ts';
import { weighed, weightOf } from '../values/weight.ts';
import { compileApplication, compileCall, compileFunction } from './calls.ts';
import { compileComparison } from './comparisons.ts';
import { compileConditional, compileLogic } from './conditions.ts';
import { type Environment, failed, guarded, type Run, without } from './environment.ts';
import { applyProperty, hasProperties } from './functions/index.ts';
import { compileInstanceOf } from './instance.ts';
import { compileFilter, compileIteration, compileQuantified } from './lists.ts';
import { compileMembership } from './membership.ts';
import { type Bindings, compileName } from './names.ts';
import { applyArithmetic, applyNegation } from './operators.ts';
import { compileRange } from './ranges.ts';

/** Compiles the trees at one place, where some names are bound. */
export interface Compiler {
  readonly bindings: Bindings | null;
  run(tree: Tree): Run;
  /** The compiler one frame further in. */
  inside(names: readonly string[], isItem?: boolean): Compiler;
}

/** The compiler where these names are bound. */
export const compilerIn = (bindings: Bindings | null): Compiler => ({
  bindings,
  run(tree) {
    const run = dispatch(COMPILE, tree, this);
    return isConstant(tree) ? computedOnce(run) : run;
  },
  inside: (names, isItem = false) => compilerIn({ names, isItem, outer: bindings }),
});

const LITERALS: readonly Tree['kind'][] = ['number', 'string', 'boolean', 'null', 'temporal'];

/** Whether a tree has the same value wherever it stands: `x in ["a", "b"]` need not make its list for each person. */
const isConstant = (tree: Tree): boolean =>
  tree.kind === 'list' && tree.items.every(({ kind }) => LITERALS.includes(kind));

/** A run that keeps the value of a constant tree, unless there was something wrong with it. */
function computedOnce(run: Run): Run {
  let kept: Value | undefined;
  return (environment, frame) => {
    if (kept !== undefined) return kept;
    const said = environment.problems.length;
    const value = run(environment, frame);
    if (environment.problems.length === said) kept = value;
    return value;
  };
}

const always =
  (value: Value): Run =>
  () =>
    value;

const COMPILE: PerKind<[Compiler], Run> = {
  number: ({ value }) => always(decimal(value)),
  string: ({ value }) => always(value),
  boolean: ({ value }) => always(value),
  null: () => always(null),
  temporal: compileTemporal,
  name: (tree, { bindings }) => compileName(tree, bindings),

  path(tree, compiler) {
    const run = compiler.run(tree.of);
    return guarded(tree.at, (environment, frame) => fieldOf(run(environment, frame), tree, environment));
  },

  list({ items, at }, compiler) {
    const runs = items.map((item) => compiler.run(item));
    return guarded(at, (environment, frame) => weighed(runs.map((run) => run(environment, frame))));
  },

  /** One frame that grows, so that each entry sees those before it, and a function its own entry. */
  context({ entries, at }, compiler) {
    const names = entries.map(({ key }) => key);
    const twice = names.find((name, index) => names.indexOf(name) < index);
    if (twice !== undefined) return (environment) => without(environment, at, `${twice} is there twice`);
    const runs = entries.map(({ value }, index) =>
      compiler.inside(names.slice(0, value.kind === 'function' ? index + 1 : index)).run(value),
    );
    return guarded(at, (environment, outer) => {
      const values: Value[] = [];
      for (const run of runs) values.push(run(environment, { values, outer }));
      return weighed({
        kind: 'record',
        fields: Object.fromEntries(names.map((name, index) => [name, values[index]!])),
      });
    });
  },

  range: compileRange,
  filter: compileFilter,

  negate({ of, at }, compiler) {
    const run = compiler.run(of);
    return guarded(at, (environment, frame) => applyNegation(run(environment, frame)));
  },

  arithmetic: compileArithmetic,
  compare: compileComparison,
  in: compileMembership,
  instance: compileInstanceOf,
  logic: compileLogic,
  if: compileConditional,
  for: compileIteration,
  quantified: compileQuantified,
  call: compileCall,
  apply: compileApplication,
  function: compileFunction,
};

function compileTemporal({ value, at }: Temporal): Run {
  try {
    return always(parseTemporal(value));
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    const { message } = error;
    return (environment) => without(environment, at, message);
  }
}

/** A field of a record or a property of a date and the like; of a list, of each of its items, even where one has none. */
function fieldOf(value: Value, path: Path, environment: Environment): Value {
  const { field, at } = path;
  if (value === UNKNOWN || value === null) return value;
  if (isList(value)) {
    environment.spend(value.length);
    return value.map((item) => fieldOf(item, path, environment));
  }
  if (isRecord(value)) return Object.hasOwn(value.fields, field) ? lookUp(value.fields, field) : environment.nothing;
  try {
    if (!hasProperties(kindOf(value))) throw new ValueError(`a ${kindOf(value)} has no ${field}`);
    return applyProperty(value as never, field);
  } catch (error) {
    return failed(error, environment, at);
  }
}

/** A power is as much work as so many steps, a root by logarithms still more. */
const STEPS_OF_POWER = 10;
const STEPS_OF_ROOT = 300;

const FAST = { '+': add, '-': subtract, '*': multiply } as const;

function compileArithmetic({ op, left, right, at }: Arithmetic, compiler: Compiler): Run {
  const [runLeft, runRight] = [compiler.run(left), compiler.run(right)];
  const onNumbers = op === '+' || op === '-' || op === '*' ? FAST[op] : undefined;
  return (environment, frame) => {
    const a = runLeft(environment, frame);
    const b = runRight(environment, frame);
    try {
      if (onNumbers && typeof a === 'number' && typeof b === 'number') return onNumbers(a, b);
      if (op === '**') environment.spend(typeof b === 'number' ? STEPS_OF_POWER : STEPS_OF_ROOT);
      else if (typeof a === 'string') environment.spend(weightOf(a));
      return applyArithmetic(op, a, b, environment.standard);
    } catch (error) {
      return failed(error, environment, at);
    }
  };
}
