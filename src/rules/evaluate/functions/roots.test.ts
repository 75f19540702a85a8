import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  add,
  compare,
  decimal,
  divide,
  multiply,
  type Numeric,
  significant,
  subtract,
  toText,
} from '../../values/decimal.ts';
import { assertAll } from './fixture.ts';
import { exp, log, sqrt } from './roots.ts';

const text = (value: Numeric) => toText(value);

test('the digits are those of the mathematical tables', () => {
  assert.equal(text(sqrt(2)), '1.414213562373095048801688724209698');
  assert.equal(text(exp(1)), '2.718281828459045235360287471352662');
  assert.equal(text(exp(-1)), '0.3678794411714423215955237701614609');
  assert.equal(text(log(2)), '0.6931471805599453094172321214581766');
  assert.equal(text(log(10)), '2.302585092994045684017991454684364');
});

test('exact where the result has few digits', () => {
  assertAll([
    ['sqrt(0)', '0'],
    ['sqrt(144)', '12'],
    ['sqrt(0.0001)', '0.01'],
    ['sqrt(10 ** 40)', '100000000000000000000'],
    ['exp(0)', '1'],
    ['log(1)', '0'],
  ]);
});

test('what has no value', () => {
  assertAll([
    ['sqrt(-1)', /a negative number has no square root/],
    ['log(0)', /logarithm/],
    ['log(-1)', /logarithm/],
    ['exp(1000)', /^! /],
    ['sqrt(null)', 'null'],
    ['exp(u)', '?'],
    ['log("1")', /argument 1 of log must be a number/],
  ]);
});

const positive = fc
  .tuple(fc.bigInt({ min: 1n, max: 10n ** 34n }), fc.integer({ min: -40, max: 60 }))
  .map(([coefficient, exponent]) => decimal(`${coefficient}e${-exponent}`));

/** Whether two numbers are the same but for the last digits of 34. */
const isNear = (a: Numeric, b: Numeric, digits: number) =>
  compare(a, b) === 0 ||
  compare(multiply(subtract(a, b), decimal(`1e${digits}`)), b) *
    compare(multiply(subtract(b, a), decimal(`1e${digits}`)), b) >
    0;

test('a root squared is the number', () => {
  fc.assert(
    fc.property(positive, (number) => {
      const root = sqrt(number);
      assert.ok(isNear(multiply(root, root), number, 32), toText(number));
      assert.deepEqual(sqrt(significant(multiply(root, root), 34)), root);
    }),
  );
});

test('the logarithm of a power of e is its exponent, as far as the digits go', () => {
  fc.assert(
    fc.property(fc.integer({ min: -4000, max: 4000 }), (hundredths) => {
      const exponent = decimal(`${hundredths}e-2`);
      const back = log(exp(exponent));
      assert.ok(
        compare(decimal('1e-30'), subtract(back, exponent)) > 0 &&
          compare(decimal('1e-30'), subtract(exponent, back)) > 0,
      );
    }),
    { numRuns: 50 },
  );
});

test('powers of e multiply as their exponents add', () => {
  fc.assert(
    fc.property(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }), (a, b) => {
      const [left, right] = [decimal(`${a}e-1`), decimal(`${b}e-1`)];
      assert.ok(isNear(multiply(exp(left), exp(right)), exp(add(left, right)), 31));
    }),
    { numRuns: 50 },
  );
});

test('as JS reckons, as far as its digits go', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (x) => {
      const near = (ours: Numeric, js: number) =>
        assert.ok(Math.abs(Number(toText(ours)) - js) <= 1e-12 * Math.max(1, Math.abs(js)), `${x}`);
      near(sqrt(decimal(x)), Math.sqrt(x));
      near(log(decimal(x)), Math.log(x));
      near(exp(divide(decimal(x), 100_000)), Math.exp(x / 100_000));
    }),
    { numRuns: 50 },
  );
});
