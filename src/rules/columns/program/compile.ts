/**
 * Rules over whole columns: tree → cells (`lower`, `cells`: what is known of every row) → graph of vectors (`machine`)
 * → WebAssembly with vectors of 128 bits, run block by block (`program`) over the columns of a `table`.
 * No text of a rule becomes code: names have become slots, literals constants in memory.
 */
import type { Rule } from '../../decide/rule.ts';
import type { Types } from '../../types/types.ts';
import type { Scope } from '../../values/values.ts';
import { Context } from '../cells/context.ts';
import { lowerRule } from '../lower/rule.ts';
import type { Wanted } from '../machine/kernel.ts';
import { Table } from '../table/table.ts';
import { Collector } from './collector.ts';
import { type Places, wantRule } from './outputs.ts';
import type { RuleResult, RunOptions } from './results.ts';
import { Stages } from './stages.ts';

/** A rule that can be decided for all rows of a table at once. */
export interface ColumnProgram {
  /** Decides the rule for all rows as they are now. */
  run(table: Table, options?: RunOptions<RuleResult>): RuleResult;
}

/** So many rules share a kernel: what they have in common is computed once, and the columns are read once. */
const RULES_OF_KERNEL = 32;

/** Code for one portion of the rules, made for the values that a table has at a time. */
interface Portion {
  readonly stages: Stages;
  readonly rules: readonly { readonly id: string; readonly places: Places; readonly scale: number }[];
}

/** Many rules on the same facts, by their names. */
export class ColumnPrograms {
  readonly #rules: Readonly<Record<string, Rule>>;
  readonly #types: Types;
  readonly #parameters: Scope;
  readonly #portions = new WeakMap<Table, { readonly version: string; readonly portions: readonly Portion[] }>();

  /** Throws NotCompilable where a rule has something that columns do not compute. */
  constructor(rules: Readonly<Record<string, Rule>>, types: Types, parameters: Scope) {
    this.#rules = rules;
    this.#types = types;
    this.#parameters = parameters;
    for (const rule of Object.values(rules)) lowerRule(new Context(new Table(types), true), rule, types, parameters);
  }

  /** Decides the rules for all rows of a table as they are now. */
  run(table: Table, { clauses = false, into }: RunOptions = {}): Readonly<Record<string, RuleResult>> {
    const portions = this.#portionsFor(table, clauses);
    return Object.fromEntries(portions.flatMap((portion) => this.#runPortion(portion, table, into)));
  }

  #portionsFor(table: Table, clauses: boolean): readonly Portion[] {
    const version = `${table.version} ${clauses}`;
    const known = this.#portions.get(table);
    if (known?.version === version) return known.portions;
    const rules = Object.entries(this.#rules);
    const starts = [...Array(Math.ceil(rules.length / RULES_OF_KERNEL)).keys()].map((n) => n * RULES_OF_KERNEL);
    const portions = starts.map((start) =>
      this.#newPortion(table, rules.slice(start, start + RULES_OF_KERNEL), clauses),
    );
    this.#portions.set(table, { version, portions });
    return portions;
  }

  #newPortion(table: Table, rules: readonly [string, Rule][], clauses: boolean): Portion {
    const context = new Context(table);
    const wanted: Wanted[] = [];
    const placed = rules.map(([id, rule]) => {
      const cells = lowerRule(context, rule, this.#types, this.#parameters);
      return { id, places: wantRule(context.graph, cells, wanted, clauses), scale: cells.amount?.scale ?? 0 };
    });
    return { stages: new Stages(context, wanted), rules: placed };
  }

  #runPortion({ stages, rules }: Portion, table: Table, into: RunOptions['into']): [string, RuleResult][] {
    const collectors = rules.map(
      ({ id, places, scale }) => new Collector(this.#rules[id]!, this.#parameters, table, places, scale, into?.[id]),
    );
    for (let row = 0; row < table.length; row += stages.rows) {
      const count = Math.min(stages.rows, table.length - row);
      const kernel = stages.run(row, count);
      const { counts } = kernel;
      for (const collector of collectors) collector.take(kernel, counts, row, count);
    }
    return rules.map(({ id }, index) => [id, collectors[index]!.result()]);
  }
}

/**
 * Compiles a rule on facts of these types to code over columns; parameters have their values on the day of the decision.
 * It decides as `decide` does, for any facts, unknown and null included. Throws NotCompilable.
 */
export function compileColumns(rule: Rule, types: Types, parameters: Scope): ColumnProgram {
  const programs = new ColumnPrograms({ rule }, types, parameters);
  const run: ColumnProgram['run'] = (table, { into, ...options } = {}) =>
    programs.run(table, { ...options, ...(into && { into: { rule: into } }) }).rule!;
  return { run };
}
