import type { Place } from '../../problem.ts';
import type { Filter, Iteration, Quantified, Tree } from '../../tree.ts';
import { UNKNOWN } from '../../values/values.ts';
import {
  type BooleanCell,
  type Cell,
  type GroupCell,
  type NumberCell,
  nameOf,
  type ScalarCell,
} from '../cells/cells.ts';
import { emptyAs } from '../cells/choice.ts';
import type { Folding, Level } from '../cells/levels.ts';
import { booleanCell, conjunction, decided, disjunction } from '../cells/logic.ts';
import { balanced } from '../machine/balanced.ts';
import { valueCell } from './constants.ts';
import { accept, conditionOf, type Lowering, refuse, together } from './lowering.ts';
import { meaning } from './names.ts';

/** The list that a group is of. */
const listOf = ({ item }: GroupCell) => item.level.list!;

function groupOf(cell: Cell, at: Place): GroupCell {
  return cell.kind === 'group' ? cell : refuse(at, `this is a ${nameOf(cell)}, not a list of the facts`);
}

/** The cell of an item's own level. */
function ofItem<C extends Cell>(lowering: Lowering, group: GroupCell, cell: C, at: Place): C {
  return accept(at, lowering.context.carried(cell, group.item.level)) as C;
}

/** What the items of a list amount to, one by one, as one value of the row. */
export function fold(
  lowering: Lowering,
  at: Place,
  group: GroupCell,
  folding: Folding,
  of: Cell | undefined,
): ScalarCell {
  const { context } = lowering;
  const isOfConditions = folding === 'some' || folding === 'every';
  const told = of?.kind === 'empty' ? emptyAs(context.graph, of, isOfConditions ? 'boolean' : 'number') : of;
  const item = told && ofItem(lowering, group, told, at);
  if (item && !isFoldable(item, folding)) refuse(at, `${folding} of a ${nameOf(item)} is not computed here`);
  const list = listOf(group);
  const bounds = boundsOf(folding, context.longestOf(list), item as ScalarCell | undefined);
  const cell = context.folded(folding, list, item as ScalarCell | undefined, group.kept, bounds);
  return context.within(group, accept(at, cell));
}

const isFoldable = (cell: Cell, folding: Folding): boolean => {
  if (folding === 'some' || folding === 'every') return cell.kind === 'boolean';
  return cell.kind === 'number' || (folding !== 'sum' && ['date', 'days', 'months'].includes(cell.kind));
};

function boundsOf(folding: Folding, longest: number, item: ScalarCell | undefined): [number, number] {
  if (folding === 'count') return [0, longest];
  if (!item || item.kind === 'boolean') return [0, 1];
  const { low, high } = item.kind === 'number' ? item.numerator : item.integer;
  return folding === 'sum' ? [Math.min(0, low * longest), Math.max(0, high * longest)] : [low, high];
}

/** A place in a list, as a filter gives it with a number, has no cell; these trees are conditions, whatever they are about. */
const CONDITIONS: readonly Tree['kind'][] = ['boolean', 'compare', 'in', 'instance', 'logic', 'quantified'];

/** `of[condition]`: the items of which it holds. Nothing is known of the list where a condition is unknown. */
export function lowerFilter(tree: Filter, lowering: Lowering): Cell {
  const { graph } = lowering.context;
  const group = groupOf(lowering.lower(tree.of), tree.of.at);
  const { item } = group;
  const fields = item.kind === 'record' ? item : undefined;
  const inside = lowering.inside({ item }, { item: fields, level: item.level });
  const condition = conditionOf(inside, tree.condition);
  const { holds, unknown, doubtful, level } = ofItem(lowering, group, condition, tree.at);
  const before = group.kept ?? booleanCell(graph, level, graph.false, graph.true, graph.false);
  const keeps = graph.and(before.holds, holds);
  const open = graph.or(before.unknown, graph.and(before.holds, unknown));
  const isOut = graph.not(graph.or(keeps, open));
  const kept = booleanCell(graph, level, graph.or(before.doubtful, doubtful), keeps, isOut);
  const whenEmpty = askedOfNothing(tree, lowering, group);
  return {
    ...group,
    kept,
    unknown: graph.or(group.unknown, graph.and(whenEmpty.unknown, graph.not(group.absent))),
    doubtful: graph.or(group.doubtful, whenEmpty.doubtful),
  };
}

/**
 * The evaluator asks a filter that may be a number even of an empty list, with null for the item: where that is unknown,
 * so is the list. The names of the item's fields are then those of facts, which nobody knows if there are none.
 */
function askedOfNothing(
  { condition, at }: Filter,
  lowering: Lowering,
  group: GroupCell,
): Pick<BooleanCell, 'unknown' | 'doubtful'> {
  const { context } = lowering;
  const { graph } = context;
  if (CONDITIONS.includes(condition.kind)) return { unknown: graph.false, doubtful: graph.false };
  const [nothing, open] = [valueCell(context, null)!, valueCell(context, UNKNOWN)!];
  const isFact = (name: string) => meaning({ name, at }, lowering, lowering.frame) !== undefined;
  const fields = group.item.kind === 'record' ? group.item.names.filter((name) => !isFact(name)) : [];
  const inside = lowering.inside({ ...Object.fromEntries(fields.map((name) => [name, open])), item: nothing });
  const { unknown, doubtful } = conditionOf(inside, condition);
  if (unknown === graph.false && doubtful === graph.false) return { unknown, doubtful };
  const count = fold(lowering, at, { ...group, absent: graph.false }, 'count', undefined) as NumberCell;
  const isEmpty = graph.equal(count.numerator, graph.constant(0));
  return {
    unknown: graph.and(unknown, isEmpty),
    doubtful: graph.or(count.doubtful, graph.and(doubtful, isEmpty)),
  };
}

/** `for name in list return result` */
export function lowerIteration(tree: Iteration, lowering: Lowering): Cell {
  const [variable, more] = tree.variables;
  if (!variable || more) refuse(tree.at, 'only one list is gone through here');
  const list = lowering.lower(variable.list);
  const resultFor = (item: Cell, level?: Level) =>
    lowering.inside({ [variable.name]: item }, { level }).lower(tree.result);
  if (list.kind === 'items') return { ...list, items: list.items.map((item) => resultFor(item)) };
  const group = groupOf(list, variable.list.at);
  return { ...group, item: ofItem(lowering, group, resultFor(group.item, group.item.level), tree.result.at) };
}

/** `some name in list satisfies condition`, or `every` */
export function lowerQuantified(tree: Quantified, lowering: Lowering): Cell {
  const list = lowering.lower(tree.list);
  const truthFor = (item: Cell, level?: Level) =>
    conditionOf(lowering.inside({ [tree.name]: item }, { level }), tree.satisfies);
  if (list.kind !== 'items') {
    const group = groupOf(list, tree.list.at);
    return fold(lowering, tree.at, group, tree.quantifier, truthFor(group.item, group.item.level));
  }
  return combined(
    lowering,
    tree.at,
    tree.quantifier,
    list.items.map((item) => truthFor(item)),
  );
}

/** The conjunction or disjunction of conditions. */
export function combined(
  lowering: Lowering,
  at: Place,
  quantifier: 'some' | 'every',
  conditions: readonly BooleanCell[],
): BooleanCell {
  const { graph, root } = lowering.context;
  const combine = quantifier === 'some' ? disjunction : conjunction;
  const start = decided(graph, root, graph.mask(quantifier === 'every'));
  return balanced(together(lowering, at, [start, ...conditions]), (a, b) => combine(graph, a, b))!;
}
