import type { Json } from '../values/json.ts';
import type { Scope } from '../values/values.ts';
import type { Use } from './explain.ts';
import { prepare } from './prepare.ts';
import type { Eligibility, Outcome, Rule, RuleProblem } from './rule.ts';
import { trace } from './trace.ts';

export type { Clause, Eligibility, Flag, Outcome, Rule, RuleProblem } from './rule.ts';

/** A clause's outcome with what it rests on. */
export interface ClauseReason {
  readonly id: string;
  readonly text: string;
  readonly outcome: Outcome;
  readonly uses: readonly Use[];
}

/** A decision with its reasons: plain JSON, to be stored as it is. */
export interface Decision {
  readonly eligible: Eligibility;
  /** The clauses that are not met. */
  readonly because: readonly string[];
  /** The facts that can still change eligibility, amount or flags, sorted; none after a no. */
  readonly need: readonly string[];
  readonly clauses: readonly ClauseReason[];
  /** The flags that are up. */
  readonly flags: readonly string[];
  /** Left out where the rule has none, where it is unknown yet, and after a no. */
  readonly amount?: Json | undefined;
  readonly problems: readonly RuleProblem[];
}

/**
 * Decides a rule on what is known. `parameters` have their values on the day of the decision (`valueOn`).
 * A clause is met only when it is true: false and null (known to be absent) are a no, unknown leaves it open.
 * Filling in an unknown fact never turns a yes or no into something else.
 */
export function decide(rule: Rule, facts: Scope, parameters: Scope): Decision {
  const { eligible, because, need, clauses, flags, amount, problems } = trace(prepare(rule), facts, parameters);
  return { eligible, because, need, clauses, flags, ...(amount !== undefined && { amount }), problems };
}
