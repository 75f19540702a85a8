import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decimal, type Numeric, subtract, toText } from '../../values/decimal.ts';
import { assertAll } from './fixture.ts';
import { applyFunction } from './index.ts';

/** The rounding functions for the numbers along the top, to whole numbers. */
const ROUNDINGS: Readonly<Record<string, readonly number[]>> = {
  _: [5.5, 2.5, 1.6, 1.1, 1, -1, -1.1, -1.6, -2.5, -5.5],
  'round up': [6, 3, 2, 2, 1, -1, -2, -2, -3, -6],
  'round down': [5, 2, 1, 1, 1, -1, -1, -1, -2, -5],
  ceiling: [6, 3, 2, 2, 1, -1, -1, -1, -2, -5],
  floor: [5, 2, 1, 1, 1, -1, -2, -2, -3, -6],
  'round half up': [6, 3, 2, 1, 1, -1, -1, -2, -3, -6],
  'round half down': [5, 2, 2, 1, 1, -1, -1, -2, -2, -5],
  decimal: [6, 2, 2, 1, 1, -1, -1, -2, -2, -6],
};

test('numbers are rounded to whole numbers as IEEE 754 and java.math.RoundingMode tell', () => {
  const { _: numbers, ...functions } = ROUNDINGS;
  for (const [name, expected] of Object.entries(functions)) {
    const rounded = numbers!.map((number) => applyFunction(name, [decimal(number), 0]));
    assert.deepEqual(rounded, expected, name);
  }
});

test('numbers are rounded to a place before or after the point', () => {
  assertAll([
    ['floor(1234.567, -2)', '1200'],
    ['ceiling(1234.567, 2)', '1234.57'],
    ['round up(-0.001, 2)', '-0.01'],
    ['round down(19999, -4)', '10000'],
    ['round half up(0.125, 2)', '0.13'],
    ['round half down(0.125, 2)', '0.12'],
    ['round half up(-150, -2)', '-200'],
    ['decimal(0.125, 2)', '0.12'],
    ['decimal(1/3, 5)', '0.33333'],
    ['decimal(1.5, 250)', '1.5'],
    ['floor(-0.5, -3)', '-1000'],
    ['floor(1.55, 1.9)', '1.5'],
    ['decimal(1, 6177)', /a scale is between -6111 and 6176/],
    ['floor(1, "a")', /argument 2 of floor must be a number/],
    ['floor(null, 1)', 'null'],
    ['floor(1, null)', 'null'],
    ['floor(1, u)', '?'],
  ]);
});

const numbers = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.integer({ min: 0, max: 20 }))
  .map(([coefficient, scale]) => decimal(`${coefficient}e-${scale}`));

const call = (name: string, ...args: Numeric[]) => applyFunction(name, args) as Numeric;

test('a rounded number is a multiple of the place, and less than one place away', () => {
  const names = fc.constantFrom(
    'floor',
    'ceiling',
    'round up',
    'round down',
    'round half up',
    'round half down',
    'decimal',
  );
  fc.assert(
    fc.property(names, numbers, fc.integer({ min: -5, max: 15 }), (name, number, places) => {
      const rounded = call(name, number, places);
      assert.equal(call('modulo', rounded, decimal(`1e${-places}`)), 0);
      const distance = call('abs', subtract(rounded, number));
      const limit = name.includes('half') || name === 'decimal' ? decimal(`5e${-places - 1}`) : decimal(`1e${-places}`);
      assert.ok(applyFunction('before', [distance, limit]) || toText(distance) === toText(limit));
      assert.deepEqual(call(name, rounded, places), rounded);
    }),
  );
});

test('what is left of a division has the sign of the divisor', () => {
  assertAll([
    ['modulo(12, 5)', '2'],
    ['modulo(-12, 5)', '3'],
    ['modulo(12, -5)', '-3'],
    ['modulo(-12, -5)', '-2'],
    ['modulo(10.1, 4.5)', '1.1'],
    ['modulo(-10.1, 4.5)', '3.4'],
    ['modulo(1, 0)', /division by zero/],
    ['modulo(2.99999999999999999999999999999999999999, 1)', '0.99999999999999999999999999999999999999'],
    ['modulo(100000000000000000000000000000000000000000001, 7)', '3'],
    ['modulo(1, null)', 'null'],
  ]);
});

test('a division and what is left of it make the number again', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 60n), max: 10n ** 60n }),
      fc.bigInt({ min: 1n, max: 10n ** 20n }),
      fc.boolean(),
      (a, size, isNegative) => {
        const b = isNegative ? -size : size;
        const rest = ((a % b) + b) % b;
        assert.deepEqual(call('modulo', decimal(a), decimal(b)), decimal(rest));
      },
    ),
  );
});

test('whole numbers are odd or even', () => {
  assertAll([
    ['even(0)', 'true'],
    ['even(-2)', 'true'],
    ['odd(-1)', 'true'],
    ['odd(2)', 'false'],
    ['even(10 ** 30)', 'true'],
    ['odd(10 ** 30 + 1)', 'true'],
    ['even(2.5)', /only whole numbers are odd or even/],
    ['odd(null)', 'null'],
  ]);
});

test('a number or a duration without its sign', () => {
  assertAll([
    ['abs(-1.5)', '1.5'],
    ['abs(0)', '0'],
    ['abs(@"-PT5H")', 'PT5H'],
    ['abs(@"-P1Y2M")', 'P1Y2M'],
    ['abs(@"P1D")', 'P1D'],
    ['abs(null)', 'null'],
    ['abs("1")', /argument 1 of abs must be a number or a duration/],
  ]);
});
