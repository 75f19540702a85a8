import type pg from 'pg';
import { sha256 } from './ids.ts';
import type { Logger } from './telemetry.ts';

/** How long a process that does not hold a lease waits before it asks again, in milliseconds. */
const RETRY_MS = 1_000;

/**
 * Runs `work` in exactly one of all processes on the database, for as long as this one lives: the holder keeps a
 * session-level advisory lock on a connection of its own, which PostgreSQL frees the moment that connection ends.
 * `work` gets the connection, so that everything it writes is fenced by the same session, and a signal that ends it.
 */
export function holdLease(
  pool: pg.Pool,
  name: string,
  logger: Logger,
  work: (connection: pg.PoolClient, signal: AbortSignal) => Promise<void>,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        await whileLeased(pool, name, stopping.signal, work);
      } catch (error) {
        if (!stopping.signal.aborted) logger.warn({ lease: name, err: error }, 'lease lost; trying again');
      }
      await pause(RETRY_MS, stopping.signal);
    }
  };
  const ended = loop();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}

/** The advisory lock of a name. */
const keyOf = (name: string): string => sha256(`lease:${name}`).readBigInt64BE().toString();

/** Whether any process holds the lease of this name now. */
export async function isLeaseHeld(pool: pg.Pool, name: string): Promise<boolean> {
  // Taken for the length of this statement alone, which is its own transaction.
  const { rows } = await pool.query<{ free: boolean }>('select pg_try_advisory_xact_lock($1::bigint) as free', [
    keyOf(name),
  ]);
  return !rows[0]!.free;
}

/**
 * Runs `work` as `holdLease` does, but once: not at all where another holds the lease.
 * @throws what the work does, and where the connection breaks or cannot be made.
 */
export async function whileLeased(
  pool: pg.Pool,
  name: string,
  stopping: AbortSignal,
  work: (connection: pg.PoolClient, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const key = keyOf(name);
  const connection = await pool.connect();
  const broken = new AbortController();
  const onError = (error: Error) => broken.abort(error);
  connection.on('error', onError);
  let reusable = false;
  try {
    const { rows } = await connection.query<{ held: boolean }>('select pg_try_advisory_lock($1::bigint) as held', [
      key,
    ]);
    if (rows[0]!.held) {
      await work(connection, AbortSignal.any([stopping, broken.signal]));
      await connection.query('select pg_advisory_unlock($1::bigint)', [key]);
    }
    reusable = true;
  } finally {
    connection.off('error', onError);
    connection.release(!reusable);
  }
}

/** Waits, or until the signal aborts. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, milliseconds);
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done, { once: true });
  });
}
