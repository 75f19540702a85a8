import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError, all, array, type Db, run, sql, type Text } from '../../kernel/index.ts';
import type { Government, Place } from '../../pack/index.ts';
import type { PlaceStock } from './model.ts';

/*
 * The stock of a place is several rows, lanes. An order takes its set from one lane that nobody else is holding at that
 * moment, so that hundreds of orders a second at one place do not wait for each other's commit; it is refused only once no
 * lane has any.
 */

/** As many as connections are likely to write to one place at once. */
const LANES = 16;

/** Enters sets that have come to a place, spread over its lanes. */
export async function addStock(tx: Db, programme: string, place: string, sets: number): Promise<void> {
  const [each, rest] = [Math.floor(sets / LANES), sets % LANES];
  const start = randomInt(LANES);
  await run(
    tx,
    sql`insert into programmes.note_stock as s (programme, place, lane, free)
      select ${programme}, ${place}, lane, ${each} + ((lane + ${start}) % ${LANES} < ${rest})::int
      from generate_series(0, ${LANES - 1}) lane order by lane
      on conflict (programme, place, lane) do update set free = s.free + excluded.free`,
  );
}

interface Lane {
  lane: number;
  free: number;
}

/**
 * Takes away sets that nobody has ordered, as many as there are of so many.
 * @returns how many were taken.
 */
export async function removeStock(tx: Db, programme: string, place: string, sets: number): Promise<number> {
  const lanes = await all(
    tx,
    sql<Lane>`select lane, free from programmes.note_stock
      where programme = ${programme} and place = ${place} order by lane for update`,
  );
  const taken = dealt(lanes, sets);
  await change(tx, within(programme, place, taken), sql`free = s.free - given.sets`);
  return taken.reduce((sum, one) => sum + one.sets, 0);
}

/** Sets that are wanted at a place. */
export interface WantedSets {
  programme: string;
  place: string;
  sets: number;
}

/**
 * Reserves sets at places, at each as many as there are of so many: those places together that have one lane which is
 * enough, the others one after another. Nobody waits for a lane while holding another, so that orders never cross: what
 * is locked is passed over, and asked again a moment later if it is needed.
 * @param wanted each place once.
 * @returns from which lanes of each; fewer than asked for where a place has no more.
 * @throws AppError `unavailable` where others held what is left for all that time.
 */
export async function reserveStock(tx: Db, wanted: readonly WantedSets[]): Promise<number[][]> {
  const found = await enoughInOne(tx, wanted);
  const atOnce = wanted.flatMap((one, nth) => (found.has(nth) ? [{ ...one, lane: found.get(nth)! }] : []));
  await change(tx, atOnce, RESERVED);
  const reserved: number[][] = [];
  for (const [nth, one] of wanted.entries()) {
    const lane = found.get(nth);
    reserved.push(lane === undefined ? await reserveByParts(tx, one) : Array.from({ length: one.sets }, () => lane));
  }
  return reserved;
}

const RESERVED = sql`free = s.free - given.sets, reserved = s.reserved + given.sets`;

async function reserveByParts(tx: Db, { programme, place, sets }: WantedSets): Promise<number[]> {
  const reserved: number[] = [];
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const left = sets - reserved.length;
    const [lane] = await unlocked(tx, programme, place, { least: left, limit: 1 });
    const lanes =
      lane || left === 1 ? [lane ?? []].flat() : await unlocked(tx, programme, place, { least: 1, limit: LANES });
    const taken = dealt(lanes, left);
    await change(tx, within(programme, place, taken), RESERVED);
    reserved.push(...taken.flatMap((one) => Array.from({ length: one.sets }, () => one.lane)));
    if (reserved.length === sets || (await isEmpty(tx, programme, place))) return reserved;
    await sleep(PAUSE_MS);
  }
  throw new AppError('unavailable', BUSY);
}

/** How often, and after how many milliseconds, lanes that others hold are asked for again. */
const [MOST_TRIES, PAUSE_MS] = [400, 5];

const BUSY: Text = {
  ko: '지금 주문이 몰리고 있어요. 잠시 뒤 다시 해 주세요.',
  'zh-Hant': '目前訂購人數眾多，請稍後再試。',
  en: 'Many people are ordering right now. Try again in a moment.',
};

/** A lane of each place that holds all that is wanted there, now held, by the number of what is wanted. */
async function enoughInOne(tx: Db, wanted: readonly WantedSets[]): Promise<Map<number, number>> {
  const column = (type: string, value: (one: WantedSets) => unknown) => array(wanted.map(value), type);
  const rows = await all(
    tx,
    sql<{ nth: number; lane: number }>`select w.nth, s.lane
      from unnest(${column('text', ({ programme }) => programme)}, ${column('text', ({ place }) => place)},
        ${column('int', ({ sets }) => sets)}) with ordinality as w(programme, place, sets, nth)
      cross join lateral (
        select lane from programmes.note_stock o
        where o.programme = w.programme and o.place = w.place and o.free >= w.sets
        order by (lane + pg_backend_pid()) % ${LANES} limit 1 for update skip locked) s`,
  );
  return new Map(rows.map(({ nth, lane }) => [nth - 1, lane]));
}

