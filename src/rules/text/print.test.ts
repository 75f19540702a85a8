import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { anyTree, treesNaming, withoutPlaces } from './fixture.ts';
import { parse } from './parse.ts';
import { print } from './print.ts';

/** Texts and how the printer says them: with the fewest parentheses, so that it shows the grouping. */
const GROUPINGS: readonly [string, string][] = [
  ['a or b and c', 'a or b and c'],
  ['(a or b) and c', '(a or b) and c'],
  ['a and (b and c)', 'a and (b and c)'],
  ['(a and b) and c', 'a and b and c'],
  ['a - b - c', 'a - b - c'],
  ['a - (b - c)', 'a - (b - c)'],
  ['(a + b) * c', '(a + b) * c'],
  ['2 ** 3 ** 2', '2 ** 3 ** 2'],
  ['2 ** (3 ** 2)', '2 ** (3 ** 2)'],
  ['-a ** 2', '-a ** 2'],
  ['-(a ** 2)', '-(a ** 2)'],
  ['- 1', '-1'],
  ['-(1)', '-(1)'],
  ['--1', '-(-1)'],
  ['a - -1', 'a - -1'],
  ['a--b', 'a - -b'],
  ['1.50', '1.5'],
  ['x in [1..5] and y', 'x in [1..5] and y'],
  ['p and x in [1..5] or q', 'p and x in [1..5] or q'],
  ['x in >3 and y', 'x in (> 3) and y'],
  ['x in (1) and y', 'x in (1) and y'],
  ['x in (1, >2, (3..4])', 'x in (1, > 2, (3..4])'],
  ['x in ((> 3))', 'x in (> 3)'],
  ['x in ]1..5[', 'x in (1..5)'],
  ['x in list_a and y', 'x in (list_a) and y'],
  ['x in ["a", "b"] = y', 'x in (["a", "b"]) = y'],
  ['x in [[1..5], (> 7)]', 'x in ([[1..5], (> 7)])'],
  ['x between 1 and a + 2 and y', 'x in [1..a + 2] and y'],
  ['not(x) and y', 'not(x) and y'],
  ['if a then b else c + 1', 'if a then b else c + 1'],
  ['(if a then b else c) + 1', '(if a then b else c) + 1'],
  ['some x in xs, y in x.ys satisfies x = y', 'some x in xs satisfies some y in x.ys satisfies x = y'],
  ['(every x in xs satisfies x) or y', '(every x in xs satisfies x) or y'],
  ['for i in 1..10, j in [i..10] return i * j', 'for i in [1..10], j in [i..10] return i * j'],
  ['(for x in xs return x)[1]', '(for x in xs return x)[1]'],
  ['function(x, y: number) x + y', 'function(x, y: number) x + y'],
  ['(function(x) x)(1)', '(function(x) x)(1)'],
  ['(f)(1)', '(f)(1)'],
  ['f(1)(2)', 'f(1)(2)'],
  ['a.f(x)', 'a.f(x)'],
  ['123()', '(123)()'],
  ['-a instance of number', '-(a instance of number)'],
  ['(-a) instance of number', '(-a) instance of number'],
  ['a instance of date and time', 'a instance of date and time'],
  ['(a instance of date) and time', '(a instance of date) and time'],
  ['a + b instance of number', 'a + b instance of number'],
  ['xs[item.a > 3][1].b', 'xs[item.a > 3][1].b'],
  ['(a + b)[1]', '(a + b)[1]'],
  ['years  and months\tduration(a, b).years', 'years and months duration(a, b).years'],
  ['date ("2026-03-01").year // born', 'date("2026-03-01").year'],
  ['@"2026-03-01" . year', '@"2026-03-01".year'],
  ['{a : 1,"b c" :a}.a', '{a: 1, "b c": a}.a'],
  ['(=5)', '[5..5]'],
  ['[>3, <=5]', '[(> 3), (<= 5)]'],
  ['"\\u4e2d\\n\\"\\\\"', '"中\\u000a\\"\\\\"'],
];

test('operators group by precedence', () => {
  for (const [text, printed] of GROUPINGS) {
    assert.equal(print(parse(text)), printed, text);
    assert.equal(print(parse(printed)), printed, printed);
  }
});

test('a printed tree is read as the same tree', () => {
  fc.assert(
    fc.property(anyTree, (tree) => {
      assert.deepEqual(withoutPlaces(parse(print(tree))), withoutPlaces(tree), print(tree));
    }),
    { numRuns: 3000 },
  );
});

test('so is one with names of several words, where they are known', () => {
  const names = ['a', 'b', 'Full Name', 'p-q', "c's", 'Flight.No', 'days in weekend'];
  fc.assert(
    fc.property(treesNaming(names), (tree) => {
      assert.deepEqual(withoutPlaces(parse(print(tree), { names })), withoutPlaces(tree), print(tree));
    }),
    { numRuns: 1000 },
  );
});

test('a tree is plain JSON', () => {
  fc.assert(
    fc.property(anyTree, (tree) => {
      const read = parse(print(tree));
      assert.deepEqual(JSON.parse(JSON.stringify(read)), read);
    }),
  );
});
