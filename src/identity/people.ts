import { randomInt } from 'node:crypto';
import { AppError, all, array, type Db, run, sql, uuidv7 } from '../kernel/index.ts';
import type { Numbering } from '../pack/index.ts';

/** Serials are drawn from 0 up to, not with, this: as many as a numbering with seven free digits has. */
export const SERIALS = 10_000_000;

/** Draws before a numbering counts as used up. With nine in ten serials taken, 1 of 37,000 draws would need more. */
const MOST_DRAWS = 100;

/**
 * The ids of people by their national numbers; whoever is not known yet gets one. Thousands at a time: three
 * statements at most, however many. Several imports may do so at once.
 */
export async function identify(tx: Db, numbers: readonly string[], at: Date): Promise<Map<string, string>> {
  // In one order everywhere, so that two imports of the same people wait for each other and never deadlock.
  const wanted = [...new Set(numbers)].sort();
  const people = await findPeople(tx, wanted);
  const unknown = wanted.filter((number) => !people.has(number));
  if (unknown.length === 0) return people;
  const ids = unknown.map(() => uuidv7(at));
  const made = await all(
    tx,
    sql<{ id: string; number: string }>`
      insert into identity.person (id, number, created_at)
      select id, number, ${at} from unnest(${array(ids, 'uuid')}, ${array(unknown, 'text')}) as fresh (id, number)
      on conflict (number) do nothing returning id, number`,
  );
  for (const { id, number } of made) people.set(number, id);
  const madeByOthers = unknown.filter((number) => !people.has(number));
  for (const [number, id] of await findPeople(tx, madeByOthers)) people.set(number, id);
  return people;
}

/** The ids of those of these numbers that are known, by number. */
export async function findPeople(db: Db, numbers: readonly string[]): Promise<Map<string, string>> {
  if (numbers.length === 0) return new Map();
  const rows = await all(
    db,
    sql<{ id: string; number: string }>`
      select id, number from identity.person where number = any(${array(numbers, 'text')})`,
  );
  return new Map(rows.map((row) => [row.number, row.id]));
}

/** Whether the installation knows anybody at all. */
export async function isAnyoneKnown(db: Db): Promise<boolean> {
  const [row] = await all(db, sql<{ some: boolean }>`select exists (select from identity.person) as some`);
  return row!.some;
}

/** The national numbers of people, by id. An id that is nobody's is left out. */
export async function numberOf(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await all(
    db,
    sql<{ id: string; number: string }>`
      select id, number from identity.person where id = any(${array(ids, 'uuid')})`,
  );
  return new Map(rows.map((row) => [row.id, row.number]));
}

/**
 * Draws a national number that nobody has for a new person, for example a newborn, and makes the person. Serials are
 * drawn at random, not counted: a counter is a bottleneck and tells how many there are.
 * @throws AppError `unavailable` when the numbering is used up.
 */
export async function newNumber(
  tx: Db,
  numbering: Numbering,
  traits: Parameters<Numbering['make']>[1],
  at: Date,
): Promise<{ person: string; number: string }> {
  for (let draw = 0; draw < MOST_DRAWS; draw++) {
    const person = uuidv7(at);
    const number = numbering.make(randomInt(SERIALS), traits);
    const made = await run(
      tx,
      sql`insert into identity.person (id, number, created_at) values (${person}, ${number}, ${at})
        on conflict (number) do nothing`,
    );
    if (made === 1) return { person, number };
  }
  throw new AppError('unavailable', 'There is no free number left for this person. Nothing was saved.');
}
