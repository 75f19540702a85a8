import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../../text/parse.ts';
import { check } from '../../types/check.ts';
import { result } from './fixture.ts';
import { applyFunction, FUNCTION_GROUPS, FUNCTIONS, prepareFunction } from './index.ts';

test('each example is true, and passes the check', () => {
  for (const [name, { example }] of Object.entries(FUNCTIONS)) {
    if (example === undefined) continue;
    assert.ok(example.includes(`${name}(`), name);
    assert.equal(result(example), 'true', example);
    const { type, problems } = check(parse(example), {});
    assert.deepEqual([type.kind, problems], ['boolean', []], example);
  }
});

test('only the functions that would read the clock have no example', () => {
  const without = Object.keys(FUNCTIONS).filter((name) => FUNCTIONS[name]!.example === undefined);
  assert.deepEqual(without.sort(), ['now', 'today']);
});

test('a summary is one short line', () => {
  for (const [name, { summary }] of Object.entries(FUNCTIONS)) {
    assert.match(summary, /^[a-z][^\n]{5,140}[^.\s]$/, name);
  }
});

test('a function is in one group', () => {
  const names = Object.values(FUNCTION_GROUPS).flatMap((group) => Object.keys(group));
  assert.equal(new Set(names).size, names.length);
});

test('all functions of the standard are there (DMN 1.5, section 10.3.4)', () => {
  const standard = [
    'abs, after, all, any, append, before, ceiling, coincides, concatenate, contains, context, context merge',
    'context put, count, date, date and time, day of week, day of year, decimal, distinct values, duration, during',
    'ends with, even, exp, finished by, finishes, flatten, floor, get entries, get value, includes, index of',
    'insert before, is, list contains, list replace, log, lower case, matches, max, mean, median, meets, met by, min',
    'mode, modulo, month of year, not, now, number, odd, overlaps, overlaps after, overlaps before, product, range',
    'remove, replace, reverse, round down, round half down, round half up, round up, sort, split, sqrt, started by',
    'starts, starts with, stddev, string, string join, string length, sublist, substring, substring after',
    'substring before, sum, time, today, union, upper case, week of year, years and months duration',
  ].flatMap((line) => line.split(', '));
  assert.deepEqual(Object.keys(FUNCTIONS).sort(), [...standard, 'is defined'].sort());
});

test('names of the prototype are no functions', () => {
  assert.equal(prepareFunction('constructor', 1), undefined);
  assert.throws(() => applyFunction('toString', [1]), /there is no function toString/);
});
