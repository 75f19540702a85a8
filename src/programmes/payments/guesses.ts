import { all, array, type Db, run, sql, uuidOf } from '../../kernel/index.ts';

/*
 * Guessing. A number that nobody is showing is counted for the clerk who tried it, for the shop and for the address that
 * it came from; whoever has had too many is not served until the period is over. Counted in the database, so that it
 * holds over all processes. A number with a slip in it is no number, and does not count.
 *
 * There are 10^11 numbers. With 100,000 codes shown at once, a shop that uses up its limit all day long finds one in
 * 350 days: and then it is known who took the money, and from whom.
 */

/** Limits hold for so long, in milliseconds. */
export const GUESS_PERIOD = 10 * 60_000;

/** Most wrong numbers in a period. */
export const MOST_GUESSES = { clerk: 10, shop: 20, address: 60 } as const;

/** Whom a try is counted for. */
export interface Guesser {
  clerk: string;
  shop: string;
  address?: string | undefined;
}

interface Counted {
  id: string;
  most: number;
}

function countedFor(guesser: Guesser): Counted[] {
  return (['clerk', 'shop', 'address'] as const).flatMap((kind) => {
    const who = guesser[kind];
    return who === undefined ? [] : [{ id: uuidOf('guess', kind, who), most: MOST_GUESSES[kind] }];
  });
}

const periodOf = (at: Date) => Math.floor(at.getTime() / GUESS_PERIOD);

/** The wrong numbers of some guessers in this period, as they become more. */
export interface Guesses {
  /** Whether one of them has had too many. */
  tooMany(guesser: Guesser): boolean;
  /** One more. */
  wrong(guesser: Guesser): void;
  /** Writes those that were added, in the order of ids. */
  write(tx: Db): Promise<void>;
}

/** Reads how many wrong numbers these have tried. */
export async function guessesOf(tx: Db, guessers: readonly Guesser[], at: Date): Promise<Guesses> {
  const ids = [...new Set(guessers.flatMap(countedFor).map(({ id }) => id))];
  const period = periodOf(at);
  const rows =
    ids.length === 0
      ? []
      : await all(
          tx,
          sql<{ id: string; tries: number }>`select id, tries from programmes.wrong_code
            where id = any(${array(ids, 'uuid')}) and period = ${period}`,
        );
  const before = new Map(rows.map(({ id, tries }) => [id, tries]));
  const added = new Map<string, number>();
  const triesOf = (id: string) => (before.get(id) ?? 0) + (added.get(id) ?? 0);
  return {
    tooMany: (guesser) => countedFor(guesser).some(({ id, most }) => triesOf(id) >= most),
    wrong(guesser) {
      for (const { id } of countedFor(guesser)) added.set(id, (added.get(id) ?? 0) + 1);
    },
    async write(tx) {
      if (added.size === 0) return;
      const sorted = [...added].sort(([one], [other]) => (one < other ? -1 : 1));
      await run(
        tx,
        sql`insert into programmes.wrong_code as w (id, period, tries)
          select id, ${period}, tries from unnest(${array(
            sorted.map(([id]) => id),
            'uuid',
          )},
            ${array(
              sorted.map(([, tries]) => tries),
              'int',
            )}) as r(id, tries)
          on conflict (id, period) do update set tries = w.tries + excluded.tries`,
      );
    },
  };
}

/** Forgets the periods that are over. */
export async function sweepGuesses(db: Db, at: Date): Promise<void> {
  await run(db, sql`delete from programmes.wrong_code where period < ${periodOf(at)}`);
}
