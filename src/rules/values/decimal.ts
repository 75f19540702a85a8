import { ValueError } from '../problem.ts';

/** An exact decimal number that is no safe integer: coefficient / 10 ** scale, in lowest form (scale ≥ 0, no trailing zero after the point). */
export interface Decimal {
  readonly kind: 'number';
  readonly coefficient: bigint;
  readonly scale: number;
}

/**
 * A number: a JS number when and only when it is a safe integer, so that counts, years and most money never touch a bigint,
 * else a Decimal. Never −0. Equal numbers are equal structures.
 */
export type Numeric = number | Decimal;

export type Rounding = 'floor' | 'ceiling' | 'half-even';

/** A number has at most this many digits, and at most this many of them after the point. */
export const MAX_DIGITS = 200;

/** Division and powers, which have no exact answer, round to the precision of IEEE 754 decimal128. */
const PRECISION = 34;

const LIMIT = 10n ** BigInt(MAX_DIGITS);
const LONGEST_TEXT = 2 * MAX_DIGITS + 10;
const MAX_EXPONENT = 1000;
const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,5}))?$/;
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);
const digitCount = (n: bigint): number => magnitude(n).toString().length;
const power10 = (exponent: number): bigint => 10n ** BigInt(exponent);

/** Brings a number to its one form; throws ValueError when it is beyond the limits. */
function normal(coefficient: bigint, scale: number): Numeric {
  if (coefficient === 0n) return 0;
  if (scale < -MAX_DIGITS) throw new ValueError('the number is too large');
  let shortest = scale < 0 ? coefficient * power10(-scale) : coefficient;
  let places = Math.max(scale, 0);
  while (places > 0 && shortest % 10n === 0n) {
    shortest /= 10n;
    places -= 1;
  }
  if (places === 0 && -SAFE <= shortest && shortest <= SAFE) return Number(shortest);
  if (magnitude(shortest) >= LIMIT) throw new ValueError('the number is too large');
  if (places > MAX_DIGITS) throw new ValueError('the number has too many digits after the point');
  return { kind: 'number', coefficient: shortest, scale: places };
}

/** The coefficient and scale of any number. */
const exact = (value: Numeric): Decimal =>
  typeof value === 'number' ? { kind: 'number', coefficient: BigInt(value), scale: 0 } : value;

