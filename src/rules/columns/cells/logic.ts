import type { Graph } from '../machine/graph.ts';
import type { Node } from '../machine/nodes.ts';
import { type BooleanCell, type Cell, certain, type EmptyCell, joined } from './cells.ts';
import type { Level } from './levels.ts';

/** What neither holds nor fails nor is absent. */
const unknownOf = (graph: Graph, holds: Node, fails: Node, absent: Node): Node =>
  graph.not(graph.or(holds, fails, absent));

/** A condition from where it holds, fails and is absent; elsewhere it is unknown. */
export function booleanCell(
  graph: Graph,
  level: Level,
  doubtful: Node,
  holds: Node,
  fails: Node,
  absent: Node = graph.false,
): BooleanCell {
  return { kind: 'boolean', level, holds, fails, absent, doubtful, unknown: unknownOf(graph, holds, fails, absent) };
}

/** A condition that is true or false in every row. */
export const decided = (graph: Graph, level: Level, holds: Node): BooleanCell => ({
  kind: 'boolean',
  ...certain(graph, level),
  holds,
  fails: graph.not(holds),
});

/** A condition that is true or false where some cells are known, null where any is, else unknown. */
export function whereKnown(graph: Graph, cells: readonly Cell[], holds: Node): BooleanCell {
  const state = joined(graph, cells[0]!.level, cells);
  const isKnown = graph.not(graph.or(state.absent, state.unknown));
  return { kind: 'boolean', ...state, holds: graph.and(holds, isKnown), fails: graph.and(graph.not(holds), isKnown) };
}

/** Null as a condition. */
export const emptyCondition = (graph: Graph, { level, absent, unknown, doubtful }: EmptyCell): BooleanCell => ({
  kind: 'boolean',
  level,
  absent,
  unknown,
  doubtful,
  holds: graph.false,
  fails: graph.false,
});

/** Kleene's negation. */
export const negation = (cell: BooleanCell): BooleanCell => ({ ...cell, holds: cell.fails, fails: cell.holds });

/** Kleene's conjunction: false decides, then what is unknown leaves it open, then null. */
export function conjunction(graph: Graph, a: BooleanCell, b: BooleanCell): BooleanCell {
  const holds = graph.and(a.holds, b.holds);
  const fails = graph.or(a.fails, b.fails);
  const absent = graph.and(graph.or(a.absent, b.absent), graph.not(graph.or(fails, a.unknown, b.unknown)));
  return booleanCell(graph, a.level, graph.or(a.doubtful, b.doubtful), holds, fails, absent);
}

/** Kleene's disjunction. */
export const disjunction = (graph: Graph, a: BooleanCell, b: BooleanCell): BooleanCell =>
  negation(conjunction(graph, negation(a), negation(b)));

/** Whether it is known in every row, without a doubt. */
export const isCertain = (graph: Graph, { absent, unknown, doubtful }: Cell): boolean =>
  [absent, unknown, doubtful].every((mask) => mask === graph.false);
