import type { Context } from '../cells/context.ts';
import type { Level, Source } from '../cells/levels.ts';
import { Kernel, newValues, type Values, type Wanted } from '../machine/kernel.ts';
import type { Node } from '../machine/nodes.ts';
import { inputsOf } from '../machine/schedule.ts';
import type { ListColumn } from '../table/columns.ts';
import { foldConditions, foldNumbers } from './fold.ts';

type Folded = Extract<Source, { kind: 'folded' }>;

/**
 * What a rule needs of its lists is computed level by level: what the items' conditions take from their row, the items,
 * what each row's items amount to, and again, until the rows themselves can be computed.
 */
interface Stage {
  /** Of items, their list; of rows what items need of them. */
  readonly list: ListColumn | undefined;
  readonly kernel: Kernel | undefined;
  readonly nodes: readonly Node[];
  /** Slots that it fills: with what was computed for the rows, or from what was computed for the items. */
  readonly carried: readonly { readonly slot: number; readonly node: Node; readonly list: ListColumn }[];
  readonly folded: readonly { readonly slot: number; readonly source: Folded }[];
}

/** Values that are neither columns nor outputs, by slot: of the rows of a portion, or of their items. */
type Temporary = Map<number, Values>;

/** Runs kernels over the rows of a table, with all that they need of its lists. */
export class Stages {
  readonly #context: Context;
  readonly #stages: Stage[] = [];
  readonly #last: Kernel;

  constructor(context: Context, wanted: readonly Wanted[]) {
    this.#context = context;
    const ready = new Set<number>();
    for (let open = this.#openSlots(wanted, ready); open.length > 0; open = this.#openSlots(wanted, ready)) {
      for (const slot of open) ready.add(slot);
      this.#stages.push(...stagesFor(context.sources, open));
    }
    this.#last = new Kernel(wanted);
  }

  /** The slots that are needed, not filled yet, and can be filled since all that they need is. */
  #openSlots(wanted: readonly Wanted[], ready: ReadonlySet<number>): number[] {
    const { sources } = this.#context;
    const open = new Set<number>();
    const visit = (nodes: readonly Node[]): boolean => {
      const missing = inputsOf(nodes).filter(({ value }) => sources[value]!.kind !== 'column' && !ready.has(value));
      for (const { value } of missing) if (visit(nodesOf(sources[value]!))) open.add(value);
      return missing.length === 0;
    };
    visit(wanted.map(({ node }) => node));
    return [...open];
  }

  /** How many rows are computed at once. */
  get rows(): number {
    return this.#last.rows;
  }

  /** Computes the wanted nodes for some rows, which are at most `rows`. What they are is then read of the kernel. */
  run(row: number, rows: number): Kernel {
    const temporary: Temporary = new Map();
    for (const stage of this.#stages) this.#runStage(stage, temporary, row, rows);
    this.#load(this.#last, temporary, row, 0, rows);
    this.#last.run(rows);
    return this.#last;
  }

  #load(kernel: Kernel, temporary: Temporary, row: number, from: number, count: number): void {
    for (const slot of kernel.inputs) {
      const source = this.#context.sources[slot]!;
      if (source.kind === 'column') kernel.load(slot, source.store.values, row + from, count);
      else kernel.load(slot, temporary.get(slot)!, from, count);
    }
  }

  #runStage({ list, kernel, nodes, carried, folded }: Stage, temporary: Temporary, row: number, rows: number): void {
    const first = list ? list.begins[row]! : row;
    const count = list ? list.begins[row + rows]! - first : rows;
    const computed = new Map(nodes.map((node) => [node, newValues(node.repr, count)]));
    for (let from = 0; kernel && from < count; from += kernel.rows) {
      const length = Math.min(kernel.rows, count - from);
      this.#load(kernel, temporary, first, from, length);
      kernel.run(length);
      for (const [index, node] of nodes.entries()) computed.get(node)!.set(kernel.values(index, length), from);
    }
    for (const { slot, node, list: of } of carried) temporary.set(slot, spread(of, computed.get(node)!, row, rows));
    for (const { slot, source } of folded) {
      const out = new Float64Array(rows);
      const kept = source.kept && (computed.get(source.kept) as Int8Array);
      const items = { begins: source.list.begins, row, rows, kept };
      const values = source.item && computed.get(source.item)!;
      const { folding } = source;
      if (folding === 'some' || folding === 'every') foldConditions(folding, items, values as Int8Array, out);
      else foldNumbers(folding, items, values as Float64Array | undefined, out);
      temporary.set(slot, out);
    }
  }
}

/** What a slot's values are computed from. */
function nodesOf(source: Source): readonly Node[] {
  if (source.kind === 'column') return [];
  if (source.kind === 'carried') return [source.node];
  return [source.item, source.kept].filter((node) => node !== undefined);
}

/** The stages that fill some slots: one for the rows, one for each list. */
function stagesFor(sources: readonly Source[], slots: readonly number[]): Stage[] {
  const lists = new Set(slots.map((slot) => listRunFor(sources[slot]!)));
  return [...lists].map((list) => {
    const own = slots.filter((slot) => listRunFor(sources[slot]!) === list);
    const nodes = [...new Set(own.flatMap((slot) => nodesOf(sources[slot]!)))];
    const filled = own.map((slot) => ({ slot, source: sources[slot]! }));
    return {
      list,
      kernel: nodes.length > 0 ? new Kernel(nodes.map((node) => ({ kind: 'values', node }))) : undefined,
      nodes,
      carried: filled.flatMap(({ slot, source }) =>
        source.kind === 'carried' ? [{ slot, node: source.node, list: listOf(source.level) }] : [],
      ),
      folded: filled.flatMap(({ slot, source }) => (source.kind === 'folded' ? [{ slot, source }] : [])),
    };
  });
}

const listOf = ({ list }: Level): ListColumn => list!;

/** Over the items of which list it is computed; none for the rows. */
const listRunFor = (source: Source): ListColumn | undefined => (source.kind === 'folded' ? source.list : undefined);

/** A row's value for each of its items. */
function spread(list: ListColumn, values: Values, row: number, rows: number): Values {
  const first = list.begins[row]!;
  const out = new (values.constructor as { new (length: number): Values })(list.begins[row + rows]! - first);
  for (let at = 0; at < rows; at += 1)
    out.fill(values[at]!, list.begins[row + at]! - first, list.begins[row + at + 1]! - first);
  return out;
}
