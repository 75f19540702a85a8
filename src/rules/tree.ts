import type { Place } from './problem.ts';

/**
 * The expression tree: what a rule's text means, as plain JSON.
 * It is the contract between the parser and everything that reads rules (checker, evaluator, and later other back ends).
 * Each node has its `kind` and the place in the text where it begins. Numbers are decimal texts, since JSON's lose digits.
 *
 * Three shorthands of the text have no node of their own:
 * `x between a and b` is `x in [a..b]`; a quantifier over two lists is one quantifier inside another;
 * `date("2026-03-01")` is a call.
 */
export type Tree =
  | Literal
  | Name
  | Path
  | List
  | Negation
  | Arithmetic
  | Comparison
  | Membership
  | Logic
  | Conditional
  | Quantified
  | Call;

/** Changes when a tree written by an earlier version would be read differently. */
export const TREE_VERSION = 1;

interface Node {
  readonly at: Place;
}

export type Literal = NumberLiteral | StringLiteral | BooleanLiteral | NullLiteral;

export interface NumberLiteral extends Node {
  readonly kind: 'number';
  readonly value: string;
}

export interface StringLiteral extends Node {
  readonly kind: 'string';
  readonly value: string;
}

export interface BooleanLiteral extends Node {
  readonly kind: 'boolean';
  readonly value: boolean;
}

export interface NullLiteral extends Node {
  readonly kind: 'null';
}

/** A fact, parameter, derived fact or the variable of a quantifier. */
export interface Name extends Node {
  readonly kind: 'name';
  readonly name: string;
}

/** `of.field`: a record's field, a property of a date or duration, or the same of each item of a list. */
export interface Path extends Node {
  readonly kind: 'path';
  readonly of: Tree;
  readonly field: string;
}

export interface List extends Node {
  readonly kind: 'list';
  readonly items: readonly Tree[];
}

export interface Negation extends Node {
  readonly kind: 'negate';
  readonly of: Tree;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';

export interface Arithmetic extends Node {
  readonly kind: 'arithmetic';
  readonly op: ArithmeticOperator;
  readonly left: Tree;
  readonly right: Tree;
}

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export interface Comparison extends Node {
  readonly kind: 'compare';
  readonly op: ComparisonOperator;
  readonly left: Tree;
  readonly right: Tree;
}

/** `of in (test, test …)`: true when any of the tests holds. */
export interface Membership extends Node {
  readonly kind: 'in';
  readonly of: Tree;
  readonly tests: readonly Test[];
}

export type Test = RangeTest | ComparisonTest | ValueTest;

/** `[low..high]`, `(low..high)` and the half-open forms. */
export interface RangeTest extends Node {
  readonly kind: 'range';
  readonly low: Tree;
  readonly high: Tree;
  readonly includesLow: boolean;
  readonly includesHigh: boolean;
}

/** `>= to` */
export interface ComparisonTest extends Node {
  readonly kind: 'comparison';
  readonly op: ComparisonOperator;
  readonly to: Tree;
}

/** Equal to a value, or to an item of it when it is a list. */
export interface ValueTest extends Node {
  readonly kind: 'value';
  readonly value: Tree;
}

export interface Logic extends Node {
  readonly kind: 'logic';
  readonly op: 'and' | 'or';
  readonly left: Tree;
  readonly right: Tree;
}

/** `if condition then consequent else alternate`; ESTree's names, since an object with `then` looks like a promise. */
export interface Conditional extends Node {
  readonly kind: 'if';
  readonly condition: Tree;
  readonly consequent: Tree;
  readonly alternate: Tree;
}

/** `some name in list satisfies condition`, or `every` */
export interface Quantified extends Node {
  readonly kind: 'quantified';
  readonly quantifier: 'some' | 'every';
  readonly name: string;
  readonly list: Tree;
  readonly satisfies: Tree;
}

export interface Call extends Node {
  readonly kind: 'call';
  readonly function: string;
  readonly arguments: readonly Tree[];
}

/** A table with an entry for each kind of node: how the checker, the evaluator and the printer are written. */
export type PerKind<Parameters extends unknown[], Result> = {
  readonly [K in Tree['kind']]: (tree: Extract<Tree, { kind: K }>, ...rest: Parameters) => Result;
};

/** Applies the entry for the tree's kind. */
export function dispatch<P extends unknown[], R>(table: PerKind<P, R>, tree: Tree, ...rest: P): R {
  const entry = table[tree.kind] as (tree: Tree, ...rest: P) => R;
  return entry(tree, ...rest);
}

function operandsOf(test: Test): readonly Tree[] {
  if (test.kind === 'range') return [test.low, test.high];
  return [test.kind === 'comparison' ? test.to : test.value];
}

const CHILDREN: PerKind<[], readonly Tree[]> = {
  number: () => [],
  string: () => [],
  boolean: () => [],
  null: () => [],
  name: () => [],
  path: ({ of }) => [of],
  list: ({ items }) => items,
  negate: ({ of }) => [of],
  arithmetic: ({ left, right }) => [left, right],
  compare: ({ left, right }) => [left, right],
  in: ({ of, tests }) => [of, ...tests.flatMap(operandsOf)],
  logic: ({ left, right }) => [left, right],
  if: (tree) => [tree.condition, tree.consequent, tree.alternate],
  quantified: ({ list, satisfies }) => [list, satisfies],
  call: (tree) => tree.arguments,
};

/** The expressions directly inside a tree, in the order of the text. */
export const childrenOf = (tree: Tree): readonly Tree[] => dispatch(CHILDREN, tree);
