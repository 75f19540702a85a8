import type { Place } from '../../problem.ts';
import {
  type BooleanCell,
  type Cell,
  certain,
  joined,
  type NumberCell,
  nameOf,
  type ScalarCell,
} from '../cells/cells.ts';
import { choice, emptyAs } from '../cells/choice.ts';
import { orderOf } from '../cells/comparisons.ts';
import { dateOf, monthsBetween, wholeOf } from '../cells/dates.ts';
import { booleanCell, decided, negation } from '../cells/logic.ts';
import { product, quotient, sum, wholeNumber } from '../cells/numbers.ts';
import { type RoundingMode, rounded } from '../cells/rounding.ts';
import { balanced } from '../machine/balanced.ts';
import type { Node } from '../machine/nodes.ts';
import { combined, fold } from './lists.ts';
import { accept, type Lowering, numberOf, refuse, together } from './lowering.ts';
import { isItem } from './membership.ts';

/** Computes a call of a built-in function; the cells are the arguments, on one level. */
type Computes = (lowering: Lowering, at: Place, args: readonly Cell[]) => Cell;

/** The most digits after the point that numbers are rounded to here, and noughts before it. */
const MOST_PLACES = 15;

/** A scale: a number that is the same for everybody, of which the whole part counts. */
function placesOf({ context: { graph } }: Lowering, at: Place, cell: Cell | undefined): number {
  if (!cell) return 0;
  const isKnown = [cell.absent, cell.unknown, cell.doubtful].every((mask) => mask === graph.false);
  if (isKnown && cell.kind === 'number' && cell.numerator.op === 'constant' && !cell.denominator) {
    const places = Math.trunc(cell.numerator.value / 10 ** cell.scale);
    if (Math.abs(places) <= MOST_PLACES) return places;
  }
  return refuse(at, `a scale is a whole number up to ${MOST_PLACES}, the same for everybody`);
}

const rounding =
  (mode: RoundingMode): Computes =>
  (lowering, at, [n, scale]) =>
    rounded(lowering.context.graph, numberOf(lowering, n!, at), placesOf(lowering, at, scale), mode);

/** A function of numbers. */
const ofNumbers =
  (apply: (lowering: Lowering, ...numbers: readonly NumberCell[]) => Cell): Computes =>
  (lowering, at, args) =>
    apply(lowering, ...args.map((cell) => numberOf(lowering, cell, at)));

/** Whether a whole number is odd; unknown for any other. */
const isOdd = (odd: boolean): Computes =>
  ofNumbers(({ context: { graph } }, number) => {
    const { whole, isBroken, doubtful } = wholeOf(graph, number!);
    const state = joined(graph, number!.level, [number!]);
    const isTold = graph.not(graph.or(state.absent, state.unknown, isBroken));
    const even = graph.equal(graph.multiply(graph.floorOfQuotient(whole, 2), graph.constant(2)), whole);
    const [holds, fails] = odd ? [graph.not(even), even] : [even, graph.not(even)];
    return booleanCell(
      graph,
      state.level,
      graph.or(state.doubtful, doubtful),
      graph.and(holds, isTold),
      graph.and(fails, isTold),
      state.absent,
    );
  });

/** `a − b · floor(a / b)` */
const modulo: Computes = ofNumbers(({ context: { graph } }, a, b) => {
  const times = rounded(graph, quotient(graph, a!, b!), 0, 'floor');
  return sum(graph, a!, product(graph, b!, times), 'subtract');
});

const isDefined: Computes = ({ context: { graph } }, _at, [cell]) => {
  const { level, absent, unknown, doubtful } = cell!;
  return booleanCell(graph, level, doubtful, graph.not(graph.or(absent, unknown)), absent);
};

const absolute: Computes = ({ context: { graph } }, at, [cell]) => {
  const size = (node: Node) => graph.max(node, graph.negate(node));
  if (cell!.kind === 'empty') return cell!;
  if (cell!.kind === 'number') return { ...cell!, numerator: size(cell!.numerator) };
  if (cell!.kind === 'days' || cell!.kind === 'months') return { ...cell!, integer: size(cell!.integer) };
  return refuse(at, `a ${nameOf(cell!)} has no sign`);
};

/** The greatest or least of some cells: null if one of them is, else unknown if one is. */
function best(lowering: Lowering, at: Place, cells: readonly Cell[], side: 'less' | 'greater'): Cell {
  const { graph, root } = lowering.context;
  const [first, ...others] = together(lowering, at, cells);
  if (!first) return { kind: 'empty', ...certain(graph, root), absent: graph.true };
  if (cells.some(({ kind }) => kind === 'text' || kind === 'boolean')) refuse(at, 'this has no order here');
  return others.reduce((top, cell) => {
    const order = accept(at, orderOf(graph, cell, top));
    const states = joined(graph, top.level, [top, cell]);
    const isBetter = { ...decided(graph, top.level, order[side]), doubtful: order.doubtful };
    const value = accept(at, choice(graph, isBetter, cell, top));
    return { ...value, ...states, doubtful: graph.or(states.doubtful, order.doubtful) } as Cell;
  }, first);
}

/** The items of a list that is written out, or given one by one. */
const itemsOf = (args: readonly Cell[]): readonly Cell[] =>
  args.length === 1 && args[0]!.kind === 'items' ? args[0]!.items : args;

