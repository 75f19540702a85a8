import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as build from './build.ts';
import { anyTree, withoutPlaces } from './text/fixture.ts';
import { parse } from './text/parse.ts';
import { print } from './text/print.ts';
import { type Call, type ComparisonOperator, dispatch, type PerKind, type Test, type Tree } from './tree.ts';

const { add, and, apply, call, context, divide, eq, every, filter, forEach, ge, isIn, lambda, list, lt } = build;
const { multiply, name, negate, not, nothing, number, or, path, power, range, some, string, subtract, when } = build;

const [a, b, xs] = [name('a'), name('b'), name('xs')];

/** Trees as they are built, and the text of each. */
const BUILT: readonly [Tree, string][] = [
  [and(ge(name('age'), number(19)), not(name('homeless'))), 'age >= 19 and not(homeless)'],
  [or(a, and(b, a, b)), 'a or b and a and b'],
  [add(a, number('0.50'), multiply(b, number(-2))), 'a + 0.5 + b * -2'],
  [subtract(a, subtract(b, a)), 'a - (b - a)'],
  [divide(power(a, number(2)), negate(b)), 'a ** 2 / -b'],
  [number(12345678901234567890n), '12345678901234567890'],
  [path(a, 'b', 'c'), 'a.b.c'],
  [list(string('중'), build.boolean(true), nothing, build.temporal('P1M')), '["중", true, null, @"P1M"]'],
  [context({ a: number(1), 'b c': a }), '{a: 1, "b c": a}'],
  [range(a, b, '(]'), '(a..b]'],
  [list(build.atLeast(a), build.above(a), build.atMost(a), build.below(a)), '[(>= a), (> a), (<= a), (< a)]'],
  [filter(xs, lt(name('item'), a)), 'xs[item < a]'],
  [isIn(a, b, range(a, b), build.test('>', b), build.atLeast(b)), 'a in (b, [a..b], > b, >= b)'],
  [build.between(a, number(1), number(2)), 'a in [1..2]'],
  [build.instanceOf(a, 'date'), 'a instance of date'],
  [build.instanceOf(a, { name: 'list', of: [{ name: 'date' }] }), 'a instance of list<date>'],
  [when(a, number(1), number(2)), 'if a then 1 else 2'],
  [forEach({ x: xs, y: range(number(1), number(3)) }, name('x')), 'for x in xs, y in [1..3] return x'],
  [some('x', xs, every('y', xs, eq(name('x'), name('y')))), 'some x in xs satisfies every y in xs satisfies x = y'],
  [call('max', a, b), 'max(a, b)'],
  [build.callNamed('substring', { string: a, 'start position': b }), 'substring(string: a, start position: b)'],
  [apply(lambda(['x', ['y', { name: 'number' }]], name('x')), a, b), '(function(x, y: number) x)(a, b)'],
  [build.applyNamed(path(a, 'f'), { x: b }), 'a.f(x: b)'],
];

test('what is built says what was meant', () => {
  for (const [tree, text] of BUILT) {
    assert.equal(print(tree), text);
    if (text !== 'a in (b, [a..b], > b, (>= b))')
      assert.deepEqual(withoutPlaces(parse(text)), withoutPlaces(tree), text);
  }
});

const COMPARE = { '=': build.eq, '!=': build.ne, '<': build.lt, '<=': build.le, '>': build.gt, '>=': build.ge };
const ARITHMETIC = { '+': add, '-': subtract, '*': multiply, '/': divide, '**': power };

const again = (tree: Tree): Tree => dispatch(REBUILD, tree);

function testAgain(of: Test): Tree | ReturnType<typeof build.test> {
  if (of.kind === 'comparison') return build.test(of.op as ComparisonOperator, again(of.to));
  return again(of.kind === 'value' ? of.value : of);
}

/** Arguments by name, unless a record cannot hold them: names that are there twice. */
function argumentsAgain({ arguments: args, names }: Pick<Call, 'arguments' | 'names'>) {
  const rebuilt = args.map(again);
  return { rebuilt, named: names && Object.fromEntries(names.map((of, index) => [of, rebuilt[index]!])) };
}

/** Each kind of node from its parts, by the builder. */
const REBUILD: PerKind<[], Tree> = {
  number: ({ value }) => number(value),
  string: ({ value }) => string(value),
  boolean: ({ value }) => build.boolean(value),
  null: () => nothing,
  temporal: ({ value }) => build.temporal(value),
  name: (tree) => name(tree.name),
  path: ({ of, field }) => path(again(of), field),
  list: ({ items }) => list(...items.map(again)),
  context: ({ entries }) => context(Object.fromEntries(entries.map(({ key, value }) => [key, again(value)]))),
  range({ low, high, includesLow, includesHigh }) {
    if (low === null) return (includesHigh ? build.atMost : build.below)(again(high!));
    if (high === null) return (includesLow ? build.atLeast : build.above)(again(low));
    return range(again(low), again(high), `${includesLow ? '[' : '('}${includesHigh ? ']' : ')'}`);
  },
  filter: ({ of, condition }) => filter(again(of), again(condition)),
  negate: ({ of }) => negate(again(of)),
  arithmetic: ({ op, left, right }) => ARITHMETIC[op](again(left), again(right)),
  compare: ({ op, left, right }) => COMPARE[op](again(left), again(right)),
  in: ({ of, tests }) => isIn(again(of), ...tests.map(testAgain)),
  instance: ({ of, type }) => build.instanceOf(again(of), type),
  logic: ({ op, left, right }) => (op === 'and' ? and : or)(again(left), again(right)),
  if: (tree) => when(again(tree.condition), again(tree.consequent), again(tree.alternate)),
  for: ({ variables, result }) =>
    forEach(Object.fromEntries(variables.map((variable) => [variable.name, again(variable.list)])), again(result)),
  quantified: (tree) => (tree.quantifier === 'some' ? some : every)(tree.name, again(tree.list), again(tree.satisfies)),
  call(tree) {
    const { rebuilt, named } = argumentsAgain(tree);
    return named ? build.callNamed(tree.function, named) : call(tree.function, ...rebuilt);
  },
  apply(tree) {
    const { rebuilt, named } = argumentsAgain(tree);
    return named ? build.applyNamed(again(tree.of), named) : apply(again(tree.of), ...rebuilt);
  },
  function: ({ parameters, body }) =>
    lambda(
      parameters.map((parameter) => (parameter.type ? [parameter.name, parameter.type] : parameter.name)),
      again(body),
    ),
};

/** Whether a record can hold the names in their order: none twice, none a number. */
const fitsRecord = (names: readonly string[]): boolean =>
  new Set(names).size === names.length && !names.some((of) => /^\d+$/.test(of));

const isBuildable = (tree: unknown): boolean => {
  if (typeof tree !== 'object' || tree === null) return true;
  if (Array.isArray(tree)) return tree.every(isBuildable);
  const { entries = [], variables = [], names = [] } = tree as Record<'entries' | 'variables' | 'names', never[]>;
  const keys = [entries.map(({ key }) => key), variables.map(({ name }) => name), names];
  return keys.every(fitsRecord) && Object.values(tree).every(isBuildable);
};

test('the builder makes every tree that the parser makes', () => {
  fc.assert(
    fc.property(anyTree.filter(isBuildable), (tree) => {
      assert.deepEqual(withoutPlaces(again(tree)), withoutPlaces(parse(print(tree))));
    }),
    { numRuns: 1000 },
  );
});
