import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../problem.ts';
import { parse } from '../text/parse.ts';
import { UNKNOWN } from '../values/values.ts';
import { evaluate } from './evaluate.ts';

/** No expression hangs, fills the memory or throws: what is too much has no value, and says so. */
const TOO_MUCH: readonly [string, RegExp][] = [
  ['for a in 1..1000, b in 1..1000, c in 1..1000 return 1', /more than 1,000,000 steps/],
  ['every a in 1..100000, b in 1..100000 satisfies true', /more than 1,000,000 steps/],
  ['for a in 1..900000 return [1, 2][item = a]', /more than 1,000,000 steps/],
  ['for a in 1..5000 return partial', /more than 1,000,000 steps/],
  ['{f: function(x) f(x), r: f(1)}.r', /more than 200 deep/],
  ['(function(f) f(f))(function(f) f(f))', /more than 200 deep/],
  ['{f: function(x) for i in 1..10 return f(x), r: f(1)}.r', /more than/],
  ['for a in 1..1000000000 return a', /at most 1,000,000 items/],
  ['some a in 1..1000, b in 1..1000000 satisfies true and false', /more than 1,000,000 steps/],
  ['{l: for i in 1..1100 return i, r: for i in l return l = l}.r', /more than 1,000,000 steps/],
  ['{l: for i in 1..1100 return i, r: for i in l return 0 in l}.r', /more than 1,000,000 steps/],
  ['{l: for i in 1..1100 return {a: i}, r: for i in l return l.a}.r', /more than 1,000,000 steps/],
  ['for i in 1..120000 return 1.01 ** 99', /more than 1,000,000 steps/],
  ['for i in 1..20000 return i ** 0.1', /more than 1,000,000 steps/],
  ['9 ** 1000 * 9 ** 1000', /too large/],
  ['(1 / 3) ** 1000 / 9 ** 1000', /too many digits|too large/],
];

test('what is too much has no value', () => {
  for (const [text, reason] of TOO_MUCH) {
    const problems: Problem[] = [];
    evaluate(parse(text), {}, problems);
    assert.match(problems.map(({ message }) => message).join('; '), reason, text);
  }
});

test('values that double do not get out of hand', () => {
  const doubling = (first: string, double: (name: string) => string) => {
    const entries = Array.from({ length: 60 }, (_, index) => `a${index + 1}: ${double(`a${index}`)}`);
    return `{a0: ${first}, ${entries.join(', ')}}.a60`;
  };
  const cases: [string, RegExp][] = [
    [doubling('"ab"', (a) => `${a} + ${a}`), /text has at most/],
    [doubling('[1]', (a) => `[${a}, ${a}]`), /items in all/],
    [doubling('[1]', (a) => `{x: ${a}, y: ${a}}`), /items in all/],
    [doubling('[1]', (a) => `concatenate(${a}, ${a})`), /items|steps/],
    [doubling('[1]', (a) => `for i in 1..2 return ${a}`), /items in all/],
  ];
  for (const [text, reason] of cases) {
    const problems: Problem[] = [];
    assert.equal(evaluate(parse(text), {}, problems), UNKNOWN, text.slice(0, 50));
    assert.match(problems[0]!.message, reason);
  }
});

test('functions that nest deeper than the stack are a problem like any other', () => {
  const body = `${'(if true then '.repeat(40)}f(x + 1)${' else 0)'.repeat(40)}`;
  const problems: Problem[] = [];
  assert.equal(evaluate(parse(`{f: function(x) ${body}, r: f(1)}.r`), {}, problems), UNKNOWN);
  assert.match(problems[0]!.message, /deep/);
});
