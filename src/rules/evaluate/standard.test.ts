import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../problem.ts';
import { parse } from '../text/parse.ts';
import { fromValue } from '../values/json.ts';
import { evaluateByStandard } from './evaluate.ts';

/** Where the standard and this program differ (docs/divergences.md), and what the standard gives. */
const DIFFERENCES: readonly [string, unknown][] = [
  ['missing', null],
  ['missing = null', true],
  ['{a: 1}.b', null],
  ['{a: 1} = {a: 1, b: null}', false],
  ['1 / 0', null],
  ['1 / 0 = null', true],
  ['1 = "1"', null],
  ['true and 1', null],
  ['false or "a"', null],
  ['if 1 then "yes" else "no"', 'no'],
  ['@"2026-03-01" + 1', null],
  ['@"P1D" = 1', null],
  ['@"P1D" < 2', null],
  ['missing(1)', null],
  ['[1.."a"]', null],
  ['[null..3]', null],
  ['2 in [null..3]', null],
  ['(function(x: number) x)("a")', null],
  ['[1, 2, 3][missing]', []],
  ['[1, "a"][item > 0]', [1]],
  ['for f in [abs, floor] return f(-1.5)', [1.5, -2]],
];

test('by the standard what has no value is null', () => {
  for (const [text, expected] of DIFFERENCES) {
    assert.deepEqual(fromValue(evaluateByStandard(parse(text), {})), expected, text);
  }
});

test('why there is no value is recorded', () => {
  const problems: Problem[] = [];
  evaluateByStandard(parse('missing + 1 / 0'), {}, problems);
  assert.deepEqual(
    problems.map(({ message }) => message),
    ['there is no missing', 'division by zero'],
  );
});
