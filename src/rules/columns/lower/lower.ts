import { dispatch, type PerKind, type Tree } from '../../tree.ts';
import type { Scope } from '../../values/values.ts';
import { type Cell, certain } from '../cells/cells.ts';
import { choice } from '../cells/choice.ts';
import { comparison } from '../cells/comparisons.ts';
import type { Context } from '../cells/context.ts';
import { conjunction, disjunction } from '../cells/logic.ts';
import { lowerArithmetic, opposed } from './arithmetic.ts';
import { lowerCall, lowerPath } from './calls.ts';
import { constantOf } from './constants.ts';
import { lowerFilter, lowerIteration, lowerQuantified } from './lists.ts';
import { accept, conditionOf, type Frame, type Lowering, refuse, together } from './lowering.ts';
import { lowerMembership } from './membership.ts';
import { lowerName } from './names.ts';

/** Makes cells of trees outside of all lists. `named` knows facts, parameters and derived facts. */
export function loweringOf(context: Context, parameters: Scope, named: Lowering['named']): Lowering {
  const within = (frame: Frame | undefined): Lowering => {
    const lowering: Lowering = {
      context,
      parameters,
      named,
      frame,
      lower: (tree) => constantOf(lowering, tree) ?? dispatch(LOWER, tree, lowering),
      inside: (names, { item, level } = {}) =>
        within({ names: new Map(Object.entries(names)), item, level, outer: frame }),
    };
    return lowering;
  };
  return within(undefined);
}

const notHere =
  (what: string) =>
  ({ at }: Tree): never =>
    refuse(at, `${what} is not computed in columns`);

const LOWER: PerKind<[Lowering], Cell> = {
  number: notHere('this number'),
  string: notHere('this text'),
  boolean: notHere('this'),
  null: notHere('null'),
  temporal: notHere('this date, time or duration'),
  name: lowerName,
  path: lowerPath,

  list({ items, at }, lowering) {
    const { graph, root } = lowering.context;
    const cells = together(
      lowering,
      at,
      items.map((item) => lowering.lower(item)),
    );
    return { kind: 'items', ...certain(graph, cells[0]?.level ?? root), items: cells };
  },

  context: notHere('a context'),
  range: notHere('a range as a value'),
  filter: lowerFilter,

  negate: ({ of, at }, lowering) => accept(at, opposed(lowering.context.graph, lowering.lower(of))),

  arithmetic: lowerArithmetic,

  compare({ op, left, right, at }, lowering) {
    const [a, b] = together(lowering, at, [lowering.lower(left), lowering.lower(right)] as const);
    return accept(at, comparison(lowering.context.graph, op, a, b));
  },

  in: lowerMembership,
  instance: notHere('"instance of"'),

  logic({ op, left, right, at }, lowering) {
    const conditions = [conditionOf(lowering, left), conditionOf(lowering, right)] as const;
    const [a, b] = together(lowering, at, conditions);
    return (op === 'and' ? conjunction : disjunction)(lowering.context.graph, a, b);
  },

  if(tree, lowering) {
    const branches = [lowering.lower(tree.consequent), lowering.lower(tree.alternate)] as const;
    const [condition, yes, no] = together(lowering, tree.at, [
      conditionOf(lowering, tree.condition),
      ...branches,
    ] as const);
    return accept(tree.at, choice(lowering.context.graph, condition, yes, no));
  },

  for: lowerIteration,
  quantified: lowerQuantified,
  call: lowerCall,
  apply: notHere('a call of what is not a name'),
  function: notHere('a function'),
};
