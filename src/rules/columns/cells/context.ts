import { Graph } from '../machine/graph.ts';
import { LARGEST, type Node, type NumericRepr } from '../machine/nodes.ts';
import type { Column, ListColumn, RecordColumn } from '../table/columns.ts';
import type { ScalarColumn } from '../table/scalar.ts';
import type { State } from '../table/states.ts';
import type { Table } from '../table/table.ts';
import type { BooleanCell, Cell, EmptyCell, ItemsCell, ScalarCell } from './cells.ts';
import type { Folding, Level, Source, Stored } from './levels.ts';
import { type Meaning, readStored, toStored } from './stored.ts';

/** What the cells of one compilation share: the graph, the levels, and where its inputs come from. */
export class Context {
  readonly graph = new Graph();
  readonly root: Level = { list: undefined };
  /** By slot. */
  readonly sources: Source[] = [];
  readonly table: Table;
  readonly #slots = new Map<unknown, Map<unknown, number>>();
  readonly #levels = new Map<ListColumn, Level>();
  readonly #texts = new Map<string, number>();
  readonly #isTrial: boolean;

  /** On trial, to see whether a rule compiles, columns may hold anything, whatever the table holds. */
  constructor(table: Table, isTrial = false) {
    this.table = table;
    this.#isTrial = isTrial;
  }

  /** The number of a text: the table's, or one that no row has. */
  textCode(text: string): number {
    const known = this.table.dictionary.find(text) ?? this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, -1 - this.#texts.size);
    return this.#texts.get(text)!;
  }

  /** The level of a list's items. */
  levelOf(list: ListColumn): Level {
    let level = this.#levels.get(list);
    if (!level) {
      level = { list };
      this.#levels.set(list, level);
    }
    return level;
  }

  /** A column's values as a cell, or why there is none. */
  columnCell(level: Level, column: Column): Cell | string {
    if (column.kind === 'scalar') return this.#scalarCell(level, column);
    if (column.kind === 'record') return this.#recordCell(level, column);
    if (column.kind === 'list') return this.#groupCell(level, column);
    return `a ${column.type.kind} has no column`;
  }

  /** The most items that a row has. */
  longestOf = ({ longest }: ListColumn): number => (this.#isTrial ? 1000 : longest);

  #scalarCell(level: Level, { store, of, scale }: ScalarColumn): ScalarCell {
    const slot = this.#slotOf(store, 0, () => ({ kind: 'column', level, store }));
    const stored = this.#isTrial ? ANYTHING : store;
    const meaning: Meaning =
      of === 'number' ? { kind: of, denominator: undefined, scale, error: 0, places: scale } : { kind: of };
    return readStored(this.graph, level, slot, stored, meaning);
  }

