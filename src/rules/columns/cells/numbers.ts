import type { Decimal, Numeric } from '../../values/decimal.ts';
import type { Graph } from '../machine/graph.ts';
import { LARGEST, type Node } from '../machine/nodes.ts';
import { certain, joined, type NumberCell } from './cells.ts';
import type { Level } from './levels.ts';

/**
 * Arithmetic on exact fractions. Every numerator and denominator is an integer in a double (or less) and stays exact below
 * 2^50; where the bounds of the columns do not prove that it does, a row that goes beyond is doubtful.
 * The evaluator rounds quotients to 34 digits. A fraction that is not: how far the evaluator's number may be from it, in
 * units of the numerator, is its `error`. Two different fractions are at least a unit apart, so that an error matters
 * only where two are equal; there, too, a row is doubtful.
 */

const MOST = LARGEST.f64;

/** A quotient is rounded by less than so much of itself (half a unit of 34 digits). */
const ROUNDING = 1e-33;

/** A larger error might hide a unit. */
export const LARGEST_ERROR = 0.25;

/** The evaluator has no numbers with more than 200 digits after the point; a number comes with up to 16 before it. */
const MOST_PLACES = 180;

/** What is exact so far, and where it is not. */
export interface Exact {
  readonly node: Node;
  readonly doubtful: Node;
}

/** The same where it is within 2^50; doubtful elsewhere. */
export function exact(graph: Graph, node: Node): Exact {
  if (-MOST <= node.low && node.high <= MOST) return { node, doubtful: graph.false };
  const doubtful = graph.or(graph.less(graph.constant(MOST), node), graph.less(node, graph.constant(-MOST)));
  return { node: graph.bounded(node, -MOST, MOST), doubtful };
}

/** Multiplies and adds, and remembers where that went beyond what is exact. */
export class Arithmetic {
  readonly graph: Graph;
  doubtful: Node;

  constructor(graph: Graph, doubtful: Node = graph.false) {
    this.graph = graph;
    this.doubtful = doubtful;
  }

  #exact(node: Node): Node {
    const result = exact(this.graph, node);
    this.doubtful = this.graph.or(this.doubtful, result.doubtful);
    return result.node;
  }

  add = (a: Node, b: Node): Node => this.#exact(this.graph.add(a, b));
  subtract = (a: Node, b: Node): Node => this.#exact(this.graph.subtract(a, b));
  multiply = (a: Node, b: Node): Node => this.#exact(this.graph.multiply(a, b));

  /** a · 10^places */
  shift = (a: Node, places: number): Node => (places === 0 ? a : this.multiply(a, this.graph.constant(10 ** places)));

  /** a · b, where undefined is 1. */
  times = (a: Node, b: Node | undefined): Node => (b ? this.multiply(a, b) : a);
}

const largest = ({ low, high }: Node): number => Math.max(Math.abs(low), Math.abs(high), 1);

/** What further arithmetic takes over as the error: a quotient rounded once has one then. */
export const errorOf = ({ error, denominator, numerator }: NumberCell): number =>
  denominator ? Math.max(error, ROUNDING * largest(numerator)) : error;

type State = Omit<NumberCell, 'kind' | 'numerator' | 'denominator' | 'scale' | 'error' | 'places'>;
type Fraction = Pick<NumberCell, 'numerator' | 'denominator' | 'scale' | 'error' | 'places'>;

/** A number in the state given, doubtful also where the arithmetic was. */
function numberCell({ graph, doubtful }: Arithmetic, state: State, fraction: Fraction): NumberCell {
  const isVague = fraction.error >= LARGEST_ERROR || fraction.places > MOST_PLACES;
  const doubt = isVague ? graph.true : graph.or(state.doubtful, doubtful);
  return { kind: 'number', ...state, ...fraction, doubtful: doubt };
}

/** A number that is the same in every row. One beyond 2^50 is doubtful. */
export function constantNumber(graph: Graph, level: Level, value: Numeric): NumberCell {
  const { coefficient, scale }: Pick<Decimal, 'scale'> & { coefficient: number | bigint } =
    typeof value === 'number' ? { coefficient: value, scale: 0 } : value;
  const integer = Number(coefficient);
  const isHeld = Math.abs(integer) <= MOST && scale <= MOST_PLACES;
  return {
    kind: 'number',
    ...certain(graph, level),
    numerator: graph.constant(isHeld ? integer : 0),
    denominator: undefined,
    scale: isHeld ? scale : 0,
    error: 0,
    places: isHeld ? scale : 0,
    doubtful: graph.mask(!isHeld),
  };
}

