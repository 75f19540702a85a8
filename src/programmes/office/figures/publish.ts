/*
 * What may be published of figures that are about people.
 *
 * A sum is published only if it is over enough different people, and of money spent over enough shops. That alone would
 * not do: a sum that is left out must not follow from those that are there, nor from two looks at them, one later than
 * the other. So
 *
 * 1. The total is published in steps. A step is the quarters of an hour since the last one, once they have passed and
 *    enough people are in them together. No step is ever changed; what is counted late belongs to a later one.
 * 2. The parts (by channel, region, class of shop) are published for a period of whole steps, all at once. In each
 *    dimension the categories that are too small are put together as the rest; if the rest is still too small, so is the
 *    smallest category that is not, until it is enough. A period ends when little is left in the rests, or after a day.
 *
 * Steps and the categories of each dimension are thus partitions of the same period into sets that are large enough
 * each. The sums that follow from such marginals with certainty are exactly those of unions of sets of one partition: a
 * sum of functions of one dimension each takes no more than the values 0 and 1 only if all but one of them are constant.
 * Periods have no payments in common. So whatever can be computed is about enough people: publish.test.ts tries to do
 * better by linear algebra.
 */

/** What was counted of one kind in a quarter of an hour, at one place of every dimension. */
export interface Cell {
  /** When it began, in milliseconds since 1970. */
  slot: number;
  channel: string;
  region: string;
  class: string;
  count: number;
  /** In the minor unit. */
  amount: number;
  /** Different people: all of them, or as many as are enough. */
  people: readonly string[];
  shops: readonly string[];
}

export const DIMENSIONS = ['channel', 'region', 'class'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** How far something has been published, in milliseconds since 1970: whole quarters of an hour. */
export interface Mark {
  totalsUntil: number;
  partsUntil: number;
}

/** A sum to be published, with the hour to which it is added. */
export interface Published {
  hour: number;
  dimension: 'total' | Dimension;
  /** Empty for the total, and for the rest. */
  category: string;
  count: number;
  amount: number;
}

/** How many people, and shops, are enough. */
export interface Threshold {
  people: number;
  shops: number;
}

/** Fewer people, or of money spent fewer shops, are never told apart. */
export const THRESHOLD: Threshold = { people: 5, shops: 3 };
/** Takings have no shop. */
export const THRESHOLD_WITHOUT_SHOPS: Threshold = { ...THRESHOLD, shops: 0 };

export const SLOT = 15 * 60_000;
const HOUR = 60 * 60_000;
const LONGEST_PERIOD = 24 * HOUR;
/** A period may end once no dimension has more of its money in the rest. */
const LITTLE = 0.1;

/**
 * The next sums that can be published.
 * @param cells all that was counted since the mark's `partsUntil`, in any order.
 * @param mark how far it has got; undefined before the first step.
 * @param until before this instant every quarter of an hour has passed.
 */
export function publish(
  cells: readonly Cell[],
  mark: Mark | undefined,
  until: number,
  threshold: Threshold,
): { published: Published[]; mark: Mark | undefined } {
  const slots = [...new Set(cells.map(({ slot }) => slot))].sort((a, b) => a - b);
  const from = mark ?? { totalsUntil: slots[0] ?? 0, partsUntil: slots[0] ?? 0 };
  const bySlot = Map.groupBy(cells, ({ slot }) => slot);
  const published: Published[] = [];
  let { totalsUntil } = from;
  let waiting: Cell[] = [];
  for (const slot of slots) {
    if (slot < from.totalsUntil || slot + SLOT > until) continue;
    waiting.push(...bySlot.get(slot)!);
    if (!isEnough(waiting, threshold)) continue;
    published.push({ hour: hourOf(slot), dimension: 'total', category: '', ...sumOf(waiting) });
    totalsUntil = slot + SLOT;
    waiting = [];
  }
  if (totalsUntil === from.totalsUntil && !mark) return { published, mark };
  const period = cells.filter(({ slot }) => slot >= from.partsUntil && slot < totalsUntil);
  const parts = period.length > 0 ? DIMENSIONS.map((dimension) => partsOf(period, dimension, threshold)) : [];
  const isFull = totalsUntil - from.partsUntil >= LONGEST_PERIOD || parts.every(isMostlyShown);
  if (parts.length === 0 || !isFull) return { published, mark: { ...from, totalsUntil } };
  const hour = hourOf(totalsUntil - SLOT);
  for (const part of parts) {
    for (const [category, group] of part.shown) {
      published.push({ hour, dimension: part.dimension, category, ...sumOf(group) });
    }
    if (part.rest.length > 0) published.push({ hour, dimension: part.dimension, category: '', ...sumOf(part.rest) });
  }
  return { published, mark: { totalsUntil, partsUntil: totalsUntil } };
}

/** A period split by one dimension. */
interface Parts {
  dimension: Dimension;
  shown: readonly [string, readonly Cell[]][];
  rest: readonly Cell[];
}

/** Splits a period so that every part is enough, the rest, too. The period as a whole has to be. */
function partsOf(period: readonly Cell[], dimension: Dimension, threshold: Threshold): Parts {
  const groups = [...Map.groupBy(period, (cell) => cell[dimension])];
  // What names nothing (a person without a region) belongs to the rest.
  const shown = groups.filter(([category, cells]) => category !== '' && isEnough(cells, threshold));
  const rest = groups.filter((group) => !shown.includes(group)).flatMap(([, cells]) => cells);
  shown.sort(([, a], [, b]) => sumOf(b).amount - sumOf(a).amount);
  while (rest.length > 0 && !isEnough(rest, threshold)) rest.push(...shown.pop()![1]);
  return { dimension, shown, rest };
}

function isMostlyShown({ shown, rest }: Parts): boolean {
  const hidden = sumOf(rest).amount;
  return hidden <= LITTLE * (hidden + sumOf(shown.flatMap(([, cells]) => cells)).amount);
}

/** Whether cells are about enough people and shops together. */
export function isEnough(cells: readonly Cell[], { people, shops }: Threshold): boolean {
  return (
    new Set(cells.flatMap((cell) => cell.people)).size >= people &&
    new Set(cells.flatMap((cell) => cell.shops)).size >= shops
  );
}

function sumOf(cells: readonly Cell[]): { count: number; amount: number } {
  return {
    count: cells.reduce((sum, { count }) => sum + count, 0),
    amount: cells.reduce((sum, { amount }) => sum + amount, 0),
  };
}

const hourOf = (instant: number): number => Math.floor(instant / HOUR) * HOUR;
