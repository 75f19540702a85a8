import type { Rule, RuleProblem } from '../decide/decision.ts';
import { inOrder } from '../decide/derived.ts';
import type { Tree } from '../tree.ts';
import type { Kind } from '../values/values.ts';
import { check } from './check.ts';
import { ANY, describe, kindOfType, type Type, type Types } from './types.ts';

/** Everything that is wrong with a rule, and the types of all names in it, derived facts included. */
export interface CheckedRule {
  readonly names: Types;
  readonly problems: readonly RuleProblem[];
}

const START = { line: 1, column: 1 };

/** Checks all parts of a rule against the types of facts and parameters; a cycle of derived facts is named. */
export function checkRule(rule: Rule, names: Types): CheckedRule {
  const problems: RuleProblem[] = [];
  const all: Record<string, Type> = { ...names };

  function typeIn(part: string, tree: Tree, kind?: Kind): Type {
    const { type, problems: found } = check(tree, all);
    problems.push(...found.map((problem) => ({ in: part, ...problem })));
    const actual = kindOfType(type);
    if (kind && actual && actual !== kind) {
      problems.push({ in: part, at: tree.at, message: `this must be a ${kind}, not ${describe(type)}` });
    }
    return type;
  }

  const { ordered, cycles } = inOrder(rule.derived);
  for (const { name } of rule.derived) {
    if (!Object.hasOwn(all, name)) all[name] = ANY;
    else problems.push({ in: `derived ${name}`, at: START, message: `${name} is declared twice` });
  }
  for (const cycle of cycles) {
    problems.push({ in: `derived ${cycle[0]}`, at: START, message: `goes round in a circle: ${cycle.join(' → ')}` });
  }
  for (const { name, tree } of ordered) all[name] = typeIn(`derived ${name}`, tree);
  for (const { id, tree } of rule.clauses) typeIn(`clause ${id}`, tree, 'boolean');
  for (const { id, tree } of rule.flags) typeIn(`flag ${id}`, tree, 'boolean');
  if (rule.amount) typeIn('amount', rule.amount, 'number');
  return { names: all, problems };
}
