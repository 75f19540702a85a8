import assert from 'node:assert/strict';
import { test } from 'node:test';
import { all, openDatabase, run, sql, transaction } from './database.ts';
import { jobsOf, keeping, makeDue, telling, testQueue } from './job-fixture.ts';
import { addJob, drainJobs, type JobHandler, kernelMigrations, startJobs } from './jobs.ts';
import { migrate } from './migrate.ts';

const { db, pool, url } = await testQueue();
const drain = (handlers: Record<string, JobHandler>, watching = telling()) => drainJobs(pool, handlers, watching);

test('a job is done once, with what it was given', async () => {
  const { seen, handle } = keeping();
  await addJob(db, 'write', { to: '출생', list: [1, "'"] });
  await drain({ write: handle });
  await drain({ write: handle });
  assert.deepEqual(seen, [{ to: '출생', list: [1, "'"] }]);
});

test('a job exists if, and only if, the act commits', async () => {
  const { seen, handle } = keeping();
  const act = (name: string, fails: boolean) =>
    transaction(db, async (tx) => {
      await addJob(tx, 'write', { name });
      if (fails) throw new Error('undone');
    });
  await assert.rejects(act('undone', true), /undone/);
  await act('done', false);
  await drain({ write: handle });
  assert.deepEqual(seen, [{ name: 'done' }]);
});

test('jobs are done in the order in which they were added, also those of one act and those that jobs add', async () => {
  const { seen, handle } = keeping();
  await transaction(db, async (tx) => {
    for (const n of [1, 2, 3]) await addJob(tx, n === 2 ? 'more' : 'write', { n });
  });
  await drain({ write: handle, more: async () => addJob(db, 'write', { n: 4 }) });
  assert.deepEqual(seen, [{ n: 1 }, { n: 3 }, { n: 4 }]);
});

test('a waiting job of the same key is replaced, and keeps its place', async () => {
  const { seen, handle } = keeping();
  await addJob(db, 'write', { turn: 1 }, { key: 'the-one' });
  await addJob(db, 'write', { turn: 2 }, { key: 'another' });
  for (const turn of [3, 4]) await addJob(db, 'write', { turn }, { key: 'the-one' });
  assert.equal((await jobsOf(db)).length, 2);
  await drain({ write: handle });
  assert.deepEqual(seen, [{ turn: 4 }, { turn: 2 }]);
});

test('a job for later waits; the same key for later puts a job off, and at once brings it forward', async () => {
  const { seen, handle } = keeping();
  const later = { key: 'the-one', runAt: new Date('2999-01-01') };
  await addJob(db, 'write', { n: 1 }, { key: 'the-one' });
  await addJob(db, 'write', { n: 2 }, later);
  await drain({ write: handle });
  assert.deepEqual(seen, []);
  await addJob(db, 'write', { n: 3 }, { key: 'the-one' });
  await drain({ write: handle });
  assert.deepEqual(seen, [{ n: 3 }]);
});

test('a job whose key is under way is done beside or after it', async () => {
  const seen: number[] = [];
  const again: JobHandler = async ({ n }: { n: number }) => {
    seen.push(n);
    if (n < 3) await addJob(db, 'again', { n: n + 1 }, { key: 'the-one' });
    if (n === 1) throw new Error('only the first');
  };
  await addJob(db, 'again', { n: 1 }, { key: 'the-one' });
  await drain({ again });
  assert.deepEqual(seen, [1, 2, 3]);
  assert.deepEqual(await jobsOf(db), [{ task: 'again', key: null, attempts: 1, error: 'Error' }]);
});

test('a failing job is logged, counted and tried again; others go on', async () => {
  const { seen, handle } = keeping();
  const watching = telling();
  let turn = 0;
  const flaky: JobHandler = async () => {
    turn += 1;
    if (turn === 1) throw Object.assign(new Error('the post office is closed'), { code: 'ECONNREFUSED' });
  };
  await addJob(db, 'flaky', {}, { key: 'letter' });
  await addJob(db, 'write', {});
  await drain({ flaky, write: handle }, watching);
  assert.equal(seen.length, 1);
  const error = 'Error ECONNREFUSED';
  assert.deepEqual(await jobsOf(db), [{ task: 'flaky', key: 'letter', attempts: 1, error }]);
  assert.equal(watching.lines.length, 1);
  assert.match(watching.lines[0]!, /"task":"flaky".*the post office is closed.*tried again/);
  await makeDue(db);
  await drain({ flaky, write: handle }, watching);
  assert.equal(turn, 2);
  assert.deepEqual(await jobsOf(db), []);
  const figures = await watching.metrics.registry.metrics();
  assert.match(figures, /madang_jobs_total\{task="flaky",outcome="failed"\} 1/);
  assert.match(figures, /madang_jobs_total\{task="flaky",outcome="done"\} 1/);
});

test('of what is thrown, the queue keeps nothing that could be of a person', async () => {
  const thrown = [
    new TypeError('王小明'),
    { name: '王小明' },
    '王小明',
    null,
    Object.assign(new Error(), { code: '王 1' }),
  ];
  for (const what of thrown) {
    await addJob(db, 'fail', {});
    await drain({ fail: () => Promise.reject(what) });
  }
  const errors = (await jobsOf(db)).map(({ error }) => error).toSorted();
  assert.deepEqual(errors, ['Error', 'TypeError', 'thrown', 'thrown', 'thrown']);
});

