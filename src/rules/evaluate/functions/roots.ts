import { ValueError } from '../../problem.ts';
import { compare, decimal, divide, type Numeric, negate, signOf } from '../../values/decimal.ts';

/**
 * Square roots, logarithms and powers of e, to the 34 digits of decimal128.
 * They are reckoned in integers with 100 digits after the point, of which rounding errors may take the last few.
 */
const DIGITS = 100;
const ONE = 10n ** BigInt(DIGITS);

/** Beyond this exponent e to its power has more digits than a number may have. */
const LARGEST_EXPONENT = 461;

const fractionOf = (n: Numeric): { coefficient: bigint; scale: number } =>
  typeof n === 'number' ? { coefficient: BigInt(n), scale: 0 } : n;

const toFixed = (n: Numeric): bigint => {
  const { coefficient, scale } = fractionOf(n);
  return (coefficient * ONE) / 10n ** BigInt(scale);
};

/** coefficient / 10 ** scale, half-even to 34 digits. */
const fromFixed = (coefficient: bigint, scale = DIGITS): Numeric => {
  const excess = Math.max(0, coefficient.toString().length - 2 * DIGITS);
  return divide(decimal(`${coefficient / 10n ** BigInt(excess)}e${excess - scale}`), 1);
};

/** The largest integer whose square is not above n (Newton's method). */
function integerRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let root = 1n << BigInt(Math.ceil(n.toString(2).length / 2));
  for (;;) {
    const next = (root + n / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
}

/** The square root; throws ValueError of a negative number. */
export function sqrt(n: Numeric): Numeric {
  if (signOf(n) < 0) throw new ValueError('a negative number has no square root');
  const { coefficient, scale } = fractionOf(n);
  const shift = 80 + (scale % 2);
  const square = coefficient * 10n ** BigInt(shift);
  const root = integerRoot(square);
  // A last digit that is neither 0 nor 5 where something was cut off keeps the rounding from seeing a false tie.
  return fromFixed(root * 10n + (root * root === square ? 0n : 1n), (scale + shift) / 2 + 1);
}

/** e to the power of x, both fixed, x not negative: the series for x / 2^k, squared k times. */
function expFixed(x: bigint): bigint {
  const halvings = BigInt(x.toString(2).length - ONE.toString(2).length + 10);
  const small = halvings > 0n ? x >> halvings : x;
  let sum = ONE;
  let term = ONE;
  for (let n = 1n; term > 0n; n += 1n) {
    term = (term * small) / ONE / n;
    sum += term;
  }
  for (let n = 0n; n < halvings; n += 1n) sum = (sum * sum) / ONE;
  return sum;
}

/** The number e to a power; throws ValueError when it is too large. */
export function exp(n: Numeric): Numeric {
  if (signOf(n) < 0) return divide(1, exp(negate(n)));
  if (compare(n, LARGEST_EXPONENT) > 0) throw new ValueError('the number is too large');
  return fromFixed(expFixed(toFixed(n)));
}

/** The logarithm of x, fixed, between 0.1 and 10: the series of atanh for its 2^8th root. */
function logFixed(x: bigint): bigint {
  let root = x;
  for (let n = 0; n < 8; n += 1) root = integerRoot(root * ONE);
  const z = ((root - ONE) * ONE) / (root + ONE);
  const square = (z * z) / ONE;
  let sum = 0n;
  let power = z;
  for (let n = 1n; power !== 0n; n += 2n) {
    sum += power / n;
    power = (power * square) / ONE;
  }
  return sum * 2n * 256n;
}

/** The natural logarithm; throws ValueError unless the number is above 0. */
export function log(n: Numeric): Numeric {
  if (signOf(n) <= 0) throw new ValueError('only a number above 0 has a logarithm');
  const { coefficient, scale } = fractionOf(n);
  const exponent = coefficient.toString().length - 1;
  const mantissa = (coefficient * ONE) / 10n ** BigInt(exponent);
  return fromFixed(logFixed(mantissa) + BigInt(exponent - scale) * logFixed(10n * ONE));
}
