import { type Graph, widest } from '../machine/graph.ts';
import { type Node, NUMERIC, type NumericRepr } from '../machine/nodes.ts';
import { BOUNDS, STATES, type State } from '../table/states.ts';
import type { BooleanCell, IntegerCell, NumberCell, ScalarCell } from './cells.ts';
import type { Level, Stored } from './levels.ts';

/** What the integers of an input stand for. */
export type Meaning =
  | Pick<BooleanCell, 'kind'>
  | Pick<IntegerCell, 'kind'>
  | Pick<NumberCell, 'kind' | 'denominator' | 'scale' | 'error' | 'places'>;

/** What is read from an input: integers, and the states that stand among them. */
export function readStored(graph: Graph, level: Level, slot: number, stored: Stored, meaning: Meaning): ScalarCell {
  const { repr, has } = stored;
  const [low, high] = stored.low <= stored.high ? [stored.low, stored.high] : [0, 0];
  const states = STATES[repr];
  const anyState = has.unknown || has.absent || has.aside;
  const raw = graph.input(slot, repr, anyState ? states.unknown : low, high);
  const where = (state: State) => (has[state] ? graph.equal(raw, graph.constantIn(repr, states[state])) : graph.false);
  const [absent, unknown, doubtful] = [where('absent'), where('unknown'), where('aside')];
  const state = { level, absent, unknown, doubtful };
  if (meaning.kind === 'boolean') {
    // No state is 0 or 1.
    const holds = graph.equal(raw, graph.constant(1));
    return {
      ...state,
      kind: 'boolean',
      holds,
      fails: anyState ? graph.equal(raw, graph.constant(0)) : graph.not(holds),
    };
  }
  const isThere = graph.not(graph.or(absent, unknown, doubtful));
  const integer = low === high ? graph.constant(low) : graph.keep(graph.bounded(raw, low, high), isThere);
  return meaning.kind === 'number' ? { ...state, ...meaning, numerator: integer } : { ...state, ...meaning, integer };
}

/** A cell as integers and states, in at least so wide a representation, as other rows will read them; and what they mean. */
export function toStored(
  graph: Graph,
  cell: ScalarCell,
  least: NumericRepr = 'i8',
): { node: Node; stored: Stored; meaning: Meaning } {
  const { absent, unknown, doubtful } = cell;
  const integer = integerOf(graph, cell);
  const { low, high } = integer;
  const narrow = NUMERIC.find((one) => BOUNDS[one][0] <= low && high <= BOUNDS[one][1])!;
  const repr = widest(integer.repr as NumericRepr, narrow, least);
  const state = (name: State) => graph.constantIn(repr, STATES[repr][name]);
  const present = graph.select(unknown, state('unknown'), graph.select(absent, state('absent'), integer));
  const node = graph.select(doubtful, state('aside'), present);
  const has = {
    unknown: unknown !== graph.false,
    absent: absent !== graph.false,
    aside: doubtful !== graph.false,
  };
  return { node: graph.widen(node, repr), stored: { repr, low, high, has }, meaning: meaningOf(cell) };
}

function integerOf(graph: Graph, cell: ScalarCell): Node {
  if (cell.kind === 'boolean') return graph.select(cell.holds, graph.constant(1), graph.constant(0));
  return cell.kind === 'number' ? cell.numerator : cell.integer;
}

function meaningOf(cell: ScalarCell): Meaning {
  if (cell.kind !== 'number') return { kind: cell.kind } as Meaning;
  const { kind, denominator, scale, error, places } = cell;
  return { kind, denominator, scale, error, places };
}
