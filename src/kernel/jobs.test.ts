import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { all, openDatabase, run, sql, transaction } from './database.ts';
import { addJob, drainJobs, type JobHandler, migrateJobs, startJobs } from './jobs.ts';
import { createLogger, createMetrics } from './telemetry.ts';

let database: TestDatabase;
let opened: ReturnType<typeof openDatabase>;
let lines: string[];

before(async () => {
  database = await testDatabase(async (url) => {
    const { pool } = openDatabase({ url, connections: 2 });
    await migrateJobs(pool);
    await pool.end();
  }, 'kernel_jobs');
  opened = openDatabase({ url: database.url, connections: 8 });
});
after(async () => {
  await opened.pool.end();
  await database.drop();
});
beforeEach(async () => {
  lines = [];
  await run(opened.db, sql`delete from graphile_worker._private_jobs`);
});

const telling = () => ({
  logger: createLogger('info', { write: (line) => void lines.push(line) }),
  metrics: createMetrics(),
});
const drain = (handlers: Record<string, JobHandler>, telemetry = telling()) =>
  drainJobs(opened.pool, handlers, telemetry);

/** A handler that keeps what it was given. */
function keeping(): { seen: unknown[]; handle: JobHandler } {
  const seen: unknown[] = [];
  return { seen, handle: async (payload: unknown) => void seen.push(payload) };
}

const waiting = () =>
  all(
    opened.db,
    sql<{ key: string | null; attempts: number }>`select key, attempts from graphile_worker.jobs order by id`,
  );
const makeDue = () => run(opened.db, sql`update graphile_worker._private_jobs set run_at = '2000-01-01'`);

test('a job is done once, with what it was given', async () => {
  const { seen, handle } = keeping();
  await addJob(opened.db, 'write', { to: '출생', list: [1, "'"] });
  await drain({ write: handle });
  await drain({ write: handle });
  assert.deepEqual(seen, [{ to: '출생', list: [1, "'"] }]);
});

test('a job exists if, and only if, the act commits', async () => {
  const { seen, handle } = keeping();
  const act = (name: string, fails: boolean) =>
    transaction(opened.db, async (tx) => {
      await addJob(tx, 'write', { name });
      if (fails) throw new Error('undone');
    });
  await assert.rejects(act('undone', true), /undone/);
  await act('done', false);
  await drain({ write: handle });
  assert.deepEqual(seen, [{ name: 'done' }]);
});

test('a waiting job of the same key is replaced', async () => {
  const { seen, handle } = keeping();
  for (const turn of [1, 2, 3]) await addJob(opened.db, 'write', { turn }, { key: 'the-one' });
  await addJob(opened.db, 'write', { turn: 4 }, { key: 'another' });
  assert.equal((await waiting()).length, 2);
  await drain({ write: handle });
  assert.deepEqual(seen, [{ turn: 3 }, { turn: 4 }]);
});

test('a job for later waits', async () => {
  const { seen, handle } = keeping();
  await addJob(opened.db, 'write', {}, { runAt: new Date(Date.now() + 3_600_000) });
  await drain({ write: handle });
  assert.deepEqual(seen, []);
  await makeDue();
  await drain({ write: handle });
  assert.equal(seen.length, 1);
});

test('a failing job is logged, counted and tried again; others go on', async () => {
  const { seen, handle } = keeping();
  const telemetry = telling();
  let turn = 0;
  const flaky: JobHandler = async () => {
    turn += 1;
    if (turn === 1) throw new Error('the post office is closed');
  };
  await addJob(opened.db, 'flaky', {});
  await addJob(opened.db, 'write', {});
  await drain({ flaky, write: handle }, telemetry);
  assert.equal(seen.length, 1);
  assert.deepEqual(await waiting(), [{ key: null, attempts: 1 }]);
  assert.equal(lines.length, 1);
  assert.match(lines[0]!, /"task":"flaky".*the post office is closed.*tried again/);
  await makeDue();
  await drain({ flaky, write: handle }, telemetry);
  assert.equal(turn, 2);
  assert.deepEqual(await waiting(), []);
  const figures = await telemetry.metrics.registry.metrics();
  assert.match(figures, /madang_jobs_total\{task="flaky",outcome="failed"\} 1/);
  assert.match(figures, /madang_jobs_total\{task="flaky",outcome="done"\} 1/);
});

test('of two processes, one does each job', async () => {
  const numbers = Array.from({ length: 60 }, (_, n) => n);
  const done: number[] = [];
  const last = Promise.withResolvers<void>();
  const count: JobHandler = async ({ n }: { n: number }) => {
    done.push(n);
    if (done.length === numbers.length) last.resolve();
  };
  const other = openDatabase({ url: database.url, connections: 6 });
  const workers = await Promise.all(
    [opened, other].map(({ pool }) =>
      startJobs(pool, { handlers: { count }, schedule: [] }, { concurrency: 3, ...telling() }),
    ),
  );
  await transaction(opened.db, async (tx) => {
    for (const n of numbers) await addJob(tx, 'count', { n });
  });
  await last.promise;
  await Promise.all(workers.map((worker) => worker.stop()));
  await other.pool.end();
  assert.deepEqual(
    done.toSorted((a, b) => a - b),
    numbers,
  );
  assert.deepEqual(await waiting(), [], 'what was done is known as done once the workers have stopped');
});

test('stopping waits for the job under way, and takes no other', async () => {
  const started = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const ended: unknown[] = [];
  const slow: JobHandler = async (payload: unknown) => {
    started.resolve();
    await mayEnd.promise;
    ended.push(payload);
  };
  await addJob(opened.db, 'slow', { n: 1 });
  await addJob(opened.db, 'slow', { n: 2 });
  const worker = await startJobs(opened.pool, { handlers: { slow }, schedule: [] }, { concurrency: 1, ...telling() });
  await started.promise;
  const stopped = worker.stop();
  mayEnd.resolve();
  await stopped;
  assert.deepEqual(ended, [{ n: 1 }]);
  assert.equal((await waiting()).length, 1);
});
