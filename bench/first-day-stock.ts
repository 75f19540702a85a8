import { randomUUID } from 'node:crypto';
import type { Government, Programme } from '../src/pack/index.ts';
import { deliver, markPrinted, orderPrintRun, stockOf } from '../src/programmes/index.ts';
import { seeded } from '../src/rules/testing/random.ts';

/** Where people order. */
export interface Places {
  ids: readonly string[];
  /** The number of the place where each person wants their set. */
  wanted: Uint8Array;
  /** How many people come to each place first. */
  coming: readonly number[];
  /** How many sets are brought to each. */
  stock: readonly number[];
}

/** Every so manieth place has too few sets, and the share of those who come to it that get one. */
const [SCARCE, SHARE] = [6, 0.7];
/** The share of sets that the other places have to spare. */
const SPARE = 0.1;

/** Whether a place has fewer sets than people come to it: whom it turns away the next one serves. */
export const isScarce = (place: number): boolean => place % SCARCE === 0;

/** Where people could order: the last place is no scarce one, so that each of these has a next. */
export function placesOf({ pack }: Government): string[] {
  const ids = [...pack.places.keys()];
  return isScarce(ids.length - 1) ? ids.slice(0, -1) : ids;
}

/** Plans where so many people go, who all get a set in the end: more to some places than to others. */
export function planPlaces(ids: readonly string[], people: number): Places {
  const random = seeded(2);
  const wanted = Uint8Array.from({ length: people }, () =>
    Math.min(random.below(ids.length), random.below(ids.length)),
  );
  const coming = ids.map(() => 0);
  for (const place of wanted) coming[place]! += 1;
  const served = coming.map((count, place) => (isScarce(place) ? Math.floor(count * SHARE) : count));
  const stock = served.map((count, place) => {
    if (isScarce(place)) return count;
    const sentOn = isScarce(place - 1) ? coming[place - 1]! - served[place - 1]! : 0;
    return Math.ceil((count + sentOn) * (1 + SPARE));
  });
  return { ids, wanted, coming, stock };
}

/** Brings what the plan says to the places, but what lies there. @returns how many people they must turn away. */
export async function stockPlaces(gov: Government, programme: Programme, places: Places): Promise<number> {
  const { ids, coming, stock } = places;
  const there = new Map((await stockOf(gov.db, programme.id)).map(({ place, free }) => [place, free]));
  const missing = ids.map((id, place) => Math.max(0, stock[place]! - (there.get(id) ?? 0)));
  await stockUp(gov, programme, ids, missing);
  const free = ids.map((id, place) => (there.get(id) ?? 0) + missing[place]!);
  const turnedAway = ids.map((_, place) => (isScarce(place) ? Math.max(0, coming[place]! - free[place]!) : 0));
  return turnedAway.reduce((sum, count) => sum + count, 0);
}

/** Has so many sets printed and brought to each place. */
export async function stockUp(
  gov: Government,
  programme: Programme,
  ids: readonly string[],
  stock: readonly number[],
): Promise<void> {
  const officer = randomUUID();
  const sets = stock.reduce((sum, count) => sum + count, 0);
  const { id, first } = await orderPrintRun(gov, { programme, sets, officer });
  await markPrinted(gov, { programme, run: id, officer });
  let next = first;
  for (const [place, count] of stock.entries()) {
    if (count === 0) continue;
    await deliver(gov, { programme, first: next, last: next + count - 1, place: ids[place]!, officer });
    next += count;
  }
}
