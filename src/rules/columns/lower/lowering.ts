import { NotCompilable, type Place } from '../../problem.ts';
import type { Tree } from '../../tree.ts';
import type { Scope } from '../../values/values.ts';
import { type BooleanCell, type Cell, type NumberCell, nameOf, type RecordCell } from '../cells/cells.ts';
import { emptyAs } from '../cells/choice.ts';
import type { Context } from '../cells/context.ts';
import type { Level } from '../cells/levels.ts';

/** Names that mean something inside a list's condition or result: a variable, or the item and its fields. */
export interface Frame {
  readonly names: ReadonlyMap<string, Cell>;
  /** Of a filter: the fields of its item are names, too. */
  readonly item: RecordCell | undefined;
  /** The items that are gone through, if they are those of a list of the facts. */
  readonly level: Level | undefined;
  readonly outer: Frame | undefined;
}

/** Makes cells of trees at one place. */
export interface Lowering {
  readonly context: Context;
  /** Parameters by name. */
  readonly parameters: Scope;
  /** A fact, parameter or derived fact; a text says why it has no cell. */
  readonly named: (name: string) => Cell | string | undefined;
  readonly frame: Frame | undefined;
  /** Throws NotCompilable. */
  readonly lower: (tree: Tree) => Cell;
  /** The same one frame further in. */
  readonly inside: (names: Readonly<Record<string, Cell>>, of?: Partial<Pick<Frame, 'item' | 'level'>>) => Lowering;
}

/** Refuses what is at a place. */
export function refuse(at: Place, reason: string): never {
  throw new NotCompilable(at, reason);
}

/** What is not a reason to refuse. */
export function accept<T extends object>(at: Place, result: T | string): T {
  return typeof result === 'string' ? refuse(at, result) : result;
}

/** Cells on one level: what belongs to the row goes to its items where it meets them. */
export function together<C extends readonly Cell[]>({ context }: Lowering, at: Place, cells: C): C {
  const level = cells.find((cell) => cell.level.list)?.level ?? context.root;
  return cells.map((cell) => accept(at, context.carried(cell, level))) as unknown as C;
}

/** A condition's cell; null and unknown are ones. */
export function conditionOf(lowering: Lowering, tree: Tree): BooleanCell {
  const cell = lowering.lower(tree);
  if (cell.kind === 'empty') return emptyAs(lowering.context.graph, cell, 'boolean') as BooleanCell;
  return cell.kind === 'boolean' ? cell : refuse(tree.at, `a condition is true or false, not a ${nameOf(cell)}`);
}

/** A number's cell; null and unknown are ones. */
export function numberOf(lowering: Lowering, cell: Cell, at: Place): NumberCell {
  if (cell.kind === 'empty') return emptyAs(lowering.context.graph, cell, 'number') as NumberCell;
  return cell.kind === 'number' ? cell : refuse(at, `this is a ${nameOf(cell)}, not a number`);
}
