import type {
  ArithmeticOperator,
  ComparisonOperator,
  ComparisonTest,
  Range,
  RangeTest,
  Test,
  Tree,
  TypeName,
} from './tree.ts';
import { decimal, toText } from './values/decimal.ts';

/**
 * Trees made by program: `and(ge(name('age'), number(19)), not(name('homeless')))` is the tree of
 * `age >= 19 and not(homeless)`. They are those that `parse` makes, but that they stand at no place of any text.
 */

const at = { line: 1, column: 1 };

/** A number, by its value or by a decimal text of any length; throws ValueError when it is beyond the limits. */
export const number = (value: number | bigint | string): Tree => ({
  kind: 'number',
  at,
  value: toText(decimal(value)),
});

/** A text in quotes. */
export const string = (value: string): Tree => ({ kind: 'string', at, value });

/** `true` or `false` */
export const boolean = (value: boolean): Tree => ({ kind: 'boolean', at, value });

/** `null` */
export const nothing: Tree = { kind: 'null', at };

/** `@"2026-03-01"` */
export const temporal = (value: string): Tree => ({ kind: 'temporal', at, value });

/** A fact, parameter or variable. */
export const name = (of: string): Tree => ({ kind: 'name', at, name: of });

/** `of.first.second` */
export const path = (of: Tree, ...fields: readonly string[]): Tree =>
  fields.reduce<Tree>((inner, field) => ({ kind: 'path', at, of: inner, field }), of);

/** `[first, second]` */
export const list = (...items: readonly Tree[]): Tree => ({ kind: 'list', at, items });

/** `{key: value}`, in the order of the entries. */
export const context = (entries: Readonly<Record<string, Tree>>): Tree => ({
  kind: 'context',
  at,
  entries: Object.entries(entries).map(([key, value]) => ({ key, value })),
});

type Brackets = '[]' | '[)' | '(]' | '()';

/** `[low..high]`, or with other brackets. */
export const range = (low: Tree, high: Tree, brackets: Brackets = '[]'): RangeTest => ({
  kind: 'range',
  at,
  low,
  high,
  includesLow: brackets.startsWith('['),
  includesHigh: brackets.endsWith(']'),
});

const from = (low: Tree, includesLow: boolean): Range => ({
  kind: 'range',
  at,
  low,
  high: null,
  includesLow,
  includesHigh: false,
});

const until = (high: Tree, includesHigh: boolean): Range => ({
  kind: 'range',
  at,
  low: null,
  high,
  includesLow: false,
  includesHigh,
});

/** `(>= low)` as a value. */
export const atLeast = (low: Tree): Range => from(low, true);

/** `(> low)` as a value. */
export const above = (low: Tree): Range => from(low, false);

/** `(<= high)` as a value. */
export const atMost = (high: Tree): Range => until(high, true);

/** `(< high)` as a value. */
export const below = (high: Tree): Range => until(high, false);

/** `of[condition]` */
export const filter = (of: Tree, condition: Tree): Tree => ({ kind: 'filter', at, of, condition });

/** `-of` */
export const negate = (of: Tree): Tree => ({ kind: 'negate', at, of });

const arithmetic =
  (op: ArithmeticOperator) =>
  (first: Tree, ...more: readonly Tree[]): Tree =>
    more.reduce<Tree>((left, right) => ({ kind: 'arithmetic', at, op, left, right }), first);

/** `a + b + c`; as all of these, grouped to the left. */
export const add = arithmetic('+');
export const subtract = arithmetic('-');
export const multiply = arithmetic('*');
export const divide = arithmetic('/');
export const power = arithmetic('**');

const comparison =
  (op: ComparisonOperator) =>
  (left: Tree, right: Tree): Tree => ({ kind: 'compare', at, op, left, right });

export const eq = comparison('=');
export const ne = comparison('!=');
export const lt = comparison('<');
export const le = comparison('<=');
export const gt = comparison('>');
export const ge = comparison('>=');

