import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { attacker, type Equation } from '../testing/attack.ts';
import { type Cell, DIMENSIONS, type Mark, type Published, publish, SLOT, type Threshold } from './publish.ts';

/** One payment of a made-up history. Slots lie four hours apart, so that a day is six of them. */
interface Event {
  slot: number;
  channel: string;
  region: string;
  class: string;
  person: string;
  shop: string;
  amount: number;
}

const STRIDE = 16 * SLOT;
const SLOTS = 9;
const THRESHOLD: Threshold = { people: 3, shops: 2 };
const CATEGORIES = { channel: ['a', 'b'], region: ['n', 's', 'w'], class: ['x', 'y'] } as const;

const events: fc.Arbitrary<Event[]> = fc.array(
  fc.record({
    slot: fc.integer({ min: 0, max: SLOTS - 1 }),
    channel: fc.constantFrom(...CATEGORIES.channel),
    region: fc.constantFrom(...CATEGORIES.region, 'n', 'n'),
    class: fc.constantFrom(...CATEGORIES.class, 'x'),
    person: fc.integer({ min: 0, max: 14 }).map((n) => `person-${n}`),
    shop: fc.integer({ min: 0, max: 4 }).map((n) => `shop-${n}`),
    amount: fc.integer({ min: 1, max: 500 }),
  }),
  { maxLength: 90 },
);

/** The tally of events, with no more ids in a cell than are enough, as the database keeps it. */
function cellsOf(all: readonly Event[]): Cell[] {
  const groups = Map.groupBy(all, (event) => [event.slot, ...DIMENSIONS.map((name) => event[name])].join(' '));
  return [...groups.values()].map((group) => ({
    ...group[0]!,
    slot: group[0]!.slot * STRIDE,
    count: group.length,
    amount: group.reduce((sum, { amount }) => sum + amount, 0),
    people: [...new Set(group.map(({ person }) => person))].slice(0, THRESHOLD.people),
    shops: [...new Set(group.map(({ shop }) => shop))].slice(0, THRESHOLD.shops),
  }));
}

interface Look {
  before: Mark;
  after: Mark;
  published: Published[];
}

/** Publishes after every slot, as the job does. */
function looksAt(history: readonly Event[]): Look[] {
  const looks: Look[] = [];
  let mark: Mark | undefined;
  for (let slot = 0; slot <= SLOTS; slot += 1) {
    const counted = history.filter((event) => event.slot < slot);
    const from = mark?.partsUntil ?? 0;
    const waiting = cellsOf(counted).filter((cell) => cell.slot >= from);
    const result = publish(waiting, mark, slot * STRIDE, THRESHOLD);
    if (result.mark) {
      const first = Math.min(...waiting.map((cell) => cell.slot));
      const before = mark ?? { totalsUntil: first, partsUntil: first };
      looks.push({ before, after: result.mark, published: result.published });
    }
    mark = result.mark;
  }
  return looks;
}

/** Every place of the whole cross product: whoever attacks does not know which are empty. */
const PLACES = Array.from({ length: SLOTS }, (_, slot) => slot).flatMap((slot) =>
  CATEGORIES.channel.flatMap((channel) =>
    CATEGORIES.region.flatMap((region) => CATEGORIES.class.map((kind) => ({ slot, channel, region, class: kind }))),
  ),
);
type Place = (typeof PLACES)[number];
const placesWhere = (holds: (place: Place) => boolean) => PLACES.flatMap((place, at) => (holds(place) ? [at] : []));

/** What a look tells: its step's total, and the categories and rests of its period. */
function equationsOf({ before, after, published }: Look): Equation[] {
  const within = (from: number, until: number) => (place: Place) =>
    place.slot * STRIDE >= from && place.slot * STRIDE < until;
  return published.map(({ dimension, category, amount }) => {
    if (dimension === 'total') return { amount, cells: placesWhere(within(before.totalsUntil, after.totalsUntil)) };
    const named = published.filter((one) => one.dimension === dimension && one.category !== '');
    const isOf = (place: Place) =>
      category === '' ? named.every((one) => one.category !== place[dimension]) : place[dimension] === category;
    return {
      amount,
      cells: placesWhere((place) => within(before.partsUntil, after.partsUntil)(place) && isOf(place)),
    };
  });
}

