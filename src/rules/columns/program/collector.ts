import { decide } from '../../decide/decision.ts';
import type { Outcome, Rule } from '../../decide/rule.ts';
import { add, decimal, type Numeric, round } from '../../values/decimal.ts';
import { toValue } from '../../values/json.ts';
import type { Scope } from '../../values/values.ts';
import type { Kernel } from '../machine/kernel.ts';
import type { Table } from '../table/table.ts';
import { DOUBTFUL, type Places } from './outputs.ts';
import { NO, type RuleResult, UNKNOWN, YES } from './results.ts';

const CODES: Readonly<Record<Outcome | 'need', number>> = { no: NO, yes: YES, unknown: UNKNOWN, need: UNKNOWN };

/** Puts together what the blocks of a table come to for one rule, and has doubtful rows decided by the evaluator. */
export class Collector {
  readonly #rule: Rule;
  readonly #parameters: Scope;
  readonly #table: Table;
  readonly #places: Places;
  readonly #eligible: Uint8Array;
  readonly #amounts: Float64Array | undefined;
  readonly #scale: number;
  readonly #clauses: { yes: number; unknown: number }[] | undefined;
  #yes = 0;
  #unknown = 0;
  #doubtful = 0;
  #paid = 0;
  #total = 0;
  #totalBefore = 0n;

  constructor(rule: Rule, parameters: Scope, table: Table, places: Places, scale: number, into?: RuleResult) {
    this.#rule = rule;
    this.#parameters = parameters;
    this.#table = table;
    this.#places = places;
    const isReused = into?.eligible.length === table.length;
    this.#eligible = isReused ? into.eligible : new Uint8Array(table.length);
    const amounts = isReused ? into.amount?.values : undefined;
    this.#amounts = places.amount === undefined ? undefined : (amounts ?? new Float64Array(table.length));
    this.#scale = scale;
    this.#clauses = places.clauses?.map(() => ({ yes: 0, unknown: 0 }));
  }

  /** Takes over what a kernel has computed for some rows. */
  take(kernel: Kernel, counts: Int32Array, row: number, count: number): void {
    const { codes, amount, doubtful } = this.#places;
    this.#eligible.set(kernel.values(codes, count), row);
    this.#yes += counts[this.#places.yes]!;
    this.#unknown += counts[this.#places.unknown]!;
    for (const [index, clause] of this.#clauses?.entries() ?? []) {
      const { yes, unknown } = this.#places.clauses![index]!;
      clause.yes += counts[yes]!;
      clause.unknown += counts[unknown]!;
    }
    if (amount !== undefined) this.#amounts!.set(kernel.values(amount, count), row);
    if (counts[doubtful]! > 0) this.#decideDoubtful(row, count);
    if (amount !== undefined) this.#addUp(row, count);
  }

  #decideDoubtful(row: number, count: number): void {
    for (let at = row; at < row + count; at += 1) {
      if (this.#eligible[at] === DOUBTFUL) this.#decide(at);
    }
  }

  #decide(row: number): void {
    const decision = decide(this.#rule, this.#table.factsAt(row), this.#parameters);
    this.#doubtful += 1;
    this.#eligible[row] = CODES[decision.eligible];
    if (decision.eligible === 'yes') this.#yes += 1;
    if (decision.eligible === 'need') this.#unknown += 1;
    for (const [index, clause] of this.#clauses?.entries() ?? []) {
      const { outcome } = decision.clauses[index]!;
      if (outcome !== 'no') clause[outcome] += 1;
    }
    if (!this.#amounts) return;
    const { amount } = decision;
    this.#amounts[row] = amount === undefined || amount === null ? Number.NaN : this.#scaled(amount);
  }

  /** An amount as a whole number of the smallest part; nearly so beyond 2^53. */
  #scaled(amount: unknown): number {
    const value = round(toValue({ kind: 'number' }, amount) as Numeric, this.#scale, 'half-even');
    return typeof value === 'number' ? value * 10 ** this.#scale : Number(value.coefficient) * 10 ** (this.#scale - value.scale);
  }

  #addUp(row: number, count: number): void {
    const [eligible, amounts] = [this.#eligible, this.#amounts!];
    for (let at = row; at < row + count; at += 1) {
      const amount = amounts[at]!;
      if (eligible[at] !== YES || Number.isNaN(amount)) continue;
      this.#paid += 1;
      this.#total += amount;
      if (Math.abs(this.#total) > 2 ** 52) this.#carry();
    }
  }

  /** Sums are exact in doubles as long as they are not too large. */
  #carry(): void {
    this.#totalBefore += BigInt(this.#total);
    this.#total = 0;
  }

  result(): RuleResult {
    this.#carry();
    const rows = this.#table.length;
    const tally = ({ yes, unknown }: { yes: number; unknown: number }) => ({ yes, unknown, no: rows - yes - unknown });
    return {
      eligible: this.#eligible,
      ...tally({ yes: this.#yes, unknown: this.#unknown }),
      clauses: this.#clauses?.map((clause, index) => ({ id: this.#rule.clauses[index]!.id, ...tally(clause) })),
      amount: this.#amounts && {
        values: this.#amounts,
        scale: this.#scale,
        total: add(0, decimal(`${this.#totalBefore}e-${this.#scale}`)),
        paid: this.#paid,
      },
      doubtful: this.#doubtful,
    };
  }
}
