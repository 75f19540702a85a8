import type { Place } from './problem.ts';

/**
 * The expression tree: what a rule's text means, as plain JSON.
 * It is the contract between the parser and everything that reads rules: the checker, the printer and the three back ends.
 * Each node has its `kind` and the place in the text where it begins. Numbers are decimal texts, since JSON's lose digits.
 *
 * Shorthands of the text have no node of their own:
 * `x between a and b` is `x in [a..b]`; a quantifier over two lists is one quantifier inside another;
 * `date("2026-03-01")` is a call, and so is a name that holds a table or a function: `median_income(3)`.
 */
export type Tree =
  | Literal
  | Temporal
  | Name
  | Path
  | List
  | Context
  | Range
  | Filter
  | Negation
  | Arithmetic
  | Comparison
  | Membership
  | InstanceOf
  | Logic
  | Conditional
  | Iteration
  | Quantified
  | Call
  | Application
  | FunctionDefinition;

/** Changes when a tree written by an earlier version would be read differently. */
export const TREE_VERSION = 2;

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

/** `@"2026-03-01"`: a date, time, date and time or duration, in the text of ISO 8601. */
export interface Temporal extends Node {
  readonly kind: 'temporal';
  readonly value: string;
}

/** A fact, parameter, derived fact, or the variable of a quantifier, an iteration or a function. */
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

/** `{name: value, "other name": value}`; a later entry may speak of those before it. */
export interface Context extends Node {
  readonly kind: 'context';
  readonly entries: readonly { readonly key: string; readonly value: Tree }[];
}

/**
 * `[low..high]`, `(low..high)`, the half-open forms, and as a value `(>= low)`, which has no other end.
 * `for i in 1..10` goes through `[1..10]`.
 */
export interface Range extends Node {
  readonly kind: 'range';
  readonly low: Tree | null;
  readonly high: Tree | null;
  readonly includesLow: boolean;
  readonly includesHigh: boolean;
}

/** `of[condition]`: the items of which it holds, each called `item`, its fields by their names; or the nth, from the end when negative. */
export interface Filter extends Node {
  readonly kind: 'filter';
  readonly of: Tree;
  readonly condition: Tree;
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

/** A range whose two ends are both stated. */
export interface RangeTest extends Range {
  readonly low: Tree;
  readonly high: Tree;
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

/** `of instance of type` (DMN 1.5, section 10.3.2.6). */
export interface InstanceOf extends Node {
  readonly kind: 'instance';
  readonly of: Tree;
  readonly type: TypeName;
}

/** A type as the text names it: `number`, `list<date>`, `context<a: string>`, `range<number>`, `function<number> -> string`. */
export interface TypeName {
  readonly name: string;
  /** Of a list, range or function: what it is of, or takes. */
  readonly of?: readonly TypeName[];
  /** Of a context. */
  readonly fields?: Readonly<Record<string, TypeName>>;
  /** Of a function. */
  readonly returns?: TypeName;
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

/**
 * `for a in list, b in a.items return result`: for each a, for each b.
 * The result may speak of `partial`, the results so far.
 */
export interface Iteration extends Node {
  readonly kind: 'for';
  readonly variables: readonly { readonly name: string; readonly list: Tree }[];
  readonly result: Tree;
}

/** `some name in list satisfies condition`, or `every` */
export interface Quantified extends Node {
  readonly kind: 'quantified';
  readonly quantifier: 'some' | 'every';
  readonly name: string;
  readonly list: Tree;
  readonly satisfies: Tree;
}

/** A call by name: of a function or table that the name holds where it is called, else of a built-in function. */
export interface Call extends Node {
  readonly kind: 'call';
  readonly function: string;
  readonly arguments: readonly Tree[];
  /** The parameters that the arguments are for, where they are named rather than in order. */
  readonly names?: readonly string[];
}

/** A call of what an expression gives: `(function(x) x + 1)(2)`. */
export interface Application extends Node {
  readonly kind: 'apply';
  readonly of: Tree;
  readonly arguments: readonly Tree[];
  readonly names?: readonly string[];
}

/** `function(a, b: number) body` */
export interface FunctionDefinition extends Node {
  readonly kind: 'function';
  readonly parameters: readonly { readonly name: string; readonly type?: TypeName }[];
  readonly body: Tree;
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

const operandsOfRange = ({ low, high }: Range): readonly Tree[] => [low, high].filter((end) => end !== null);

function operandsOf(test: Test): readonly Tree[] {
  if (test.kind === 'range') return operandsOfRange(test);
  return [test.kind === 'comparison' ? test.to : test.value];
}

const CHILDREN: PerKind<[], readonly Tree[]> = {
  number: () => [],
  string: () => [],
  boolean: () => [],
  null: () => [],
  temporal: () => [],
  name: () => [],
  path: ({ of }) => [of],
  list: ({ items }) => items,
  context: ({ entries }) => entries.map(({ value }) => value),
  range: operandsOfRange,
  filter: ({ of, condition }) => [of, condition],
  negate: ({ of }) => [of],
  arithmetic: ({ left, right }) => [left, right],
  compare: ({ left, right }) => [left, right],
  in: ({ of, tests }) => [of, ...tests.flatMap(operandsOf)],
  instance: ({ of }) => [of],
  logic: ({ left, right }) => [left, right],
  if: (tree) => [tree.condition, tree.consequent, tree.alternate],
  for: ({ variables, result }) => [...variables.map(({ list }) => list), result],
  quantified: ({ list, satisfies }) => [list, satisfies],
  call: (tree) => tree.arguments,
  apply: (tree) => [tree.of, ...tree.arguments],
  function: ({ body }) => [body],
};

/** The expressions directly inside a tree, in the order of the text. */
export const childrenOf = (tree: Tree): readonly Tree[] => dispatch(CHILDREN, tree);
