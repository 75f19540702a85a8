import { evaluate } from '../evaluate/evaluate.ts';
import type { Comparison, ComparisonOperator, Membership, Test, Tree } from '../tree.ts';
import { isList, UNKNOWN, type Value } from '../values/values.ts';
import type { Knowledge } from './explain.ts';

/** What would have to be otherwise for a condition to hold. */
export type Shortfall =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Shortfall[] }
  /** A fact or derived fact that would have to pass a test against a value. */
  | { readonly kind: 'test'; readonly name: string; readonly op: ComparisonOperator; readonly value: Value }
  /** It would have to be one of these, or none of them. */
  | { readonly kind: 'in' | 'not in'; readonly name: string; readonly values: readonly Value[] };

/**
 * What would have to be otherwise for a condition that is not met: down to tests of facts against values, such as that
 * the age would have to be at least 19. undefined where the condition holds or is unknown, and where it cannot be said
 * in such tests, as of a sum that is too high.
 */
export const shortfallOf = (tree: Tree, knowledge: Knowledge): Shortfall | undefined => lacking(tree, true, knowledge);

function lacking(tree: Tree, wanted: boolean, knowledge: Knowledge): Shortfall | undefined {
  const value = evaluate(tree, knowledge.scope);
  if (value === wanted || value === UNKNOWN) return undefined;
  if (tree.kind === 'logic') {
    const kind = (tree.op === 'and') === wanted ? 'all' : 'any';
    return together(
      kind,
      [tree.left, tree.right].map((side) => lacking(side, wanted, knowledge)),
    );
  }
  if (tree.kind === 'if') {
    const branch = evaluate(tree.condition, knowledge.scope) === true ? tree.consequent : tree.alternate;
    return lacking(branch, wanted, knowledge);
  }
  if (tree.kind === 'name') return lackingOfName(tree.name, wanted, knowledge);
  if (tree.kind === 'compare') return lackingOfComparison(tree, wanted, knowledge);
  if (tree.kind === 'in') return lackingOfMembership(tree, wanted, knowledge);
  const [argument] = tree.kind === 'call' && tree.arguments.length === 1 ? tree.arguments : [];
  if (!argument || tree.kind !== 'call') return undefined;
  if (tree.function === 'not') return lacking(argument, !wanted, knowledge);
  return tree.function === 'is defined' ? testOf(argument, wanted ? '!=' : '=', null, knowledge) : undefined;
}

/** Several as one. Of ways of which each is enough all must be sayable, or some would seem to be the only ones. */
function together(kind: 'all' | 'any', found: readonly (Shortfall | undefined)[]): Shortfall | undefined {
  const said = found.filter((shortfall) => shortfall !== undefined);
  if (said.length === 0 || (kind === 'any' && said.length < found.length)) return undefined;
  const flat = said.flatMap((shortfall) => (shortfall.kind === kind ? shortfall.of : [shortfall]));
  return flat.length === 1 ? flat[0] : { kind, of: flat };
}

/** A derived fact lacks what its expression lacks, or itself where that cannot be said. */
function lackingOfName(name: string, wanted: boolean, knowledge: Knowledge): Shortfall {
  const derived = knowledge.derived.find((fact) => fact.name === name);
  const under = derived && lacking(derived.tree, wanted, knowledge);
  return under ?? { kind: 'test', name, op: '=', value: wanted };
}

const NEGATED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
};

const TURNED: Readonly<Record<ComparisonOperator, ComparisonOperator>> = {
  '=': '=',
  '!=': '!=',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

function lackingOfComparison(
  { op, left, right }: Comparison,
  wanted: boolean,
  knowledge: Knowledge,
): Shortfall | undefined {
  const needed = wanted ? op : NEGATED[op];
  const { scope } = knowledge;
  return (
    testOf(left, needed, evaluate(right, scope), knowledge) ??
    testOf(right, TURNED[needed], evaluate(left, scope), knowledge)
  );
}

/** A test of what has a name and is no parameter. */
function testOf(subject: Tree, op: ComparisonOperator, value: Value, { parameters }: Knowledge): Shortfall | undefined {
  if (subject.kind !== 'name' || Object.hasOwn(parameters, subject.name) || value === UNKNOWN) return undefined;
  return { kind: 'test', name: subject.name, op, value };
}

function lackingOfMembership({ of, tests }: Membership, wanted: boolean, knowledge: Knowledge): Shortfall | undefined {
  if (of.kind !== 'name') return undefined;
  if (tests.every((test) => test.kind === 'value')) {
    const values = tests.flatMap(({ value }) => itemsOf(evaluate(value, knowledge.scope)));
    return values.includes(UNKNOWN) ? undefined : { kind: wanted ? 'in' : 'not in', name: of.name, values };
  }
  const ways = tests.map((test) => lackingOfTest(of, test, wanted, knowledge));
  return together(wanted ? 'any' : 'all', ways);
}

const itemsOf = (value: Value): readonly Value[] => (isList(value) ? value : [value]);

/** Of a range only the end that is missed. */
function lackingOfTest(of: Tree, test: Test, wanted: boolean, knowledge: Knowledge): Shortfall | undefined {
  const { at } = test;
  const compared = (op: ComparisonOperator, right: Tree): Tree => ({ kind: 'compare', at, op, left: of, right });
  if (test.kind === 'comparison') return lacking(compared(test.op, test.to), wanted, knowledge);
  if (test.kind === 'value') return lacking(compared('=', test.value), wanted, knowledge);
  const ends = [compared(test.includesLow ? '>=' : '>', test.low), compared(test.includesHigh ? '<=' : '<', test.high)];
  const missed = ends.map((end) => lacking(end, wanted, knowledge));
  return together(wanted ? 'all' : 'any', missed);
}
