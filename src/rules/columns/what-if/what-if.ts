import { namesOf } from '../../decide/dependencies.ts';
import type { Rule } from '../../decide/rule.ts';
import { ValueError } from '../../problem.ts';
import type { Tree } from '../../tree.ts';
import type { Types } from '../../types/types.ts';
import { add } from '../../values/decimal.ts';
import type { Scope } from '../../values/values.ts';
import { decideRow } from '../program/evaluator.ts';
import { OUTCOMES } from '../program/results.ts';
import type { Table } from '../table/table.ts';
import { type Bits, count, countWithout, intersect, newBits, put, rowsOf, trim, unite } from './bits.ts';
import type { Figures, Grouping } from './figures.ts';
import { type AmountOfRows, type Condition, Parts } from './parts.ts';
import { Sums } from './sums.ts';

/**
 * A rule on the rows of a table, whose parameters are changed one after another. The outcome of every clause is kept as
 * bits, so that a change computes only the clauses that speak of the parameter, and then counts only the rows that changed.
 */
export class WhatIf {
  readonly #rule: Rule;
  readonly #table: Table;
  readonly #parts: Parts;
  readonly #grouping: Grouping;
  readonly #reach: (tree: Tree) => ReadonlySet<string>;
  #conditions: readonly Condition[];
  #parameters: Scope;
  #amount: AmountOfRows | undefined;
  #sums: Sums;
  #eligible: Bits;
  #original: Bits;
  #figures: Figures;

  /** Groups are for figures by group; one for all unless given. Throws NotCompilable, and ValueError for other rows' groups. */
  constructor(rule: Rule, types: Types, parameters: Scope, table: Table, grouping?: Grouping) {
    this.#rule = rule;
    this.#table = table;
    this.#parts = new Parts(table, types);
    this.#grouping = grouping ?? { groups: new Uint8Array(table.length), count: 1 };
    if (this.#grouping.groups.length !== table.length) throw new ValueError('the groups are of other rows');
    this.#reach = reachOf(rule);
    this.#parameters = parameters;
    this.#conditions = rule.clauses.map((_, index) => this.#condition(index, parameters));
    this.#amount = this.#newAmount(parameters);
    this.#eligible = newBits(table.length);
    this.#original = this.#eligible;
    this.#sums = this.#newSums();
    this.#figures = this.#count();
    this.#original = this.#eligible;
    this.#figures = { ...this.#figures, gained: 0, lost: 0 };
  }

  /** What the rule comes to now. */
  get figures(): Figures {
    return this.#figures;
  }

  /** Changes parameters, and gives what the rule comes to then. Throws NotCompilable, and then nothing is changed. */
  set(changes: Scope): Figures {
    const parameters = { ...this.#parameters, ...changes };
    const { clauses, amount } = this.#rule;
    const isConcerned = (tree: Tree) => Object.keys(changes).some((name) => this.#reach(tree).has(name));
    const conditions = clauses.map(({ tree }, index) =>
      isConcerned(tree) ? this.#condition(index, parameters) : this.#conditions[index]!,
    );
    if (amount && isConcerned(amount)) {
      this.#amount = this.#newAmount(parameters);
      this.#sums = this.#newSums();
      this.#eligible = newBits(this.#table.length);
    }
    this.#parameters = parameters;
    this.#conditions = conditions;
    this.#figures = this.#count();
    return this.#figures;
  }

  #condition(index: number, parameters: Scope): Condition {
    const { amount: _, ...rule } = this.#rule;
    return this.#parts.condition({ ...rule, clauses: [rule.clauses[index]!], flags: [] }, parameters);
  }

  #newAmount(parameters: Scope): AmountOfRows | undefined {
    const { amount } = this.#rule;
    return amount && this.#parts.amount({ ...this.#rule, clauses: [], flags: [] }, parameters);
  }

  #newSums = (): Sums => new Sums(this.#grouping, this.#amount?.values ?? Number.NaN, this.#amount?.scale ?? 0);

  /** Brings eligibility and figures up to date. */
  #count(): Figures {
    const rows = this.#table.length;
    const eligible = trim(newBits(rows).fill(2 ** 32 - 1), rows);
    const refused = newBits(rows);
    const doubtful = newBits(rows);
    for (const condition of this.#conditions) {
      intersect(eligible, condition.holds);
      unite(refused, condition.fails);
      if (condition.doubtful) unite(doubtful, condition.doubtful);
    }
    if (this.#amount?.doubtful) unite(doubtful, this.#amount.doubtful);
    for (const row of rowsOf(doubtful)) this.#decide(row, eligible, refused);
    this.#sums.change(this.#eligible, eligible);
    this.#eligible = eligible;
    const groups = this.#sums.figures(this.#amount !== undefined);
    const yes = count(eligible);
    const no = count(refused);
    return {
      eligible,
      yes,
      no,
      unknown: rows - yes - no,
      gained: countWithout(eligible, this.#original),
      lost: countWithout(this.#original, eligible),
      total: this.#amount && groups.reduce((sum, { total }) => add(sum, total!), add(0, 0)),
      groups,
      doubtful: count(doubtful),
    };
  }

  #decide(row: number, eligible: Bits, refused: Bits): void {
    const { code, amount } = decideRow(this.#rule, this.#table, row, this.#parameters, this.#amount?.scale ?? 0);
    put(eligible, row, code === OUTCOMES.yes);
    put(refused, row, code === OUTCOMES.no);
    const values = this.#amount?.values;
    // After a no there is none; what was added when it was a yes is still to be taken off.
    if (typeof values === 'object' && amount !== undefined) values[row] = Number(amount);
  }
}

/** The names that a tree hangs on, also through derived facts. */
function reachOf(rule: Rule): (tree: Tree) => ReadonlySet<string> {
  const derived = new Map(rule.derived.map(({ name, tree }) => [name, tree]));
  const found = new Map<Tree, ReadonlySet<string>>();
  const namesUnder = (tree: Tree): ReadonlySet<string> => {
    const names = new Set(namesOf(tree));
    for (const name of names)
      for (const below of derived.has(name) ? namesOf(derived.get(name)!) : []) names.add(below);
    return names;
  };
  return (tree) => {
    const names = found.get(tree) ?? namesUnder(tree);
    found.set(tree, names);
    return names;
  };
}

/** Prepares a rule on the rows of a table so that parameters can be changed at once. Throws NotCompilable. */
export const prepareWhatIf = (rule: Rule, types: Types, parameters: Scope, table: Table, grouping?: Grouping): WhatIf =>
  new WhatIf(rule, types, parameters, table, grouping);