/** Lanes that nobody else holds, now held. Each connection begins with one of its own, so that they seldom meet. */
function unlocked(
  tx: Db,
  programme: string,
  place: string,
  { least, limit }: { least: number; limit: number },
): Promise<Lane[]> {
  return all(
    tx,
    sql<Lane>`select lane, free from programmes.note_stock
      where programme = ${programme} and place = ${place} and free >= ${least}
      order by (lane + pg_backend_pid()) % ${LANES} limit ${limit} for update skip locked`,
  );
}

async function isEmpty(tx: Db, programme: string, place: string): Promise<boolean> {
  const some = await all(
    tx,
    sql`select from programmes.note_stock where programme = ${programme} and place = ${place} and free > 0 limit 1`,
  );
  return some.length === 0;
}

/** Deals out so many sets over lanes, in their order. */
function dealt(lanes: readonly Lane[], sets: number): { lane: number; sets: number }[] {
  let left = sets;
  return lanes.flatMap(({ lane, free }) => {
    const some = Math.min(free, left);
    left -= some;
    return some > 0 ? [{ lane, sets: some }] : [];
  });
}

/** What was reserved in these lanes is free again. */
export async function freeStock(tx: Db, programme: string, place: string, lanes: readonly number[]): Promise<void> {
  // In one order everywhere, so that two who end orders of a place do not cross.
  await sql`select from programmes.note_stock where programme = ${programme} and place = ${place}
    and lane = any(${lanes as number[]}::smallint[]) order by lane for update`.execute(tx);
  const given = within(programme, place, counted(lanes));
  await change(tx, given, sql`reserved = s.reserved - given.sets, free = s.free + given.sets`);
}

/** What was reserved in a lane has been handed to somebody. */
export function handStock(tx: Db, programme: string, place: string, lane: number): Promise<void> {
  return change(tx, [{ programme, place, lane, sets: 1 }], sql`reserved = s.reserved - 1, handed = s.handed + 1`);
}

/** What was handed out has been given back. */
export function returnStock(tx: Db, programme: string, place: string, lane: number): Promise<void> {
  return change(tx, [{ programme, place, lane, sets: 1 }], sql`handed = s.handed - 1, returned = s.returned + 1`);
}

const counted = (lanes: readonly number[]) =>
  [...Map.groupBy(lanes, (lane) => lane)]
    .map(([lane, all]) => ({ lane, sets: all.length }))
    .sort((a, b) => a.lane - b.lane);

/** Sets of one lane. */
interface Given extends WantedSets {
  lane: number;
}

const within = (programme: string, place: string, lanes: readonly Pick<Given, 'lane' | 'sets'>[]): Given[] =>
  lanes.map((one) => ({ ...one, programme, place }));

async function change(tx: Db, given: readonly Given[], what: ReturnType<typeof sql>): Promise<void> {
  if (given.length === 0) return;
  const column = (type: string, value: (one: Given) => unknown) => array(given.map(value), type);
  await run(
    tx,
    sql`update programmes.note_stock s set ${what}
      from unnest(${column('text', ({ programme }) => programme)}, ${column('text', ({ place }) => place)},
        ${column('smallint', ({ lane }) => lane)}, ${column('int', ({ sets }) => sets)})
        as given(programme, place, lane, sets)
      where s.programme = given.programme and s.place = given.place and s.lane = given.lane`,
  );
}

/** What lies at each place that has ever had any, by its id. */
export function stockOf(db: Db, programme: string): Promise<PlaceStock[]> {
  return all(
    db,
    sql<PlaceStock>`select place, sum(free)::int as free, sum(reserved)::int as reserved, sum(handed)::int as handed,
        sum(returned)::int as returned
      from programmes.note_stock where programme = ${programme} group by place order by place`,
  );
}

/** A place where a set can be ordered. */
export interface PlaceWithStock {
  place: Place;
  /** How many can be ordered there now. */
  free: number;
}

/** The places that have any left, in the order of the pack: one that has none is not offered. */
export async function placesWithStock(
  db: Db,
  { pack }: Pick<Government, 'pack'>,
  programme: string,
): Promise<PlaceWithStock[]> {
  const stock = new Map((await stockOf(db, programme)).map(({ place, free }) => [place, free]));
  return [...pack.places.values()].flatMap((place) => {
    const free = stock.get(place.id) ?? 0;
    return free > 0 ? [{ place, free }] : [];
  });
}
