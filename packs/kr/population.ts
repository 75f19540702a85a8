import type { Population } from '#pack';
import { cardRecords } from './population/cards.ts';
import { Draw } from './population/draw.ts';
import { cluster } from './population/families.ts';
import { recordsOf } from './population/records.ts';

/**
 * Synthetic households of the shapes one finds, over all provinces by their rough shares, until there are `count` people;
 * with what the registries of the services hold about them. They show how rules work and are no statistics of anything.
 */
export const people: Population = function* (seed, count, today) {
  const draw = new Draw(seed, today);
  // From a stream of its own, so that the people stay the same whatever more is kept of them.
  const cards = new Draw(seed + 1, today);
  for (let made = 0; made < count; ) {
    const households = cluster(draw, count - made);
    made += households.reduce((sum, { members }) => sum + members.length, 0);
    yield* recordsOf(draw, households);
    for (const { members } of households) yield* cardRecords(cards, members);
  }
};
