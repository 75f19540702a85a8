import { ValueError } from '../problem.ts';

/**
 * An exact decimal number: coefficient / 10 ** scale.
 * Always in lowest form (scale ≥ 0, no trailing zero after the point), so that equal numbers are equal structures.
 */
export interface Decimal {
  readonly kind: 'number';
  readonly coefficient: bigint;
  readonly scale: number;
}

export type Rounding = 'floor' | 'ceiling' | 'half-even';

/** A number has at most this many digits, and at most this many of them after the point. */
export const MAX_DIGITS = 200;

/** Division and powers, which have no exact answer, round to the precision of IEEE 754 decimal128. */
const PRECISION = 34;

const LIMIT = 10n ** BigInt(MAX_DIGITS);
const LONGEST_TEXT = 2 * MAX_DIGITS + 10;
const MAX_EXPONENT = 1000;
const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,5}))?$/;

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);
const digitCount = (n: bigint): number => magnitude(n).toString().length;
const power10 = (exponent: number): bigint => 10n ** BigInt(exponent);

/** Brings a number to its lowest form; throws ValueError when it is beyond the limits. */
function normal(coefficient: bigint, scale: number): Decimal {
  if (coefficient === 0n) return { kind: 'number', coefficient, scale: 0 };
  if (scale < -MAX_DIGITS) throw new ValueError('the number is too large');
  let shortest = scale < 0 ? coefficient * power10(-scale) : coefficient;
  let places = Math.max(scale, 0);
  while (places > 0 && shortest % 10n === 0n) {
    shortest /= 10n;
    places -= 1;
  }
  if (magnitude(shortest) >= LIMIT) throw new ValueError('the number is too large');
  if (places > MAX_DIGITS) throw new ValueError('the number has too many digits after the point');
  return { kind: 'number', coefficient: shortest, scale: places };
}

/** A decimal from a literal (`1.50`, `-2e3`), a JS number (by its shortest text) or a bigint; throws ValueError. */
export function decimal(source: string | number | bigint): Decimal {
  if (typeof source === 'bigint') return normal(source, 0);
  const text = String(source).trim();
  const match = text.length <= LONGEST_TEXT ? NUMBER.exec(text) : null;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match ?? [];
  if (whole + fraction === '') throw new ValueError(`${text.slice(0, 40)} is not a number`);
  return normal(
    BigInt(`${sign === '-' ? '-' : ''}0${whole}${fraction}` as `${bigint}`),
    fraction.length - Number(exponent),
  );
}

/** Plain notation without exponent: `-0.25`. `decimal(toText(n))` is `n` again. */
export function toText({ coefficient, scale }: Decimal): string {
  if (scale === 0) return coefficient.toString();
  const digits = magnitude(coefficient)
    .toString()
    .padStart(scale + 1, '0');
  return `${coefficient < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** The value as a JS integer; throws ValueError when it is no integer or beyond ±2^53. */
export function toInteger(value: Decimal): number {
  const integer = Number(value.coefficient);
  if (value.scale > 0 || !Number.isSafeInteger(integer)) throw new ValueError(`${toText(value)} is not a whole number`);
  return integer;
}

/** Both coefficients at the larger of the two scales. */
function aligned(a: Decimal, b: Decimal): [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [a.coefficient * power10(scale - a.scale), b.coefficient * power10(scale - b.scale), scale];
}

/** Exact sum. */
export function add(a: Decimal, b: Decimal): Decimal {
  const [left, right, scale] = aligned(a, b);
  return normal(left + right, scale);
}

/** Exact difference. */
export const subtract = (a: Decimal, b: Decimal): Decimal => add(a, negate(b));

/** The number with the other sign. */
export const negate = (a: Decimal): Decimal => ({ ...a, coefficient: -a.coefficient });

/** Exact product. */
export const multiply = (a: Decimal, b: Decimal): Decimal => normal(a.coefficient * b.coefficient, a.scale + b.scale);

/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: Decimal, b: Decimal): number {
  const [left, right] = aligned(a, b);
  return left < right ? -1 : Number(left > right);
}

/** coefficient / 10 ** places as an integer, rounded. */
function shift(coefficient: bigint, places: number, rounding: Rounding): bigint {
  const divisor = power10(places);
  const quotient = coefficient / divisor;
  const rest = coefficient % divisor;
  if (rest === 0n) return quotient;
  const away = rest < 0n ? -1n : 1n;
  if (rounding === 'floor') return away < 0n ? quotient - 1n : quotient;
  if (rounding === 'ceiling') return away > 0n ? quotient + 1n : quotient;
  const twice = magnitude(rest) * 2n;
  const roundsAway = twice > divisor || (twice === divisor && quotient % 2n !== 0n);
  return roundsAway ? quotient + away : quotient;
}

/** Rounds to `places` digits after the point; negative places round to tens, hundreds … */
export function round(value: Decimal, places: number, rounding: Rounding): Decimal {
  if (Math.abs(places) > MAX_DIGITS) throw new ValueError(`cannot round to ${places} places`);
  if (places >= value.scale) return value;
  return normal(shift(value.coefficient, value.scale - places, rounding), places);
}

/** Rounds coefficient / 10 ** scale half-even to the precision of decimal128. */
function toPrecision(coefficient: bigint, scale: number): Decimal {
  const excess = digitCount(coefficient) - PRECISION;
  return excess > 0 ? normal(shift(coefficient, excess, 'half-even'), scale - excess) : normal(coefficient, scale);
}

/** a / b, half-even to 34 significant digits as in IEEE 754 decimal128; throws ValueError when b is 0. */
export function divide(a: Decimal, b: Decimal): Decimal {
  if (b.coefficient === 0n) throw new ValueError('division by zero');
  const extra = Math.max(0, PRECISION + 1 + digitCount(b.coefficient) - digitCount(a.coefficient));
  const dividend = a.coefficient * power10(extra);
  const quotient = dividend / b.coefficient;
  const rest = dividend % b.coefficient;
  // One more digit, never 0 or 5 when something was cut off, keeps the later rounding from seeing a false tie.
  const sticky = rest === 0n ? 0n : rest < 0n === b.coefficient < 0n ? 1n : -1n;
  return toPrecision(quotient * 10n + sticky, a.scale - b.scale + extra + 1);
}

/** base ** exponent for whole exponents up to ±1000, half-even to 34 significant digits. */
export function power(base: Decimal, exponent: Decimal): Decimal {
  const times = toInteger(exponent);
  if (Math.abs(times) > MAX_EXPONENT) throw new ValueError(`the exponent ${times} is beyond ±${MAX_EXPONENT}`);
  const coefficient = base.coefficient ** BigInt(Math.abs(times));
  const scale = base.scale * Math.abs(times);
  if (times >= 0) return toPrecision(coefficient, scale);
  const inverse = { kind: 'number', coefficient, scale } as const;
  return divide({ kind: 'number', coefficient: 1n, scale: 0 }, inverse);
}
