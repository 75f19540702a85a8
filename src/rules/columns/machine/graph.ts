import { balanced } from './balanced.ts';
import { LARGEST, type Node, NUMERIC, type NumericRepr, type Op, type Repr } from './nodes.ts';

/** Where no number may lie: what an empty block's input has as its bounds. */
type Bounds = readonly [low: number, high: number];

/**
 * Makes nodes. Equal ones are made once, so that what several rules ask is computed once for all of them;
 * what is known before the run, from literals and from the bounds of the inputs, is folded.
 */
export class Graph {
  readonly #made = new Map<string, Node>();
  readonly true = this.#node('true', 'mask', []);
  readonly false = this.#node('false', 'mask', []);

  #node(op: Op, repr: Repr, args: readonly Node[], [low, high]: Bounds = [0, 0], value = 0): Node {
    const key = `${op} ${repr} ${args.map(({ id }) => id).join()} ${low} ${high} ${value}`;
    const found = this.#made.get(key);
    if (found) return found;
    const node: Node = { id: this.#made.size, op, repr, args, low, high, value };
    this.#made.set(key, node);
    return node;
  }

  // Masks

  mask(holds: boolean): Node {
    return holds ? this.true : this.false;
  }

  not(mask: Node): Node {
    if (mask === this.true) return this.false;
    if (mask === this.false) return this.true;
    return mask.op === 'not' ? mask.args[0]! : this.#node('not', 'mask', [mask]);
  }

  and(...masks: readonly Node[]): Node {
    return balanced(masks, (a, b) => this.#both(a, b)) ?? this.true;
  }

  or(...masks: readonly Node[]): Node {
    return this.not(this.and(...masks.map((mask) => this.not(mask))));
  }

  #both(a: Node, b: Node): Node {
    if (a === this.false || b === this.false || a === this.not(b)) return this.false;
    if (a === this.true || a === b) return b;
    if (b === this.true) return a;
    // De Morgan, so that a condition and its opposite share what they are made of.
    if (a.op === 'not' && b.op === 'not') return this.not(this.#either(a.args[0]!, b.args[0]!));
    return this.#node('and', 'mask', inOrder(a, b));
  }

  #either(a: Node, b: Node): Node {
    return a === b ? a : this.#node('or', 'mask', inOrder(a, b));
  }

  xor(a: Node, b: Node): Node {
    if (a === this.false) return b;
    if (b === this.false) return a;
    if (a === this.true) return this.not(b);
    if (b === this.true) return this.not(a);
    return a === b ? this.false : this.#node('xor', 'mask', inOrder(a, b));
  }

  // Numbers

  /** An integer, in the narrowest representation. */
  constant(value: number): Node {
    return this.constantIn(narrowest(value, value), value);
  }

  /** A number in a representation. */
  constantIn(repr: NumericRepr, value: number): Node {
    return this.#node('constant', repr, [], [value, value], value);
  }

  /** What is loaded from a slot, known to lie within bounds where it is looked at. */
  input(slot: number, repr: NumericRepr, low: number, high: number): Node {
    return this.#node('input', repr, [], [low, high], slot);
  }

  add(a: Node, b: Node): Node {
    if (isZero(a)) return b;
    if (isZero(b)) return a;
    return this.#arithmetic('add', a, b, [a.low + b.low, a.high + b.high]);
  }

  subtract(a: Node, b: Node): Node {
    if (isZero(b)) return a;
    return this.#arithmetic('subtract', a, b, [a.low - b.high, a.high - b.low]);
  }

