import type { Db } from '../kernel/index.ts';

/*
 * Readings whose length grows with the tables, for somebody who must not be held up by them.
 */

/** A reading that took no longer is quick: it is taken anew whenever one is asked for, in milliseconds. */
const QUICK_MS = 25;

/** Longest that whoever asks may be kept waiting, once there has been a reading. */
const PATIENCE_MS = 500;

/** A longer reading is renewed once so many times its length have passed: that is a thirtieth of one core at most. */
const RENEW = 30;

/** One that nobody asked for so long, in times its length, is too old to give out if a new one can be waited for. */
const STALE = 60;

interface Reading<T> {
  value: T;
  began: number;
  took: number;
}

/** What a paced reading needs. */
export interface Pace<T> {
  read(db: Db): Promise<T>;
  /** Where readings beside are taken: other connections than those of whoever asks. */
  own: Db;
  /** Told when a reading beside has failed. The next asking begins another. */
  onFault(error: unknown): void;
  /** Milliseconds that have passed, for the lengths of readings. */
  elapsed?: () => number;
}

/** Asks for a reading, over the connection given where it is taken at once; throws what that one throws. */
export interface PacedReading<T> {
  (db: Db): Promise<T>;
  /** What was read before counts no more: somebody else may have read since. The next one is waited for. */
  forget(): void;
}

/**
 * While a reading is quick, each asking takes it anew. Then it is renewed beside, and the last finished one is given out,
 * so it has to say of when it is; after a rest it is waited for, unless that would take too long. The first is waited for
 * however long it takes. What is given out is never older than what was given out before.
 */
export function pacedReading<T>({ read, own, onFault, elapsed = () => performance.now() }: Pace<T>): PacedReading<T> {
  let last: Reading<T> | undefined;
  let renewing: Promise<unknown> | undefined;
  let forgotten = 0;
  async function take(db: Db): Promise<T> {
    const [began, before] = [elapsed(), forgotten];
    const value = await read(db);
    if (before !== forgotten) return value;
    if (!last || began >= last.began) last = { value, began, took: elapsed() - began };
    return value;
  }
  const ask = async (db: Db) => {
    if (!last || last.took <= QUICK_MS) return take(db);
    const age = elapsed() - last.began;
    if (last.took <= PATIENCE_MS && age > STALE * last.took) return take(db);
    if (!renewing && age > RENEW * last.took)
      renewing = take(own)
        .catch(onFault)
        .finally(() => {
          renewing = undefined;
        });
    return last.value;
  };
  const forget = () => {
    last = undefined;
    forgotten += 1;
  };
  return Object.assign(ask, { forget });
}
