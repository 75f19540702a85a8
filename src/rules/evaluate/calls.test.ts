import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../problem.ts';
import { parse } from '../text/parse.ts';
import { decimal } from '../values/decimal.ts';
import { fromValue } from '../values/json.ts';
import { type Scope, type TableValue, UNKNOWN } from '../values/values.ts';
import { evaluate } from './evaluate.ts';

const rows = ([from, value]: readonly [number, number | string]) => ({ from, value: decimal(value) });

/** Median incomes by the size of a household, and a tax of 10 % from 0, 20 % from 1000 and 50 % from 5000. */
const MEDIAN: TableValue = {
  kind: 'table',
  marginal: false,
  rows: (
    [
      [1, 100],
      [2, 160],
      [4, 220],
    ] as const
  ).map(rows),
};
const TAX: TableValue = {
  kind: 'table',
  marginal: true,
  rows: (
    [
      [0, '0.1'],
      [1000, '0.2'],
      [5000, '0.5'],
    ] as const
  ).map(rows),
};

const SCOPE: Scope = {
  n: 7,
  gone: null,
  median: MEDIAN,
  tax: TAX,
  count: { kind: 'function', parameters: ['x'], call: ([x]) => ['counted', x!] },
};

function resultOf(text: string, problems: Problem[] = []) {
  return fromValue(evaluate(parse(text), SCOPE, problems));
}

test('functions are values that see what is around them', () => {
  const cases: [string, unknown][] = [
    ['(function(x) x + 1)(2)', 3],
    ['(function() 5)()', 5],
    ['(function(x) function(y) x * y)(3)(4)', 12],
    ['{add: function(a, b) a + b, r: add(1, 2)}.r', 3],
    ['{k: 10, f: function(x) x * k, r: f(2)}.r', 20],
    ['{k: 10, f: function(k) k, r: f(2)}.r', 2],
    ['{f: function(a, b) a - b, r: f(b: 1, a: 5)}.r', 4],
    ['{f: function(i) if i <= 1 then 1 else i * f(i - 1), r: f(5)}.r', 120],
    ['for f in [function(x) x + 1, function(x) x * 10] return f(n)', [8, 70]],
    ['[{f: function(x) x > 1}][f(2)].f(1)', undefined],
    ['{f: function(x: number) x, r: f([3])}.r', 3],
    ['{f: function(x: list<number>) x, r: f(3)}.r', [3]],
    ['{f: function(x) x, r: f(u)}.r', undefined],
    ['{f: function(x) 1, r: f(u)}.r', 1],
    ['u(1)', undefined],
    ['gone(1)', null],
  ];
  for (const [text, expected] of cases) {
    const problems: Problem[] = [];
    assert.deepEqual(resultOf(text, problems), expected, text);
    const isStrange = text === 'u(1)' || text.includes('.f(1)');
    if (!isStrange) assert.deepEqual(problems, [], text);
  }
});

test('a name in scope that holds a function stands before the built-in one', () => {
  assert.deepEqual(resultOf('count(1)'), ['counted', 1]);
  assert.equal(resultOf('{sum: function(x) "mine", r: sum([1])}.r'), 'mine');
  assert.equal(resultOf('{sum: 3, r: sum([1, 2])}.r'), 3);
});

test('built-in functions take named arguments', () => {
  assert.equal(resultOf('substring(start position: 2, string: "abc")'), 'bc');
});

test('a flat table gives the value of the row that a number reaches', () => {
  const cases: [string, unknown][] = [
    ['median(1)', 100],
    ['median(2)', 160],
    ['median(3)', 160],
    ['median(3.99)', 160],
    ['median(100)', 220],
    ['median(gone)', null],
    ['median(u)', undefined],
  ];
  for (const [text, expected] of cases) assert.equal(resultOf(text), expected, text);
});

test('a marginal table gives the sum over its rows', () => {
  const cases: [string, unknown][] = [
    ['tax(0)', 0],
    ['tax(-5)', 0],
    ['tax(500)', 50],
    ['tax(1000)', 100],
    ['tax(1000.5)', 100.1],
    ['tax(6000)', 100 + 800 + 500],
  ];
  for (const [text, expected] of cases) assert.equal(resultOf(text), expected, text);
});

test('what cannot be called so is unknown and says why', () => {
  const cases: [string, RegExp][] = [
    ['n(1)', /n is a number and cannot be called/],
    ['"abs"(-1)', /the function is a string and cannot be called/],
    ['(function(x) x)()', /takes 1 argument, not 0/],
    ['(function(x, y) x)(1)', /takes 2 arguments, not 1/],
    ['(function(x) x)(z: 1)', /no parameter z/],
    ['(function(x, y) x)(x: 1)', /needs y/],
    ['(function(x: number) x)("a")', /must be a number, not a string/],
    ['median("a")', /takes one number/],
    ['median(0)', /begins above/],
    ['nothing_known(1)', /no function nothing_known/],
  ];
  for (const [text, reason] of cases) {
    const problems: Problem[] = [];
    assert.equal(evaluate(parse(text), SCOPE, problems), UNKNOWN, text);
    assert.match(problems.map(({ message }) => message).join('; '), reason, text);
  }
});
