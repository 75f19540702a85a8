import type { Graph } from '../machine/graph.ts';
import type { Node } from '../machine/nodes.ts';
import { civilDay, dayNumber, daysInMonth } from './calendar.ts';
import { type IntegerCell, joined, type NumberCell } from './cells.ts';
import { wholeNumber } from './numbers.ts';
import { divided, rounded } from './rounding.ts';

/** Days within some six million years around the epoch are reckoned with; a row that goes beyond is doubtful. */
const FARTHEST = 2 ** 31 - 1;
/** Durations in days or months are reckoned with up to here. */
const LONGEST = 10 ** 11;

type State = Pick<IntegerCell, 'level' | 'absent' | 'unknown' | 'doubtful'>;

/** A cell of an integer that is within bounds; doubtful where it is not. */
function within(graph: Graph, state: State, kind: IntegerCell['kind'], integer: Node, most: number): IntegerCell {
  if (-most <= integer.low && integer.high <= most) return { kind, ...state, integer };
  const beyond = graph.or(graph.less(graph.constant(most), integer), graph.less(integer, graph.constant(-most)));
  const bounded = graph.bounded(integer, -most, most);
  return { kind, ...state, integer: bounded, doubtful: graph.or(state.doubtful, beyond) };
}

const dateCell = (graph: Graph, state: State, days: Node) => within(graph, state, 'date', days, FARTHEST);

/** A duration of so many whole days or months. */
export const durationCell = (graph: Graph, state: State, measure: 'days' | 'months', length: Node): IntegerCell =>
  within(graph, state, measure, length, LONGEST);

/** A number's floor, and where that is not all of it. */
interface Whole {
  readonly whole: Node;
  readonly isBroken: Node;
  readonly doubtful: Node;
}

/** The whole number, and where it is not whole. Where a number that is not exact seems whole, that is doubtful. */
export function wholeOf(graph: Graph, cell: NumberCell): Whole {
  const divisor = graph.multiply(cell.denominator ?? graph.constant(1), graph.constant(10 ** cell.scale));
  if (divisor.op === 'constant' && divisor.value === 1 && cell.error === 0) {
    return { whole: cell.numerator, isBroken: graph.false, doubtful: cell.doubtful };
  }
  const { floor, rest } = divided(graph, cell.numerator, divisor);
  const isBroken = graph.less(graph.constant(0), rest);
  const doubtful = cell.error > 0 ? graph.or(cell.doubtful, graph.not(isBroken)) : cell.doubtful;
  return { whole: floor, isBroken, doubtful };
}

/** A date so many days later, or before. */
export function addDays(graph: Graph, date: IntegerCell, days: IntegerCell, op: 'add' | 'subtract'): IntegerCell {
  return dateCell(graph, joined(graph, date.level, [date, days]), graph[op](date.integer, days.integer));
}

/** The same with a plain number of days; unknown where it is not whole. */
export function addNumberOfDays(
  graph: Graph,
  date: IntegerCell,
  number: NumberCell,
  op: 'add' | 'subtract',
): IntegerCell {
  const { whole, isBroken, doubtful } = wholeOf(graph, number);
  const state = joined(graph, date.level, [date, { ...number, doubtful }]);
  const unknown = graph.or(state.unknown, graph.and(isBroken, graph.not(state.absent)));
  return dateCell(graph, { ...state, unknown }, graph[op](date.integer, whole));
}

/** The same day so many months later, or that month's last day. */
export function addMonths(graph: Graph, date: IntegerCell, months: IntegerCell, op: 'add' | 'subtract'): IntegerCell {
  const state = joined(graph, date.level, [date, months]);
  const { year, month, day } = civilDay(graph, date.integer);
  const twelve = graph.constant(12);
  const begun = graph.subtract(graph.add(graph.multiply(year, twelve), month), graph.constant(1));
  const total = graph[op](begun, months.integer);
  const laterYear = graph.floorOfQuotient(total, 12);
  const laterMonth = graph.bounded(
    graph.add(graph.subtract(total, graph.multiply(laterYear, twelve)), graph.constant(1)),
    1,
    12,
  );
  const laterDay = graph.min(day, daysInMonth(graph, laterYear, laterMonth));
  return dateCell(graph, state, dayNumber(graph, { year: laterYear, month: laterMonth, day: laterDay }));
}

