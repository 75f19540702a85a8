import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ValueError } from '../problem.ts';
import {
  add,
  compare,
  decimal,
  divide,
  MAX_DIGITS,
  multiply,
  type Numeric,
  negate,
  power,
  round,
  significant,
  signOf,
  subtract,
  toText,
} from './decimal.ts';

const numbers = fc.oneof(
  fc.integer({ min: -20, max: 20 }),
  fc.maxSafeInteger(),
  fc
    .tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.integer({ min: -20, max: 30 }))
    .map(([coefficient, scale]) => decimal(`${coefficient}e${-scale}`)),
);

/** The number as a fraction of two integers, the plain model to compare with. */
const fraction = (n: Numeric): [bigint, bigint] =>
  typeof n === 'number' ? [BigInt(n), 1n] : [n.coefficient, 10n ** BigInt(n.scale)];
const abs = (n: bigint) => (n < 0n ? -n : n);

test('text becomes a number in lowest form and back', () => {
  const cases = {
    '1.50': '1.5',
    '-0.250': '-0.25',
    '1e3': '1000',
    '.5': '0.5',
    '-0': '0',
    '120e-1': '12',
    '1E-7': '0.0000001',
    '007': '7',
  };
  for (const [text, expected] of Object.entries(cases)) assert.equal(toText(decimal(text)), expected, text);
  assert.equal(toText(decimal(0.1)), '0.1');
  assert.equal(toText(decimal(1e21)), '1000000000000000000000');
  assert.equal(toText(decimal(-12n)), '-12');
});

test('what is not a number or is beyond the limits is refused', () => {
  const wrong = [
    '',
    '.',
    'x',
    '1.2.3',
    '1e',
    '--1',
    '1e201',
    '1e-201',
    `1${'0'.repeat(MAX_DIGITS)}`,
    Number.NaN,
    Infinity,
  ];
  for (const source of wrong) assert.throws(() => decimal(source), ValueError, String(source));
  const large = decimal(`1e${MAX_DIGITS - 1}`);
  assert.throws(() => multiply(large, large), ValueError);
  assert.throws(() => divide(decimal(1), decimal(0)), ValueError);
});

test('a number survives its text', () => {
  fc.assert(fc.property(numbers, (n) => assert.deepEqual(decimal(toText(n)), n)));
});

test('a number is a JS number when and only when it is a safe integer, and never −0', () => {
  const isCanonical = (n: Numeric) =>
    typeof n === 'number'
      ? Number.isSafeInteger(n) && !Object.is(n, -0)
      : n.scale > 0
        ? n.coefficient % 10n !== 0n
        : !Number.isSafeInteger(Number(n.coefficient));
  fc.assert(
    fc.property(numbers, numbers, fc.integer({ min: -5, max: 5 }), (a, b, places) => {
      const results = [add(a, b), subtract(a, b), multiply(a, b), negate(a), round(a, places, 'half-even')];
      if (b !== 0) results.push(divide(a, b));
      for (const result of results) assert.ok(isCanonical(result), toText(result));
      assert.equal(signOf(a), Math.sign(compare(a, 0)));
    }),
    { numRuns: 500 },
  );
});

test('sum, difference, product and order are those of rational numbers', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      const [an, ad] = fraction(a);
      const [bn, bd] = fraction(b);
      const isFraction = (result: Numeric, numerator: bigint, denominator: bigint) => {
        const [n, d] = fraction(result);
        assert.equal(n * denominator, numerator * d);
      };
      isFraction(add(a, b), an * bd + bn * ad, ad * bd);
      isFraction(subtract(a, b), an * bd - bn * ad, ad * bd);
      isFraction(multiply(a, b), an * bn, ad * bd);
      assert.equal(Math.sign(compare(a, b)), an * bd < bn * ad ? -1 : Number(an * bd > bn * ad));
      assert.equal(compare(a, b) === 0, toText(a) === toText(b));
      assert.equal(compare(a, b) === 0, typeof a === typeof b && toText(a) === toText(b));
    }),
  );
});

