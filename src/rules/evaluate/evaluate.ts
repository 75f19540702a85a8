import { type Problem, ValueError } from '../problem.ts';
import { dispatch, type PerKind, type Quantified, type Test, type Tree } from '../tree.ts';
import { decimal } from '../values/decimal.ts';
import { and, equal, isKnown, isList, kindOf, lookUp, or, type Scope, UNKNOWN, type Value } from '../values/values.ts';
import { applyFunction, applyProperty } from './functions.ts';
import { applyArithmetic, applyComparison, applyNegation } from './operators.ts';

interface Environment {
  readonly scope: Scope;
  readonly problems: Problem[];
}

/**
 * The value of a tree, in Kleene's three-valued logic with FEEL's null beside it.
 * A name missing from the scope is UNKNOWN. So is an operation that has no value, such as a division by zero;
 * why is added to `problems`. Never throws for a tree that `parse` made.
 */
export const evaluate = (tree: Tree, scope: Scope, problems: Problem[] = []): Value =>
  dispatch(EVALUATE, tree, { scope, problems });

const valueIn = (tree: Tree, environment: Environment): Value => dispatch(EVALUATE, tree, environment);

/** The value that is computed, or UNKNOWN and a recorded problem where there is none. */
function attempt({ at }: Tree | Test, { problems }: Environment, compute: () => Value): Value {
  try {
    return compute();
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    problems.push({ at, message: error.message });
    return UNKNOWN;
  }
}

/** The value of a condition: true, false, null or UNKNOWN. */
function truthOf(tree: Tree, environment: Environment): Value {
  const value = valueIn(tree, environment);
  if (typeof value === 'boolean' || value === null || value === UNKNOWN) return value;
  return attempt(tree, environment, () => {
    throw new ValueError(`a condition must be true or false, not a ${kindOf(value)}`);
  });
}

const EVALUATE: PerKind<[Environment], Value> = {
  number: ({ value }) => decimal(value),
  string: ({ value }) => value,
  boolean: ({ value }) => value,
  null: () => null,
  name: ({ name }, { scope }) => lookUp(scope, name),

  path: (tree, environment) => attempt(tree, environment, () => fieldOf(valueIn(tree.of, environment), tree.field)),

  list: ({ items }, environment) => items.map((item) => valueIn(item, environment)),

  negate: (tree, environment) => attempt(tree, environment, () => applyNegation(valueIn(tree.of, environment))),

  arithmetic: (tree, environment) =>
    attempt(tree, environment, () =>
      applyArithmetic(tree.op, valueIn(tree.left, environment), valueIn(tree.right, environment)),
    ),

  compare: (tree, environment) =>
    attempt(tree, environment, () =>
      applyComparison(tree.op, valueIn(tree.left, environment), valueIn(tree.right, environment)),
    ),

  in({ of, tests }, environment) {
    const value = valueIn(of, environment);
    return tests.map((test) => attempt(test, environment, () => passes(value, test, environment))).reduce(or, false);
  },

  logic({ op, left, right }, environment) {
    const [decisive, combine] = op === 'and' ? ([false, and] as const) : ([true, or] as const);
    const first = truthOf(left, environment);
    return first === decisive ? decisive : combine(first, truthOf(right, environment));
  },

  /** An unknown condition leaves the value known where both branches agree on it. */
  if(tree, environment): Value {
    const condition = truthOf(tree.condition, environment);
    if (condition !== UNKNOWN) return valueIn(condition === true ? tree.consequent : tree.alternate, environment);
    const possible = { ...environment, problems: [] };
    const yes = valueIn(tree.consequent, possible);
    const no = valueIn(tree.alternate, possible);
    return areSame(yes, no) ? yes : UNKNOWN;
  },

  quantified: (tree, environment) => attempt(tree, environment, () => quantify(tree, environment)),

  call: (tree, environment) =>
    attempt(tree, environment, () =>
      applyFunction(
        tree.function,
        tree.arguments.map((argument) => valueIn(argument, environment)),
      ),
    ),
};

/** A field of a record or a property of a date or duration; of a list, of each of its items. */
function fieldOf(value: Value, field: string): Value {
  if (value === UNKNOWN || value === null) return value;
  if (isList(value)) return value.map((item) => fieldOf(item, field));
  if (typeof value === 'object') {
    if (value.kind === 'record') return lookUp(value.fields, field);
    if (value.kind === 'date' || value.kind === 'duration') return applyProperty(value, field);
  }
  throw new ValueError(`a ${kindOf(value)} has no ${field}`);
}

function passes(value: Value, test: Test, environment: Environment): Value {
  if (test.kind === 'comparison') return applyComparison(test.op, value, valueIn(test.to, environment));
  if (test.kind === 'value') return isAmong(value, valueIn(test.value, environment));
  const low = applyComparison(test.includesLow ? '>=' : '>', value, valueIn(test.low, environment));
  const high = applyComparison(test.includesHigh ? '<=' : '<', value, valueIn(test.high, environment));
  return and(low, high);
}

/** Equal to what is allowed, or to an item of it; a list may be either, so that an unknown value stays open. */
function isAmong(value: Value, allowed: Value): Value {
  if (value === UNKNOWN) return UNKNOWN;
  if (!isList(allowed) || isList(value)) return equal(value, allowed);
  return allowed.map((item) => equal(value, item)).reduce(or, false);
}

/** `some` is the disjunction over the list and `every` the conjunction. */
function quantify(tree: Quantified, environment: Environment): Value {
  const list = valueIn(tree.list, environment);
  if (list === UNKNOWN || list === null) return list;
  if (!isList(list)) throw new ValueError(`${tree.quantifier} needs a list, not a ${kindOf(list)}`);
  const outcomes = list.map((item) =>
    truthOf(tree.satisfies, { ...environment, scope: { ...environment.scope, [tree.name]: item } }),
  );
  return tree.quantifier === 'some' ? outcomes.reduce(or, false) : outcomes.reduce(and, true);
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
