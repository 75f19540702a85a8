import type { ComparisonOperator } from '../../tree.ts';
import type { Graph } from '../machine/graph.ts';
import type { Node } from '../machine/nodes.ts';
import { type BooleanCell, type Cell, type IntegerCell, type NumberCell, nameOf } from './cells.ts';
import { booleanCell, negation } from './logic.ts';
import { compareNumbers, type Order, wholeNumber } from './numbers.ts';

/** Kinds that are only equal or not. */
const UNORDERED: readonly Cell['kind'][] = ['boolean', 'text'];

/** A duration in days compares with a plain number of days. */
const asDays = (cell: Cell, other: Cell): Cell =>
  cell.kind === 'days' && other.kind === 'number' ? wholeNumber(cell, cell.integer) : cell;

/** How two cells compare where both are known, or why they do not. */
export function orderOf(graph: Graph, left: Cell, right: Cell): Order | string {
  const [a, b] = [asDays(left, right), asDays(right, left)];
  const no = graph.false;
  if (a.kind === 'empty' || b.kind === 'empty') return { less: no, greater: no, equal: no, doubtful: no };
  if (a.kind !== b.kind) return `cannot compare ${nameOf(a)} with ${nameOf(b)}`;
  if (a.kind === 'number') return compareNumbers(graph, a, b as NumberCell);
  if (a.kind === 'boolean') {
    const equal = graph.not(graph.xor(a.holds, (b as BooleanCell).holds));
    return { less: no, greater: no, equal, doubtful: no };
  }
  if (!('integer' in a)) return `a ${nameOf(a)} cannot be compared here`;
  const other = (b as IntegerCell).integer;
  return {
    less: graph.less(a.integer, other),
    greater: graph.less(other, a.integer),
    equal: graph.equal(a.integer, other),
    doubtful: no,
  };
}

/** `left op right`, or why it cannot be told: null where an order has null, while equality with null is decided. */
export function comparison(graph: Graph, op: ComparisonOperator, left: Cell, right: Cell): BooleanCell | string {
  const order = orderOf(graph, left, right);
  if (typeof order === 'string') return order;
  const doubtful = graph.or(left.doubtful, right.doubtful, order.doubtful);
  const isKnown = graph.not(graph.or(left.absent, left.unknown, right.absent, right.unknown));
  const split = (holds: Node) => [graph.and(holds, isKnown), graph.and(graph.not(holds), isKnown)] as const;
  if (op === '=' || op === '!=') {
    const [same, differ] = split(order.equal);
    const [both, one] = absences(graph, left, right);
    const cell = booleanCell(graph, left.level, doubtful, graph.or(same, both), graph.or(differ, one));
    return op === '=' ? cell : negation(cell);
  }
  const unordered = [left, right].find(({ kind }) => UNORDERED.includes(kind));
  if (unordered) return `a ${nameOf(unordered)} has no order here`;
  const [holds, fails] = split(ORDERS[op](graph, order));
  return booleanCell(graph, left.level, doubtful, holds, fails, graph.or(left.absent, right.absent));
}

/** Where both are null, and where one is while the other is known. */
const absences = (graph: Graph, left: Cell, right: Cell): [both: Node, one: Node] => [
  graph.and(left.absent, right.absent),
  graph.and(graph.xor(left.absent, right.absent), graph.not(graph.or(left.unknown, right.unknown))),
];

const ORDERS: Readonly<Record<Exclude<ComparisonOperator, '=' | '!='>, (graph: Graph, order: Order) => Node>> = {
  '<': (_graph, { less }) => less,
  '<=': (graph, { greater }) => graph.not(greater),
  '>': (_graph, { greater }) => greater,
  '>=': (graph, { less }) => graph.not(less),
};
