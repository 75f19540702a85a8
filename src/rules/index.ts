/**
 * Rules: texts in a subset of FEEL (OMG DMN 1.5, chapter 10) that decide with reasons, on facts that may be unknown.
 *
 * text → syntax, sequence, parse → tree → check (types, units) → evaluate (operators, functions, values)
 * → derived, explain, decision. A tree is plain JSON; so are a rule and a decision. Everything here is pure.
 */

export {
  type Clause,
  type ClauseReason,
  type Decision,
  decide,
  type Flag,
  type Outcome,
  type Rule,
  type RuleProblem,
} from './decide/decision.ts';
export { namesOf, unknownNames } from './decide/dependencies.ts';
export type { Derived } from './decide/derived.ts';
export { explain, type Knowledge, type Use } from './decide/explain.ts';
export { type Parameter, typeOfParameter, valueOn } from './decide/parameters.ts';
export { evaluate } from './evaluate/evaluate.ts';
export { type Place, type Problem, RuleSyntaxError, ValueError } from './problem.ts';
export { nearest } from './spelling.ts';
export { parse } from './text/parse.ts';
export { print } from './text/print.ts';
export { TREE_VERSION, type Tree } from './tree.ts';
export { type Checked, check } from './types/check.ts';
export { type CheckedRule, checkRule } from './types/check-rule.ts';
export type { Type, Types } from './types/types.ts';
export { fromValue, type Json, toScope, toValue } from './values/json.ts';
export { kindOf, type Scope, UNKNOWN, type Value } from './values/values.ts';