/** Where no rest is published there is none: what is in no category of the period is nothing. */
function emptyRestsOf({ before, after, published }: Look): Equation[] {
  return DIMENSIONS.flatMap((dimension) => {
    const parts = published.filter((one) => one.dimension === dimension);
    if (parts.length === 0 || parts.some(({ category }) => category === '')) return [];
    const cells = placesWhere(
      (place) =>
        place.slot * STRIDE >= before.partsUntil &&
        place.slot * STRIDE < after.partsUntil &&
        parts.every(({ category }) => category !== place[dimension]),
    );
    return [{ cells, amount: 0 }];
  });
}

const isFew = (history: readonly Event[], cells: ReadonlySet<number>): boolean => {
  const inside = history.filter((event) =>
    [...cells].some((at) => {
      const place = PLACES[at]!;
      return place.slot === event.slot && DIMENSIONS.every((name) => place[name] === event[name]);
    }),
  );
  const people = new Set(inside.map(({ person }) => person)).size;
  const shops = new Set(inside.map(({ shop }) => shop)).size;
  return people > 0 && (people < THRESHOLD.people || shops < THRESHOLD.shops);
};

/** Sets of cells that somebody may be after: products of a stretch of time and a choice in each dimension. */
const victims = fc
  .record({
    from: fc.integer({ min: 0, max: SLOTS - 1 }),
    length: fc.integer({ min: 1, max: SLOTS }),
    channel: fc.subarray([...CATEGORIES.channel], { minLength: 1 }),
    region: fc.subarray([...CATEGORIES.region], { minLength: 1 }),
    class: fc.subarray([...CATEGORIES.class], { minLength: 1 }),
  })
  .map(
    ({ from, length, ...chosen }) =>
      new Set(
        placesWhere(
          (place) =>
            place.slot >= from &&
            place.slot < from + length &&
            DIMENSIONS.every((name) => (chosen[name] as string[]).includes(place[name])),
        ),
      ),
  );

describe('published figures', () => {
  test('nothing that follows from all of them together, over time, is about too few', () => {
    fc.assert(
      fc.property(events, fc.array(victims, { minLength: 60, maxLength: 60 }), (history, wanted) => {
        const looks = looksAt(history);
        const known = attacker([...looks.flatMap(equationsOf), ...looks.flatMap(emptyRestsOf)], PLACES.length);
        const single = PLACES.map((_, at) => new Set([at]));
        for (const cells of [...wanted, ...single]) {
          if (isFew(history, cells)) assert.ok(!known.knows(cells), `found out: ${[...cells].join(' ')}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the attack succeeds where the rest is not made large enough', () => {
    // Two people in the west, left out; but the total and the other regions are there.
    const all = placesWhere(({ slot }) => slot === 0);
    const region = (name: string) => placesWhere((place) => place.slot === 0 && place.region === name);
    const naive = [
      { cells: all, amount: 100 },
      { cells: region('n'), amount: 60 },
      { cells: region('s'), amount: 38 },
    ];
    assert.ok(attacker(naive, PLACES.length).knows(new Set(region('w'))));
    assert.ok(!attacker(naive.slice(0, 2), PLACES.length).knows(new Set(region('w'))));
  });

  test('each look adds sums over enough people, and the parts of a period come to its total', () => {
    fc.assert(
      fc.property(events, (history) => {
        const totals = new Map<string, number>();
        for (const look of looksAt(history)) {
          for (const { dimension, amount } of look.published)
            totals.set(dimension, (totals.get(dimension) ?? 0) + amount);
          for (const { cells } of equationsOf(look)) assert.ok(!isFew(history, new Set(cells)));
          if (
            look.after.partsUntil === look.after.totalsUntil &&
            look.published.some((one) => one.dimension === 'class')
          )
            for (const dimension of DIMENSIONS) assert.equal(totals.get(dimension), totals.get('total'));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a lively market is told by the quarter of an hour, with all its parts', () => {
    const history = Array.from({ length: 60 }, (_, nth) => ({
      slot: 0,
      channel: nth % 2 ? 'a' : 'b',
      region: ['n', 's', 'w'][nth % 3]!,
      class: nth % 2 ? 'x' : 'y',
      person: `person-${nth}`,
      shop: `shop-${nth % 10}`,
      amount: 100,
    }));
    const [look] = looksAt(history);
    assert.deepEqual(look!.published.map(({ dimension, category }) => `${dimension} ${category}`).sort(), [
      'channel a',
      'channel b',
      'class x',
      'class y',
      'region n',
      'region s',
      'region w',
      'total ',
    ]);
  });
});