test('a quotient is the nearest number of 34 digits', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      fc.pre(b !== 0);
      const quotient = divide(a, b);
      const [qn, qd] = fraction(quotient);
      const [an, ad] = fraction(a);
      const [bn, bd] = fraction(b);
      // |a/b − q| ≤ half a unit of the 34th digit; the unit is 10^(digits before the point − 34).
      const error = abs(an * bd * qd - qn * ad * bn);
      const scale = abs(ad * bn * qd);
      const exponent = abs(qn).toString().length - qd.toString().length + 1 - 34;
      const unit: [bigint, bigint] = exponent >= 0 ? [10n ** BigInt(exponent), 1n] : [1n, 10n ** BigInt(-exponent)];
      assert.ok(2n * error * unit[1] <= scale * unit[0]);
    }),
  );
});

test('a tie in the 35th digit goes to the even neighbour', () => {
  const half = (last: string) => toText(divide(decimal(`2${'0'.repeat(32)}${last}`), decimal(2)));
  assert.equal(half('1'), '1000000000000000000000000000000000.5'.slice(0, 34));
  assert.equal(half('3'), `1${'0'.repeat(32)}2`);
  assert.equal(toText(divide(decimal(2), decimal(3))), `0.${'6'.repeat(33)}7`);
  assert.equal(toText(divide(decimal(-2), decimal(3))), `-0.${'6'.repeat(33)}7`);
});

test('rounding', () => {
  const cases: [string, number, string, string, string][] = [
    ['2.5', 0, '2', '3', '2'],
    ['3.5', 0, '3', '4', '4'],
    ['-2.5', 0, '-3', '-2', '-2'],
    ['-0.4', 0, '-1', '0', '0'],
    ['1234', -2, '1200', '1300', '1200'],
    ['1.005', 2, '1', '1.01', '1'],
    ['1.5', 3, '1.5', '1.5', '1.5'],
  ];
  for (const [text, places, floor, ceiling, even] of cases) {
    const rounded = (['floor', 'ceiling', 'half-even'] as const).map((mode) =>
      toText(round(decimal(text), places, mode)),
    );
    assert.deepEqual(rounded, [floor, ceiling, even], `${text} to ${places}`);
  }
});

test('floor and ceiling enclose the number, and half-even is one of them', () => {
  fc.assert(
    fc.property(numbers, fc.integer({ min: -10, max: 10 }), (n, places) => {
      const [floor, even, ceiling] = (['floor', 'half-even', 'ceiling'] as const).map((mode) => round(n, places, mode));
      assert.ok(compare(floor!, n) <= 0 && compare(n, ceiling!) <= 0);
      assert.ok([toText(floor!), toText(ceiling!)].includes(toText(even!)));
      assert.ok(compare(subtract(ceiling!, floor!), decimal(`1e${-places}`)) <= 0);
    }),
  );
});

test('powers multiply exactly while they fit into 34 digits', () => {
  assert.equal(toText(power(decimal('1.05'), decimal(3))), '1.157625');
  assert.equal(toText(power(decimal(2), decimal(-2))), '0.25');
  assert.equal(toText(power(decimal('1.01'), decimal(360))), '35.9496413276849205626988179040036');
  assert.throws(() => power(decimal(2), decimal('0.5')), ValueError);
  assert.throws(() => power(decimal(2), decimal(1001)), ValueError);
  assert.throws(() => power(decimal(0), decimal(-1)), ValueError);
});

test('significant digits', () => {
  assert.equal(toText(significant(decimal('1234.5'), 3)), '1230');
  assert.equal(toText(significant(decimal('0.0012345'), 4)), '0.001234');
  assert.equal(toText(significant(decimal('1.9999999999'), 5)), '2');
  assert.equal(significant(7, 3), 7);
});
