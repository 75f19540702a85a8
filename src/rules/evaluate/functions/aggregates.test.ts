import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decimal, type Numeric, toText } from '../../values/decimal.ts';
import { UNKNOWN, type Value } from '../../values/values.ts';
import { assertAll } from './fixture.ts';
import { applyFunction } from './index.ts';

test('the least and the greatest', () => {
  assertAll([
    ['min([3, 1, 2])', '1'],
    ['max(3, 1, 2)', '3'],
    ['min("b", "a")', '"a"'],
    ['max(@"2026-03-01", @"2026-03-02")', '2026-03-02'],
    ['max([@"P1D", @"PT25H"])', 'P1DT1H'],
    ['max([@"10:00:00Z", @"10:00:00+01:00"])', '10:00:00Z'],
    ['max([@"P1D", 2])', '2'],
    ['max([])', 'null'],
    ['min([1, null])', 'null'],
    ['min([1, u])', '?'],
    ['min(null)', 'null'],
    ['min([[1]])', /this needs number, string, date/],
    ['max(1, "a")', /cannot compare/],
    ['max(true, false)', /this needs number, string, date/],
  ]);
});

test('figures of numbers', () => {
  assertAll([
    ['sum([1, 2, 3])', '6'],
    ['sum(0.1, 0.2)', '0.3'],
    ['sum([])', 'null'],
    ['sum([1, null])', 'null'],
    ['sum([1, u])', '?'],
    ['sum([1, "a"])', /this needs number/],
    ['sum(null)', 'null'],
    ['mean([1, 2, 3, 4])', '2.5'],
    ['mean(1, 1, 2)', '1.333333333333333333333333333333333'],
    ['mean([])', 'null'],
    ['median(8, 2, 5, 3, 4)', '4'],
    ['median([6, 1, 2, 3])', '2.5'],
    ['median([])', 'null'],
    ['product([2, 3, 4])', '24'],
    ['product([])', 'null'],
    ['product(2, null)', 'null'],
    ['stddev([4, 4])', '0'],
    ['stddev(2, 4, 7, 5)', '2.081665999466132735282297706979931'],
    ['stddev([1])', 'null'],
    ['stddev([])', 'null'],
    ['mode(6, 3, 9, 6, 6)', '[6]'],
    ['mode([6, 1, 9, 6, 1])', '[1, 6]'],
    ['mode([1.0, 1])', '[1]'],
    ['mode([])', '[]'],
    ['mode([1, null])', 'null'],
    ['mode(["a"])', /this needs number/],
  ]);
});

test('truth values together', () => {
  assertAll([
    ['all([])', 'true'],
    ['any([])', 'false'],
    ['all(true, true)', 'true'],
    ['all([true, null])', 'null'],
    ['all([false, null, u])', 'false'],
    ['all([null, u])', '?'],
    ['any([true, u, null])', 'true'],
    ['any([false, null])', 'null'],
    ['any([false, u])', '?'],
    ['all(true)', 'true'],
    ['all(null)', 'null'],
    ['all([true, 1])', /this needs boolean/],
    ['any([true, 1])', 'true'],
  ]);
});

const call = (name: string, list: readonly Value[]) => applyFunction(name, [list]);
const whole = fc.array(fc.integer({ min: -20, max: 20 }), { minLength: 1, maxLength: 20 });
const asNumber = (value: Value) => Number(toText(value as Numeric));
const ascending = (a: number, b: number) => a - b;

test('figures are those of their definitions', () => {
  fc.assert(
    fc.property(whole, (list) => {
      const sum = list.reduce((a, b) => a + b);
      const sorted = list.toSorted(ascending);
      const middle = (sorted[Math.floor((sorted.length - 1) / 2)]! + sorted[Math.ceil((sorted.length - 1) / 2)]!) / 2;
      const variance = list.reduce((total, n) => total + (n - sum / list.length) ** 2, 0) / (list.length - 1);
      assert.equal(call('sum', list), sum);
      assert.equal(call('min', list), sorted[0]);
      assert.equal(call('max', list), sorted.at(-1));
      assert.ok(Math.abs(asNumber(call('mean', list)) - sum / list.length) < 1e-12);
      assert.equal(asNumber(call('median', list)), middle);
      if (list.length > 1) assert.ok(Math.abs(asNumber(call('stddev', list)) - Math.sqrt(variance)) < 1e-9);
      assert.deepEqual(call('product', list), decimal(list.reduce((product, n) => product * BigInt(n), 1n)));
      const times = (n: number) => list.filter((other) => other === n).length;
      const most = Math.max(...list.map(times));
      assert.deepEqual(
        call('mode', list),
        [...new Set(sorted)].filter((n) => times(n) === most),
      );
    }),
  );
});

test('all and any are conjunction and disjunction', () => {
  const truths = fc.array(fc.constantFrom<Value>(true, false, null, UNKNOWN), { maxLength: 5 });
  const negated = (list: readonly Value[]) => list.map((item) => (typeof item === 'boolean' ? !item : item));
  fc.assert(
    fc.property(truths, (list) => {
      const isAll = call('all', list);
      const decided = list.includes(false)
        ? false
        : list.includes(UNKNOWN)
          ? UNKNOWN
          : list.includes(null)
            ? null
            : true;
      assert.equal(isAll, decided);
      assert.equal(call('any', negated(list)), negated([isAll])[0]);
    }),
  );
});

test('what is learned of a list changes no figure that was known', () => {
  const lists = fc.array(fc.constantFrom<Value>(1, 2, null, UNKNOWN), { minLength: 1, maxLength: 4 });
  const names = fc.constantFrom('min', 'max', 'sum', 'mean', 'median', 'product', 'mode');
  fc.assert(
    fc.property(names, lists, fc.constantFrom<Value>(0, 3, null), (name, list, learned) => {
      const before = call(name, list);
      if (before !== UNKNOWN)
        assert.deepEqual(
          call(
            name,
            list.map((item) => (item === UNKNOWN ? learned : item)),
          ),
          before,
        );
    }),
  );
});
