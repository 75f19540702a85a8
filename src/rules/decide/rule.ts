import type { Problem } from '../problem.ts';
import type { Tree } from '../tree.ts';

/** One condition of a rule; all must hold. */
export interface Clause {
  readonly id: string;
  readonly tree: Tree;
  /** The text that it was parsed from. */
  readonly text: string;
}

/** A fact that follows from others. */
export interface Derived {
  readonly name: string;
  readonly tree: Tree;
  /**
   * It may be told instead of everything that it rests on.
   * - A value among the facts given is taken as it is, null (known to be absent) included; its tree is then not looked at.
   * - Without one it is computed like any derived fact, so that whoever tells everything under it need not tell it.
   * - Unknown after that, it is what is needed: it stands for everything under it, and nothing under it is asked for its
   *   sake. What another part of the rule needs of that for itself is needed all the same.
   */
  readonly told?: true;
}

/** Something that is noticed without deciding, such as that an officer must look. */
export interface Flag {
  readonly id: string;
  readonly tree: Tree;
}

export interface Rule {
  readonly clauses: readonly Clause[];
  readonly amount?: Tree;
  readonly derived: readonly Derived[];
  readonly flags: readonly Flag[];
}

export type Outcome = 'yes' | 'no' | 'unknown';

/** Whether all clauses hold; `need` while that hangs on what is not known. */
export type Eligibility = 'yes' | 'no' | 'need';

/** An operation that had no value, and the part of the rule where it stands. */
export interface RuleProblem extends Problem {
  /** `clause insured`, `derived age`, `flag late`, `amount` */
  readonly in: string;
}
