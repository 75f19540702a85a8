/**
 * Rules: texts in FEEL (OMG DMN 1.5, chapter 10) that decide with reasons, on facts that may be unknown.
 *
 * text → syntax, sequence, parse → tree → check (types, units) → evaluate (operators, functions, values)
 * → derived, explain, decision; columns and SQL decide many people at once. A tree is plain JSON; so are a rule and a
 * decision. Everything here is pure.
 */

export type { Answer, Askable, Goal } from './ask/goal.ts';
export { answerOf, type Question, rankQuestions, type Why } from './ask/questions.ts';
export * as build from './build.ts';
export { type ColumnProgram, ColumnPrograms, compileColumns } from './columns/program/compile.ts';
export { type Amounts, OUTCOMES, type RuleResult, type RunOptions, type Tally } from './columns/program/results.ts';
export { type Integers, Table, tableOf } from './columns/table/table.ts';
export type { Figures, GroupFigures, Grouping } from './columns/what-if/figures.ts';
export { crossed, groupByBand, groupByText, type NamedGrouping } from './columns/what-if/grouping.ts';
export { prepareWhatIf, type WhatIf } from './columns/what-if/what-if.ts';
export { type Case, coverageOf, type Gap } from './decide/coverage.ts';
export { type ClauseReason, type Decision, decide } from './decide/decision.ts';
export { namesOf, unknownNames } from './decide/dependencies.ts';
export { explain, type Knowledge, type Use } from './decide/explain.ts';
export { type Lookup, lookupsIn } from './decide/lookups.ts';
export { type Parameter, typeOfParameter, valueOn } from './decide/parameters.ts';
export { type Prepared, prepare } from './decide/prepare.ts';
export type { Clause, Derived, Eligibility, Flag, Outcome, Rule, RuleProblem } from './decide/rule.ts';
export { type Shortfall, shortfallOf } from './decide/shortfall.ts';
export { Trace, trace } from './decide/trace.ts';
export { evaluateLines } from './evaluate/batch.ts';
export { evaluate, evaluateByStandard, evaluator } from './evaluate/evaluate.ts';
export { type BuiltIn, FUNCTION_GROUPS } from './evaluate/functions/index.ts';
export { NotCompilable, type Place, type Problem, RuleSyntaxError, ValueError } from './problem.ts';
export { nearest } from './spelling.ts';
export { whyNotInSql } from './sql/check.ts';
export type { Column, Group, Join, Meanings, Row } from './sql/columns.ts';
export { joined as joinedSql, type Sql, sql as sqlFragment, word as sqlWord } from './sql/fragment.ts';
export {
  compileSqlRule,
  compileSqlTree,
  type SqlClause,
  type SqlExpression,
  type SqlRule,
  type SqlValue,
} from './sql/rule.ts';
export { type ParseOptions, parse } from './text/parse.ts';
export { print } from './text/print.ts';
export { TREE_VERSION, type Tree } from './tree.ts';
export { type Checked, check } from './types/check.ts';
export { type CheckedRule, checkRule } from './types/check-rule.ts';
export type { Type, Types } from './types/types.ts';
export { fromValue, type Json, toScope, toValue } from './values/json.ts';
export { kindOf, type Scope, UNKNOWN, type Value } from './values/values.ts';