/** An exact integer as a number, in the state of a cell. */
export const wholeNumber = ({ level, absent, unknown, doubtful }: State, numerator: Node): NumberCell => ({
  kind: 'number',
  level,
  absent,
  unknown,
  doubtful,
  numerator,
  denominator: undefined,
  scale: 0,
  error: 0,
  places: 0,
});

/** The numerators of two numbers over one denominator and scale, so that they can be added, compared, or one be chosen. */
export function aligned(arithmetic: Arithmetic, a: NumberCell, b: NumberCell) {
  const scale = Math.max(a.scale, b.scale);
  const isShared = a.denominator === b.denominator;
  const over = (one: NumberCell, other: NumberCell) =>
    arithmetic.times(arithmetic.shift(one.numerator, scale - one.scale), isShared ? undefined : other.denominator);
  const stretched = (one: NumberCell, other: NumberCell) =>
    errorOf(one) * 10 ** (scale - one.scale) * (isShared || !other.denominator ? 1 : largest(other.denominator));
  const both = a.denominator && b.denominator && !isShared;
  return {
    numerators: [over(a, b), over(b, a)] as const,
    denominator: both ? arithmetic.multiply(a.denominator!, b.denominator!) : (a.denominator ?? b.denominator),
    scale,
    errors: [stretched(a, b), stretched(b, a)] as const,
    places: Math.max(a.places, b.places),
  };
}

/** a + b, or a − b. */
export function sum(graph: Graph, a: NumberCell, b: NumberCell, op: 'add' | 'subtract' = 'add'): NumberCell {
  const arithmetic = new Arithmetic(graph);
  const { numerators, errors, ...rest } = aligned(arithmetic, a, b);
  const numerator = arithmetic[op](...numerators);
  return numberCell(arithmetic, joined(graph, a.level, [a, b]), { ...rest, numerator, error: errors[0] + errors[1] });
}

/** a · b */
export function product(graph: Graph, a: NumberCell, b: NumberCell): NumberCell {
  const arithmetic = new Arithmetic(graph);
  const [errorA, errorB] = [errorOf(a), errorOf(b)];
  return numberCell(arithmetic, joined(graph, a.level, [a, b]), {
    numerator: arithmetic.multiply(a.numerator, b.numerator),
    denominator: a.denominator ? arithmetic.times(a.denominator, b.denominator) : b.denominator,
    scale: a.scale + b.scale,
    error: errorA * largest(b.numerator) + errorB * largest(a.numerator) + errorA * errorB,
    places: a.places + b.places,
  });
}

/** −a */
export function opposite(graph: Graph, a: NumberCell): NumberCell {
  return { ...a, numerator: graph.negate(a.numerator) };
}

/** a / b; unknown where b is 0. */
export function quotient(graph: Graph, a: NumberCell, b: NumberCell): NumberCell {
  const arithmetic = new Arithmetic(graph);
  const { times, shift } = arithmetic;
  const state = joined(graph, a.level, [a, b]);
  const isZero = graph.equal(b.numerator, graph.constant(0));
  const unknown = graph.or(state.unknown, graph.and(isZero, graph.not(state.absent)));
  const below = times(b.numerator, a.denominator);
  const isNegative = graph.less(below, graph.constant(0));
  const shifted = Math.max(0, b.scale - a.scale);
  const above = shift(times(a.numerator, b.denominator), shifted);
  const fraction: Fraction = {
    numerator: graph.select(isNegative, graph.negate(above), above),
    denominator: graph.bounded(
      graph.select(isZero, graph.constant(1), graph.select(isNegative, graph.negate(below), below)),
      1,
      Number.POSITIVE_INFINITY,
    ),
    scale: Math.max(0, a.scale - b.scale),
    error: 0,
    places: a.places + b.places + PLACES_OF_QUOTIENT,
  };
  const isPlain = !a.denominator && !b.denominator && a.error === 0 && b.error === 0;
  const carried = errorOf(a) * largest(b.denominator ?? graph.constant(1)) * 10 ** shifted;
  const error = isPlain ? 0 : carried + largest(fraction.numerator) * (errorOf(b) + 2 * ROUNDING);
  return numberCell(arithmetic, { ...state, unknown }, withoutDivisor(arithmetic, { ...fraction, error }, isPlain));
}

