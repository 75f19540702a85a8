import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { movableClock, run, sql } from '../../src/kernel/index.ts';
import { latestCheckpoint, sequenceOnce } from '../../src/log/index.ts';
import { act, actsLog, audit, openTestLog } from '../../src/log/log-fixture.ts';
import { surviveDatabaseGone } from './log-database-gone.ts';
import { surviveSequencerKills } from './log-kills.ts';
import { assertNothingLost, holderOf, type SequencerProcess, startLoad, startSequencerProcess } from './sequencers.ts';
import { until } from './soundness.ts';

/*
 * What the public log lives through. After each: no acknowledged act without its leaf, no gap, no two checkpoints of one
 * size, and each the beginning of the next.
 */

async function logFor(context: TestContext) {
  const log = await openTestLog();
  context.after(() => log.close());
  const { db, pool } = log.world();
  return { db, url: pool.options.connectionString! };
}

test('kill -9 of the sequencer under load, again and again', async (context) => {
  const { db, url } = await logFor(context);
  const { acknowledged } = await surviveSequencerKills(db, url, 5);
  assert.ok(acknowledged > 0);
});

test('three processes fight for the lease: one has it, and when it is killed another takes over', async (context) => {
  const { db, url } = await logFor(context);
  const load = startLoad(db, 4);
  const processes: SequencerProcess[] = await Promise.all([1, 2, 3].map(() => startSequencerProcess(url)));
  while (processes.length > 0) {
    await until(async () => (await holderOf(db)) !== undefined, 'somebody holds the lease');
    const size = (await latestCheckpoint(db, actsLog.origin))?.size ?? 0;
    await until(async () => ((await latestCheckpoint(db, actsLog.origin))?.size ?? 0) > size, 'the log goes on');
    const holder = await holderOf(db);
    const index = processes.findIndex(({ name }) => name === holder);
    await processes.splice(index, 1)[0]!.kill();
  }
  await load.stop();
  const last = await startSequencerProcess(url);
  await assertNothingLost(db, load.acknowledged);
  await last.kill();
});

test('a holder that stands still is declared dead: the other takes over, and the first writes nothing when it wakes', async (context) => {
  const { db, url } = await logFor(context);
  const load = startLoad(db, 4);
  const [one, two] = await Promise.all([startSequencerProcess(url), startSequencerProcess(url)]);
  await until(async () => (await latestCheckpoint(db, actsLog.origin)) !== undefined, 'the log has begun');
  const holder = await holderOf(db);
  const [asleep, awake] = holder === one.name ? [one, two] : [two, one];
  asleep.signal('SIGSTOP');
  await run(
    db,
    sql`select pg_terminate_backend(pid, 5000) from pg_stat_activity where application_name = ${asleep.name}`,
  );
  await until(async () => (await holderOf(db)) === awake.name, 'the other has the lease');
  asleep.signal('SIGCONT');
  const size = (await latestCheckpoint(db, actsLog.origin))!.size;
  await until(async () => (await latestCheckpoint(db, actsLog.origin))!.size > size, 'the log goes on');
  await load.stop();
  assert.equal(await holderOf(db), awake.name);
  await assertNothingLost(db, load.acknowledged);
  await Promise.all([asleep.kill(), awake.kill()]);
});

test('the database is away for two seconds, then comes back', () => surviveDatabaseGone('stopped', 2));

test('clocks that step back, the own one and that of the database, leave no gap and lose nothing', async (context) => {
  const { db } = await logFor(context);
  const clock = movableClock('2026-03-01T09:00:00Z');
  const acts: string[] = [];
  for (let round = 0; round < 6; round++) {
    const { entry } = await act(db, round);
    acts.push(entry);
    await run(db, sql`update log.outbox set appended_at = appended_at - ${round} * interval '1 hour'`);
    clock.advance(-3_600_000);
    assert.equal(await sequenceOnce(db, actsLog, clock), 1);
  }
  assert.deepEqual((await audit(db)).entries, acts);
});
