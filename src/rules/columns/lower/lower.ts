import { dispatch, type Name, type PerKind, type Tree } from '../../tree.ts';
import type { Scope } from '../../values/values.ts';
import { type Cell, certain, type RecordCell } from '../cells/cells.ts';
import { choice } from '../cells/choice.ts';
import { comparison } from '../cells/comparisons.ts';
import type { Context } from '../cells/context.ts';
import { conjunction, decided, disjunction } from '../cells/logic.ts';
import { lowerArithmetic, opposed } from './arithmetic.ts';
import { lowerCall, lowerPath } from './calls.ts';
import { constantOf } from './constants.ts';
import { lowerFilter, lowerIteration, lowerQuantified } from './lists.ts';
import { accept, conditionOf, type Frame, type Lowering, refuse, together } from './lowering.ts';
import { lowerMembership } from './membership.ts';

/** Makes cells of trees outside of all lists. `named` knows facts, parameters and derived facts. */
export function loweringOf(context: Context, parameters: Scope, named: Lowering['named']): Lowering {
  const within = (frame: Frame | undefined): Lowering => {
    const lowering: Lowering = {
      context,
      parameters,
      named,
      frame,
      lower: (tree) => constantOf(lowering, tree) ?? dispatch(LOWER, tree, lowering),
      inside: (names, item) => within({ names: new Map(Object.entries(names)), item, outer: frame }),
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

/** What a name means: inside a list's condition its item's field or a variable, else a fact, parameter or derived fact. */
function lowerName(tree: Name, lowering: Lowering): Cell {
  const { name, at } = tree;
  return accept(at, meaning(tree, lowering, lowering.frame) ?? `there is no ${name}`);
}

function meaning(tree: Name, lowering: Lowering, frame: Frame | undefined): Cell | string | undefined {
  const { name } = tree;
  if (!frame) return lowering.named(name);
  const { names, item, outer } = frame;
  const outside = names.get(name) ?? meaning(tree, lowering, outer);
  return item?.names.includes(name) ? fieldOr(tree, lowering, item, outside) : outside;
}

/** A field of the filter's item by its bare name. An item that is null has none: there the name means what it does outside. */
function fieldOr({ name, at }: Name, lowering: Lowering, item: RecordCell, outside: Cell | string | undefined): Cell {
  const { graph } = lowering.context;
  const field = accept(at, item.field(name)!);
  const absent = graph.and(field.absent, graph.not(item.absent));
  const own = { ...field, absent, unknown: graph.or(field.unknown, item.absent) };
  if (outside === undefined || item.absent === graph.false) return own;
  const [ofItem, other] = together(lowering, at, [own, accept(at, outside)] as const);
  return accept(at, choice(graph, decided(graph, ofItem.level, item.absent), other, ofItem));
}
