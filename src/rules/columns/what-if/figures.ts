import type { Numeric } from '../../values/decimal.ts';
import type { Bits } from './bits.ts';

/** What a rule comes to with some parameters. */
export interface Figures {
  /** A bit for each row that is eligible; they change with the next change of a parameter. */
  readonly eligible: Bits;
  readonly yes: number;
  readonly no: number;
  readonly unknown: number;
  /** How many rows are eligible that were not with the parameters at first, and the other way about. */
  readonly gained: number;
  readonly lost: number;
  /** The exact sum of the amounts of the eligible, in the rule's unit; undefined for a rule without amount. */
  readonly total: Numeric | undefined;
  /** By the number of the group, when rows are grouped. */
  readonly groups: readonly GroupFigures[];
  /** How many rows were too close to call and were decided by the evaluator. */
  readonly doubtful: number;
}

/** The same of the rows of one group. */
export interface GroupFigures {
  readonly yes: number;
  readonly total: Numeric | undefined;
}

/** The group of each row, numbered from 0. */
export interface Grouping {
  readonly groups: Uint8Array | Uint16Array;
  readonly count: number;
}
