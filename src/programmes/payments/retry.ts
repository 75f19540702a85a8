import { setTimeout as sleep } from 'node:timers/promises';
import { hasSqlState } from '../../kernel/index.ts';
import { refusalReason } from '../../ledger/index.ts';

/** Somebody was faster: what was read before accounts were locked is not true any more, and is to be read again. */
export class Overtaken extends Error {}

/** SQLSTATEs of transactions that were given up for no fault of their own. */
const PASSING = [
  '40P01', // deadlock
  '40001', // could not be serialised
  '23505', // someone else wrote what we were about to write: now we find it
  '57P01', // the server is shutting down,
  '57P02', // has crashed
  '57P03', // or is starting
];

/** Waits before each further attempt, in milliseconds: while a PostgreSQL that was killed recovers, nothing is to be had. */
const WAITS = [0, 10, 100, 500, 1_500, 3_000];

/**
 * Whether a transaction ended for a reason that passes, so that the same again may succeed: also when it is not known
 * whether it was committed, since the same again is then answered as it was.
 */
export function isPassing(error: unknown): boolean {
  if (error instanceof Overtaken || refusalReason(error) === 'crossed') return true;
  if (PASSING.some((state) => hasSqlState(error, state))) return true;
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  return /^08|^E(CONN|PIPE|NOENT)/.test(code) || /connection (terminated|ended|error)|not queryable/i.test(message);
}

/** Does a transaction, and does it again while it ends for reasons that pass. It must do nothing the second time. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (const wait of WAITS) {
    try {
      return await work();
    } catch (error) {
      if (!isPassing(error)) throw error;
      await sleep(wait);
    }
  }
  return work();
}