/** The digits of 34 that a quotient may have after the point, and as many noughts before them as 2^50 has digits. */
const PLACES_OF_QUOTIENT = 34 + 16;

/** A division by a number without other factors than 2 and 5 is a multiplication and a shift of the point. */
function withoutDivisor(arithmetic: Arithmetic, fraction: Fraction, isPlain: boolean): Fraction {
  const { numerator, denominator, scale, error } = fraction;
  if (denominator?.op !== 'constant') return fraction;
  const places = [...Array(12).keys()].find((n) => 10 ** n % denominator.value === 0);
  if (places === undefined) return fraction;
  const factor = 10 ** places / denominator.value;
  return {
    numerator: arithmetic.multiply(numerator, arithmetic.graph.constant(factor)),
    denominator: undefined,
    scale: scale + places,
    error: error * factor,
    places: isPlain ? scale + places : fraction.places,
  };
}

/** base ** exponent for a whole exponent that is the same in every row. */
export function power(graph: Graph, base: NumberCell, exponent: number): NumberCell {
  const one = wholeNumber(base, graph.constant(1));
  if (exponent < 0) return quotient(graph, one, power(graph, base, -exponent));
  const half = exponent > 1 ? power(graph, base, Math.floor(exponent / 2)) : one;
  const square = product(graph, half, half);
  const result = exponent % 2 === 1 ? product(graph, square, base) : square;
  // The evaluator rounds once, we not at all: that much apart again.
  return result.error === 0 ? result : { ...result, error: 2 * result.error };
}

/** Whichever of two numbers the mask says, in its state. */
export function chosenNumber(graph: Graph, mask: Node, a: NumberCell, b: NumberCell, state: State): NumberCell {
  const arithmetic = new Arithmetic(graph);
  const scale = Math.max(a.scale, b.scale);
  const one = graph.constant(1);
  const [above, below] = [a, b].map((cell) => arithmetic.shift(cell.numerator, scale - cell.scale)) as [Node, Node];
  return numberCell(arithmetic, state, {
    numerator: graph.select(mask, above, below),
    denominator:
      a.denominator || b.denominator ? graph.select(mask, a.denominator ?? one, b.denominator ?? one) : undefined,
    scale,
    error: Math.max(a.error * 10 ** (scale - a.scale), b.error * 10 ** (scale - b.scale)),
    places: Math.max(a.places, b.places),
  });
}

/** Two known values: where one is less or greater than the other, where they are equal, and where that is doubtful. */
export interface Order {
  readonly less: Node;
  readonly greater: Node;
  readonly equal: Node;
  readonly doubtful: Node;
}

/** How two numbers compare. */
export function compareNumbers(graph: Graph, a: NumberCell, b: NumberCell): Order {
  const arithmetic = new Arithmetic(graph);
  const scale = Math.max(a.scale, b.scale);
  const isShared = a.denominator === b.denominator;
  const side = (one: NumberCell, other: NumberCell) =>
    arithmetic.times(arithmetic.shift(one.numerator, scale - one.scale), isShared ? undefined : other.denominator);
  const errorOfSide = (one: NumberCell, other: NumberCell) =>
    one.error * 10 ** (scale - one.scale) * (isShared || !other.denominator ? 1 : largest(other.denominator));
  const [left, right] = [side(a, b), side(b, a)];
  const error = errorOfSide(a, b) + errorOfSide(b, a);
  const equal = graph.equal(left, right);
  // Two quotients that were rounded once are rounded alike where they are equal; other errors may part them.
  const isVague = error >= LARGEST_ERROR ? graph.true : error > 0 ? equal : graph.false;
  const doubtful = graph.or(arithmetic.doubtful, isVague);
  return { less: graph.less(left, right), greater: graph.less(right, left), equal, doubtful };
}
