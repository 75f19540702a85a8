import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ValueError } from '../problem.ts';
import { parseTemporal } from './calendar.ts';
import { decimal } from './decimal.ts';
import { and, equal, isKnown, kindOf, not, or, order, UNKNOWN, type Value } from './values.ts';

/** Kleene's values as numbers: `and` is the minimum, `or` the maximum. Null, which Kleene has not, is left out here. */
const TRUTHS = new Map<Value, number>([
  [false, 0],
  [UNKNOWN, 0.5],
  [true, 1],
]);
const truths = fc.constantFrom(...TRUTHS.keys());
const size = (value: Value) => TRUTHS.get(value)!;

test('and, or, not are the minimum, maximum and complement', () => {
  fc.assert(
    fc.property(truths, truths, (a, b) => {
      assert.equal(size(and(a, b)), Math.min(size(a), size(b)));
      assert.equal(size(or(a, b)), Math.max(size(a), size(b)));
      assert.equal(size(not(a)), 1 - size(a));
    }),
  );
});

test('and, or are commutative, associative and mirror images, null included', () => {
  const all = fc.constantFrom<Value>(true, false, null, UNKNOWN);
  fc.assert(
    fc.property(all, all, all, (a, b, c) => {
      assert.equal(and(a, b), and(b, a));
      assert.equal(and(a, and(b, c)), and(and(a, b), c));
      assert.equal(or(a, b), not(and(not(a), not(b))));
    }),
  );
});

test('null beside unknown stays open, since the unknown may still decide', () => {
  assert.equal(and(null, UNKNOWN), UNKNOWN);
  assert.equal(or(null, UNKNOWN), UNKNOWN);
  assert.equal(and(null, true), null);
  assert.equal(or(null, true), true);
});

const at = parseTemporal;
const range = (low: Value, high: Value, includesHigh = true): Value => ({
  kind: 'range',
  low,
  high,
  includesLow: true,
  includesHigh,
});
const record = (fields: Record<string, Value>): Value => ({ kind: 'record', fields });

test('every kind that has an order is ordered', () => {
  const ascending: Value[][] = [
    [-1, decimal('0.5'), 2, decimal('1e30')],
    ['', 'a', 'ab', 'b', '\uffee', '😀'],
    [at('-0001-12-31'), at('0001-01-01'), at('2026-02-28'), at('2026-03-01')],
    [at('09:00:00+09:00'), at('09:00:00Z'), at('09:00:00-05:00')],
    [at('2026-03-01T00:00:00+09:00'), at('2026-03-01T00:00:00Z'), at('2026-03-01T00:00:00.5Z')],
    [at('-P1D'), at('PT1H'), at('P1D')],
    [at('P11M'), at('P1Y')],
  ];
  for (const values of ascending) {
    for (const [i, a] of values.entries()) {
      for (const [j, b] of values.entries()) assert.equal(Math.sign(order(a, b)), Math.sign(i - j), `${i} ${j}`);
    }
  }
});

test('what has no order says so', () => {
  const cases: [Value, Value, RegExp][] = [
    [true, false, /boolean has no order/],
    [[1], [2], /list has no order/],
    [1, 'a', /compare number with string/],
    [at('P1D'), at('P1M'), /compare days with months/],
    [at('P1M'), 1, /compare months with number/],
  ];
  for (const [a, b, message] of cases) assert.throws(() => order(a, b), { name: new ValueError('').name, message });
});

test('a duration of days compares with a number of days, but not by the standard', () => {
  assert.ok(order(at('P59D'), 60) < 0);
  assert.ok(order(60, at('P59DT1H')) > 0);
  assert.equal(equal(at('PT36H'), decimal('1.5')), true);
  assert.throws(() => order(at('P59D'), 60, true), ValueError);
  assert.throws(() => equal(at('P60D'), 60, true), ValueError);
});

test('equality is three-valued and goes into lists, records and ranges', () => {
  const cases: [Value, Value, Value][] = [
    [null, null, true],
    [null, 0, false],
    [UNKNOWN, null, UNKNOWN],
    [1, decimal('1.0'), true],
    [decimal('0.1'), decimal('0.10'), true],
    [[1, 2], [1, 2], true],
    [[1, 2], [2, 1], false],
    [[1], [1, 1], false],
    [[UNKNOWN, 1], [2, 2], false],
    [[UNKNOWN, 1], [2, 1], UNKNOWN],
    [record({ a: 1 }), record({ a: 1 }), true],
    [record({ a: 1, b: 2 }), record({ b: 2, a: 1 }), true],
    [record({ a: 1 }), record({ a: 2 }), false],
    [record({ a: 1 }), record({ a: 1, b: 2 }), UNKNOWN],
    [range(1, 2), range(1, 2), true],
    [range(1, 2), range(1, 2, false), false],
    [range(1, UNKNOWN), range(1, 2), UNKNOWN],
    [range(1, null), range(1, null), true],
    [at('09:00:00'), at('09:00:00Z'), false],
  ];
  for (const [a, b, expected] of cases) {
    assert.equal(equal(a, b), expected, `${kindOf(a)} ${kindOf(b)}`);
    assert.equal(equal(b, a), expected);
  }
});

test('a field that only one record has makes them differ by the standard', () => {
  assert.equal(equal(record({ a: 1 }), record({ a: 1, b: null }), true), false);
});

test('what can never be equal is an error, not a no', () => {
  const wrong: [Value, Value][] = [
    [1, '1'],
    [[], 0],
    [record({}), []],
    [at('P1Y'), at('P365D')],
    [at('2026-03-01'), at('2026-03-01T00:00:00')],
  ];
  for (const [a, b] of wrong) assert.throws(() => equal(a, b), ValueError);
});

test('a value is known when nothing inside it is unknown', () => {
  for (const value of [null, 0, [[1]], record({ a: [null] }), range(1, null), at('P1D')]) assert.ok(isKnown(value));
  for (const value of [UNKNOWN, [[UNKNOWN]], record({ a: UNKNOWN }), range(UNKNOWN, 1)]) assert.ok(!isKnown(value));
});

test('kinds', () => {
  const kinds = [UNKNOWN, null, true, 'a', 1, decimal('0.1'), [], record({}), range(1, 2), at('P1D')].map(kindOf);
  assert.deepEqual(kinds, [
    'unknown',
    'null',
    'boolean',
    'string',
    'number',
    'number',
    'list',
    'record',
    'range',
    'duration',
  ]);
});