/** `op to` as a test of `isIn`. */
export const test = (op: ComparisonOperator, to: Tree): ComparisonTest => ({ kind: 'comparison', at, op, to });

/** A range without an end says the same as a comparison, which is how the text of a test is read. */
function asTest(of: Tree | ComparisonTest): Test {
  if (of.kind === 'comparison') return of;
  if (of.kind !== 'range') return { kind: 'value', at, value: of };
  const { low, high, includesLow, includesHigh } = of;
  if (low && high) return { ...of, low, high };
  return low ? test(includesLow ? '>=' : '>', low) : test(includesHigh ? '<=' : '<', high!);
}

/** `of in (test, test)`: each a value, a range or a comparison. */
export const isIn = (of: Tree, ...tests: readonly (Tree | ComparisonTest)[]): Tree => ({
  kind: 'in',
  at,
  of,
  tests: tests.map(asTest),
});

/** `of between low and high` */
export const between = (of: Tree, low: Tree, high: Tree): Tree => isIn(of, range(low, high));

/** `of instance of type`; a type without parts by its name alone. */
export const instanceOf = (of: Tree, type: TypeName | string): Tree => ({
  kind: 'instance',
  at,
  of,
  type: typeof type === 'string' ? { name: type } : type,
});

const logic =
  (op: 'and' | 'or') =>
  (first: Tree, ...more: readonly Tree[]): Tree =>
    more.reduce<Tree>((left, right) => ({ kind: 'logic', at, op, left, right }), first);

/** `a and b and c`, grouped to the left. */
export const and = logic('and');
export const or = logic('or');

/** `not(of)` */
export const not = (of: Tree): Tree => call('not', of);

/** `if condition then consequent else alternate` */
export const when = (condition: Tree, consequent: Tree, alternate: Tree): Tree => ({
  kind: 'if',
  at,
  condition,
  consequent,
  alternate,
});

/** `for a in list, b in list return result`, with the variables in order. */
export const forEach = (variables: Readonly<Record<string, Tree>>, result: Tree): Tree => ({
  kind: 'for',
  at,
  variables: Object.entries(variables).map(([variable, items]) => ({ name: variable, list: items })),
  result,
});

const quantified =
  (quantifier: 'some' | 'every') =>
  (variable: string, items: Tree, satisfies: Tree): Tree => ({
    kind: 'quantified',
    at,
    quantifier,
    name: variable,
    list: items,
    satisfies,
  });

/** `some variable in items satisfies condition` */
export const some = quantified('some');
export const every = quantified('every');

/** `called(a, b)`: a built-in function, or what the name holds. */
export const call = (called: string, ...args: readonly Tree[]): Tree => ({
  kind: 'call',
  at,
  function: called,
  arguments: args,
});

/** Arguments in order, or by the names of the parameters. */
const named = (args: Readonly<Record<string, Tree>>) => ({ arguments: Object.values(args), names: Object.keys(args) });

/** `called(parameter: a, other: b)` */
export const callNamed = (called: string, args: Readonly<Record<string, Tree>>): Tree => ({
  kind: 'call',
  at,
  function: called,
  ...named(args),
});

/** `(of)(a, b)`: what an expression gives is called. */
export const apply = (of: Tree, ...args: readonly Tree[]): Tree => ({ kind: 'apply', at, of, arguments: args });

/** `(of)(parameter: a, other: b)` */
export const applyNamed = (of: Tree, args: Readonly<Record<string, Tree>>): Tree => ({
  kind: 'apply',
  at,
  of,
  ...named(args),
});

/** `function(a, b: type) body`; a parameter is a name, or a name and its type. */
export const lambda = (parameters: readonly (string | readonly [string, TypeName])[], body: Tree): Tree => ({
  kind: 'function',
  at,
  parameters: parameters.map((parameter) =>
    typeof parameter === 'string' ? { name: parameter } : { name: parameter[0], type: parameter[1] },
  ),
  body,
});
