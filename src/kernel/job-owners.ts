import type pg from 'pg';
import { holdLease, isLeaseHeld, pause } from './lease.ts';
import type { Logger } from './telemetry.ts';

/** How often a process looks for jobs whose worker is gone, in milliseconds. */
const ROUND_MS = 5_000;

const leaseOf = (worker: string) => `jobs:${worker}`;

/**
 * Keeps a lease that says that this worker lives, and frees the jobs of workers that do not: graphile-worker by itself
 * would leave the jobs of a killed process locked for four hours.
 */
export function watchJobOwners(pool: pg.Pool, worker: string, logger: Logger): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const lease = holdLease(pool, leaseOf(worker), logger, (_, signal) => untilAborted(signal));
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await pause(ROUND_MS, stopping.signal);
      await freeOrphans(pool, worker).catch((error) =>
        logger.warn({ err: error }, 'jobs of dead workers were not looked for'),
      );
    }
  };
  const ended = loop();
  return {
    async stop() {
      stopping.abort();
      await Promise.all([ended, lease.stop()]);
    },
  };
}

async function freeOrphans(pool: pg.Pool, self: string): Promise<void> {
  // A worker that has just begun may not hold its lease yet.
  const { rows } = await pool.query<{ worker: string }>(
    `select distinct locked_by as worker from graphile_worker._private_jobs
      where locked_at < now() - $1 * interval '1 millisecond' and locked_by <> $2`,
    [ROUND_MS, self],
  );
  for (const { worker } of rows) {
    if (await isLeaseHeld(pool, leaseOf(worker))) continue;
    await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [[worker]]);
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
