import type { Arithmetic } from '../../tree.ts';
import { type Cell, type IntegerCell, joined, type NumberCell, nameOf, type ScalarCell } from '../cells/cells.ts';
import {
  addDays,
  addMonths,
  addNumberOfDays,
  daysBetween,
  durationCell,
  wholeDays,
  wholeMonths,
} from '../cells/dates.ts';
import { opposite, power, product, quotient, sum, wholeNumber } from '../cells/numbers.ts';
import type { Graph } from '../machine/graph.ts';
import { type Lowering, refuse, together } from './lowering.ts';

type Combine = (graph: Graph, left: never, right: never) => Cell;
type Int = IntegerCell;
type Num = NumberCell;

const asNumber = (cell: Int): Num => wholeNumber(cell, cell.integer);

const combined =
  (op: 'add' | 'subtract') =>
  (graph: Graph, a: Int, b: Int): Cell =>
    durationCell(graph, joined(graph, a.level, [a, b]), a.kind as 'days' | 'months', graph[op](a.integer, b.integer));

/** What each operator means for two kinds of cells, as the evaluator's table of operators has it. */
const MEANINGS: Readonly<Record<Arithmetic['op'], Readonly<Record<string, Combine>>>> = {
  '+': {
    'number number': (graph: Graph, a: Num, b: Num) => sum(graph, a, b),
    'date days': (graph: Graph, a: Int, b: Int) => addDays(graph, a, b, 'add'),
    'days date': (graph: Graph, a: Int, b: Int) => addDays(graph, b, a, 'add'),
    'date months': (graph: Graph, a: Int, b: Int) => addMonths(graph, a, b, 'add'),
    'months date': (graph: Graph, a: Int, b: Int) => addMonths(graph, b, a, 'add'),
    'date number': (graph: Graph, a: Int, b: Num) => addNumberOfDays(graph, a, b, 'add'),
    'days days': combined('add'),
    'months months': combined('add'),
  },
  '-': {
    'number number': (graph: Graph, a: Num, b: Num) => sum(graph, a, b, 'subtract'),
    'date date': (graph: Graph, a: Int, b: Int) => daysBetween(graph, b, a),
    'date days': (graph: Graph, a: Int, b: Int) => addDays(graph, a, b, 'subtract'),
    'date months': (graph: Graph, a: Int, b: Int) => addMonths(graph, a, b, 'subtract'),
    'date number': (graph: Graph, a: Int, b: Num) => addNumberOfDays(graph, a, b, 'subtract'),
    'days days': combined('subtract'),
    'months months': combined('subtract'),
  },
  '*': {
    'number number': (graph: Graph, a: Num, b: Num) => product(graph, a, b),
    'days number': (graph: Graph, a: Int, b: Num) => wholeDays(graph, product(graph, asNumber(a), b)),
    'number days': (graph: Graph, a: Num, b: Int) => wholeDays(graph, product(graph, a, asNumber(b))),
    'months number': (graph: Graph, a: Int, b: Num) => wholeMonths(graph, product(graph, asNumber(a), b)),
    'number months': (graph: Graph, a: Num, b: Int) => wholeMonths(graph, product(graph, a, asNumber(b))),
  },
  '/': {
    'number number': (graph: Graph, a: Num, b: Num) => quotient(graph, a, b),
    'days number': (graph: Graph, a: Int, b: Num) => wholeDays(graph, quotient(graph, asNumber(a), b)),
    'months number': (graph: Graph, a: Int, b: Num) => wholeMonths(graph, quotient(graph, asNumber(a), b)),
    'days days': (graph: Graph, a: Int, b: Int) => quotient(graph, asNumber(a), asNumber(b)),
    'months months': (graph: Graph, a: Int, b: Int) => quotient(graph, asNumber(a), asNumber(b)),
  },
  '**': {},
};

/** A larger exponent takes any number but 0, 1 and fractions beyond what is exact. */
const LARGEST_EXPONENT = 64;

/** `left op right` */
export function lowerArithmetic(tree: Arithmetic, lowering: Lowering): Cell {
  const { graph } = lowering.context;
  const [left, right] = together(lowering, tree.at, [lowering.lower(tree.left), lowering.lower(tree.right)] as const);
  if (left.kind === 'empty' || right.kind === 'empty') {
    return { kind: 'empty', ...joined(graph, left.level, [left, right]) };
  }
  if (tree.op === '**') return lowerPower(graph, left, right, tree);
  const meanings = MEANINGS[tree.op];
  const kinds = `${left.kind} ${right.kind}`;
  if (!Object.hasOwn(meanings, kinds)) {
    refuse(tree.at, `${tree.op} is not computed of a ${nameOf(left)} and a ${nameOf(right)} here`);
  }
  return meanings[kinds]!(graph, left as never, right as never);
}

function lowerPower(graph: Graph, base: Cell, exponent: Cell, { at, right }: Arithmetic): ScalarCell {
  if (base.kind !== 'number' || exponent.kind !== 'number') refuse(at, 'only numbers are raised to a power');
  const { numerator, scale, denominator, doubtful } = exponent;
  const isWhole = scale === 0 && !denominator && doubtful === graph.false;
  const isFixed = isWhole && numerator.op === 'constant' && Math.abs(numerator.value) <= LARGEST_EXPONENT;
  if (!isFixed) refuse(right.at, `an exponent is a whole number up to ${LARGEST_EXPONENT}, the same for everybody`);
  return power(graph, base, numerator.value);
}

/** `-x` */
export function opposed(graph: Graph, cell: Cell): Cell | string {
  if (cell.kind === 'empty') return cell;
  if (cell.kind === 'number') return opposite(graph, cell);
  if (cell.kind === 'days' || cell.kind === 'months') return { ...cell, integer: graph.negate(cell.integer) };
  return `a ${nameOf(cell)} has no opposite`;
}
