import type { Place } from '../../problem.ts';
import { type Cell, joined, type NumberCell, type TableCell } from '../cells/cells.ts';
import { Arithmetic, chosenNumber, compareNumbers, constantNumber } from '../cells/numbers.ts';
import { balanced } from '../machine/balanced.ts';
import { type Lowering, numberOf, refuse } from './lowering.ts';

/** `table(x)`: what a law's table says for a number, as the evaluator's `entryOf`. */
export function lowerLookUp(lowering: Lowering, at: Place, { table }: TableCell, args: readonly Cell[]): Cell {
  if (args.length !== 1) refuse(at, 'a table takes one number');
  const by = numberOf(lowering, args[0]!, at);
  const rows = table.rows.map(({ from, value }) => ({
    from: constantNumber(lowering.context.graph, by.level, from),
    value: constantNumber(lowering.context.graph, by.level, value),
  }));
  return (table.marginal ? marginal : flat)(lowering, at, by, rows);
}

interface Row {
  readonly from: NumberCell;
  readonly value: NumberCell;
}

/** The value of the last row that begins at the number or below it; unknown below the first. */
function flat({ context: { graph } }: Lowering, _at: Place, by: NumberCell, rows: readonly Row[]): Cell {
  const state = joined(graph, by.level, [by]);
  const [first] = rows;
  if (!first) return { kind: 'empty', ...state, unknown: graph.not(state.absent) };
  const orders = rows.map(({ from }) => compareNumbers(graph, by, from));
  const doubtful = graph.or(
    state.doubtful,
    ...orders.map((order) => order.doubtful),
    ...rows.map(({ from, value }) => graph.or(from.doubtful, value.doubtful)),
  );
  const unknown = graph.or(state.unknown, graph.and(orders[0]!.less, graph.not(state.absent)));
  const states = { ...state, unknown, doubtful };
  const halves = rows.map(({ value }, index) => ({ value, isBelow: orders[index]!.less }));
  const { value } = balanced(halves, (lower, upper) => ({
    value: chosenNumber(graph, upper.isBelow, lower.value, upper.value, states),
    isBelow: lower.isBelow,
  }))!;
  return { ...value, ...states };
}

/** The sum over the rows of the value for the part of the number that lies in each; 0 below the first. */
function marginal({ context: { graph } }: Lowering, at: Place, by: NumberCell, rows: readonly Row[]): Cell {
  if (by.denominator || by.error > 0) refuse(at, 'a quotient is not looked up in a marginal table: round it first');
  const arithmetic = new Arithmetic(
    graph,
    graph.or(by.doubtful, ...rows.flatMap((row) => [row.from.doubtful, row.value.doubtful])),
  );
  const scale = Math.max(by.scale, ...rows.map(({ from }) => from.scale));
  const scaleOfValues = Math.max(0, ...rows.map(({ value }) => value.scale));
  const number = arithmetic.shift(by.numerator, scale - by.scale);
  const begins = rows.map(({ from }) => arithmetic.shift(from.numerator, scale - from.scale));
  const terms = rows.map(({ value }, index) => {
    const begin = begins[index]!;
    const until = begins[index + 1] ? graph.min(number, begins[index + 1]!) : number;
    const part = arithmetic.subtract(graph.max(until, begin), begin);
    return arithmetic.multiply(part, arithmetic.shift(value.numerator, scaleOfValues - value.scale));
  });
  const total = balanced(terms, arithmetic.add) ?? graph.constant(0);
  const places = scale + scaleOfValues;
  return { ...by, numerator: total, scale: places, places, doubtful: arithmetic.doubtful };
}
