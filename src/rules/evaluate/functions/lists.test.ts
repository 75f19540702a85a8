import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type FunctionValue, UNKNOWN, type Value } from '../../values/values.ts';
import { assertAll } from './fixture.ts';
import { applyFunction } from './index.ts';

test('whether an item is in a list, and where', () => {
  assertAll([
    ['list contains([1, 2, 3], 2)', 'true'],
    ['list contains([1, 2, 3], 4)', 'false'],
    ['list contains([], null)', 'false'],
    ['list contains([1, "a"], "a")', 'true'],
    ['list contains([[1], [2]], [2])', 'true'],
    ['list contains([@"PT24H"], @"P1D")', 'true'],
    ['list contains([{a: 1}], {a: 1.0})', 'true'],
    ['list contains(null, 1)', 'null'],
    ['index of([1, 2, 3, 2], 2)', '[2, 4]'],
    ['index of([1, 2], 3)', '[]'],
    ['index of([1, null], null)', '[2]'],
    ['index of([1, u], 1)', '?'],
    ['index of([], u)', '[]'],
  ]);
});

test('a part of a list', () => {
  assertAll([
    ['sublist([4, 5, 6], 1, 2)', '[4, 5]'],
    ['sublist([4, 5, 6], 2)', '[5, 6]'],
    ['sublist([4, 5, 6], -2)', '[5, 6]'],
    ['sublist([4, 5, 6], -2, 1)', '[5]'],
    ['sublist([4, u], 1, 1)', '[4]'],
    ['sublist([4, 5, 6], 0)', /a position counts from 1/],
    ['sublist([4, 5, 6], 4)', /there is no position 4 among 3/],
    ['sublist([4, 5, 6], 2, 3)', /there are not 3 from position 2 on/],
    ['sublist([4, 5, 6], 1.5)', /whole/],
    ['sublist([4], null)', 'null'],
  ]);
});

test('lists with other items', () => {
  assertAll([
    ['append([1], 2, 3)', '[1, 2, 3]'],
    ['append([], [1])', '[[1]]'],
    ['append(null, 1)', 'null'],
    ['concatenate([1, 2], [3])', '[1, 2, 3]'],
    ['concatenate([1], [[2]])', '[1, [2]]'],
    ['concatenate([1], 2)', '[1, 2]'],
    ['concatenate([1], null)', 'null'],
    ['insert before([1, 3], 1, 2)', '[2, 1, 3]'],
    ['insert before([1, 3], -1, 2)', '[1, 2, 3]'],
    ['insert before([1, 3], 3, 2)', /there is no position 3 among 2/],
    ['insert before([1], 1, null)', '[null, 1]'],
    ['remove([1, 2, 3], 2)', '[1, 3]'],
    ['remove([1, 2, 3], -1)', '[1, 2]'],
    ['remove([], 1)', /there is no position 1 among 0/],
    ['list replace([2, 4, 7, 8], 3, 6)', '[2, 4, 6, 8]'],
    ['list replace([2, 4], -1, u)', '[2, ?]'],
    ['list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)', '[5, 5, 7, 8]'],
    ['list replace([2, u], function(item, newItem) item < newItem, 5)', '?'],
    ['list replace([1], function(item) true, 5)', /list replace needs a function of 2 parameters/],
    ['list replace([1], function(item, newItem) 1, 5)', /the function of list replace gives number, not true or false/],
    ['reverse([1, 2, 3])', '[3, 2, 1]'],
    ['reverse([])', '[]'],
    ['reverse(null)', 'null'],
  ]);
});

test('sets and lists in lists', () => {
  assertAll([
    ['union([1, 2], [2, 3])', '[1, 2, 3]'],
    ['union([1, 1], [null], [null, "1"])', '[1, null, "1"]'],
    ['union([1, u], [2])', '?'],
    ['distinct values([1, 2, 3, 2, 1])', '[1, 2, 3]'],
    ['distinct values([[1], [1], 1])', '[[1], 1]'],
    ['distinct values([@"P1D", @"PT24H", 1])', '[P1D]'],
    ['distinct values([@"P1D", @"P1M", null, null])', '[P1D, P1M, null]'],
    ['distinct values([1, [u]])', '?'],
    ['distinct values([])', '[]'],
    ['flatten([[1, 2], [[3]], 4])', '[1, 2, 3, 4]'],
    ['flatten([])', '[]'],
    ['flatten([1, [u]])', '?'],
    ['flatten(null)', 'null'],
    ['count([])', '0'],
    ['count([null, [1, 2]])', '2'],
    ['count(null)', 'null'],
  ]);
});

