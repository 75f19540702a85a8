import { ValueError } from '../../problem.ts';
import { BARE_NUMBER, BOOLEAN, type Type, type TypeOrReason, unify } from '../../types/types.ts';
import {
  add,
  compare,
  decimal,
  divide,
  MAX_DIGITS,
  multiply,
  type Numeric,
  negate,
  type Rounding,
  round,
  signOf,
  subtract,
} from '../../values/decimal.ts';
import { type Duration, negateDuration } from '../../values/durations.ts';
import { kindOf, type Value } from '../../values/values.ts';
import { wholeOf } from './positions.ts';
import { exp, log, sqrt } from './roots.ts';
import { builtIn, one, takes } from './signature.ts';

const LOWEST_SCALE = -6111;
const HIGHEST_SCALE = 6176;
const ofFirst = (first: Type): Type => first;

/** Digits after the point; what is over of a number that is not whole is cut off. Throws ValueError beyond decimal128's. */
function placesOf(scale: Numeric): number {
  const places = wholeOf(scale);
  if (places < LOWEST_SCALE || places > HIGHEST_SCALE) {
    throw new ValueError(`a scale is between ${LOWEST_SCALE} and ${HIGHEST_SCALE}`);
  }
  return places;
}

type Rounds = (n: Numeric, places: number) => Numeric;

/** Rounding to more places changes nothing, since no number has so many. */
const MAX_PLACES = MAX_DIGITS - 1;

const withMode =
  (mode: Rounding): Rounds =>
  (n, places) =>
    places > MAX_PLACES ? n : round(n, places, mode);

const floor = withMode('floor');
const ceiling = withMode('ceiling');
const halfEven = withMode('half-even');
const awayFromZero: Rounds = (n, places) => (signOf(n) < 0 ? floor : ceiling)(n, places);
const towardsZero: Rounds = (n, places) => (signOf(n) < 0 ? ceiling : floor)(n, places);

/** Half of a unit of the last place. */
const halfUnit = (places: number): Numeric => decimal(`5e${-places - 1}`);

const halfUp: Rounds = (n, places) => {
  if (places > MAX_PLACES) return n;
  return signOf(n) < 0 ? ceiling(subtract(n, halfUnit(places)), places) : floor(add(n, halfUnit(places)), places);
};

const halfDown: Rounds = (n, places) => {
  if (places > MAX_PLACES) return n;
  return signOf(n) < 0 ? floor(add(n, halfUnit(places)), places) : ceiling(subtract(n, halfUnit(places)), places);
};

const toScale = (rounds: Rounds) =>
  takes([one('n', 'number'), one('scale', 'number')], ofFirst, (n, scale) => rounds(n, placesOf(scale)));

/** Floor and ceiling alone may be told no scale, which is 0 then. */
const toWhole = (rounds: Rounds) => takes([one('n', 'number')], ofFirst, (n) => rounds(n, 0));

/** What is left is divided again where the quotient had more digits than a division gives. */
function modulo(dividend: Numeric, divisor: Numeric): Numeric {
  const times = floor(divide(dividend, divisor), 0);
  const rest = subtract(dividend, multiply(divisor, times));
  const isLess = signOf(divisor) < 0 ? compare(divisor, rest) < 0 : compare(rest, divisor) < 0;
  return isLess && signOf(rest) !== -signOf(divisor) ? rest : modulo(rest, divisor);
}

const sameUnit = (a: Type, b: Type): TypeOrReason => unify(a, b) ?? 'needs two numbers in the same unit';

const withoutUnit = (type: Type): TypeOrReason =>
  type.kind === 'number' && type.unit ? 'needs a number without a unit' : BARE_NUMBER;

const unary = (apply: (n: Numeric) => Value) => takes([one('number', 'number')], withoutUnit, apply);

function isEven(n: Numeric): boolean {
  const rest = modulo(n, 2);
  if (typeof rest !== 'number') throw new ValueError('only whole numbers are odd or even');
  return rest === 0;
}

/** Numeric functions (DMN 1.5, section 10.3.4.5). */
export const NUMBERS = {
  decimal: builtIn(
    'rounds a number to so many digits after the point; a tie goes to the even neighbour',
    'decimal(2.345, 2) = 2.34',
    toScale(halfEven),
  ),
  floor: builtIn(
    'rounds down, to a whole number or to so many digits after the point',
    'floor(-1.56, 1) = -1.6',
    toWhole(floor),
    toScale(floor),
  ),
  ceiling: builtIn(
    'rounds up, to a whole number or to so many digits after the point',
    'ceiling(1.5) = 2',
    toWhole(ceiling),
    toScale(ceiling),
  ),
  'round up': builtIn(
    'rounds away from zero to so many digits after the point',
    'round up(-1.126, 2) = -1.13',
    toScale(awayFromZero),
  ),
  'round down': builtIn(
    'rounds towards zero to so many digits after the point',
    'round down(-1.126, 2) = -1.12',
    toScale(towardsZero),
  ),
  'round half up': builtIn(
    'rounds to the nearest; a tie goes away from zero',
    'round half up(5.5, 0) = 6',
    toScale(halfUp),
  ),
  'round half down': builtIn(
    'rounds to the nearest; a tie goes towards zero',
    'round half down(5.5, 0) = 5',
    toScale(halfDown),
  ),
  abs: builtIn(
    'a number or duration without its sign',
    'abs(-10) = 10',
    takes([one('n', 'number', 'duration')], ofFirst, (n) => {
      if (kindOf(n) === 'number') return signOf(n as Numeric) < 0 ? negate(n as Numeric) : n;
      return (n as Duration).length < 0 ? negateDuration(n as Duration) : n;
    }),
  ),
  modulo: builtIn(
    'what is left of a division, with the sign of the divisor',
    'modulo(-12, 5) = 3',
    takes([one('dividend', 'number'), one('divisor', 'number')], sameUnit, modulo),
  ),
  sqrt: builtIn('the square root', 'sqrt(16) = 4', unary(sqrt)),
  log: builtIn('the natural logarithm', 'decimal(log(10), 8) = 2.30258509', unary(log)),
  exp: builtIn('the number e to a power', 'decimal(exp(5), 8) = 148.41315910', unary(exp)),
  odd: builtIn(
    'whether a whole number is odd',
    'odd(5) = true',
    takes([one('number', 'number')], BOOLEAN, (n) => !isEven(n)),
  ),
  even: builtIn('whether a whole number is even', 'even(2) = true', takes([one('number', 'number')], BOOLEAN, isEven)),
};
