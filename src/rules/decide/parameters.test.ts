import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate } from '../evaluate/evaluate.ts';
import { ValueError } from '../problem.ts';
import { parse } from '../text/parse.ts';
import { fromValue } from '../values/json.ts';
import { UNKNOWN } from '../values/values.ts';
import { type Parameter, typeOfParameter, valueOn } from './parameters.ts';

const DAYS: Parameter = { unit: 'day', values: { '2014-06-01': 280, '2020-01-01': '290.5' } };

const MEDIAN: Parameter = {
  unit: 'coin/month',
  by: 'person',
  values: { '2025-01-01': 100, '2026-01-01': { 10: 900, 1: 256, 2: 419 } },
};

const TAX: Parameter = { marginal: true, values: { '2026-01-01': { 0: '0.1', 1000: '0.2' } } };

const called = (parameter: Parameter, day: string, argument: number) =>
  fromValue(evaluate(parse(`p(${argument})`), { p: valueOn(parameter, day) }));

test('the value in force is the latest that has begun; before the first there is none', () => {
  const onDay = (day: string) => fromValue(valueOn(DAYS, day));
  assert.deepEqual(['2014-06-01', '2019-12-31', '2020-01-01', '2030-01-01'].map(onDay), [280, 280, 290.5, 290.5]);
  assert.equal(valueOn(DAYS, '2014-05-31'), UNKNOWN);
  assert.throws(() => valueOn(DAYS, '2014-02-30'), ValueError);
  assert.throws(() => valueOn({ values: { '2014-02-30': 1 } }, '2020-01-01'), ValueError);
});

test('a table is looked up by the last row that begins at or below the number', () => {
  assert.deepEqual(
    [1, 2, 3, 9, 10, 99].map((size) => called(MEDIAN, '2026-03-01', size)),
    [256, 419, 419, 419, 900, 900],
  );
  assert.equal(called(MEDIAN, '2026-03-01', 0), undefined);
});

test('a number on one date and a table on another is a table on both', () => {
  assert.equal(called(MEDIAN, '2025-06-01', 3), 100);
  assert.deepEqual(typeOfParameter(MEDIAN), { kind: 'table', unit: 'coin/month', by: 'person' });
});

test('a marginal table takes each part of the number at the rate of its bracket', () => {
  assert.deepEqual(
    [0, 500, 1000, 1500].map((income) => called(TAX, '2026-03-01', income)),
    [0, 50, 100, 200],
  );
  assert.deepEqual(typeOfParameter(TAX), { kind: 'table' });
});

test('a plain parameter is a number in its unit', () => {
  assert.deepEqual(typeOfParameter(DAYS), { kind: 'number', unit: 'day' });
  assert.deepEqual(typeOfParameter({ values: { '2020-01-01': 1 } }), { kind: 'number' });
});
