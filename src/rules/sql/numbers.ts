import { NotCompilable, type Place } from '../problem.ts';
import {
  compare,
  divide as divideDecimals,
  MAX_DIGITS,
  multiply as multiplyDecimals,
  type Numeric,
  negate,
  toText,
} from '../values/decimal.ts';
import { type Environment, share } from './environment.ts';
import { atomic, joined, type Sql, sql } from './fragment.ts';
import { type Digits, strict, type Term, term } from './term.ts';

/** Division and powers round to the precision of IEEE 754 decimal128, as in `values/decimal.ts`. */
const PRECISION = 34;

/** A number as a bound value. */
export const numeric = (value: Numeric | string): Sql =>
  atomic(sql`${typeof value === 'string' ? value : toText(value)}::numeric`);

/** A number that the rule or the law states. */
export function numberTerm(value: Numeric): Term {
  const [whole = '', fraction = ''] = toText(value).replace('-', '').split('.');
  return term('number', numeric(value), {
    digits: { whole: whole.length, fraction: fraction.length },
    stated: value,
  });
}

/** One more than the greatest number of so many digits before the point: `1e3` for 3. */
const power10 = (exponent: number): Sql => numeric(`1e${exponent}`);

/** Whether numbers of so many digits stay within the limits whatever they are. */
export const isBounded = ({ whole, fraction }: Digits): boolean => whole + fraction <= MAX_DIGITS;

/** The value, or null beyond the limits of a number. Nothing is added where that cannot be. */
export function limited(environment: Environment, value: Sql, digits: Digits): Sql {
  if (isBounded(digits)) return value;
  const isWithin = (number: Sql) =>
    sql`min_scale(${number}) <= ${MAX_DIGITS}::integer and abs(${number}) < ('1e' || (${MAX_DIGITS}::integer - min_scale(${number})))::numeric`;
  return share(environment, [value], (number) => sql`case when ${isWithin(number!)} then ${number} end`);
}

/** Digits as far as there can be numbers of them. */
export const within = ({ whole, fraction }: Digits): Digits => ({
  whole: Math.min(whole, MAX_DIGITS),
  fraction: Math.min(fraction, MAX_DIGITS),
});

/** A number that may have become too large. */
function bounded(environment: Environment, value: Sql, operands: readonly Term[], digits: Digits): Term {
  const fails = !isBounded(digits);
  return strict('number', limited(environment, value, digits), operands, { fails, digits: within(digits) });
}

/** Exact sum or difference. */
export function addition(environment: Environment, op: '+' | '-', left: Term, right: Term): Term {
  const whole = Math.max(left.digits.whole, right.digits.whole) + 1;
  const digits = { whole, fraction: Math.max(left.digits.fraction, right.digits.fraction) };
  const value = op === '+' ? sql`(${left.value} + ${right.value})` : sql`(${left.value} - ${right.value})`;
  return bounded(environment, value, [left, right], digits);
}

/** Exact product. */
export function product(environment: Environment, left: Term, right: Term): Term {
  const digits = {
    whole: left.digits.whole + right.digits.whole,
    fraction: left.digits.fraction + right.digits.fraction,
  };
  return bounded(environment, sql`(${left.value} * ${right.value})`, [left, right], digits);
}

/** The number with the other sign. */
export const negative = (of: Term): Term => ({
  ...strict(of.kind, sql`(- ${of.value})`, [of], { digits: of.digits }),
  ...(of.stated !== undefined && { stated: negate(of.stated) }),
});

/**
 * left / right, half-even to 34 digits; unknown when right is 0. PostgreSQL's own division rounds otherwise, but its
 * division of whole numbers is exact: so the dividend is made long enough that the quotient has more than 34 digits, and one
 * digit more tells whether anything was cut off.
 * No rounding is needed where the divisor is stated and its inverse exact.
 */
export function quotient(environment: Environment, left: Term, right: Term): Term {
  const divisor = right.stated === 0 ? undefined : right.stated;
  const inverse = divisor === undefined ? undefined : inverseOf(divisor);
  if (inverse && digitsOf(left) + digitsOf(inverse) <= PRECISION) return product(environment, left, inverse);
  const places = PRECISION + 1 + left.digits.fraction + right.digits.whole;
  const cut = share(
    environment,
    [left.value, divisor === undefined ? sql`nullif(${right.value}, 0)` : right.value],
    (a, b) =>
      sql`(${share(
        environment,
        [sql`div(${a} * ${power10(places)}, ${b})`],
        (q) =>
          sql`${q} * 10 + case when ${q} * ${b} = ${a} * ${power10(places)} then 0 else sign(${a}) * sign(${b}) end`,
      )})`,
  );
  const digits = {
    whole: left.digits.whole + right.digits.fraction,
    fraction: PRECISION + left.digits.fraction + right.digits.whole,
  };
  const value = limited(environment, toPrecision(environment, cut, places + 1), digits);
  const fails = !isBounded(digits) || divisor === undefined;
  return strict('number', value, [left, right], { fails, digits: within(digits) });
}

const digitsOf = ({ digits }: Term): number => digits.whole + digits.fraction;

/** 1 / divisor where that is exact. */
function inverseOf(divisor: Numeric): Term | undefined {
  const inverse = divideDecimals(1, divisor);
  return compare(multiplyDecimals(inverse, divisor), 1) === 0 ? numberTerm(inverse) : undefined;
}

