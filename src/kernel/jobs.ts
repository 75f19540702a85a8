import type pg from 'pg';
import { databaseOn } from './database.ts';
import { openSchedule, type Scheduled } from './job-schedule.ts';
import { countGivenUp, databaseTime, type Job, MOST_ATTEMPTS } from './job-store.ts';
import { freeOrphans, startWorker, type Work, workOff } from './job-worker.ts';
import { pause } from './lease.ts';
import type { Migrations } from './migrate.ts';
import type { Logger, Metrics } from './telemetry.ts';

export type { Scheduled } from './job-schedule.ts';
export { addJob, type JobOptions } from './job-store.ts';

/** How often a process looks whether a task has come round or a worker is gone, in milliseconds. */
const ROUND_MS = 5_000;

export const kernelMigrations: Migrations = { room: 'kernel', folder: new URL('./migrations/', import.meta.url) };

/** Does one job. Runs at least once: it must do nothing the second time. */
export type JobHandler = (payload: never) => Promise<void>;

/** What the worker is to do: handlers by task name, and tasks that come round by themselves. */
export interface JobPlan {
  handlers: Record<string, JobHandler>;
  schedule: readonly Scheduled[];
}

/** Who is told of what becomes of jobs. */
interface Watching {
  logger: Logger;
  metrics: Metrics;
}

/**
 * Starts working through jobs. Any number of processes may do so on one database; each job runs in one of them, and each
 * tick of the schedule in one.
 * @returns stops: takes no more jobs, and ends when those under way have. Where the database is gone, how they ended is
 * written down for five seconds more, and else they are done again.
 */
export async function startJobs(
  pool: pg.Pool,
  plan: JobPlan,
  { concurrency, ...watching }: Watching & { concurrency: number },
): Promise<{ stop(): Promise<void> }> {
  const db = databaseOn(pool);
  const stopping = new AbortController();
  const comeRound = await openSchedule(db, plan.schedule, await databaseTime(db));
  const lookAfter = async () => {
    await comeRound(await databaseTime(db));
    await freeOrphans(db, pool);
    const givenUp = await countGivenUp(db);
    watching.metrics.jobsGivenUp.reset();
    for (const { task, count } of givenUp) watching.metrics.jobsGivenUp.set({ task }, count);
  };
  const loop = async () => {
    while (!stopping.signal.aborted) {
      await lookAfter().catch((error) =>
        watching.logger.warn({ err: error }, 'jobs were not looked after; trying again'),
      );
      await pause(ROUND_MS, stopping.signal);
    }
  };
  const looking = loop();
  const worker = startWorker(pool, workOf(plan.handlers, watching), concurrency);
  return {
    async stop() {
      stopping.abort();
      await Promise.all([looking, worker.stop()]);
    },
  };
}

/** Works through all jobs that are due now and ends: for commands and tests that wait for the outcome. */
export function drainJobs(pool: pg.Pool, handlers: JobPlan['handlers'], watching: Watching): Promise<void> {
  return workOff(pool, workOf(handlers, watching));
}

function workOf(handlers: JobPlan['handlers'], { logger, metrics }: Watching): Work {
  const perform = async ({ task, payload, attempts }: Job) => {
    try {
      await handlers[task]!(payload as never);
      metrics.jobs.inc({ task, outcome: 'done' });
      return undefined;
    } catch (error) {
      metrics.jobs.inc({ task, outcome: 'failed' });
      const then = attempts < MOST_ATTEMPTS ? 'it will be tried again' : 'it is given up';
      logger.error({ task, err: error }, `job failed; ${then}`);
      return faultOf(error);
    }
  };
  return { tasks: Object.keys(handlers), perform, logger };
}

/** What is kept of an error beside its job: its kind and code. Its message may quote what is somebody's own. */
function faultOf(error: unknown): string {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown };
  const words = [error instanceof Error ? name : 'thrown', code];
  return words.filter((word) => typeof word === 'string' && /^[\w-]{1,60}$/.test(word)).join(' ');
}
