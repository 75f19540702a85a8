import { evaluate } from '../evaluate/evaluate.ts';
import type { Problem } from '../problem.ts';
import type { Tree } from '../tree.ts';
import { fromValue, type Json } from '../values/json.ts';
import { type Scope, UNKNOWN, type Value } from '../values/values.ts';
import { type Derived, inOrder, neededFacts } from './derived.ts';
import { explain, type Knowledge, type Use } from './explain.ts';

/** One condition of a rule; all must hold. */
export interface Clause {
  readonly id: string;
  readonly tree: Tree;
  /** The text that it was parsed from. */
  readonly text: string;
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

/** A clause's outcome with what it rests on. */
export interface ClauseReason {
  readonly id: string;
  readonly text: string;
  readonly outcome: Outcome;
  readonly uses: readonly Use[];
}

/** An operation that had no value, and the part of the rule where it stands. */
export interface RuleProblem extends Problem {
  /** `clause insured`, `derived age`, `flag late`, `amount` */
  readonly in: string;
}

/** A decision with its reasons: plain JSON, to be stored as it is. */
export interface Decision {
  readonly eligible: 'yes' | 'no' | 'need';
  /** The clauses that are not met. */
  readonly because: readonly string[];
  /** The facts that can still change eligibility, amount or flags, sorted; none after a no. */
  readonly need: readonly string[];
  readonly clauses: readonly ClauseReason[];
  /** The flags that are up. */
  readonly flags: readonly string[];
  /** Left out where the rule has none, where it is unknown yet, and after a no. */
  readonly amount?: Json;
  readonly problems: readonly RuleProblem[];
}

/**
 * Decides a rule on what is known. `parameters` have their values on the day of the decision (`valueOn`).
 * A clause is met only when it is true: false and null (known to be absent) are a no, unknown leaves it open.
 * Filling in an unknown fact never turns a yes or no into something else.
 */
export function decide(rule: Rule, facts: Scope, parameters: Scope): Decision {
  const problems: RuleProblem[] = [];
  const valueIn = (part: string, tree: Tree, scope: Scope): Value => {
    const found: Problem[] = [];
    const value = evaluate(tree, scope, found);
    problems.push(...found.map((problem) => ({ in: part, ...problem })));
    return value;
  };

  const known = derive(rule.derived, { ...facts, ...parameters }, valueIn);
  const knowledge: Knowledge = { scope: known, parameters, derived: rule.derived };
  const clauses = rule.clauses.map(({ id, text, tree }): ClauseReason => {
    const outcome = outcomeOf(valueIn(`clause ${id}`, tree, known));
    return { id, text, outcome, uses: explain(tree, knowledge) };
  });
  const eligible = eligibility(clauses.map(({ outcome }) => outcome));
  const flags = rule.flags.filter(({ id, tree }) => valueIn(`flag ${id}`, tree, known) === true);
  const amountTree = eligible === 'no' ? undefined : rule.amount;
  const amount = amountTree && fromValue(valueIn('amount', amountTree, known));
  const open = eligible === 'no' ? [] : [...rule.clauses, ...rule.flags].map(({ tree }) => tree);

  return {
    eligible,
    because: clauses.filter(({ outcome }) => outcome === 'no').map(({ id }) => id),
    need: neededFacts(amountTree ? [...open, amountTree] : open, rule.derived, known, parameters),
    clauses,
    flags: flags.map(({ id }) => id),
    ...(amount !== undefined && { amount }),
    problems,
  };
}

/** The scope with the derived facts in it; those in a cycle stay unknown. */
function derive(
  derived: readonly Derived[],
  scope: Scope,
  valueIn: (part: string, tree: Tree, scope: Scope) => Value,
): Scope {
  const known: Record<string, Value> = { ...scope };
  for (const { name } of derived) known[name] = UNKNOWN;
  for (const { name, tree } of inOrder(derived).ordered) known[name] = valueIn(`derived ${name}`, tree, known);
  return known;
}

function outcomeOf(value: Value): Outcome {
  if (value === true) return 'yes';
  return value === false || value === null ? 'no' : 'unknown';
}

function eligibility(outcomes: readonly Outcome[]): Decision['eligible'] {
  if (outcomes.includes('no')) return 'no';
  return outcomes.includes('unknown') ? 'need' : 'yes';
}
