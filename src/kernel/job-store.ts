import type pg from 'pg';
import { inBatches } from './batches.ts';
import { all, atMost, type Db, first, json, onceDone, run, sql } from './database.ts';

/** Times that a job is tried before it is left lying for somebody to look at. The indexes of `kernel.job` say it, too. */
export const MOST_ATTEMPTS = 25;

/** In the text of statements, where the planner sees which indexes fit. */
const MOST = sql.raw(String(MOST_ATTEMPTS));

/** Longest time after which a job that failed is tried again, in seconds: 2, 4, 8 and so on until then. */
const LONGEST_PAUSE_S = 600;

/** Rung once a job is committed that is due at once. */
const CHANNEL = 'kernel_job';

/** A job that was taken. */
export interface Job {
  id: string;
  task: string;
  payload: unknown;
  /** Times that it was taken, this one among them. */
  attempts: number;
}

/** When to run a job, and what makes two requests for it the same one. */
export interface JobOptions {
  /** Not before this instant of the database's clock; else at once. */
  runAt?: Date;
  /**
   * A waiting job of the same key is replaced instead of doubled, and forgets its failures. One that is to run at once
   * keeps its place before jobs that were added after it. A job under way is let alone: the new one is done after or
   * beside it.
   */
  key?: string;
}

const bells = new WeakMap<Db, (task: string) => Promise<void>>();

/**
 * Tells workers, of whatever process, that there are jobs: after the act, and once for all that are added meanwhile. Within
 * the act it would have its commit wait for one lock of the whole database, which ends group commit. Who does not hear it,
 * because this process or its connection broke just then, finds the job when they look.
 */
function ring(db: Db, task: string): void {
  let bell = bells.get(db);
  if (!bell) {
    bell = inBatches<string>(
      () => all(db, sql`select pg_notify(${CHANNEL}, ''), set_config('synchronous_commit', 'off', true)`),
      Number.POSITIVE_INFINITY,
    );
    bells.set(db, bell);
  }
  bell(task).catch(() => {});
}

/**
 * Adds a job in the caller's transaction: it exists if, and only if, the act commits. Workers hear of it then.
 * @param payload ids of what it is about: what a person wrote stays where it is kept.
 */
export async function addJob(tx: Db, task: string, payload: object, options: JobOptions = {}): Promise<void> {
  const runAt = sql`${options.runAt ?? null}::timestamptz`;
  const added = await first(
    tx,
    sql<{ due: boolean }>`insert into kernel.job as job (id, task, payload, run_at, key)
      values (gen_random_uuid(), ${task}, ${json(payload)}, coalesce(${runAt}, clock_timestamp()), ${options.key ?? null})
      on conflict (key) where key is not null and taken_by is null do update set
        task = excluded.task, payload = excluded.payload, attempts = 0, last_error = null,
        run_at = coalesce(${runAt}, least(job.run_at, excluded.run_at))
      returning run_at <= clock_timestamp() as due`,
  );
  if (added?.due) onceDone(tx, (db) => ring(db, task));
}

/**
 * Opens a connection for taking jobs: it hears, as a `notification`, of those that are due at once. And it reads what is
 * due in the order of its index, also by a plan that was made while little was: else it would sort all that waits each time.
 */
export async function openQueue(connection: pg.PoolClient): Promise<void> {
  await connection.query(`listen ${CHANNEL}; set enable_seqscan = off; set enable_sort = off`);
}

/** Makes it a connection like others. */
export async function closeQueue(connection: pg.PoolClient): Promise<void> {
  await connection.query(`unlisten ${CHANNEL}; reset enable_seqscan; reset enable_sort`);
}

/**
 * Takes jobs that are due, those that have been so for longest first.
 * @param db the connection of the worker's lease: should the answer be lost with it, the jobs are free.
 */
export function takeJobs(db: Db, worker: string, tasks: readonly string[], most: number): Promise<Job[]> {
  return all(
    db,
    sql<Job>`update kernel.job set taken_by = ${worker}, attempts = attempts + 1
      where id = any(array(select id from kernel.job
        where taken_by is null and attempts < ${MOST} and run_at <= now() and task = any(${tasks}::text[])
        order by run_at, id limit ${atMost(most)} for update skip locked))
      returning id, task, payload, attempts`,
  );
}

/** Jobs that are done are no more, unless they are another's by now. */
export async function deleteJobs(db: Db, worker: string, ids: readonly string[]): Promise<void> {
  await run(db, sql`delete from kernel.job where id = any(${ids}::uuid[]) and taken_by = ${worker}`);
}

/**
 * Has a job wait that was not done, and longer each time. Where another of its key has come meanwhile, it waits beside
 * that without one. Nothing is done where it is another's by now.
 * @param error kept beside the job.
 * @throws where another of its key comes at this moment: the same again is told of it.
 */
export async function putBack(db: Db, worker: string, id: string, error: string): Promise<void> {
  await run(
    db,
    sql`update kernel.job set taken_by = null, last_error = ${error},
      run_at = now() + least(${LONGEST_PAUSE_S}, 2 ^ attempts) * interval '1 second',
      key = case when not exists (
        select from kernel.job newer where newer.key = job.key and newer.taken_by is null) then key end
      where id = ${id} and taken_by = ${worker}`,
  );
}

/** The jobs that workers hold now. */
export function takenJobs(db: Db): Promise<{ id: string; worker: string }[]> {
  return all(db, sql`select id, taken_by as worker from kernel.job where taken_by is not null`);
}

/** How many jobs of each task are left lying. */
export function countGivenUp(db: Db): Promise<{ task: string; count: number }[]> {
  return all(
    db,
    sql`select task, count(*)::int as count from kernel.job
      where attempts >= ${MOST} and taken_by is null group by task`,
  );
}

/** The instant by the one clock that all workers share. */
export async function databaseTime(db: Db): Promise<Date> {
  return (await first(db, sql<{ now: Date }>`select now()`))!.now;
}