/** A whole number / 10 ** places, half-even to 34 digits. */
function toPrecision(environment: Environment, whole: Sql, places: number): Sql {
  const shorter = share(environment, [whole], (n) =>
    share(environment, [n!, sql`(${PRECISION}::integer - length(abs(${n})::text))`], (m, at) => halfEven(m!, at!)),
  );
  return sql`trim_scale(${shorter} * ${numeric(`1e-${places}`)})`;
}

/** PostgreSQL rounds halves away from zero; the half of a tie, rounded and doubled, is the even neighbour. */
const halfEven = (value: Sql, places: Sql): Sql =>
  sql`case when abs(${value} - trunc(${value}, ${places})) = ('5e' || (- ${places} - 1))::numeric
    then 2 * round(${value} * 0.5, ${places}) else round(${value}, ${places}) end`;

/** base ** exponent for a whole exponent that the rule states, half-even to 34 digits. */
export function power(environment: Environment, base: Term, { stated: exponent }: Term, at: Place): Term {
  if (typeof exponent !== 'number' || Math.abs(exponent) > MOST_TIMES)
    throw new NotCompilable(at, `in SQL an exponent is a whole number that the rule states, ${MOST_TIMES} at most`);
  const raised = multiplied(environment, base, Math.abs(exponent));
  if (exponent < 0) return quotient(environment, numberTerm(1), raised);
  const { whole, fraction } = raised.digits;
  if (whole + fraction <= PRECISION) return raised;
  const inWhole = sql`trunc(${raised.value} * ${power10(fraction)})`;
  return bounded(environment, toPrecision(environment, inWhole, fraction), [base], raised.digits);
}

const MOST_TIMES = 8;

/** The number multiplied with itself so many times, exactly: it may be longer than a number can be. */
function multiplied(environment: Environment, { digits, ...of }: Term, times: number): Term {
  const value = share(environment, [of.value], (factor) =>
    times === 0
      ? sql`(case when ${factor} is not null then 1::numeric end)`
      : sql`(${joined(Array<Sql>(times).fill(factor!), ' * ')})`,
  );
  return strict('number', value, [{ digits, ...of }], {
    digits: { whole: Math.max(1, digits.whole * times), fraction: digits.fraction * times },
  });
}

/** What is left of a division, with the sign of the divisor; unknown when that is 0. */
export function modulo(environment: Environment, dividend: Term, divisor: Term): Term {
  const value = share(environment, [dividend.value, sql`nullif(${divisor.value}, 0)`], (a, b) =>
    share(
      environment,
      [sql`mod(${a}, ${b})`],
      (rest) => sql`(case when sign(${rest}) = - sign(${b}) then ${rest} + ${b} else ${rest} end)`,
    ),
  );
  const digits = { whole: divisor.digits.whole, fraction: Math.max(dividend.digits.fraction, divisor.digits.fraction) };
  return strict('number', value, [dividend, divisor], {
    fails: divisor.stated === undefined || divisor.stated === 0,
    digits,
  });
}

/** Whether a number is even; unknown when it is not whole. */
export function isEven(environment: Environment, of: Term): Term {
  const value = share(environment, [of.value], (n) => sql`(case when ${n} = trunc(${n}) then mod(${n}, 2) = 0 end)`);
  return strict('boolean', value, [of], { fails: of.digits.fraction > 0 });
}

/** Every way of rounding to a stated number of places. */
export type RoundingWay = 'floor' | 'ceiling' | 'half-even' | 'up' | 'down' | 'half-up' | 'half-down';

/** Rounds to `places` digits after the point; negative places round to tens, hundreds … */
export function rounded(environment: Environment, way: RoundingWay, of: Term, places: number): Term {
  const value = share(environment, [of.value], (number) =>
    ROUND[way](number!, atomic(sql`${places}::integer`), places),
  );
  const digits = {
    whole: Math.max(of.digits.whole, -places) + 1,
    fraction: Math.max(0, Math.min(of.digits.fraction, places)),
  };
  return bounded(environment, sql`(${value})`, [of], digits);
}

const unit = (places: number): Sql => numeric(`1e${-places}`);
const isTie = (value: Sql, at: Sql, places: number): Sql =>
  sql`abs(${value} - trunc(${value}, ${at})) = ${numeric(`5e${-places - 1}`)}`;

const ROUND: Readonly<Record<RoundingWay, (value: Sql, at: Sql, places: number) => Sql>> = {
  floor: (value, _at, places) =>
    places === 0 ? sql`floor(${value})` : sql`floor(${value} * ${unit(-places)}) * ${unit(places)}`,
  ceiling: (value, _at, places) =>
    places === 0 ? sql`ceil(${value})` : sql`ceil(${value} * ${unit(-places)}) * ${unit(places)}`,
  'half-even': halfEvenAt,
  up: (value, at, places) =>
    sql`trunc(${value}, ${at}) + case when ${value} = trunc(${value}, ${at}) then 0 else sign(${value}) * ${unit(places)} end`,
  down: (value, at) => sql`trunc(${value}, ${at})`,
  'half-up': (value, at) => sql`round(${value}, ${at})`,
  'half-down': (value, at, places) =>
    sql`case when ${isTie(value, at, places)} then trunc(${value}, ${at}) else round(${value}, ${at}) end`,
};

function halfEvenAt(value: Sql, at: Sql, places: number): Sql {
  return sql`case when ${isTie(value, at, places)} then 2 * round(${value} * 0.5, ${at}) else round(${value}, ${at}) end`;
}

/** Without its sign. */
export const magnitude = (of: Term): Term => strict(of.kind, sql`abs(${of.value})`, [of], { digits: of.digits });
