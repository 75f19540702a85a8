import { FUNCTIONS } from '../../evaluate/functions/index.ts';
import type { Call, Path } from '../../tree.ts';
import { type Cell, nameOf } from '../cells/cells.ts';
import { partOfDate, yearsOf } from '../cells/dates.ts';
import { wholeNumber } from '../cells/numbers.ts';
import type { Graph } from '../machine/graph.ts';
import type { Node } from '../machine/nodes.ts';
import { COMPUTED } from './functions.ts';
import { accept, type Lowering, refuse, together } from './lowering.ts';
import { lowerLookUp } from './tables.ts';

/** A call of a law's table, or else of a built-in function. */
export function lowerCall(tree: Call, lowering: Lowering): Cell {
  const { function: name, at } = tree;
  const held = lowering.named(name);
  const args = together(
    lowering,
    at,
    inOrder(tree).map((argument) => lowering.lower(argument)),
  );
  if (typeof held === 'object' && held.kind === 'table') return lowerLookUp(lowering, at, held, args);
  if (!Object.hasOwn(FUNCTIONS, name)) {
    return typeof held === 'object' && held.kind === 'empty' ? held : refuse(at, `${name} is not called here`);
  }
  if (!takes(name, args.length)) refuse(at, `${name} does not take ${args.length} arguments`);
  const computed = Object.hasOwn(COMPUTED, name) ? COMPUTED[name]! : refuse(at, `${name} is not computed in columns`);
  return computed(lowering, at, args);
}

/** Whether a built-in function takes so many arguments. */
const takes = (name: string, count: number): boolean =>
  FUNCTIONS[name]!.signatures.some(({ parameters }) => {
    const least = parameters.filter(({ occurs }) => occurs !== 'optional').length;
    const isOpen = parameters.some(({ occurs }) => occurs === 'rest');
    return least <= count && (isOpen || count <= parameters.length);
  });

/** The arguments in the order of the parameters that they are for. */
function inOrder({ function: name, arguments: args, names, at }: Call): Call['arguments'] {
  if (!names) return args;
  const signatures = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name]!.signatures : [];
  for (const { parameters } of signatures) {
    const places = parameters.slice(0, names.length).map((parameter) => names.indexOf(parameter.name));
    if (places.length === names.length && !places.includes(-1)) return places.map((place) => args[place]!);
  }
  return refuse(at, `the arguments of ${name} are given in order here`);
}

type Part = (graph: Graph, integer: Node) => Node;

const rest = (graph: Graph, integer: Node, by: number, times: Node): Node =>
  graph.subtract(integer, graph.multiply(times, graph.constant(by)));

/** The properties of durations, as integers. */
const OF_DURATION: Readonly<Record<string, Readonly<Record<string, Part>>>> = {
  days: { days: (_graph, days) => days },
  months: { years: yearsOf, months: (graph, months) => rest(graph, months, 12, yearsOf(graph, months)) },
};

/** `of.field` */
export const lowerPath = (tree: Path, lowering: Lowering): Cell => fieldOf(lowering, tree, lowering.lower(tree.of));

function fieldOf(lowering: Lowering, tree: Path, cell: Cell): Cell {
  const { graph } = lowering.context;
  const { field, at } = tree;
  if (cell.kind === 'empty') return cell;
  if (cell.kind === 'group') return { ...cell, item: fieldOf(lowering, tree, cell.item) };
  if (cell.kind === 'items') return { ...cell, items: cell.items.map((item) => fieldOf(lowering, tree, item)) };
  if (cell.kind === 'record') return accept(at, cell.field(field) ?? `the record has no ${field}`);
  if (cell.kind === 'date' && (field === 'year' || field === 'month' || field === 'day')) {
    return partOfDate(graph, cell, field);
  }
  if (cell.kind === 'date' && field === 'weekday') return wholeNumber(cell, weekday(graph, cell.integer));
  const part = 'integer' in cell ? OF_DURATION[cell.kind]?.[field] : undefined;
  if (!part || !('integer' in cell)) return refuse(at, `${field} of a ${nameOf(cell)} is not computed in columns`);
  return wholeNumber(cell, part(graph, cell.integer));
}

/** 1 (Monday) to 7 (Sunday); 1970-01-01 was a Thursday. */
function weekday(graph: Graph, days: Node): Node {
  const sinceMonday = graph.add(days, graph.constant(3));
  const weeks = graph.floorOfQuotient(sinceMonday, 7);
  return graph.bounded(graph.add(rest(graph, sinceMonday, 7, weeks), graph.constant(1)), 1, 7);
}