test('a job that fails again and again is given up after 25 times and shown, until somebody wants it again', async () => {
  const watching = telling();
  let turns = 0;
  const fails: JobHandler = async () => {
    turns += 1;
    throw new Error('never');
  };
  await addJob(db, 'fails', {}, { key: 'the-one' });
  for (let turn = 0; turn < 27; turn++) {
    await drain({ fails }, watching);
    await makeDue(db);
  }
  assert.equal(turns, 25);
  assert.match(watching.lines.at(-1)!, /job failed; it is given up/);
  await addJob(db, 'seen', {});
  const seen = Promise.withResolvers<void>();
  const worker = await startJobs(
    pool,
    { handlers: { seen: async () => seen.resolve() }, schedule: [] },
    { concurrency: 1, ...watching },
  );
  await seen.promise;
  await worker.stop();
  assert.match(await watching.metrics.registry.metrics(), /madang_jobs_given_up\{task="fails"\} 1/);
  await addJob(db, 'fails', {}, { key: 'the-one' });
  await drain({ fails }, watching);
  assert.equal(turns, 26);
});

test('a job that nobody here knows waits for who does', async () => {
  const { seen, handle } = keeping();
  await addJob(db, 'of-tomorrow', {});
  await drain({ write: handle });
  assert.deepEqual(await jobsOf(db), [{ task: 'of-tomorrow', key: null, attempts: 0, error: null }]);
  await drain({ 'of-tomorrow': handle });
  assert.equal(seen.length, 1);
});

test('of two processes, one does each job', async () => {
  const numbers = Array.from({ length: 60 }, (_, n) => n);
  const done: number[] = [];
  const last = Promise.withResolvers<void>();
  const count: JobHandler = async ({ n }: { n: number }) => {
    done.push(n);
    if (done.length === numbers.length) last.resolve();
  };
  const other = openDatabase({ url, connections: 6 });
  const workers = await Promise.all(
    [pool, other.pool].map((one) =>
      startJobs(one, { handlers: { count }, schedule: [] }, { concurrency: 3, ...telling() }),
    ),
  );
  await transaction(db, async (tx) => {
    for (const n of numbers) await addJob(tx, 'count', { n });
  });
  await last.promise;
  await Promise.all(workers.map((worker) => worker.stop()));
  await other.pool.end();
  assert.deepEqual(
    done.toSorted((a, b) => a - b),
    numbers,
  );
  assert.deepEqual(await jobsOf(db), [], 'what was done is known as done once the workers have stopped');
});

test('as many jobs are under way as may be, and no more', async () => {
  const counted = { now: 0, most: 0 };
  const full = Promise.withResolvers<void>();
  const last = Promise.withResolvers<void>();
  let left = 12;
  const meet: JobHandler = async () => {
    counted.now += 1;
    counted.most = Math.max(counted.most, counted.now);
    if (counted.now === 3) full.resolve();
    await full.promise;
    counted.now -= 1;
    left -= 1;
    if (left === 0) last.resolve();
  };
  for (let n = 0; n < 12; n++) await addJob(db, 'meet', {});
  const worker = await startJobs(pool, { handlers: { meet }, schedule: [] }, { concurrency: 3, ...telling() });
  await last.promise;
  await worker.stop();
  assert.equal(counted.most, 3);
});

test('stopping waits for the job under way, and takes no other; the connections are as they were', async () => {
  const started = Promise.withResolvers<void>();
  const mayEnd = Promise.withResolvers<void>();
  const ended: unknown[] = [];
  const slow: JobHandler = async (payload: unknown) => {
    started.resolve();
    await mayEnd.promise;
    ended.push(payload);
  };
  await addJob(db, 'slow', { n: 1 });
  await addJob(db, 'slow', { n: 2 });
  const single = openDatabase({ url, connections: 3 });
  const worker = await startJobs(single.pool, { handlers: { slow }, schedule: [] }, { concurrency: 1, ...telling() });
  await started.promise;
  const stopped = worker.stop();
  mayEnd.resolve();
  await stopped;
  assert.deepEqual(ended, [{ n: 1 }]);
  assert.equal((await jobsOf(db)).length, 1);
  const settings = await Promise.all(
    [1, 2, 3].map(() =>
      all(
        single.db,
        sql`select current_setting('enable_seqscan') as scan, (select count(*) from pg_listening_channels()) as heard`,
      ),
    ),
  );
  assert.deepEqual(settings.flat(), Array(3).fill({ scan: 'on', heard: 0 }));
  const locks = await all(single.db, sql`select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()`);
  assert.deepEqual(locks, []);
  await single.pool.end();
});

test('what waited in the queue that stood here before is done all the same', async () => {
  await run(db, sql`drop table kernel.job, kernel.tick, kernel.installation`);
  await run(db, sql`delete from kernel.migration`);
  await pool.query(`create schema graphile_worker;
    create table graphile_worker._private_tasks (id int primary key, identifier text not null);
    create table graphile_worker._private_jobs (id bigint, task_id int not null, payload json not null,
      run_at timestamptz not null, attempts smallint not null, key text, locked_by text);
    insert into graphile_worker._private_tasks values (1, 'write');
    insert into graphile_worker._private_jobs values
      (1, 1, '{"n": 1}', '2026-01-01', 0, null, null), (2, 1, '{"n": 2}', '2026-01-02', 3, 'the-one', 'somebody')`);
  await migrate(pool, [kernelMigrations]);
  const { seen, handle } = keeping();
  await drain({ write: handle });
  assert.deepEqual(seen, [{ n: 1 }, { n: 2 }]);
  assert.deepEqual(await all(db, sql`select to_regnamespace('graphile_worker') as old`), [{ old: null }]);
});
