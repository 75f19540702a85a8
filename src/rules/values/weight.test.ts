import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ValueError } from '../problem.ts';
import type { Value } from './values.ts';
import { MAX_ITEMS, MAX_TEXT, weighed } from './weight.ts';

test('a value within the limits is given back as it is', () => {
  const value = [1, ['a', { kind: 'record', fields: { b: null } }]] as const;
  assert.equal(weighed(value), value);
  assert.equal(weighed('a'.repeat(MAX_TEXT)).length, MAX_TEXT);
});

test('too long a text and too many items are refused', () => {
  assert.throws(() => weighed('a'.repeat(MAX_TEXT + 1)), ValueError);
  assert.throws(() => weighed(Array<Value>(MAX_ITEMS + 1).fill(1)), ValueError);
});

test('lists that share their items weigh as much as whoever goes through them has to carry', () => {
  const double = (value: Value): Value => [value, value];
  let value: Value = [1];
  assert.throws(() => {
    for (let times = 0; times < 1000; times += 1) value = weighed(double(value));
  }, ValueError);
  const inRecords = (inner: Value): Value => ({ kind: 'record', fields: { a: inner, b: inner } });
  assert.throws(() => weighed(Array.from({ length: 30 }).reduce<Value>((inner) => inRecords(inner), 1)), ValueError);
});
