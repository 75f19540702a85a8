/**
 * Rules: texts in a subset of FEEL (OMG DMN 1.5, chapter 10) that decide with reasons, on facts that may be unknown.
 *
 * text → syntax, sequence, parse → tree → check (types, units) → evaluate (operators, functions, values)
 * → derived, explain, decision. A tree is plain JSON; so are a rule and a decision. Everything here is pure.
 */
export { type Checked, check } from './check.ts';
export { type CheckedRule, checkRule } from './check-rule.ts';
export {
  type Clause,
  type ClauseReason,
  type Decision,
  decide,
  type Flag,
  type Outcome,
  type Rule,
  type RuleProblem,
} from './decision.ts';
export { namesOf, unknownNames } from './dependencies.ts';
export type { Derived } from './derived.ts';
export { evaluate } from './evaluate.ts';
export { explain, type Knowledge, type Use } from './explain.ts';
export { fromValue, type Json, toScope, toValue } from './json.ts';
export { type Parameter, typeOfParameter, valueOn } from './parameters.ts';
export { parse } from './parse.ts';
export { print } from './print.ts';
export { type Place, type Problem, RuleSyntaxError, ValueError } from './problem.ts';
export { nearest } from './spelling.ts';
export { TREE_VERSION, type Tree } from './tree.ts';
export type { Type, Types } from './types.ts';
export { kindOf, type Scope, UNKNOWN, type Value } from './values.ts';
