import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { withDatabase } from '../../test/support/database.ts';
import { openDatabase, run, sql } from './database.ts';
import { jobsOf, telling, testQueue } from './job-fixture.ts';
import { addJob, type JobHandler, startJobs } from './jobs.ts';

const { db, url } = await testQueue();
const name = new URL(url).pathname.slice(1);

/** A process of its own, so to speak: its worker, and what it told. */
async function startProcess(handlers: Record<string, JobHandler>) {
  const { pool } = openDatabase({ url, connections: 6 });
  const watching = telling();
  const worker = await startJobs(pool, { handlers, schedule: [] }, { concurrency: 2, ...watching });
  const stop = async () => {
    await worker.stop();
    await pool.end();
  };
  return { stop, lines: watching.lines };
}

async function asOperator(...commands: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(url, 'postgres') });
  await client.connect();
  for (const command of commands) await client.query(command);
  await client.end();
}
const cutAll = `select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = '${name}'`;
const goAway = () => asOperator(`alter database ${name} allow_connections false`, cutAll);
const comeBack = () => asOperator(`alter database ${name} allow_connections true`);

/** A job that goes on until it is told to end. */
function longJob() {
  const [begun, mayEnd] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const state = { turns: 0 };
  const handle: JobHandler = async () => {
    state.turns += 1;
    begun.resolve();
    await mayEnd.promise;
  };
  return { begun: begun.promise, end: mayEnd.resolve, handle, state };
}

async function untilTold(lines: readonly string[], words: string): Promise<void> {
  while (!lines.some((line) => line.includes(words))) await sleep(20);
}

test('when the database goes and comes back while a job ends, the worker goes on, and stops', async () => {
  const [{ begun, end, handle }, next] = [longJob(), Promise.withResolvers<void>()];
  const { lines, stop } = await startProcess({ long: handle, next: async () => next.resolve() });
  await addJob(db, 'long', {});
  await begun;
  await goAway();
  end();
  await untilTold(lines, 'the connection for jobs was lost');
  await comeBack();
  await addJob(db, 'next', {});
  await next.promise;
  await stop();
  assert.deepEqual(await jobsOf(db), [], 'what had ended is written down, too');
});

test('connections that are cut in the middle of many jobs leave none undone', async () => {
  const done = new Set<number>();
  const last = Promise.withResolvers<void>();
  const count: JobHandler = async ({ n }: { n: number }) => {
    done.add(n);
    if (n % 20 === 10) await asOperator(cutAll);
    if (done.size === 60) last.resolve();
  };
  for (let n = 0; n < 60; n++) await addJob(db, 'count', { n });
  const { stop } = await startProcess({ count });
  await last.promise;
  await stop();
  assert.deepEqual(await jobsOf(db), []);
});

test('a worker stops though the database is gone; what it could not write down is done again by another', async () => {
  const long = longJob();
  const gone = await startProcess({ long: long.handle });
  await addJob(db, 'long', {});
  await long.begun;
  await goAway();
  long.end();
  await gone.stop();
  assert.ok(gone.lines.some((line) => line.includes('that could not be written')));
  await comeBack();
  const again = longJob();
  const other = await startProcess({ long: again.handle });
  await again.begun;
  again.end();
  await other.stop();
  assert.deepEqual([long.state.turns, again.state.turns], [1, 1]);
  assert.deepEqual(await jobsOf(db), []);
});

test('the jobs of a worker that is no more are done by another, those of one that lives are let alone', async () => {
  const long = longJob();
  const alive = await startProcess({ long: long.handle });
  await addJob(db, 'long', {});
  await long.begun;
  await addJob(db, 'orphan', {}, { key: 'the-one' });
  await run(db, sql`update kernel.job set taken_by = ${randomUUID()}, attempts = 1 where task = 'orphan'`);
  const [{ begun, end, handle }, never] = [longJob(), longJob()];
  const other = await startProcess({ orphan: handle, long: never.handle });
  await begun;
  const orphan = { task: 'orphan', key: 'the-one', attempts: 2, error: 'its worker ended' };
  assert.deepEqual(
    (await jobsOf(db)).filter(({ task }) => task === 'orphan'),
    [orphan],
  );
  for (const job of [long, { end }]) job.end();
  await Promise.all([alive.stop(), other.stop()]);
  assert.equal(never.state.turns, 0);
  assert.deepEqual(await jobsOf(db), []);
});
