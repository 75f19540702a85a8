import { type Day, isDay } from '../../kernel/index.ts';
import type { Tree } from '../../rules/index.ts';

/** What stands in an expression: names, and the days and figures that are written into it. */
export interface TreeParts {
  /** Facts, parameters and derived facts, and the tables and functions that are called. */
  names: readonly string[];
  days: readonly Day[];
  /** Numbers, and the years, months and days of durations. */
  figures: readonly number[];
}

/** Any node of a tree, as far as it is looked at here. */
interface AnyNode {
  kind?: unknown;
  name?: unknown;
  function?: unknown;
  value?: unknown;
}

/** Takes a tree, or anything that holds trees, apart. Names of quantifiers' own variables are among the names, which does no harm. */
export function partsOf(tree: Tree | object): TreeParts {
  const names = new Set<string>();
  const days = new Set<Day>();
  const figures = new Set<number>();
  // Trees are plain JSON: going through them as JSON needs no table of their kinds.
  JSON.stringify(tree, (_, node: AnyNode | null) => {
    if (node?.kind === 'name') names.add(String(node.name));
    if (node?.kind === 'call') names.add(String(node.function));
    if (node?.kind === 'number') figures.add(Number(node.value));
    if (node?.kind === 'string' || node?.kind === 'temporal') {
      const text = String(node.value);
      if (isDay(text)) days.add(text);
      for (const figure of figuresOfDuration(text)) figures.add(figure);
    }
    return node;
  });
  return { names: [...names], days: [...days], figures: [...figures] };
}

const DURATION = /^-?P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?$/;

/** `P1Y6M` is 1 (year) and 18 (months), `P60D` is 60; what is no duration in days or months has none. */
function figuresOfDuration(text: string): number[] {
  const found = DURATION.exec(text);
  if (!found) return [];
  const [years, months, weeks, days] = found.slice(1).map((digits) => Number(digits ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return [years, years * 12 + months, weeks * 7 + days].filter((figure) => figure > 0);
}

/** A plain-JSON value with names replaced wherever an expression speaks of them; itself where none is to be. */
export function withNames<T extends object>(rule: T, names: ReadonlyMap<string, string>): T {
  if ([...names].every(([from, to]) => from === to)) return rule;
  return JSON.parse(JSON.stringify(rule), (_, node: (AnyNode & { tree?: unknown }) | null) => {
    if (node === null || typeof node !== 'object') return node;
    const isDerived = typeof node.name === 'string' && node.tree !== undefined;
    if (node.kind === 'name' || isDerived) return { ...node, name: names.get(String(node.name)) ?? node.name };
    if (node.kind === 'call') return { ...node, function: names.get(String(node.function)) ?? node.function };
    return node;
  }) as T;
}
