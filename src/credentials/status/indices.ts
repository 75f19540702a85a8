import { randomBytes } from 'node:crypto';
import { type Db, first, run, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { LIST_SIZE, permutationOf } from './permutation.ts';

/** Where the status of one copy stands. */
export interface StatusPlace {
  list: number;
  index: number;
}

/** The most copies whose places are taken at once. */
export const MOST_PLACES = 10_000;

/** So many lists of an agency may be open at once: those who take places at the same time do not wait for each other. */
const LANES = 8;

interface Taken {
  list: number;
  secret: Buffer;
  /** The first place that is theirs. */
  place: number;
}

/**
 * Places in the agency's status lists, for copies that the same transaction makes. Nobody is ever given one again, and they
 * tell nothing of the order in which they were taken, so that copies of one card are not found by neighbouring indices.
 * @throws RangeError for more than MOST_PLACES.
 */
export async function takeIndices(
  tx: Db,
  gov: Pick<Government, 'clock'>,
  agency: string,
  count: number,
): Promise<StatusPlace[]> {
  if (!(count >= 1 && count <= MOST_PLACES)) throw new RangeError(`No ${count} places are given out at once`);
  const { list, secret, place } = (await takeFree(tx, agency, count)) ?? (await takeNew(tx, gov, agency, count));
  const indexAt = knownPermutation(secret);
  return Array.from({ length: count }, (_, nth) => ({ list, index: indexAt(place + nth) }));
}

/** The order of a list, which takes longer to write out than to follow for a thousand places. */
function knownPermutation(secret: Buffer): ReturnType<typeof permutationOf> {
  const name = secret.toString('latin1');
  const known = permutations.get(name) ?? permutationOf(secret);
  if (permutations.size >= MOST_PERMUTATIONS) permutations.clear();
  permutations.set(name, known);
  return known;
}

const permutations = new Map<string, ReturnType<typeof permutationOf>>();
/** Each takes 8 kB. */
const MOST_PERMUTATIONS = 256;

/** From the first list with so much room that nobody else is at, or with `wait` from any that has. */
function takeFree(tx: Db, agency: string, count: number, wait = false): Promise<Taken | undefined> {
  return first(
    tx,
    sql<Taken>`with free as (
        select list from credentials.status_list where agency = ${agency} and taken + ${count}::integer <= ${LIST_SIZE}
        order by list limit 1 for update ${wait ? sql`` : sql`skip locked`}
      )
      update credentials.status_list l set taken = taken + ${count} from free
      where l.agency = ${agency} and l.list = free.list
      returning l.list, secret, taken - ${count}::integer as place`,
  );
}

/** Opens one more list; where so many are open that others must be waited for, waits. */
async function takeNew(tx: Db, { clock }: Pick<Government, 'clock'>, agency: string, count: number): Promise<Taken> {
  for (;;) {
    const lists = await first(
      tx,
      sql<{ all: number; open: number }>`select count(*)::integer as all,
          (count(*) filter (where taken + ${count}::integer <= ${LIST_SIZE}))::integer as open
        from credentials.status_list where agency = ${agency}`,
    );
    const secret = randomBytes(32);
    const opened =
      lists!.open < LANES
        ? await run(
            tx,
            sql`insert into credentials.status_list (agency, list, secret, taken, opened_at)
              values (${agency}, ${lists!.all}, ${secret}, ${count}, ${clock.now()}) on conflict do nothing`,
          )
        : 0;
    if (opened > 0) return { list: lists!.all, secret, place: 0 };
    const found = await takeFree(tx, agency, count, lists!.open >= LANES);
    if (found) return found;
  }
}
