import { EventEmitter, once } from 'node:events';
import {
  type CronItem,
  Logger as GraphileLogger,
  parseCronItems,
  runMigrations,
  runOnce,
  run as runWorker,
  type WorkerEvents,
} from 'graphile-worker';
import type pg from 'pg';
import { type Db, sql } from './database.ts';
import { watchJobOwners } from './job-owners.ts';
import type { Logger, Metrics } from './telemetry.ts';

/** Does one job. Runs at least once: it must do nothing the second time. */
export type JobHandler = (payload: never) => Promise<void>;

/** When to run a job, and what makes two requests for it the same one. */
export interface JobOptions {
  /** Not before this instant of the database's clock. */
  runAt?: Date;
  /** A waiting job of the same key is replaced instead of doubled. */
  key?: string;
}

/** Adds a job in the caller's transaction: it exists if, and only if, the act commits. */
export async function addJob(tx: Db, task: string, payload: object, options: JobOptions = {}): Promise<void> {
  await sql`select graphile_worker.add_job(${task}::text, ${JSON.stringify(payload)}::json,
    run_at => ${options.runAt ?? null}, job_key => ${options.key ?? null})`.execute(tx);
}

/** What the worker is to do: handlers by task name, and tasks that come round by themselves (cron, UTC). */
export interface JobPlan {
  handlers: Record<string, JobHandler>;
  schedule: { task: string; cron: string }[];
}

/** Outcomes are written in batches, since only of those does graphile-worker await the last before it says that it ended. */
const WORKER = {
  noHandleSignals: true,
  logger: quiet(),
  preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
};

/** Makes or brings up to date the worker's own schema. */
export async function migrateJobs(pool: pg.Pool): Promise<void> {
  await runMigrations({ pgPool: pool, logger: quiet() });
}

/** Starts working through jobs. Any number of processes may do so on one database; each job runs in one of them. */
export async function startJobs(
  pool: pg.Pool,
  plan: JobPlan,
  options: { concurrency: number; logger: Logger; metrics: Metrics },
): Promise<{ stop(): Promise<void> }> {
  const taskList = Object.fromEntries(
    Object.entries(plan.handlers).map(([task, handler]) => [task, observed(task, handler, options)]),
  );
  const schedule: CronItem[] = plan.schedule.map(({ task, cron }) => ({ task, match: cron, identifier: task }));
  const events: WorkerEvents = new EventEmitter();
  const born = once(events, 'pool:create') as Promise<[{ workerPool: { id: string } }]>;
  const runner = await runWorker({
    ...WORKER,
    events,
    pgPool: pool,
    taskList,
    parsedCronItems: parseCronItems(schedule),
    concurrency: options.concurrency,
  });
  const [{ workerPool }] = await born;
  const owners = watchJobOwners(pool, workerPool.id, options.logger);
  return {
    async stop() {
      await runner.stop();
      await owners.stop();
    },
  };
}

/** Works through all jobs that are due now and ends: for commands and tests that wait for the outcome. */
export async function drainJobs(
  pool: pg.Pool,
  handlers: JobPlan['handlers'],
  options: { logger: Logger; metrics: Metrics },
): Promise<void> {
  const taskList = Object.fromEntries(
    Object.entries(handlers).map(([task, handler]) => [task, observed(task, handler, options)]),
  );
  await runOnce({ ...WORKER, pgPool: pool, taskList });
}

function observed(task: string, handler: JobHandler, { logger, metrics }: { logger: Logger; metrics: Metrics }) {
  return async (payload: unknown) => {
    try {
      await handler(payload as never);
      metrics.jobs.inc({ task, outcome: 'done' });
    } catch (error) {
      metrics.jobs.inc({ task, outcome: 'failed' });
      logger.error({ task, err: error }, 'job failed; it will be tried again');
      throw error;
    }
  };
}

/** The worker's own chatter is left out: what matters is told by `observed` above. */
function quiet(): GraphileLogger {
  return new GraphileLogger(() => () => {});
}
