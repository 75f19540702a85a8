import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { inBatches } from './batches.ts';
import { type Db, databaseOn, databaseOver } from './database.ts';
import { closeQueue, deleteJobs, type Job, openQueue, putBack, takeJobs, takenJobs } from './job-store.ts';
import { isLeaseHeld, pause, whileLeased } from './lease.ts';
import type { Logger } from './telemetry.ts';

/** How often a worker with room looks for jobs that nobody told it of: those that were added for later. In milliseconds. */
const LOOK_MS = 2_000;

/** How long to wait before what the database did not answer is asked again, in milliseconds. */
const RETRY_MS = 1_000;

/** Times that a worker which was told to stop tries to write how a job ended: for about five seconds. */
const LAST_TRIES = 5;

/** How a worker does jobs. */
export interface Work {
  /** What it knows how to do; other jobs wait for a worker that does. */
  tasks: readonly string[];
  /** Does a job. Never throws: it returns what went wrong, if anything did, in the words that are kept of it. */
  perform(job: Job): Promise<string | undefined>;
  logger: Logger;
}

/** The lease that says that a worker lives. */
const leaseOf = (worker: string) => `jobs:${worker}`;

/**
 * Works through jobs as they come, so many at once. What it takes it takes in the name of a worker that lives for as long
 * as one connection does. When that is lost it goes on under another name; what is under way is ended all the same.
 * @returns stops: ends when what is under way has ended and that is written down, or cannot be written.
 */
export function startWorker(pool: pg.Pool, work: Work, concurrency: number): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const bell = doorbell();
  let performing = 0;
  let mayBeMore = false;

  const doJob = async (job: Job, settle: Settle) => {
    performing += 1;
    const error = await work.perform(job);
    performing -= 1;
    if (mayBeMore) bell.ring();
    await settle(job.id, error);
  };

  const workAs = async (worker: string, connection: pg.PoolClient, signal: AbortSignal) => {
    const settle = settler(databaseOn(pool), worker, work.logger, stopping.signal);
    signal.addEventListener('abort', bell.ring, { once: true });
    connection.on('notification', bell.ring);
    await openQueue(connection);
    const own = databaseOver(connection);
    while (!signal.aborted) {
      const room = concurrency - performing;
      const jobs = room > 0 ? await takeJobs(own, worker, work.tasks, room) : [];
      for (const job of jobs) track(underWay, doJob(job, settle));
      mayBeMore = jobs.length === room;
      if (room === 0 || !mayBeMore) await bell.rung(LOOK_MS);
    }
    if (stopping.signal.aborted) await Promise.all(underWay);
    connection.off('notification', bell.ring);
    await closeQueue(connection);
  };

  const loop = async () => {
    while (!stopping.signal.aborted) {
      try {
        const worker = randomUUID();
        await whileLeased(pool, leaseOf(worker), stopping.signal, (connection, signal) =>
          workAs(worker, connection, signal),
        );
      } catch (error) {
        if (!stopping.signal.aborted)
          work.logger.warn({ err: error }, 'the connection for jobs was lost; trying again');
      }
      await pause(RETRY_MS, stopping.signal);
    }
    await Promise.all(underWay);
  };
  const looping = loop();
  return {
    async stop() {
      stopping.abort();
      await looping;
    },
  };
}

/** Does the jobs that are due, one after the other, until there is none. */
export async function workOff(pool: pg.Pool, work: Work): Promise<void> {
  const worker = randomUUID();
  const settle = settler(databaseOn(pool), worker, work.logger, AbortSignal.abort());
  const settling = new Set<Promise<void>>();
  await whileLeased(pool, leaseOf(worker), new AbortController().signal, async (connection) => {
    await openQueue(connection);
    for (;;) {
      const [job] = await takeJobs(databaseOver(connection), worker, work.tasks, 1);
      if (!job) break;
      const error = await work.perform(job);
      const settled = track(settling, settle(job.id, error));
      if (error !== undefined) await settled; // those that follow may be of its key
    }
    await Promise.all(settling);
    await closeQueue(connection);
  });
}

/** Has the jobs wait again that were under way in workers that live no more. */
export async function freeOrphans(db: Db, pool: pg.Pool): Promise<void> {
  const taken = Map.groupBy(await takenJobs(db), ({ worker }) => worker);
  for (const [worker, jobs] of taken) {
    if (await isLeaseHeld(pool, leaseOf(worker))) continue;
    for (const { id } of jobs) await putBack(db, worker, id, 'its worker ended');
  }
}

/** Keeps an act in the set of those that are under way; settles as it does, when it is there no more. */
function track(underWay: Set<Promise<void>>, act: Promise<void>): Promise<void> {
  const ended = act.finally(() => underWay.delete(ended));
  underWay.add(ended);
  return ended;
}

/** Writes down that a job was done, or what went wrong. */
type Settle = (id: string, error: string | undefined) => Promise<void>;

/** What the database does not take is written again and again, so that no job is done a second time for want of a note. */
function settler(db: Db, worker: string, logger: Logger, stopping: AbortSignal): Settle {
  const untilWritten = async (write: () => Promise<void>) => {
    for (let triesLeft = LAST_TRIES; triesLeft > 0; ) {
      try {
        return await write();
      } catch (error) {
        if (stopping.aborted) triesLeft -= 1;
        if (triesLeft === 0)
          logger.warn({ err: error }, 'a job ended, but that could not be written; it is done again');
        else await sleep(RETRY_MS);
      }
    }
  };
  const done = inBatches((ids: readonly string[]) => untilWritten(() => deleteJobs(db, worker, ids)), 1_000);
  return (id, error) => (error === undefined ? done(id) : untilWritten(() => putBack(db, worker, id, error)));
}

/** Who rings while nobody listens is heard by whoever listens next. */
function doorbell(): { ring(): void; rung(milliseconds: number): Promise<void> } {
  let heard = new AbortController();
  return {
    ring: () => heard.abort(),
    /** Waits until it rings, or for so long. */
    async rung(milliseconds) {
      await pause(milliseconds, heard.signal);
      heard = new AbortController();
    },
  };
}
