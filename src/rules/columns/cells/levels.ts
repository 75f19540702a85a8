import type { Node, NumericRepr } from '../machine/nodes.ts';
import type { ListColumn } from '../table/columns.ts';
import type { State } from '../table/states.ts';
import type { Store } from '../table/store.ts';

/** The rows that values belong to: those of the table, or the items of one of its lists. */
export interface Level {
  /** Of items, the list that they are in. */
  readonly list: ListColumn | undefined;
}

/** How a list's items become one value of the row: `sum` of numbers, `some` and `every` of conditions … */
export type Folding = 'count' | 'sum' | 'min' | 'max' | 'some' | 'every';

/** Where the integers and states of an input come from. */
export type Source =
  /** A column of the level. */
  | { readonly kind: 'column'; readonly level: Level; readonly store: Store }
  /** What was computed for the row that an item belongs to. */
  | { readonly kind: 'carried'; readonly level: Level; readonly node: Node }
  /** What the items of a row amount to, of which only some may count. */
  | {
      readonly kind: 'folded';
      readonly level: Level;
      readonly list: ListColumn;
      readonly folding: Folding;
      readonly item: Node | undefined;
      readonly kept: Node | undefined;
    };

/** How integers and states lie in an input, and what is known of them. */
export interface Stored {
  readonly repr: NumericRepr;
  /** Bounds of the integers. */
  readonly low: number;
  readonly high: number;
  readonly has: Readonly<Record<State, boolean>>;
}