test('a list is sorted by a function', () => {
  assertAll([
    ['sort([3, 1, 2], function(x, y) x < y)', '[1, 2, 3]'],
    ['sort([3, 1, 2], function(x, y) x > y)', '[3, 2, 1]'],
    ['sort([@"2026-03-01", @"2026-01-01"], function(x, y) x < y)', '[2026-01-01, 2026-03-01]'],
    ['sort([], function(x, y) x < y)', '[]'],
    ['sort(["b", "a"], function(x, y) false)', '["b", "a"]'],
    ['sort(precedes: function(x, y) x < y, list: [2, 1])', '[1, 2]'],
    ['sort([1, u], function(x, y) x < y)', '?'],
    ['sort([1, 2], function(x) true)', /sort needs a function of 2 parameters/],
    ['sort([1, 2], function(x, y) x + y)', /the function of sort gives number, not true or false/],
    ['sort([1, 2], null)', 'null'],
    ['sort([1, 2], 1)', /argument 2 of sort must be a function/],
  ]);
});

const items = fc.array(fc.constantFrom<Value>(1, 2, 3, 'a', 'b', null, true), { maxLength: 8 });
const call = (name: string, ...args: Value[]) => applyFunction(name, args);

/** The value, or nothing where there is none. */
const attempt = (name: string, ...args: Value[]): Value | undefined => {
  try {
    return call(name, ...args);
  } catch {
    return undefined;
  }
};

test('positions count from either end, as those of JS do from 0 and -1', () => {
  fc.assert(
    fc.property(items, fc.integer({ min: -9, max: 9 }), fc.integer({ min: 0, max: 9 }), (list, position, length) => {
      const index = position > 0 ? position - 1 : list.length + position;
      const isThere = position !== 0 && index >= 0 && index < list.length;
      const when = (isRight: boolean, value: () => Value) => (isRight ? value() : undefined);
      assert.deepEqual(
        attempt('sublist', list, position),
        when(isThere, () => list.slice(index)),
      );
      assert.deepEqual(
        attempt('sublist', list, position, length),
        when(isThere && length > 0 && index + length <= list.length, () => list.slice(index, index + length)),
      );
      assert.deepEqual(
        attempt('remove', list, position),
        when(isThere, () => list.toSpliced(index, 1)),
      );
      assert.deepEqual(
        attempt('insert before', list, position, 'new'),
        when(isThere, () => list.toSpliced(index, 0, 'new')),
      );
      assert.deepEqual(
        attempt('list replace', list, position, 'new'),
        when(isThere, () => list.with(index, 'new')),
      );
    }),
  );
});

test('sets of lists are those of JS', () => {
  fc.assert(
    fc.property(items, items, (a, b) => {
      assert.deepEqual(call('distinct values', a), [...new Set(a)]);
      assert.deepEqual(call('union', a, b), [...new Set([...a, ...b])]);
      assert.deepEqual(call('concatenate', a, b), [...a, ...b]);
      assert.deepEqual(call('append', a, ...b, 1), [...a, ...b, 1]);
      assert.deepEqual(call('reverse', a), a.toReversed());
      assert.equal(call('count', a), a.length);
      for (const item of b) {
        assert.equal(call('list contains', a, item), a.includes(item));
        assert.deepEqual(
          call('index of', a, item),
          a.flatMap((other, at) => (other === item ? [at + 1] : [])),
        );
      }
    }),
  );
});

test('a flattened list is that of JS', () => {
  const nested = fc.letrec<{ item: Value }>((tie) => ({
    item: fc.oneof({ depthSize: 'small' }, fc.integer(), fc.array(tie('item'), { maxLength: 3 })),
  })).item;
  fc.assert(
    fc.property(fc.array(nested), (list) =>
      assert.deepEqual(call('flatten', list), (list as unknown[]).flat(Infinity)),
    ),
  );
});

const precedes = (isBefore: (a: number, b: number) => Value): FunctionValue => ({
  kind: 'function',
  parameters: ['a', 'b'],
  call: ([a, b]) => isBefore((a as number[])[0]!, (b as number[])[0]!),
});

test('sorting is stable', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 30 }), (keys) => {
      const list = keys.map((key, at) => [key, at]);
      const expected = list.toSorted(([a], [b]) => a! - b!);
      assert.deepEqual(
        call(
          'sort',
          list,
          precedes((a, b) => a < b),
        ),
        expected,
      );
    }),
  );
});

test('an order that is not known is not made up', () => {
  const unsure = precedes((a, b) => (a === 2 && b === 1 ? UNKNOWN : a < b));
  assert.equal(call('sort', [[1], [2]], unsure), UNKNOWN);
});