/** A number from a literal (`1.50`, `-2e3`), a JS number (by its shortest text) or a bigint; throws ValueError. */
export function decimal(source: string | number | bigint): Numeric {
  if (typeof source === 'bigint') return normal(source, 0);
  if (Number.isSafeInteger(source)) return (source as number) + 0;
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
export function toText(value: Numeric): string {
  if (typeof value === 'number') return String(value);
  const { coefficient, scale } = value;
  if (scale === 0) return coefficient.toString();
  const digits = magnitude(coefficient)
    .toString()
    .padStart(scale + 1, '0');
  return `${coefficient < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

/** The value as a JS integer; throws ValueError when it is no integer or beyond ±2^53. */
export function toInteger(value: Numeric): number {
  if (typeof value === 'number') return value;
  throw new ValueError(`${toText(value)} is not a whole number`);
}

/** Both coefficients at the larger of the two scales. */
function aligned(left: Numeric, right: Numeric): [bigint, bigint, number] {
  const [a, b] = [exact(left), exact(right)];
  if (a.scale === b.scale) return [a.coefficient, b.coefficient, a.scale];
  const scale = Math.max(a.scale, b.scale);
  return [a.coefficient * power10(scale - a.scale), b.coefficient * power10(scale - b.scale), scale];
}

/** Exact sum. */
export function add(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const sum = a + b;
    if (Number.isSafeInteger(sum)) return sum;
  }
  const [left, right, scale] = aligned(a, b);
  return normal(left + right, scale);
}

/** Exact difference. */
export function subtract(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const difference = a - b;
    if (Number.isSafeInteger(difference)) return difference;
  }
  const [left, right, scale] = aligned(a, b);
  return normal(left - right, scale);
}

/** The number with the other sign. */
export const negate = (a: Numeric): Numeric =>
  typeof a === 'number' ? 0 - a : { kind: 'number', coefficient: -a.coefficient, scale: a.scale };

/** Exact product. */
export function multiply(a: Numeric, b: Numeric): Numeric {
  if (typeof a === 'number' && typeof b === 'number') {
    const product = a * b;
    if (Number.isSafeInteger(product)) return product + 0;
  }
  const [left, right] = [exact(a), exact(b)];
  return normal(left.coefficient * right.coefficient, left.scale + right.scale);
}

/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: Numeric, b: Numeric): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const [left, right] = aligned(a, b);
  return left < right ? -1 : Number(left > right);
}

/** -1, 0 or 1 */
export const signOf = (value: Numeric): number =>
  typeof value === 'number' ? Math.sign(value) : value.coefficient < 0n ? -1 : 1;

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
export function round(value: Numeric, places: number, rounding: Rounding): Numeric {
  if (Math.abs(places) > MAX_DIGITS) throw new ValueError(`cannot round to ${places} places`);
  if (typeof value === 'number' && places >= 0) return value;
  const { coefficient, scale } = exact(value);
  if (places >= scale) return value;
  return normal(shift(coefficient, scale - places, rounding), places);
}

/** The number rounded half-even to so many significant digits. */
export function significant(value: Numeric, digits: number): Numeric {
  const { coefficient, scale } = exact(value);
  return toPrecision(coefficient, scale, digits);
}

/** Rounds coefficient / 10 ** scale half-even to significant digits, those of decimal128 unless said otherwise. */
function toPrecision(coefficient: bigint, scale: number, digits = PRECISION): Numeric {
  const excess = digitCount(coefficient) - digits;
  return excess > 0 ? normal(shift(coefficient, excess, 'half-even'), scale - excess) : normal(coefficient, scale);
}

/** a / b, half-even to 34 significant digits as in IEEE 754 decimal128; throws ValueError when b is 0. */
export function divide(a: Numeric, b: Numeric): Numeric {
  if (b === 0) throw new ValueError('division by zero');
  if (typeof a === 'number' && typeof b === 'number' && a % b === 0) return a / b + 0;
  return divideExact(exact(a), exact(b));
}

function divideExact(a: Unscaled, b: Unscaled): Numeric {
  const extra = Math.max(0, PRECISION + 1 + digitCount(b.coefficient) - digitCount(a.coefficient));
  const dividend = a.coefficient * power10(extra);
  const quotient = dividend / b.coefficient;
  const rest = dividend % b.coefficient;
  // One more digit, never 0 or 5 when something was cut off, keeps the later rounding from seeing a false tie.
  const sticky = rest === 0n ? 0n : rest < 0n === b.coefficient < 0n ? 1n : -1n;
  return toPrecision(quotient * 10n + sticky, a.scale - b.scale + extra + 1);
}

/** Powers are reckoned with this many digits, so that what is lost on the way does not reach the 34th. */
const WORKING_PRECISION = 100;

/** base ** exponent for whole exponents up to ±1000, half-even to 34 significant digits. */
export function power(base: Numeric, exponent: Numeric): Numeric {
  const times = toInteger(exponent);
  if (Math.abs(times) > MAX_EXPONENT) throw new ValueError(`the exponent ${times} is beyond ±${MAX_EXPONENT}`);
  let result: Unscaled = { coefficient: 1n, scale: 0 };
  let square: Unscaled = exact(base);
  for (let left = Math.abs(times); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = product(result, square);
    square = product(square, square);
  }
  if (times >= 0) return toPrecision(result.coefficient, result.scale);
  if (result.coefficient === 0n) throw new ValueError('division by zero');
  return divideExact(exact(1), result);
}

/** A number on the way to a result: any scale, beyond the limits too. */
type Unscaled = Pick<Decimal, 'coefficient' | 'scale'>;

function product(a: Unscaled, b: Unscaled): Unscaled {
  const coefficient = a.coefficient * b.coefficient;
  const excess = Math.max(0, digitCount(coefficient) - WORKING_PRECISION);
  return { coefficient: shift(coefficient, excess, 'half-even'), scale: a.scale + b.scale - excess };
}
