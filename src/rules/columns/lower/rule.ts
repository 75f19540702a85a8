import { inOrder } from '../../decide/derived.ts';
import type { Derived, Rule } from '../../decide/rule.ts';
import { NotCompilable } from '../../problem.ts';
import type { Tree } from '../../tree.ts';
import type { Types } from '../../types/types.ts';
import type { Scope } from '../../values/values.ts';
import type { BooleanCell, Cell, NumberCell } from '../cells/cells.ts';
import { choice } from '../cells/choice.ts';
import type { Context } from '../cells/context.ts';
import { decided } from '../cells/logic.ts';
import { rounded } from '../cells/rounding.ts';
import { valueCell } from './constants.ts';
import { loweringOf } from './lower.ts';
import { accept, conditionOf, numberOf } from './lowering.ts';

/** A rule's clauses and amount as cells of the table's rows. */
export interface RuleCells {
  readonly clauses: readonly BooleanCell[];
  readonly amount: NumberCell | undefined;
}

/** An amount that is not whole in so small a part of the currency is rounded to it, half-even. */
export const MOST_AMOUNT_PLACES = 6;

/** Says in which part of the rule it was that something does not compile. */
function inPart<T>(part: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof NotCompilable && error.in === '') throw new NotCompilable(error.at, error.reason, part);
    throw error;
  }
}

/** The cells of a rule, on facts of these types; throws NotCompilable. */
export function lowerRule(context: Context, rule: Rule, types: Types, parameters: Scope): RuleCells {
  const derived = new Map(inOrder(rule.derived).ordered.map((fact) => [fact.name, fact]));
  const circular = new Set(rule.derived.map(({ name }) => name).filter((name) => !derived.has(name)));
  const cells = new Map<string, Cell | string | undefined>();

  const named = (name: string): Cell | string | undefined => {
    if (!cells.has(name)) cells.set(name, newCell(name));
    return cells.get(name);
  };

  function newCell(name: string): Cell | string | undefined {
    const fact = derived.get(name);
    if (fact) return inPart(`derived ${name}`, () => derivedCell(fact));
    if (circular.has(name)) return `${name} goes round in a circle`;
    if (Object.hasOwn(parameters, name)) {
      return valueCell(context, parameters[name]!) ?? `the parameter ${name} is not used in columns`;
    }
    return Object.hasOwn(types, name) ? factCell(name) : undefined;
  }

  const factCell = (name: string): Cell | string =>
    context.columnCell(context.root, context.table.columnFor(name, types[name]!));

  /** What may be told is taken as told, where it is. */
  function derivedCell({ name, tree, told }: Derived): Cell {
    const computed = lowering.lower(tree);
    if (!told || !Object.hasOwn(types, name)) return computed;
    const given = accept(tree.at, factCell(name));
    const isTold = decided(context.graph, context.root, context.graph.not(given.unknown));
    return accept(tree.at, choice(context.graph, isTold, given, computed));
  }

  const lowering = loweringOf(context, parameters, named);
  const amountOf = (tree: Tree): NumberCell => {
    const cell = numberOf(lowering, lowering.lower(tree), tree.at);
    const places = cell.denominator ? MOST_AMOUNT_PLACES : Math.min(cell.scale, MOST_AMOUNT_PLACES);
    return rounded(context.graph, cell, places, 'half-even');
  };
  const { amount } = rule;
  return {
    clauses: rule.clauses.map(({ id, tree }) => inPart(`clause ${id}`, () => conditionOf(lowering, tree))),
    amount: amount && inPart('amount', () => amountOf(amount)),
  };
}
