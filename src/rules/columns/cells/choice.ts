import type { Graph } from '../machine/graph.ts';
import type { Node } from '../machine/nodes.ts';
import {
  type BooleanCell,
  type Cell,
  type EmptyCell,
  type IntegerCell,
  type NumberCell,
  nameOf,
  type ScalarCell,
} from './cells.ts';
import { orderOf } from './comparisons.ts';
import { chosenNumber, type Order, wholeNumber } from './numbers.ts';

/** Null, or what is unknown, as a cell of the kind that another one has. */
export function emptyAs(
  graph: Graph,
  { level, absent, unknown, doubtful }: EmptyCell,
  kind: ScalarCell['kind'],
): ScalarCell {
  const state = { level, absent, unknown, doubtful };
  const integer = graph.constant(0);
  if (kind === 'number') return wholeNumber(state, integer);
  if (kind === 'boolean') return { kind, ...state, holds: graph.false, fails: graph.false };
  return { kind, ...state, integer };
}

const isScalar = (cell: Cell): cell is ScalarCell =>
  cell.kind === 'boolean' || cell.kind === 'number' || 'integer' in cell;

/** Both as cells of one kind, or why they are not. */
export function alike(
  graph: Graph,
  a: Cell,
  b: Cell,
): readonly [ScalarCell, ScalarCell] | readonly [EmptyCell, EmptyCell] | string {
  if (a.kind === 'empty' && b.kind === 'empty') return [a, b];
  if (a.kind === 'empty' && isScalar(b)) return [emptyAs(graph, a, b.kind), b];
  if (b.kind === 'empty' && isScalar(a)) return [a, emptyAs(graph, b, a.kind)];
  if (!isScalar(a) || !isScalar(b)) return `a ${nameOf(isScalar(a) ? b : a)} cannot be chosen here`;
  return a.kind === b.kind ? [a, b] : `either a ${nameOf(a)} or a ${nameOf(b)}`;
}

/**
 * `if condition then yes else no`, or why it cannot be told. Null takes the second branch; where the condition is unknown,
 * what both branches agree on is known.
 */
export function choice(graph: Graph, condition: BooleanCell, yes: Cell, no: Cell): Cell | string {
  const pair = alike(graph, yes, no);
  if (typeof pair === 'string') return pair;
  const [a, b] = pair;
  const [first, open] = [condition.holds, condition.unknown];
  const second = graph.or(condition.fails, condition.absent);
  const either = (ofA: Node, ofB: Node) =>
    graph.or(graph.and(first, ofA), graph.and(second, ofB), graph.and(open, ofA, ofB));
  const agreement = agreementOf(graph, open, a, b);
  const undecided = graph.and(open, graph.not(agreement.equal), graph.not(graph.and(a.absent, b.absent)));
  const state = {
    level: condition.level,
    absent: either(a.absent, b.absent),
    unknown: graph.or(graph.and(first, a.unknown), graph.and(second, b.unknown), undecided),
    doubtful: graph.or(
      condition.doubtful,
      graph.and(a.doubtful, graph.not(second)),
      graph.and(b.doubtful, graph.not(first)),
      graph.and(open, agreement.doubtful),
    ),
  };
  if (a.kind === 'empty') return { kind: 'empty', ...state };
  if (a.kind === 'boolean') {
    const other = b as BooleanCell;
    return { kind: 'boolean', ...state, holds: either(a.holds, other.holds), fails: either(a.fails, other.fails) };
  }
  if (a.kind === 'number') return chosenNumber(graph, second, b as NumberCell, a, state);
  return { kind: a.kind, ...state, integer: graph.select(second, (b as IntegerCell).integer, a.integer) };
}

/** Where two values of one kind are known and equal, and where that is doubtful. Only asked where something is open. */
function agreementOf(graph: Graph, open: Node, a: Cell, b: Cell): Pick<Order, 'equal' | 'doubtful'> {
  const order = orderOf(graph, a, b);
  if (open === graph.false || typeof order === 'string') return { equal: graph.false, doubtful: graph.false };
  const isKnown = graph.not(graph.or(a.absent, a.unknown, b.absent, b.unknown));
  return { equal: graph.and(isKnown, order.equal), doubtful: order.doubtful };
}
