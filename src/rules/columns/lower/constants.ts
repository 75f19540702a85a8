import { namesOf } from '../../decide/dependencies.ts';
import { evaluate } from '../../evaluate/evaluate.ts';
import type { Tree } from '../../tree.ts';
import { toDayNumber } from '../../values/calendar.ts';
import { isList, kindOf, UNKNOWN, type Value, type ValueOfKind } from '../../values/values.ts';
import { type Cell, certain } from '../cells/cells.ts';
import type { Context } from '../cells/context.ts';
import { decided } from '../cells/logic.ts';
import { constantNumber } from '../cells/numbers.ts';
import type { Lowering } from './lowering.ts';

/**
 * The cell of a tree that hangs on nothing but literals and parameters: what the evaluator says.
 * Undefined for any other tree, and where its value has no cell.
 */
export function constantOf({ context, parameters, frame }: Lowering, tree: Tree): Cell | undefined {
  const isConstant = namesOf(tree).every((name) => Object.hasOwn(parameters, name) && !isBound(name, frame));
  return isConstant ? valueCell(context, evaluate(tree, parameters)) : undefined;
}

function isBound(name: string, frame: Lowering['frame']): boolean {
  return frame !== undefined && (frame.names.has(name) || frame.item !== undefined || isBound(name, frame.outer));
}

/** The cell of a value that is the same in every row; undefined for a kind that has none. */
export function valueCell(context: Context, value: Value): Cell | undefined {
  const { graph, root } = context;
  const state = certain(graph, root);
  if (value === UNKNOWN) return { kind: 'empty', ...state, unknown: graph.true };
  if (value === null) return { kind: 'empty', ...state, absent: graph.true };
  if (isList(value)) {
    const items = value.map((item) => valueCell(context, item));
    return items.includes(undefined) ? undefined : { kind: 'items', ...state, items: items as Cell[] };
  }
  const make = VALUES[kindOf(value)] as ((value: Value, context: Context) => Cell) | undefined;
  return make?.(value, context);
}

const whole = (context: Context, kind: 'text' | 'date' | 'days' | 'months', integer: number, isExact = true): Cell => ({
  kind,
  ...certain(context.graph, context.root),
  integer: context.graph.constant(isExact ? integer : 0),
  doubtful: context.graph.mask(!isExact),
});

const FARTHEST = 2 ** 31 - 1;

const VALUES: { readonly [K in keyof ValueOfKind]?: (value: ValueOfKind[K], context: Context) => Cell } = {
  boolean: (value, { graph, root }) => decided(graph, root, graph.mask(value)),
  number: (value, { graph, root }) => constantNumber(graph, root, value),
  string: (value, context) => whole(context, 'text', context.textCode(value)),
  date: (value, context) => whole(context, 'date', toDayNumber(value), Math.abs(toDayNumber(value)) <= FARTHEST),
  duration: ({ measure, length, nanoseconds }, context) =>
    whole(context, measure, length, nanoseconds === 0 && Math.abs(length) <= 10 ** 11),
  table: (table, { graph, root }) => ({ kind: 'table', ...certain(graph, root), table }),
};
