import type { TableValue } from '../../values/values.ts';
import type { Graph } from '../machine/graph.ts';
import type { Node } from '../machine/nodes.ts';
import type { Level } from './levels.ts';

/**
 * What an expression amounts to in every row of a level. In each row a cell is one of: known, `absent` (null), `unknown`;
 * no row is two of them. Where it is `doubtful` it may be otherwise than said, so that the row is left to the evaluator.
 */
interface Stateful {
  readonly level: Level;
  readonly absent: Node;
  readonly unknown: Node;
  readonly doubtful: Node;
}

export interface BooleanCell extends Stateful {
  readonly kind: 'boolean';
  /** Where it is true, and where false: never both, and neither where it is absent or unknown. */
  readonly holds: Node;
  readonly fails: Node;
}

/**
 * An exact number: numerator / denominator / 10^scale, of which numerator and denominator are integers.
 * The evaluator's number differs from it by less than `error` units of the numerator, since it rounds a quotient to
 * 34 digits; a quotient that was only rounded once has error 0.
 */
export interface NumberCell extends Stateful {
  readonly kind: 'number';
  readonly numerator: Node;
  /** At least 1; undefined is 1. */
  readonly denominator: Node | undefined;
  readonly scale: number;
  readonly error: number;
  /** The most digits after the point that the evaluator's number has. */
  readonly places: number;
}

/** Texts by their number in the table's dictionary, days since 1970-01-01, durations in days or months. */
export interface IntegerCell extends Stateful {
  readonly kind: 'text' | 'date' | 'days' | 'months';
  readonly integer: Node;
}

/** Null, and what is unknown whatever it is. */
export interface EmptyCell extends Stateful {
  readonly kind: 'empty';
}

/** A record, whose fields are cells of the same level. */
export interface RecordCell extends Stateful {
  readonly kind: 'record';
  /** Of the fields. */
  readonly names: readonly string[];
  /** Undefined where it has no such field; a text says why it has no cell. */
  readonly field: (name: string) => Cell | string | undefined;
}

/** The items of each row's list: one cell on the level of the items, of which some are kept. */
export interface GroupCell extends Stateful {
  readonly kind: 'group';
  readonly item: Cell;
  /** Which items are in the list, on their level; all if undefined. */
  readonly kept: BooleanCell | undefined;
}

/** A list that is written out. */
export interface ItemsCell extends Stateful {
  readonly kind: 'items';
  readonly items: readonly Cell[];
}

/** A law's table. */
export interface TableCell extends Stateful {
  readonly kind: 'table';
  readonly table: TableValue;
}

export type ScalarCell = BooleanCell | NumberCell | IntegerCell;
export type Cell = ScalarCell | EmptyCell | RecordCell | GroupCell | ItemsCell | TableCell;

/** How a cell is called in a message. */
export const nameOf = ({ kind }: Cell): string =>
  ({ empty: 'null', group: 'list', items: 'list', days: 'duration in days', months: 'duration in months' })[
    kind as string
  ] ?? kind;

/** Where the cell has a value. */
export const known = (graph: Graph, { absent, unknown }: Stateful): Node => graph.not(graph.or(absent, unknown));

/** The states of what is null where any of several cells is, else unknown where any of them is. */
export function joined(graph: Graph, level: Level, cells: readonly Stateful[]): Stateful {
  const absent = graph.or(...cells.map((cell) => cell.absent));
  const unknown = graph.and(graph.or(...cells.map((cell) => cell.unknown)), graph.not(absent));
  return { level, absent, unknown, doubtful: graph.or(...cells.map((cell) => cell.doubtful)) };
}

/** The states of what is known everywhere. */
export const certain = (graph: Graph, level: Level): Stateful => ({
  level,
  absent: graph.false,
  unknown: graph.false,
  doubtful: graph.false,
});
