import type { Graph } from '../machine/graph.ts';
import type { Node } from '../machine/nodes.ts';

/** The proleptic Gregorian calendar as arithmetic on whole columns; the same formulas as of single dates in `values`. */

/** A day's year, month and day of the month. */
export interface CivilDay {
  readonly year: Node;
  readonly month: Node;
  readonly day: Node;
}

/** Days from 1 March of the year 0 to 1 January 1970. */
const EPOCH = 719_468;
const DAYS_OF_ERA = 146_097;

/** The parts of a day, in years of which March is the first month, so that the leap day comes last. */
export function civilDay(graph: Graph, days: Node): CivilDay {
  const { add, subtract, multiply, quotient, number } = integers(graph);
  const since = add(days, number(EPOCH));
  const era = quotient(since, DAYS_OF_ERA);
  const dayOfEra = graph.bounded(subtract(since, multiply(era, number(DAYS_OF_ERA))), 0, DAYS_OF_ERA - 1);
  const leapDays = add(
    subtract(quotient(dayOfEra, 1460), quotient(dayOfEra, 36_524)),
    quotient(dayOfEra, DAYS_OF_ERA - 1),
  );
  const yearOfEra = graph.bounded(quotient(subtract(dayOfEra, leapDays), 365), 0, 399);
  const begun = add(multiply(yearOfEra, number(365)), subtract(quotient(yearOfEra, 4), quotient(yearOfEra, 100)));
  const dayOfYear = graph.bounded(subtract(dayOfEra, begun), 0, 365);
  const monthFromMarch = graph.bounded(quotient(add(multiply(dayOfYear, number(5)), number(2)), 153), 0, 11);
  const beginOfMonth = quotient(add(multiply(monthFromMarch, number(153)), number(2)), 5);
  const isNextYear = graph.less(number(9), monthFromMarch);
  const year = add(yearOfEra, multiply(era, number(400)));
  return {
    year: graph.select(isNextYear, add(year, number(1)), year),
    month: graph.bounded(
      graph.select(isNextYear, subtract(monthFromMarch, number(9)), add(monthFromMarch, number(3))),
      1,
      12,
    ),
    day: graph.bounded(add(subtract(dayOfYear, beginOfMonth), number(1)), 1, 31),
  };
}

/** Days since 1970-01-01 of a day that exists. */
export function dayNumber(graph: Graph, { year, month, day }: CivilDay): Node {
  const { add, subtract, multiply, quotient, number } = integers(graph);
  const isBeforeMarch = graph.less(month, number(3));
  const marchYear = graph.select(isBeforeMarch, subtract(year, number(1)), year);
  const monthFromMarch = graph.bounded(
    graph.select(isBeforeMarch, add(month, number(9)), subtract(month, number(3))),
    0,
    11,
  );
  const leapDays = add(subtract(quotient(marchYear, 4), quotient(marchYear, 100)), quotient(marchYear, 400));
  const begun = quotient(add(multiply(monthFromMarch, number(153)), number(2)), 5);
  const days = add(add(multiply(marchYear, number(365)), leapDays), add(begun, day));
  return subtract(days, number(EPOCH + 1));
}

/** How many days a month has. */
export function daysInMonth(graph: Graph, year: Node, month: Node): Node {
  const { add, subtract, multiply, quotient, number } = integers(graph);
  const isMultiple = (of: number) => graph.equal(multiply(quotient(year, of), number(of)), year);
  const isLeap = graph.or(graph.and(isMultiple(4), graph.not(isMultiple(100))), isMultiple(400));
  const february = graph.select(isLeap, number(29), number(28));
  // From January on the lengths go up and down by one, and begin anew with August.
  const turn = add(month, quotient(month, 8));
  const isLong = graph.equal(subtract(turn, multiply(quotient(turn, 2), number(2))), number(1));
  return graph.select(graph.equal(month, number(2)), february, graph.select(isLong, number(31), number(30)));
}

const integers = (graph: Graph) => ({
  add: (a: Node, b: Node) => graph.add(a, b),
  subtract: (a: Node, b: Node) => graph.subtract(a, b),
  multiply: (a: Node, b: Node) => graph.multiply(a, b),
  quotient: (a: Node, b: number) => graph.floorOfQuotient(a, b),
  number: (value: number) => graph.constant(value),
});
