import type { Rule } from '../../decide/rule.ts';
import type { Scope } from '../../values/values.ts';
import type { Kernel } from '../machine/kernel.ts';
import type { Table } from '../table/table.ts';
import { decideRow } from './evaluator.ts';
import { ExactSum } from './exact-sum.ts';
import { DOUBTFUL, type Places } from './outputs.ts';
import { OUTCOMES, type RuleResult } from './results.ts';

/** What the kernels compute is at most this; a larger amount comes from the evaluator. */
const LARGEST = 2 ** 50;

/** Puts together what the blocks of a table come to for one rule, and has doubtful rows decided by the evaluator. */
export class Collector {
  readonly #rule: Rule;
  readonly #parameters: Scope;
  readonly #table: Table;
  readonly #places: Places;
  readonly #scale: number;
  readonly #eligible: Uint8Array;
  readonly #amounts: Float64Array | undefined;
  readonly #clauses: { yes: number; unknown: number }[] | undefined;
  readonly #total = new ExactSum();
  #yes = 0;
  #unknown = 0;
  #doubtful = 0;
  #paid = 0;

  /** Fills the arrays of an earlier result of as many rows, if one is given. */
  constructor(rule: Rule, parameters: Scope, table: Table, places: Places, scale: number, into?: RuleResult) {
    this.#rule = rule;
    this.#parameters = parameters;
    this.#table = table;
    this.#places = places;
    this.#scale = scale;
    const earlier = into?.eligible.length === table.length ? into : undefined;
    this.#eligible = earlier?.eligible ?? new Uint8Array(table.length);
    if (places.amount !== undefined) this.#amounts = earlier?.amount?.values ?? new Float64Array(table.length);
    this.#clauses = places.clauses?.map(() => ({ yes: 0, unknown: 0 }));
  }

  /** Takes over what a kernel has computed for some rows. */
  take(kernel: Kernel, counts: Int32Array, row: number, count: number): void {
    const { codes, amount, doubtful, yes, unknown, clauses } = this.#places;
    this.#eligible.set(kernel.values(codes, count), row);
    this.#yes += counts[yes]!;
    this.#unknown += counts[unknown]!;
    for (const [index, clause] of this.#clauses?.entries() ?? []) {
      clause.yes += counts[clauses![index]!.yes]!;
      clause.unknown += counts[clauses![index]!.unknown]!;
    }
    if (amount !== undefined) this.#amounts!.set(kernel.values(amount, count), row);
    if (counts[doubtful]! > 0) this.#decideDoubtful(row, row + count);
    if (amount !== undefined) this.#addUp(row, row + count);
  }

  #decideDoubtful(from: number, until: number): void {
    for (let row = from; row < until; row += 1) if (this.#eligible[row] === DOUBTFUL) this.#decide(row);
  }

  #decide(row: number): void {
    const { code, outcomes, amount } = decideRow(this.#rule, this.#table, row, this.#parameters, this.#scale);
    this.#doubtful += 1;
    this.#eligible[row] = code;
    if (code === OUTCOMES.yes) this.#yes += 1;
    if (code === OUTCOMES.unknown) this.#unknown += 1;
    for (const [index, clause] of this.#clauses?.entries() ?? []) {
      const outcome = outcomes[index]!;
      if (outcome !== 'no') clause[outcome] += 1;
    }
    if (this.#amounts) this.#amounts[row] = amount === undefined ? Number.NaN : Number(amount);
    const isLarge = amount !== undefined && Math.abs(Number(amount)) > LARGEST;
    if (isLarge && code === OUTCOMES.yes) this.#total.addLarge(amount);
  }

  #addUp(from: number, until: number): void {
    const [eligible, amounts, total] = [this.#eligible, this.#amounts!, this.#total];
    for (let row = from; row < until; row += 1) {
      const amount = amounts[row]!;
      if (amount === 0) amounts[row] = 0; // doubles have a −0, money has none
      if (eligible[row] !== OUTCOMES.yes || Number.isNaN(amount)) continue;
      this.#paid += 1;
      if (amount <= LARGEST && amount >= -LARGEST) total.add(amount);
    }
  }

  result(): RuleResult {
    const rows = this.#table.length;
    const tally = ({ yes, unknown }: { yes: number; unknown: number }) => ({ yes, unknown, no: rows - yes - unknown });
    return {
      eligible: this.#eligible,
      ...tally({ yes: this.#yes, unknown: this.#unknown }),
      clauses: this.#clauses?.map((clause, index) => ({ id: this.#rule.clauses[index]!.id, ...tally(clause) })),
      amount: this.#amounts && {
        values: this.#amounts,
        scale: this.#scale,
        total: this.#total.value(this.#scale),
        paid: this.#paid,
      },
      doubtful: this.#doubtful,
    };
  }
}
