import type { Rule } from '../../decide/rule.ts';
import type { Types } from '../../types/types.ts';
import type { Scope } from '../../values/values.ts';
import { Context } from '../cells/context.ts';
import { lowerRule, type RuleCells } from '../lower/rule.ts';
import type { Wanted } from '../machine/kernel.ts';
import { Stages } from '../program/stages.ts';
import type { Table } from '../table/table.ts';
import { type Bits, newBits, trim } from './bits.ts';

/** The outcome of one clause in every row. */
export interface Condition {
  readonly holds: Bits;
  /** False or null. */
  readonly fails: Bits;
  /** Where the evaluator has to decide; undefined where nowhere. */
  readonly doubtful: Bits | undefined;
}

/** The amount in every row, whoever is eligible: whole numbers of 10^-scale, NaN where there is none. */
export interface AmountOfRows {
  /** Or the one that all rows have. */
  readonly values: Float64Array | number;
  readonly scale: number;
  readonly doubtful: Bits | undefined;
}

/** Computes parts of a rule by themselves, on the rows of a table. */
export class Parts {
  readonly #table: Table;
  readonly #types: Types;

  constructor(table: Table, types: Types) {
    this.#table = table;
    this.#types = types;
  }

  /** A rule of one clause only. */
  condition(rule: Rule, parameters: Scope): Condition {
    const { graph, cells, context } = this.#lower(rule, parameters);
    const [clause] = cells.clauses;
    const { holds, fails, absent, doubtful } = clause!;
    const [yes, no, doubt] = this.#bits(context, [holds, graph.or(fails, absent), doubtful]);
    return { holds: yes!, fails: no!, doubtful: doubtful === graph.false ? undefined : doubt! };
  }

  /** A rule without clauses. */
  amount(rule: Rule, parameters: Scope): AmountOfRows {
    const { graph, cells, context } = this.#lower(rule, parameters);
    const { numerator, absent, unknown, doubtful, scale } = cells.amount!;
    const isThere = graph.not(graph.or(absent, unknown));
    const node = graph.select(isThere, numerator, graph.constant(Number.NaN));
    if (node.op === 'constant' && doubtful === graph.false) return { values: node.value, scale, doubtful: undefined };
    const values = new Float64Array(this.#table.length);
    const [doubt, bytes] = newBytes(this.#table.length);
    this.#run(
      context,
      [
        { kind: 'values', node: graph.widen(node, 'f64') },
        { kind: 'bits', node: doubtful },
      ],
      [values, bytes],
    );
    return { values, scale, doubtful: doubtful === graph.false ? undefined : trim(doubt, this.#table.length) };
  }

  #lower(rule: Rule, parameters: Scope): { graph: Context['graph']; cells: RuleCells; context: Context } {
    const context = new Context(this.#table);
    return { context, graph: context.graph, cells: lowerRule(context, rule, this.#types, parameters) };
  }

  #bits(context: Context, masks: readonly Wanted['node'][]): Bits[] {
    const made = masks.map(() => newBytes(this.#table.length));
    const wanted = masks.map((node) => ({ kind: 'bits', node }) as const);
    this.#run(
      context,
      wanted,
      made.map(([, bytes]) => bytes),
    );
    return made.map(([bits]) => trim(bits, this.#table.length));
  }

  /** Fills arrays with what is wanted: a value for each row, or a byte for eight of them. */
  #run(context: Context, wanted: readonly Wanted[], into: readonly (Uint8Array | Float64Array)[]): void {
    const stages = new Stages(context, wanted);
    const rows = this.#table.length;
    for (let row = 0; row < rows; row += stages.rows) {
      const count = Math.min(stages.rows, rows - row);
      const kernel = stages.run(row, count);
      for (const [index, { kind }] of wanted.entries()) {
        if (kind === 'bits') into[index]!.set(kernel.values(index, count), row / 8);
        else into[index]!.set(kernel.values(index, count), row);
      }
    }
  }
}

/** Bits, and the bytes that they are in memory. */
function newBytes(rows: number): [Bits, Uint8Array] {
  const bits = newBits(rows);
  return [bits, new Uint8Array(bits.buffer)];
}
