import type { Numeric } from '../../values/decimal.ts';

/** Outcomes as they stand in a result. */
export const OUTCOMES = { no: 0, yes: 1, unknown: 2 } as const;

/** How many rows there are of each outcome. */
export interface Tally {
  readonly yes: number;
  readonly no: number;
  readonly unknown: number;
}

/** The amounts of a rule that has one. */
export interface Amounts {
  /** Whole numbers of 10^-scale of the rule's unit; NaN where there is none: after a no, unknown, or null. */
  readonly values: Float64Array;
  readonly scale: number;
  /** The exact sum over the rows that are eligible, in the rule's unit. */
  readonly total: Numeric;
  /** How many eligible rows have an amount. */
  readonly paid: number;
}

/** What a rule comes to for the rows of a table. */
export interface RuleResult extends Tally {
  /** For each row one of `OUTCOMES`. */
  readonly eligible: Uint8Array;
  /** Of each clause, in the order of the rule; only when asked for. */
  readonly clauses: readonly (Tally & { readonly id: string })[] | undefined;
  readonly amount: Amounts | undefined;
  /** How many rows were too close to call and were decided by the evaluator. */
  readonly doubtful: number;
}

/** What a run is to do beside deciding. */
export interface RunOptions<Into = Readonly<Record<string, RuleResult>>> {
  /** Counts the outcomes of each clause, which takes about as long again. */
  readonly clauses?: boolean;
  /** What an earlier run gave for as many rows: its arrays are filled anew, since new ones cost more than what fills them. */
  readonly into?: Into;
}