  multiply(a: Node, b: Node): Node {
    if (isConstant(a, 1)) return b;
    if (isConstant(b, 1)) return a;
    const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high];
    return this.#arithmetic('multiply', a, b, [Math.min(...corners), Math.max(...corners)]);
  }

  negate(a: Node): Node {
    return this.subtract(this.constant(0), a);
  }

  #arithmetic(op: 'add' | 'subtract' | 'multiply', a: Node, b: Node, bounds: Bounds): Node {
    if (bounds[0] === bounds[1]) return this.constant(bounds[0]);
    const repr = widest(narrowest(...bounds), a.repr as NumericRepr, b.repr as NumericRepr, 'i32');
    return this.#node(op, repr, [this.widen(a, repr), this.widen(b, repr)], bounds);
  }

  /** floor(a / b) of integers whose quotient is exact enough: |a| < 2^50, and b a whole number above 0. */
  floorOfQuotient(a: Node, b: number): Node {
    if (b === 1) return a;
    const bounds: Bounds = [Math.floor(a.low / b), Math.floor(a.high / b)];
    if (bounds[0] === bounds[1]) return this.constant(bounds[0]);
    // (a + 1/2) / b is no nearer to a whole number than 1/(2b), which is more than the product is off.
    const middle = this.#node('add', 'f64', [this.widen(a, 'f64'), this.constantIn('f64', 0.5)]);
    const quotient = this.#node('multiply', 'f64', [middle, this.constantIn('f64', 1 / b)]);
    return this.#node('floor', 'f64', [quotient], bounds);
  }

  /** About floor(a / b), one more or less, for b above 0. */
  nearFloorOfQuotient(a: Node, b: Node): Node {
    const ends = [a.low / b.low, a.low / b.high, a.high / b.low, a.high / b.high];
    const quotient = this.#node('divide', 'f64', [this.widen(a, 'f64'), this.widen(b, 'f64')]);
    return this.#node(
      'floor',
      'f64',
      [quotient],
      [Math.floor(Math.min(...ends)) - 1, Math.ceil(Math.max(...ends)) + 1],
    );
  }

  min(a: Node, b: Node): Node {
    if (a.high <= b.low) return a;
    if (b.high <= a.low) return b;
    return this.#chosen('min', [], a, b, [Math.min(a.low, b.low), Math.min(a.high, b.high)]);
  }

  max(a: Node, b: Node): Node {
    if (a.low >= b.high) return a;
    if (b.low >= a.high) return b;
    return this.#chosen('max', [], a, b, [Math.max(a.low, b.low), Math.max(a.high, b.high)]);
  }

  /** `a` where the mask holds, else `b`. */
  select(mask: Node, a: Node, b: Node): Node {
    if (mask === this.true || a === b) return a;
    if (mask === this.false) return b;
    if (mask.op === 'not') return this.select(mask.args[0]!, b, a);
    return this.#chosen('select', [mask], a, b, [Math.min(a.low, b.low), Math.max(a.high, b.high)]);
  }

  #chosen(op: 'min' | 'max' | 'select', masks: readonly Node[], a: Node, b: Node, bounds: Bounds): Node {
    const repr = widest(a.repr as NumericRepr, b.repr as NumericRepr);
    const spread = masks.map((mask) => this.#spread(mask, repr));
    return this.#node(op, repr, [...spread, this.widen(a, repr), this.widen(b, repr)], bounds);
  }

  /** `a` where the mask holds, else 0. */
  keep(a: Node, mask: Node): Node {
    if (mask === this.true) return a;
    if (mask === this.false) return this.constant(0);
    const bounds: Bounds = [Math.min(a.low, 0), Math.max(a.high, 0)];
    return this.#node('keep', a.repr, [a, this.#spread(mask, a.repr as NumericRepr)], bounds);
  }

  /** The same value, of which more is known. */
  bounded(a: Node, low: number, high: number): Node {
    const bounds: Bounds = [Math.max(a.low, low), Math.min(a.high, high)];
    return bounds[0] <= a.low && a.high <= bounds[1] ? a : this.#node('bounded', a.repr, [a], bounds);
  }

  // Comparisons. A row whose value was kept out may get either answer, so the answer is to be kept out as well.

  equal(a: Node, b: Node): Node {
    const [left, right] = [unkept(a), unkept(b)];
    if (left === right) return this.true;
    if (left.high < right.low || right.high < left.low) return this.false;
    if (left.low === left.high && right.low === right.high) return this.true;
    return this.#comparison('equal', ...inOrder(left, right));
  }

  less(a: Node, b: Node): Node {
    const [left, right] = [unkept(a), unkept(b)];
    if (left.high < right.low) return this.true;
    if (left === right || left.low >= right.high) return this.false;
    return this.#comparison('less', left, right);
  }

  #comparison(op: 'equal' | 'less', a: Node, b: Node): Node {
    const repr = widest(a.repr as NumericRepr, b.repr as NumericRepr);
    return this.#node(op, 'mask', [this.widen(a, repr), this.widen(b, repr)]);
  }

  // Representations

  /** The same value in a wider representation. */
  widen(a: Node, repr: NumericRepr): Node {
    if (a.repr === repr) return a;
    if (a.op === 'constant') return this.constantIn(repr, a.value);
    const next = NUMERIC[NUMERIC.indexOf(a.repr as NumericRepr) + 1]!;
    return this.widen(this.#node('widen', next, [a], [a.low, a.high]), repr);
  }

  /** A mask with as many bits for each row as numbers of a representation have. */
  #spread(mask: Node, repr: NumericRepr): Node {
    if (repr === 'i8') return mask;
    const narrower = NUMERIC[NUMERIC.indexOf(repr) - 1]!;
    return this.#node('spread', repr, [this.#spread(mask, narrower)]);
  }
}

const inOrder = (a: Node, b: Node): [Node, Node] => (a.id <= b.id ? [a, b] : [b, a]);

const isConstant = (node: Node, value: number): boolean => node.low === value && node.high === value;
const isZero = (node: Node): boolean => isConstant(node, 0);

const unkept = (node: Node): Node => (node.op === 'keep' ? node.args[0]! : node);

/** The narrowest representation of all integers between two. */
export const narrowest = (low: number, high: number): NumericRepr =>
  NUMERIC.find((repr) => -LARGEST[repr] <= low && high <= LARGEST[repr]) ?? 'f64';

/** The widest of several representations. */
export const widest = (...reprs: readonly NumericRepr[]): NumericRepr =>
  NUMERIC[Math.max(...reprs.map((repr) => NUMERIC.indexOf(repr)))]!;