/** Days from one date to another. */
export const daysBetween = (graph: Graph, from: IntegerCell, to: IntegerCell): IntegerCell =>
  durationCell(graph, joined(graph, from.level, [from, to]), 'days', graph.subtract(to.integer, from.integer));

/** Whole months completed from one date to another, negative when the second is earlier. */
export function monthsBetween(graph: Graph, from: IntegerCell, to: IntegerCell): IntegerCell {
  const [first, last] = [civilDay(graph, from.integer), civilDay(graph, to.integer)];
  const years = graph.multiply(graph.subtract(last.year, first.year), graph.constant(12));
  const months = graph.add(years, graph.subtract(last.month, first.month));
  const isBackwards = graph.less(to.integer, from.integer);
  const isShort = graph.and(graph.not(isBackwards), graph.less(last.day, first.day));
  const isLong = graph.and(isBackwards, graph.less(first.day, last.day));
  const one = graph.constant(1);
  const whole = graph.select(
    isShort,
    graph.subtract(months, one),
    graph.select(isLong, graph.add(months, one), months),
  );
  return durationCell(graph, joined(graph, from.level, [from, to]), 'months', whole);
}

/** The date of a year, month and day; unknown where there is no such day or one of them is not whole. */
export function dateOf(graph: Graph, parts: readonly [NumberCell, NumberCell, NumberCell]): IntegerCell {
  const state = joined(graph, parts[0].level, parts);
  const [year, month, day] = parts.map((part) => wholeOf(graph, part)) as [Whole, Whole, Whole];
  const clip = ({ whole }: Whole, most: number) => graph.min(graph.max(whole, graph.constant(1)), graph.constant(most));
  const civil = { year: year.whole, month: clip(month, 12), day: clip(day, 31) };
  const isClipped = graph.not(graph.and(graph.equal(civil.month, month.whole), graph.equal(civil.day, day.whole)));
  const isMissing = graph.less(daysInMonth(graph, civil.year, civil.month), civil.day);
  const fails = graph.or(isClipped, isMissing, year.isBroken, month.isBroken, day.isBroken);
  const unknown = graph.or(state.unknown, graph.and(fails, graph.not(state.absent)));
  const doubtful = graph.or(year.doubtful, month.doubtful, day.doubtful);
  return dateCell(graph, { ...state, unknown, doubtful }, dayNumber(graph, civil));
}

/** A part of a date as a number. */
export const partOfDate = (graph: Graph, date: IntegerCell, part: 'year' | 'month' | 'day'): NumberCell =>
  wholeNumber(date, civilDay(graph, date.integer)[part]);

/** The whole years of a number of months, towards zero. */
export function yearsOf(graph: Graph, months: Node): Node {
  const isNegative = graph.less(months, graph.constant(0));
  const size = graph.select(isNegative, graph.negate(months), months);
  const years = graph.floorOfQuotient(size, 12);
  return graph.select(isNegative, graph.negate(years), years);
}

/** A duration of whole days as a number; so many times, or in so many parts, it may have hours, which is doubtful. */
export function wholeDays(graph: Graph, days: NumberCell): IntegerCell {
  const { whole, isBroken, doubtful } = wholeOf(graph, days);
  const { level, absent, unknown } = days;
  return durationCell(graph, { level, absent, unknown, doubtful: graph.or(doubtful, isBroken) }, 'days', whole);
}

/** Months as a number, cut off towards zero. */
export function wholeMonths(graph: Graph, months: NumberCell): IntegerCell {
  const { numerator, level, absent, unknown, doubtful } = rounded(graph, months, 0, 'round down');
  return durationCell(graph, { level, absent, unknown, doubtful }, 'months', numerator);
}
