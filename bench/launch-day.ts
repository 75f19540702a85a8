import { seeded } from '../src/rules/testing/random.ts';

/**
 * The day in the record (Taiwan, July 2020): paper sets sold by noon, of those in the first half hour, and from half past
 * eight on in seconds.
 */
export const RECORD = { orders: 543_235, seconds: 12_600, first: 160_000, firstSeconds: 1_800 } as const;

/** Orders a second over the whole day, and in its first half hour. */
export const RECORD_RATE = { day: RECORD.orders / RECORD.seconds, first: RECORD.first / RECORD.firstSeconds } as const;

/** In how many seconds the rush of the launch falls to a third. */
const RUSH_SECONDS = 600;

/*
 * People come steadily, and besides in a rush that ebbs away: `steady` a second, and `rush` in all. Both follow from the
 * two figures of the record: by `seconds` there were `orders`, by `firstSeconds` there were `first`.
 */
const ebbed = (seconds: number) => 1 - Math.exp(-seconds / RUSH_SECONDS);
const RUSH =
  (RECORD.first - (RECORD.firstSeconds / RECORD.seconds) * RECORD.orders) /
  (ebbed(RECORD.firstSeconds) - (RECORD.firstSeconds / RECORD.seconds) * ebbed(RECORD.seconds));
const STEADY = (RECORD.orders - RUSH * ebbed(RECORD.seconds)) / RECORD.seconds;

/** How many have come by a second of the day. */
const comeBy = (second: number): number => STEADY * second + RUSH * ebbed(second);

/** The second of the day by which so many have come. */
function secondOf(come: number): number {
  let [from, to] = [0, RECORD.seconds as number];
  while (to - from > 0.001) {
    const middle = (from + to) / 2;
    if (comeBy(middle) < come) from = middle;
    else to = middle;
  }
  return to;
}

/**
 * When each of so many people orders, in seconds of the record's day, in their order. They come one by one, as people do
 * who know nothing of each other, at times close together and at times not.
 */
export function arrivals(count: number): Float64Array {
  const random = seeded(1);
  const come = Float64Array.from({ length: count }, () => random.below(2 ** 32) / 2 ** 32).sort();
  return come.map((share) => secondOf(share * RECORD.orders));
}
