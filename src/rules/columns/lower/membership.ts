import type { Place } from '../../problem.ts';
import type { Membership, Range, Test } from '../../tree.ts';
import type { BooleanCell, Cell, GroupCell, ItemsCell } from '../cells/cells.ts';
import { comparison } from '../cells/comparisons.ts';
import { booleanCell, conjunction } from '../cells/logic.ts';
import { combined, fold } from './lists.ts';
import { accept, type Lowering, refuse, together } from './lowering.ts';

/** `of in (test, test …)`: the disjunction of the tests. */
export function lowerMembership({ of, tests, at }: Membership, lowering: Lowering): Cell {
  const value = lowering.lower(of);
  return combined(
    lowering,
    at,
    'some',
    tests.map((test) => lowerTest(lowering, value, test)),
  );
}

type Operator = Parameters<typeof comparison>[1];

function compared(lowering: Lowering, at: Place, op: Operator, left: Cell, right: Cell): BooleanCell {
  const [a, b] = together(lowering, at, [left, right] as const);
  return accept(at, comparison(lowering.context.graph, op, a, b));
}

function lowerTest(lowering: Lowering, value: Cell, test: Test): BooleanCell {
  if (test.kind === 'comparison') return compared(lowering, test.at, test.op, value, lowering.lower(test.to));
  if (test.kind === 'range') return within(lowering, value, test);
  if (test.value.kind === 'range') return within(lowering, value, requireEnds(lowering, test.value));
  return isAmong(lowering, test.at, value, lowering.lower(test.value));
}

/** A range that is a value is null where one of its ends is; nothing is in it then, or between its ends. */
function requireEnds(lowering: Lowering, range: Range): Range {
  for (const end of [range.low, range.high]) {
    if (end && lowering.lower(end).absent !== lowering.context.graph.false) refuse(end.at, 'this end may be null');
  }
  return range;
}

/** Between the ends that a range has. */
function within(lowering: Lowering, value: Cell, { at, low, high, includesLow, includesHigh }: Range): BooleanCell {
  const above = low && compared(lowering, at, includesLow ? '>=' : '>', value, lowering.lower(low));
  const below = high && compared(lowering, at, includesHigh ? '<=' : '<', value, lowering.lower(high));
  if (!above || !below) return (above ?? below)!;
  return conjunction(lowering.context.graph, ...together(lowering, at, [above, below] as const));
}

/** Equal to what is allowed, or to an item of it; open as long as the value is unknown. */
function isAmong(lowering: Lowering, at: Place, value: Cell, allowed: Cell): BooleanCell {
  if (allowed.kind !== 'items' && allowed.kind !== 'group') return compared(lowering, at, '=', value, allowed);
  const found = openWhere(lowering, at, isItem(lowering, at, value, allowed), value);
  if (allowed.kind === 'items') return found;
  // Null for the list is a value like others, to which null is equal.
  const { graph } = lowering.context;
  const { absent } = allowed;
  const holds = graph.or(found.holds, graph.and(absent, value.absent));
  const fails = graph.or(found.fails, graph.and(absent, graph.not(graph.or(value.absent, value.unknown))));
  return booleanCell(graph, found.level, found.doubtful, holds, fails);
}

/** Whether any item of a list is equal to a value. */
export function isItem(lowering: Lowering, at: Place, value: Cell, list: GroupCell | ItemsCell): BooleanCell {
  if (list.kind === 'group') {
    if (value.level === list.item.level) refuse(at, 'a list is gone through within itself');
    return fold(lowering, at, list, 'some', compared(lowering, at, '=', value, list.item)) as BooleanCell;
  }
  const tests = list.items.map((item) => compared(lowering, at, '=', value, item));
  return combined(lowering, at, 'some', tests);
}

/** The answer only where the value is not unknown. */
function openWhere(lowering: Lowering, at: Place, found: BooleanCell, value: Cell): BooleanCell {
  const { graph } = lowering.context;
  const [answer, { unknown, doubtful }] = together(lowering, at, [found, value] as const);
  const isTold = graph.not(unknown);
  return booleanCell(
    graph,
    answer.level,
    graph.or(answer.doubtful, doubtful),
    graph.and(answer.holds, isTold),
    graph.and(answer.fails, isTold),
    graph.and(answer.absent, isTold),
  );
}
