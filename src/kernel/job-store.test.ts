import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { all, hasSqlState, run, sql, transaction } from './database.ts';
import { jobsOf, makeDue, testQueue } from './job-fixture.ts';
import { addJob, deleteJobs, type Job, putBack, takeJobs } from './job-store.ts';

const { db } = await testQueue();
const WORKERS = [randomUUID(), randomUUID()];
const LATER = new Date('2999-01-01');

/** What the queue is to be, without SQL: a list. */
interface Modelled {
  n: number;
  key: string | null;
  attempts: number;
  due: boolean;
  worker: number | null;
  id?: string;
}

type Step =
  | { do: 'add'; key: string | null; later: boolean }
  | { do: 'take'; worker: number; most: number }
  | { do: 'complete' | 'fail'; nth: number; by: number }
  | { do: 'wait' };

const worker = fc.nat({ max: WORKERS.length - 1 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('add'), key: fc.constantFrom(null, 'a', 'b'), later: fc.boolean() }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('take'), worker, most: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('complete', 'fail'), nth: fc.nat(9), by: worker }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('wait') }) },
) as fc.Arbitrary<Step>;

/** Does each step to the queue and to the list, and compares what comes of it. */
class Both {
  #jobs: Modelled[] = [];
  #added = 0;

  async add({ key, later }: { key: string | null; later: boolean }): Promise<void> {
    const n = this.#added++;
    await addJob(db, 'x', { n }, { ...(key && { key }), ...(later && { runAt: LATER }) });
    const same = this.#jobs.find((job) => key !== null && job.key === key && job.worker === null);
    const fresh = { n, key, attempts: 0, due: !later, worker: null };
    if (same) Object.assign(same, fresh);
    else this.#jobs.push(fresh);
  }

  async take({ worker, most }: { worker: number; most: number }): Promise<void> {
    const due = this.#jobs.filter((job) => job.due && job.worker === null);
    const taken = await takeJobs(db, WORKERS[worker]!, ['x'], most);
    assert.equal(taken.length, Math.min(most, due.length));
    for (const { id, payload, attempts } of taken as (Job & { payload: { n: number } })[]) {
      const job = due.find(({ n }) => n === payload.n)!;
      Object.assign(job, { id, worker, attempts: job.attempts + 1 });
      assert.equal(attempts, job.attempts);
    }
  }

  /** Also what another worker holds: then nothing comes of it. */
  async end(how: 'complete' | 'fail', { nth, by }: { nth: number; by: number }): Promise<void> {
    const taken = this.#jobs.filter((job) => job.worker !== null);
    const job = taken[nth % taken.length];
    if (!job) return;
    if (how === 'complete') await deleteJobs(db, WORKERS[by]!, [job.id!]);
    else
      await transaction(db, async (tx) => {
        await putBack(tx, WORKERS[by]!, job.id!, 'fault');
        await run(tx, sql`update kernel.job set run_at = ${LATER} where id = ${job.id} and taken_by is null`);
      });
    if (job.worker !== by) return;
    if (how === 'complete') this.#jobs.splice(this.#jobs.indexOf(job), 1);
    else {
      const newer = this.#jobs.some((other) => other.worker === null && other.key !== null && other.key === job.key);
      Object.assign(job, { worker: null, due: false, key: newer ? null : job.key });
    }
  }

  async wait(): Promise<void> {
    await makeDue(db);
    for (const job of this.#jobs) if (job.worker === null) job.due = true;
  }

  async compare(): Promise<void> {
    const rows = await all(
      db,
      sql<object>`select (payload ->> 'n')::int as n, key, attempts, run_at <= now() as due, taken_by as worker
        from kernel.job order by n`,
    );
    const jobs = this.#jobs.map(({ n, key, attempts, due, worker }) => {
      return { n, key, attempts, due, worker: worker === null ? null : WORKERS[worker] };
    });
    assert.deepEqual(
      rows,
      jobs.toSorted((a, b) => a.n - b.n),
    );
  }
}

test('whatever is added, taken, done and failed in whatever order, the queue is what a list would be', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      await run(db, sql`delete from kernel.job`);
      const both = new Both();
      for (const one of steps) {
        if (one.do === 'add') await both.add(one);
        else if (one.do === 'take') await both.take(one);
        else if (one.do === 'wait') await both.wait();
        else await both.end(one.do, one);
      }
      await both.compare();
    }),
    { numRuns: 60 },
  );
});

test('what is tried again waits longer each time, ten minutes at most', async () => {
  await addJob(db, 'x', {});
  const pauses: number[] = [];
  for (let turn = 0; turn < 12; turn++) {
    const [job] = await takeJobs(db, WORKERS[0]!, ['x'], 1);
    const [row] = await transaction(db, async (tx) => {
      await putBack(tx, WORKERS[0]!, job!.id, 'fault');
      return all(tx, sql<{ pause: number }>`select extract(epoch from run_at - now())::float as pause from kernel.job`);
    });
    pauses.push(row!.pause);
    await makeDue(db);
  }
  assert.deepEqual(pauses, [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600]);
});

test('of those that come with one key at once one waits', async () => {
  await Promise.all(Array.from({ length: 8 }, (_, n) => addJob(db, 'x', { n }, { key: 'a' })));
  assert.equal((await takeJobs(db, WORKERS[0]!, ['x'], 9)).length, 1);
});

test('a job that is put back at the moment when another of its key comes is put back beside it, when asked again', async () => {
  await addJob(db, 'x', { n: 1 }, { key: 'a' });
  const [job] = await takeJobs(db, WORKERS[0]!, ['x'], 1);
  const back = () => putBack(db, WORKERS[0]!, job!.id, 'fault');
  const waits = () =>
    all(db, sql`select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`);
  const told = await transaction(db, async (tx) => {
    await addJob(tx, 'x', { n: 2 }, { key: 'a' });
    const failing = back().catch((error: unknown) => error);
    while ((await waits()).length === 0) await sleep(10);
    return { failing };
  });
  assert.ok(hasSqlState(await told.failing, '23505'));
  await back();
  assert.deepEqual((await jobsOf(db)).map(({ key }) => key).toSorted(), ['a', null]);
});
