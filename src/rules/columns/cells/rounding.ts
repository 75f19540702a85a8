import type { Graph } from '../machine/graph.ts';
import type { Node } from '../machine/nodes.ts';
import type { NumberCell } from './cells.ts';
import { Arithmetic, exact, LARGEST_ERROR } from './numbers.ts';

/** The ways to round that FEEL has, named as its functions; `half-even` is `decimal`. */
export type RoundingMode =
  | 'floor'
  | 'ceiling'
  | 'round up'
  | 'round down'
  | 'half-even'
  | 'round half up'
  | 'round half down';

/** What is known of numerator / divisor when its floor has been taken. */
interface Division {
  readonly graph: Graph;
  readonly numerator: Node;
  readonly floor: Node;
  /** Where there is a rest; where it is more than half of the divisor, and where exactly half. */
  readonly rest: Node;
  readonly above: Node;
  readonly half: Node;
}

const isBelowZero = ({ graph, numerator }: Division): Node => graph.less(numerator, graph.constant(0));

function isOdd({ graph, floor }: Division): Node {
  const even = graph.multiply(graph.floorOfQuotient(floor, 2), graph.constant(2));
  return graph.not(graph.equal(even, floor));
}

/** Where each way goes one up from the floor. */
const ROUNDS_UP: Readonly<Record<RoundingMode, (division: Division) => Node>> = {
  floor: ({ graph }) => graph.false,
  ceiling: ({ rest }) => rest,
  'round up': (division) => division.graph.and(division.rest, division.graph.not(isBelowZero(division))),
  'round down': (division) => division.graph.and(division.rest, isBelowZero(division)),
  'half-even': (division) => division.graph.or(division.above, division.graph.and(division.half, isOdd(division))),
  'round half up': (division) =>
    division.graph.or(division.above, division.graph.and(division.half, division.graph.not(isBelowZero(division)))),
  'round half down': (division) =>
    division.graph.or(division.above, division.graph.and(division.half, isBelowZero(division))),
};

const HALVES: readonly RoundingMode[] = ['half-even', 'round half up', 'round half down'];

/** The number with so many digits after the point, or with noughts before it when they are negative. */
export function rounded(graph: Graph, cell: NumberCell, places: number, mode: RoundingMode): NumberCell {
  if (!cell.denominator && cell.error === 0 && places >= cell.scale) return cell;
  const arithmetic = new Arithmetic(graph, cell.doubtful);
  const { shift } = arithmetic;
  const numerator = shift(cell.numerator, Math.max(0, places - cell.scale));
  const divisor = shift(cell.denominator ?? graph.constant(1), Math.max(0, cell.scale - places));
  const { floor, rest } = divided(graph, numerator, divisor);
  const twice = graph.multiply(rest, graph.constant(2));
  const division: Division = {
    graph,
    numerator,
    floor,
    rest: graph.less(graph.constant(0), rest),
    above: graph.less(divisor, twice),
    half: graph.equal(divisor, twice),
  };
  const up = ROUNDS_UP[mode](division);
  const integer = graph.select(up, graph.add(floor, graph.constant(1)), floor);
  // Where a number just beside the true one would be rounded the other way.
  const edge = HALVES.includes(mode) ? division.half : graph.not(division.rest);
  const error = cell.error * 10 ** Math.max(0, places - cell.scale);
  const isVague = error >= LARGEST_ERROR ? graph.true : error > 0 ? edge : graph.false;
  const result = exact(graph, graph.multiply(integer, graph.constant(10 ** Math.max(0, -places))));
  return {
    ...cell,
    numerator: result.node,
    denominator: undefined,
    scale: Math.max(0, places),
    error: 0,
    places: Math.max(0, places),
    doubtful: graph.or(arithmetic.doubtful, isVague, result.doubtful),
  };
}

/** The floor of a quotient of integers, and what is left: at least 0 and less than the divisor. */
export function divided(graph: Graph, numerator: Node, divisor: Node): { floor: Node; rest: Node } {
  if (divisor.op === 'constant') {
    const floor = graph.floorOfQuotient(numerator, divisor.value);
    const rest = graph.subtract(numerator, graph.multiply(floor, divisor));
    return { floor, rest: graph.bounded(rest, 0, divisor.value - 1) };
  }
  const near = graph.nearFloorOfQuotient(numerator, divisor);
  const left = graph.subtract(numerator, graph.multiply(near, divisor));
  const [isOver, isUnder] = [graph.not(graph.less(left, divisor)), graph.less(left, graph.constant(0))];
  const one = graph.constant(1);
  const pick = (over: Node, under: Node, else_: Node) =>
    graph.select(isOver, over, graph.select(isUnder, under, else_));
  return {
    floor: pick(graph.add(near, one), graph.subtract(near, one), near),
    rest: graph.bounded(pick(graph.subtract(left, divisor), graph.add(left, divisor), left), 0, divisor.high - 1),
  };
}