  #recordCell(level: Level, column: RecordColumn): Cell | string {
    const { absent, unknown, doubtful } = this.#scalarCell(level, column.present);
    const field = (name: string): Cell | string | undefined => {
      const of = column.fields.get(name);
      const cell = of && this.columnCell(level, of);
      return typeof cell === 'object' ? this.within({ level, absent, unknown, doubtful }, cell) : cell;
    };
    return { kind: 'record', level, absent, unknown, doubtful, names: [...column.fields.keys()], field };
  }

  #groupCell(level: Level, column: ListColumn): Cell | string {
    if (level.list) return 'a list within a list has no column';
    const item = this.columnCell(this.levelOf(column), column.items);
    if (typeof item === 'string') return item;
    const { absent, unknown, doubtful } = this.#scalarCell(level, column.present);
    return { kind: 'group', level, absent, unknown, doubtful, item, kept: undefined };
  }

  /** A part of something: null or unknown where the whole is. */
  within<C extends Cell>(
    { absent, unknown, doubtful }: Pick<Cell, 'level' | 'absent' | 'unknown' | 'doubtful'>,
    part: C,
  ): C {
    const { graph } = this;
    const isThere = graph.not(graph.or(absent, unknown));
    const states = {
      absent: graph.or(absent, graph.and(part.absent, isThere)),
      unknown: graph.or(unknown, graph.and(part.unknown, isThere)),
      doubtful: graph.or(doubtful, part.doubtful),
    };
    if (part.kind !== 'boolean') return { ...part, ...states };
    return { ...part, ...states, holds: graph.and(part.holds, isThere), fails: graph.and(part.fails, isThere) };
  }

  /** The same value for every item of the rows' lists; or why it cannot be had there. */
  carried(cell: Cell, level: Level): Cell | string {
    if (cell.level === level || isConstant(cell)) return { ...cell, level };
    if (cell.level.list) return 'two lists are gone through at once';
    if (cell.kind === 'items') return this.#carriedItems(cell, level);
    if (cell.kind === 'empty') return this.#carriedEmpty(cell, level);
    if (cell.kind !== 'boolean' && cell.kind !== 'number' && !('integer' in cell))
      return 'only single values are known here';
    const { node, stored, meaning } = toStored(this.graph, cell);
    const slot = this.#carriedSlot(node, level);
    return readStored(this.graph, level, slot, stored, this.#withDivisor(meaning, level));
  }

  #carriedSlot = (node: Node, level: Level): number =>
    this.#slotOf(node, level, () => ({ kind: 'carried', level, node }));

  /** What a number of the row is divided by, if that differs from row to row, is carried beside it. */
  #withDivisor(meaning: Meaning, level: Level): Meaning {
    const divisor = meaning.kind === 'number' ? meaning.denominator : undefined;
    if (!divisor || divisor.op === 'constant') return meaning;
    const { repr, low, high } = divisor;
    const denominator = this.graph.input(this.#carriedSlot(divisor, level), repr as NumericRepr, low, high);
    return { ...meaning, denominator } as Meaning;
  }

  #carriedEmpty({ level: from, absent, unknown, doubtful }: EmptyCell, level: Level): Cell | string {
    const { false: no } = this.graph;
    const carried = this.carried(
      { kind: 'boolean', level: from, absent, unknown, doubtful, holds: no, fails: no },
      level,
    );
    if (typeof carried === 'string') return carried;
    return { kind: 'empty', level, absent: carried.absent, unknown: carried.unknown, doubtful: carried.doubtful };
  }

  #carriedItems(cell: ItemsCell, level: Level): Cell | string {
    const items = cell.items.map((item) => this.carried(item, level));
    const reason = items.find((item) => typeof item === 'string');
    return reason ?? { ...cell, level, items: items as Cell[] };
  }

  /** What the kept items of each row amount to; or why it cannot be told. `bounds` are those of the result. */
  folded(
    folding: Folding,
    list: ListColumn,
    item: ScalarCell | undefined,
    kept: BooleanCell | undefined,
    bounds: readonly [low: number, high: number],
  ): ScalarCell | string {
    if (item?.kind === 'number' && item.denominator && item.denominator.op !== 'constant') {
      return `${folding} of quotients by numbers that differ: round them first`;
    }
    const value = item && toStored(this.graph, item, item.kind === 'boolean' ? 'i8' : 'f64');
    const filter = kept && toStored(this.graph, kept);
    const key = `${folding} ${value?.node.id} ${filter?.node.id}`;
    const slot = this.#slotOf(list, key, () => ({
      kind: 'folded',
      level: this.root,
      list,
      folding,
      item: value?.node,
      kept: filter?.node,
    }));
    const whole: Meaning = { kind: 'number', denominator: undefined, scale: 0, error: 0, places: 0 };
    const meaning = folding === 'count' ? whole : value!.meaning;
    const [low, high] = bounds;
    const isHuge = low < -MOST || high > MOST;
    const may = (state: State) => value?.stored.has[state] === true || filter?.stored.has[state] === true;
    const has = {
      unknown: may('unknown'),
      absent: folding === 'some' || folding === 'every' ? may('absent') : folding !== 'count',
      aside: may('aside') || isHuge,
    };
    const stored = { repr: 'f64', low: Math.max(low, -MOST), high: Math.min(high, MOST), has } as const;
    const isSum = folding === 'sum' && meaning.kind === 'number';
    const sum = isSum ? { ...meaning, error: meaning.error * this.longestOf(list) } : meaning;
    return readStored(this.graph, this.root, slot, stored, sum);
  }

  #slotOf(what: unknown, detail: unknown, source: () => Source): number {
    let slots = this.#slots.get(what);
    if (!slots) {
      slots = new Map();
      this.#slots.set(what, slots);
    }
    const known = slots.get(detail);
    if (known !== undefined) return known;
    slots.set(detail, this.sources.length);
    this.sources.push(source());
    return this.sources.length - 1;
  }
}

const MOST = LARGEST.f64;

/** What a column holds of which nothing is known. */
const ANYTHING: Stored = {
  repr: 'f64',
  low: -MOST,
  high: MOST,
  has: { unknown: true, absent: true, aside: true },
};

const CONSTANTS: readonly Node['op'][] = ['constant', 'true', 'false'];

/** Whether a cell is the same in every row of every level. */
function isConstant(cell: Cell): boolean {
  if (cell.kind === 'record' || cell.kind === 'group') return false;
  if (cell.kind === 'items') return cell.items.every(isConstant);
  return Object.values(cell).every(
    (part) => typeof part !== 'object' || !('op' in part) || CONSTANTS.includes(part.op),
  );
}
