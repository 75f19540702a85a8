import type { Service } from '../../pack/index.ts';
import { evaluate, fromValue, type Json, type Scope, type Tree, UNKNOWN, type Value } from '../../rules/index.ts';

/** How a value would have to lie to the rule's. */
export type Relation = 'is' | 'is-not' | 'at-least' | 'more-than' | 'at-most' | 'less-than';

/** What one value would have to be. */
export interface Demand {
  /** The fact, or `applied_on`. */
  name: string;
  relation: Relation;
  /** What the rule says, on the day of the decision. */
  value: Json;
}

/** All of these, or any of them, would have to be so. */
export type Demands = Demand | { all: readonly Demands[] } | { any: readonly Demands[] };

type Compare = Extract<Tree, { kind: 'compare' }>['op'];

const RELATIONS: Record<Compare, Relation> = {
  '=': 'is',
  '!=': 'is-not',
  '<': 'less-than',
  '<=': 'at-most',
  '>': 'more-than',
  '>=': 'at-least',
};
const MIRRORED: Record<Compare, Compare> = { '=': '=', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' };
const NEGATED: Record<Compare, Compare> = { '=': '!=', '!=': '=', '<': '>=', '<=': '>', '>': '<=', '>=': '<' };

/**
 * What would have to be otherwise for a condition to hold: each value beside what the rule says. Parts that hold
 * already are left out. Undefined where the condition says it in a form that no single value answers.
 * @param scope facts, derived facts and parameters as they are.
 */
export function demandsOf(service: Service, tree: Tree, scope: Scope): Demands | undefined {
  const isOwn = (name: string) => service.facts.has(name) || name === 'applied_on';
  const saidBy = (part: Tree): Json | undefined => fromValue(evaluate(part, scope));

  function compare(name: string, op: Compare, other: Tree): Demand | undefined {
    const value = saidBy(other);
    // Nothing lies above or below what is absent.
    if (value === undefined || (value === null && op !== '=' && op !== '!=')) return undefined;
    return { name, relation: RELATIONS[op], value };
  }

  function join(parts: readonly Tree[], wanted: boolean, kind: 'all' | 'any'): Demands | undefined {
    const open = parts.filter((part) => isOpen(evaluate(part, scope), wanted, kind));
    const demands = open.map((part) => want(part, wanted));
    const known = demands.filter((demand) => demand !== undefined);
    if (known.length === 0 || (kind === 'all' && known.length < demands.length)) return undefined;
    return known.length === 1 ? known[0] : kind === 'all' ? { all: known } : { any: known };
  }

  /** What a derived fact rests on says more than that it should be so, unless people can be asked for it as such. */
  function wantName(name: string, wanted: boolean): Demands | undefined {
    const fact = service.facts.get(name);
    const tree = fact?.source.kind === 'derived' && !fact.question ? fact.source.tree : undefined;
    const under = tree && want(tree, wanted);
    return under ?? (fact && { name, relation: 'is', value: wanted });
  }

  function want(part: Tree, wanted: boolean): Demands | undefined {
    if (part.kind === 'name') return wantName(part.name, wanted);
    if (part.kind === 'call' && part.function === 'not') return want(part.arguments[0]!, !wanted);
    if (part.kind === 'logic') {
      return join([part.left, part.right], wanted, (part.op === 'and') === wanted ? 'all' : 'any');
    }
    if (part.kind === 'compare') {
      const op = wanted ? part.op : NEGATED[part.op];
      if (part.left.kind === 'name' && isOwn(part.left.name)) return compare(part.left.name, op, part.right);
      if (part.right.kind === 'name' && isOwn(part.right.name))
        return compare(part.right.name, MIRRORED[op], part.left);
    }
    if (part.kind === 'in' && wanted && part.of.kind === 'name' && isOwn(part.of.name)) {
      const { name } = part.of;
      const tests = part.tests.map((test): Demands | undefined => {
        if (test.kind === 'comparison') return compare(name, test.op, test.to);
        if (test.kind === 'value') return oneOf(name, saidBy(test.value));
        const ends = [
          compare(name, test.includesLow ? '>=' : '>', test.low),
          compare(name, test.includesHigh ? '<=' : '<', test.high),
        ];
        return ends.every((end) => end !== undefined) ? { all: ends } : undefined;
      });
      const known = tests.filter((test) => test !== undefined);
      return known.length === 0 ? undefined : known.length === 1 ? known[0] : { any: known };
    }
    return undefined;
  }

  return want(tree, true);
}

/** Of parts that must all hold, those that do not; of parts of which one must, any, also one that is not known. */
const isOpen = (value: Value, wanted: boolean, kind: 'all' | 'any'): boolean =>
  value !== wanted && (kind === 'any' || value !== UNKNOWN);

function oneOf(name: string, value: Json | undefined): Demands | undefined {
  if (value === undefined) return undefined;
  if (!Array.isArray(value)) return { name, relation: 'is', value };
  return { any: value.map((item) => ({ name, relation: 'is', value: item })) };
}