const extreme =
  (side: 'less' | 'greater', folding: 'min' | 'max'): Computes =>
  (lowering, at, args) =>
    args.length === 1 && args[0]!.kind === 'group'
      ? fold(lowering, at, args[0]!, folding, args[0]!.item)
      : best(lowering, at, itemsOf(args), side);

function total(lowering: Lowering, at: Place, args: readonly Cell[]): NumberCell {
  const { graph, root } = lowering.context;
  const [first] = args;
  if (args.length === 1 && first!.kind === 'group') {
    return fold(lowering, at, first!, 'sum', numberOf(lowering, first!.item, at)) as NumberCell;
  }
  const items = together(lowering, at, itemsOf(args)).map((cell) => numberOf(lowering, cell, at));
  if (items.length > 0) return balanced(items, (a, b) => sum(graph, a, b))!;
  return emptyAs(graph, { kind: 'empty', ...certain(graph, root), absent: graph.true }, 'number') as NumberCell;
}

function count(lowering: Lowering, at: Place, [list]: readonly Cell[]): NumberCell {
  const { graph } = lowering.context;
  if (list!.kind === 'group') return fold(lowering, at, list!, 'count', undefined) as NumberCell;
  if (list!.kind === 'empty') return emptyAs(graph, list!, 'number') as NumberCell;
  if (list!.kind !== 'items') refuse(at, `count takes a list, not a ${nameOf(list!)}`);
  return wholeNumber(certain(graph, list!.level), graph.constant(list!.items.length));
}

const mean: Computes = (lowering, at, args) => {
  const { graph } = lowering.context;
  const [first] = args;
  const isGroup = args.length === 1 && first!.kind === 'group';
  const length = isGroup
    ? count(lowering, at, args)
    : wholeNumber(certain(graph, lowering.context.root), graph.constant(Math.max(1, itemsOf(args).length)));
  const [sumOfAll, number] = together(lowering, at, [total(lowering, at, args), length] as const);
  return quotient(graph, sumOfAll, number);
};

const quantifier =
  (of: 'some' | 'every'): Computes =>
  (lowering, at, args) => {
    const [first] = args;
    if (args.length === 1 && first!.kind === 'group') return fold(lowering, at, first!, of, first!.item);
    const conditions = itemsOf(args).map((cell) =>
      cell.kind === 'empty' ? emptyAs(lowering.context.graph, cell, 'boolean') : cell,
    );
    if (conditions.some(({ kind }) => kind !== 'boolean')) refuse(at, 'this takes conditions');
    return combined(lowering, at, of, conditions as BooleanCell[]);
  };

const months: Computes = ({ context: { graph } }, at, [from, to]) => {
  if (from!.kind === 'empty' || to!.kind === 'empty')
    return { kind: 'empty', ...joined(graph, from!.level, [from!, to!]) };
  if (from!.kind !== 'date' || to!.kind !== 'date') refuse(at, 'only dates are reckoned with here');
  return monthsBetween(graph, from!, to!);
};

const date: Computes = (lowering, at, args) => {
  const [first] = args;
  if (args.length === 1)
    return first!.kind === 'date' || first!.kind === 'empty'
      ? first!
      : refuse(at, `a ${nameOf(first!)} is not read as a date here`);
  const [year, month, day] = args.map((cell) => numberOf(lowering, cell, at));
  return dateOf(lowering.context.graph, [year!, month!, day!]);
};

/** A conversion of what is of the kind already. */
const itself =
  (...kinds: readonly ScalarCell['kind'][]): Computes =>
  (_lowering, at, [cell]) =>
    cell!.kind === 'empty' || kinds.includes(cell!.kind as ScalarCell['kind'])
      ? cell!
      : refuse(at, `a ${nameOf(cell!)} is not converted here`);

/** Whether an element is among the items, whichever it is: unknown and null are looked for like others. */
const contains: Computes = (lowering, at, [list, element]) => {
  if (list!.kind === 'empty') return emptyAs(lowering.context.graph, list!, 'boolean');
  if (list!.kind !== 'items' && list!.kind !== 'group') refuse(at, `a list is looked into, not a ${nameOf(list!)}`);
  return isItem(lowering, at, element!, list!);
};

/** The built-in functions that have a columnar form, by name. */
export const COMPUTED: Readonly<Record<string, Computes>> = {
  not: (lowering, at, [cell]) => {
    if (cell!.kind === 'empty') return emptyAs(lowering.context.graph, cell!, 'boolean');
    return cell!.kind === 'boolean' ? negation(cell!) : refuse(at, `not takes a condition, not a ${nameOf(cell!)}`);
  },
  'is defined': isDefined,
  abs: absolute,
  floor: rounding('floor'),
  ceiling: rounding('ceiling'),
  decimal: rounding('half-even'),
  'round up': rounding('round up'),
  'round down': rounding('round down'),
  'round half up': rounding('round half up'),
  'round half down': rounding('round half down'),
  modulo: modulo,
  odd: isOdd(true),
  even: isOdd(false),
  min: extreme('less', 'min'),
  max: extreme('greater', 'max'),
  sum: total,
  mean: mean,
  count: count,
  all: quantifier('every'),
  any: quantifier('some'),
  'list contains': contains,
  date: date,
  duration: itself('days', 'months'),
  number: itself('number'),
  'years and months duration': months,
};
