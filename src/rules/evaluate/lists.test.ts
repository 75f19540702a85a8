import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../problem.ts';
import { parse } from '../text/parse.ts';
import { ANY, type Type } from '../types/types.ts';
import { fromValue, toValue } from '../values/json.ts';
import { type Scope, UNKNOWN } from '../values/values.ts';
import { evaluate } from './evaluate.ts';

const MEMBERS: Type = {
  kind: 'list',
  of: { kind: 'record', fields: { name: { kind: 'string' }, income: { kind: 'number' } } },
};

const SCOPE: Scope = {
  n: 7,
  gone: null,
  income: 999,
  numbers: [5, 3, 8],
  unsure: [5, UNKNOWN, 8],
  household: toValue(MEMBERS, [{ name: 'A', income: 100 }, { name: 'B' }]),
  items: toValue(ANY, [{ item: 1 }, { item: 2 }]),
};

/** Expressions over the scope above (`u` is unknown) and their values as JSON; undefined is unknown, in whole or in part. */
const VALUES: Readonly<Record<string, readonly [string, unknown][]>> = {
  filters: [
    ['numbers[item > 4]', [5, 8]],
    ['numbers[1]', 5],
    ['numbers[-1]', 8],
    ['numbers[0]', null],
    ['numbers[4]', null],
    ['numbers[-4]', null],
    ['numbers[1.5]', null],
    ['numbers[count(numbers)]', 8],
    ['numbers[n - 6]', 5],
    ['numbers[true]', [5, 3, 8]],
    ['numbers[gone]', []],
    ['[][item > 1]', []],
    ['[][1]', null],
    ['n[item > 4]', [7]],
    ['n[1]', 7],
    ['gone[1]', null],
    ['gone[item > 1]', null],
    ['[null, 1][item = null]', [null]],
    ['[{a: 1}, {a: 2}][a >= 2]', [{ a: 2 }]],
    ['[{a: 1}, {a: 2}][item.a >= 2].a', [2]],
    ['items[item >= 2]', [{ item: 2 }]],
    ['[{a: [1, 2]}, {a: [3]}][count(a[item > 1]) = 1]', [{ a: [1, 2] }, { a: [3] }]],
    ['[{n: 1}, {}][n = 7]', [{}]],
    ['u[1]', undefined],
    ['u[item > 1]', undefined],
    ['numbers[u]', undefined],
    ['unsure[item > 4]', undefined],
    ['unsure[1]', 5],
    ['unsure[2]', undefined],
    ['unsure[true]', undefined],
    ['household[income > 50]', undefined],
    ['household[name = "A"].income', [100]],
    ['some m in household satisfies m.income > 500', undefined],
    ['count(household[income > 500]) > 0', undefined],
  ],
  iterations: [
    ['for x in numbers return x * 2', [10, 6, 16]],
    ['for x in 1..3 return x', [1, 2, 3]],
    ['for x in 3..1 return x', [3, 2, 1]],
    ['for x in n - 8..1 return x', [-1, 0, 1]],
    ['for x in (1..3) return x', [2]],
    ['for x in [1..1] return x', [1]],
    ['for x in (1..2) return x', []],
    ['for d in @"2026-02-27"..@"2026-03-01" return d.day', [27, 28, 1]],
    ['for d in @"2026-03-01"..@"2026-02-28" return d.day', [1, 28]],
    ['for x in [1, 2], y in [x, 10] return x * y', [1, 10, 4, 20]],
    ['for x in [[1, 2], [3]], y in x return y', [1, 2, 3]],
    ['for x in 1..3, y in 1..x return y', [1, 1, 2, 1, 2, 3]],
    ['for x in 1..5 return if x <= 2 then 1 else partial[-1] + partial[-2]', [1, 1, 2, 3, 5]],
    ['for x in 1..3 return count(partial)', [0, 1, 2]],
    ['for x in [] return x', []],
    ['for x in 5 return x', [5]],
    ['for x in gone return x', null],
    ['for x in [1..3] return x', [1, 2, 3]],
    ['for x in u return x', undefined],
    ['for x in [1], y in u return x', undefined],
    ['for x in 1..u return x', undefined],
    ['count(for x in [1, 2] return u)', 2],
    ['(for x in unsure return x + 1)[1]', 6],
  ],
  quantifiers: [
    ['some x in numbers satisfies x > 7', true],
    ['every x in numbers satisfies x > 2', true],
    ['every x in [] satisfies x', true],
    ['some x in [] satisfies x', false],
    ['some x in 1..3 satisfies x = 2', true],
    ['some x in [1, 2], y in [2, 3] satisfies x = y', true],
    ['every x in [1, 2], y in [x] satisfies x = y', true],
    ['some x in gone satisfies x', null],
    ['some x in 3 satisfies x = 3', true],
    ['every x in [null, true] satisfies x', null],
    ['some x in [u, true] satisfies x', true],
    ['some x in [u, false] satisfies x', undefined],
    ['every x in [u, false] satisfies x', false],
    ['every x in u satisfies x', undefined],
  ],
};

for (const [what, cases] of Object.entries(VALUES)) {
  test(`${what} have the values that the language says`, () => {
    for (const [text, expected] of cases) {
      const problems: Problem[] = [];
      assert.deepEqual(fromValue(evaluate(parse(text), SCOPE, problems)), expected, text);
      assert.deepEqual(problems, [], text);
    }
  });
}

test("a member's unknown income is not taken for a fact of the same name", () => {
  assert.equal(evaluate(parse('some m in household[income > 500] satisfies true'), SCOPE), UNKNOWN);
  assert.equal(evaluate(parse('count(household[income > 500]) = 1'), SCOPE), UNKNOWN);
});

test('what cannot be gone through is unknown and says why', () => {
  const cases: [string, RegExp][] = [
    ['for x in 1.5..3 return x', /whole numbers or two dates/],
    ['for x in ["a".."c"] return x', /whole numbers or two dates/],
    ['for x in (>= 1) return x', /whole numbers or two dates/],
    ['for x in 1..1000000000 return x', /at most 1,000,000 items/],
    ['numbers["a"]', /must be true or false/],
  ];
  for (const [text, reason] of cases) {
    const problems: Problem[] = [];
    assert.equal(evaluate(parse(text), SCOPE, problems), UNKNOWN, text);
    assert.match(problems[0]!.message, reason);
  }
});

test('a condition that fails for many items says so once', () => {
  const problems: Problem[] = [];
  evaluate(parse('for x in 1..1000 return 1 / 0'), {}, problems);
  assert.equal(problems.length, 1);
  evaluate(parse('for x in 1..1000 return x + "a" + 1 / 0'), {}, problems);
  assert.ok(problems.length <= 101);
});
