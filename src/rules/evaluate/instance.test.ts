import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../text/parse.ts';
import { UNKNOWN, type Value } from '../values/values.ts';
import { evaluate } from './evaluate.ts';

/** A value of each type, as texts. */
const SAMPLES: Readonly<Record<string, string>> = {
  number: '1.5',
  string: '"a"',
  boolean: 'true',
  date: '@"2026-03-01"',
  time: '@"09:30:00"',
  'date and time': '@"2026-03-01T09:30:00"',
  'days and time duration': '@"P1D"',
  'years and months duration': '@"P1Y"',
  'list<number>': '[1, 2]',
  'context<a: string>': '{a: "x", b: 1}',
  'range<number>': '[1..3]',
  'function<number> -> string': '(function(x: number) "a")',
};

const instanceOf = (value: string, type: string): Value => evaluate(parse(`${value} instance of ${type}`), {});

test('a value is an instance of its own type, of Any and of no other', () => {
  for (const [own, value] of Object.entries(SAMPLES)) {
    for (const type of Object.keys(SAMPLES)) assert.equal(instanceOf(value, type), type === own, `${value} ${type}`);
    assert.equal(instanceOf(value, 'Any'), true);
  }
});

test('null is an instance of Null only', () => {
  for (const type of [...Object.keys(SAMPLES), 'Any']) assert.equal(instanceOf('null', type), false, type);
  assert.equal(instanceOf('null', 'Null'), true);
});

test('what is inside decides, and what is unknown inside leaves it open', () => {
  const cases: [string, string, Value][] = [
    ['[1, "a"]', 'list<number>', false],
    ['[1, "a"]', 'list<Any>', true],
    ['[]', 'list<number>', true],
    ['[null]', 'list<number>', true],
    ['[u]', 'list<number>', UNKNOWN],
    ['[u, "a"]', 'list<number>', false],
    ['u', 'number', UNKNOWN],
    ['{a: null}', 'context<a: string>', true],
    ['{a: 1}', 'context<a: string>', false],
    ['{b: 1}', 'context<a: string>', false],
    ['{a: u}', 'context<a: string>', UNKNOWN],
    ['["a".."b"]', 'range<number>', false],
    ['(> 3)', 'range<number>', true],
  ];
  for (const [value, type, expected] of cases) assert.equal(instanceOf(value, type), expected, `${value} ${type}`);
});

test('a function may take more and give less than the type asks', () => {
  const cases: [string, string, Value][] = [
    ['(function() "a")', 'function<> -> Any', true],
    [
      '(function(x: context<a: string>) {b: 1, c: 2})',
      'function<context<a: string, b: string>> -> context<b: number>',
      true,
    ],
    ['(function(x: context<a: string, b: string>) 1)', 'function<context<a: string>> -> number', false],
    ['(function(x: number, y: number) 1)', 'function<number> -> number', false],
    ['(function(x: number) {b: 1})', 'function<number> -> context<b: number, c: number>', false],
    ['(function(x) function(y) [1])', 'function<Any> -> function<Any> -> list<number>', true],
  ];
  for (const [value, type, expected] of cases) assert.equal(instanceOf(value, type), expected, `${value} ${type}`);
});
