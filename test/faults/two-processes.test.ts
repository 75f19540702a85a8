import assert from 'node:assert/strict';
import { rm } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { addJob, all, clockStartingAt, movableClock, sha256, sql, transaction } from '../../src/kernel/index.ts';
import { latestCheckpoint } from '../../src/log/index.ts';
import type { Government } from '../../src/pack/index.ts';
import { submitApplication } from '../../src/services/index.ts';
import { type TestDatabase, testDatabase } from '../support/database.ts';
import { open } from '../support/government.ts';
import { healthOf, type MadangProcess, startMadang } from '../support/process.ts';
import { clientOf } from './client.ts';
import { newHome } from './government.ts';
import { submitAll } from './kills.ts';
import { type Applicant, makeMothers, prepareApplicants, SERVICES } from './mothers.ts';
import { assertKept, assertSound, until, untilSettled } from './soundness.ts';

/** The processes' clock stands months after the decisions, so that instalments are due. */
const LATER = '2027-02-03T09:00:00+08:00';
const MOTHERS = 30;

describe('two processes on one database', () => {
  let database: TestDatabase;
  let home: string;
  let gov: Government;
  let one: MadangProcess;
  let two: MadangProcess;
  const start = (name: string) => {
    const url = new URL(database.url);
    url.searchParams.set('application_name', name);
    const environment = { MADANG_CLOCK: LATER, WORKERS: '4', LOG_LEVEL: 'warn' };
    return startMadang({ home, databaseUrl: url.href, environment });
  };

  before(async () => {
    [database, home] = await Promise.all([testDatabase(async () => {}, 'empty'), newHome()]);
    [one, two] = await Promise.all([start('one'), start('two')]);
    gov = await open(database.url);
    Object.assign(gov.config, { MADANG_HOME: home });
  });
  after(async () => {
    await Promise.all([one, two].map((madang) => madang?.hasEnded() || madang?.kill('SIGKILL')));
    await gov?.pool.end();
    await database.drop();
    await rm(home, { recursive: true, force: true });
  });

  test('of two that start on an empty database, one migrates and one makes the people', async () => {
    for (const step of ['migrations applied', 'synthetic people']) {
      assert.equal([one, two].filter((madang) => madang.output().includes(step)).length, 1, step);
    }
    const twice = await all(
      gov.db,
      sql`select data ->> 'name', count(*) from registry.record
      where registry = 'births' group by 1, key having count(*) > 1`,
    );
    assert.deepEqual(twice, []);
  });

  test('each record is offered once, by jobs that either process takes', async () => {
    const done = () => Promise.all([one, two].map((madang) => jobsDone(madang, 'registry.recorded')));
    await untilSettled(gov); // the first start has jobs of its own
    const already = sum(await done());
    const mothers = await makeMothers(
      { ...gov, clock: movableClock(LATER) },
      { from: 1_000, count: MOTHERS, announce: true },
    );
    await untilSettled(gov);
    assert.equal(sum(await done()) - already, MOTHERS);
    const ids = mothers.map(({ person }) => person);
    const offers = await all(
      gov.db,
      sql<{ n: number }>`select count(*) as n from messages.message
      where person = any(${ids}::uuid[]) and link like '/life-events/birth%' group by person`,
    );
    assert.deepEqual(
      offers.map(({ n }) => n),
      Array(MOTHERS).fill(1),
    );
  });

  test('each monthly instalment is paid once, though both pay at the same moment', async () => {
    const applicants = await prepareApplicants(gov, await makeMothers(gov, { count: 10 }));
    for (const { person, application } of applicants) await submitApplication(gov, person, application);
    await transaction(gov.db, async (tx) => {
      for (let round = 0; round < 8; round++) await addJob(tx, 'services.pay', {});
    });
    const due = () => all(gov.db, sql`select from services.instalment where paid_at is null and month <= '2027-02-01'`);
    await until(async () => (await due()).length === 0, 'all that is due is paid');
    await untilSettled(gov);
    const told = await all(
      gov.db,
      sql<{ n: number }>`select count(*) as n from messages.message
      where title ->> 'en' like '%paid' and person = any(${applicants.map(({ person }) => person)}::uuid[]) group by person`,
    );
    assert.deepEqual(
      told.map(({ n }) => n),
      Array(10).fill(3),
      'December, January and February',
    );
    await assertSound(gov);
  });

  test('a session works in both, and submissions to both make one log', async () => {
    const applicants = await prepareLater(2_000, 16);
    const clients = [one, two].map((madang) => clientOf(madang.address));
    for (const client of clients) {
      const reply = await client.get('/api/cases', applicants[0]!.cookie);
      assert.equal(reply?.status, 200, reply?.body);
      client.close();
    }
    // All to both: whichever comes first submits, the other changes nothing.
    await Promise.all([submitAll(one, applicants), submitAll(two, applicants.toReversed())]);
    await untilSettled(gov);
    await assertSound(gov);
    await assertKept(gov, applicants, SERVICES);
  });

  test('when the sequencer is killed, the other process takes over', async () => {
    const holder = await sequencerOf(gov);
    const [killed, left] = holder === 'one' ? [one, two] : [two, one];
    await killed.kill('SIGKILL');
    const before = (await latestCheckpoint(gov.db, gov.logOrigin))!.size;
    const applicants = await prepareLater(3_000, 6);
    await submitAll(left, applicants);
    await until(async () => (await latestCheckpoint(gov.db, gov.logOrigin))!.size > before, 'the log goes on');
    await untilSettled(gov);
    assert.notEqual(await sequencerOf(gov), holder);
    await assertSound(gov);
    await assertKept(gov, applicants, SERVICES);
    if (holder === 'one') one = await start('one');
    else two = await start('two');
  });

  test('one stops, the other serves on', async () => {
    const applicants = await prepareLater(4_000, 6);
    const [stopped] = await Promise.all([one.stop(), submitAll(two, applicants)]);
    assert.equal(stopped, 0);
    assert.equal(await healthOf(two.address), 200);
    await untilSettled(gov);
    await assertSound(gov);
    await assertKept(gov, applicants, SERVICES);
    one = await start('one');
  });

  test('the jobs that a killed process was at are done by the other', async () => {
    await makeMothers({ ...gov, clock: movableClock(LATER) }, { from: 5_000, count: 200, announce: true });
    const underWay = () => all(gov.db, sql`select from kernel.job where taken_by is not null`);
    await until(async () => (await underWay()).length > 0, 'jobs are under way');
    await two.kill('SIGKILL');
    await untilSettled(gov);
    assert.equal(await one.stop(), 0);
  });

  /** People who are signed in by the processes' clock. */
  async function prepareLater(from: number, count: number): Promise<Applicant[]> {
    const later = { ...gov, clock: clockStartingAt(new Date(LATER)) };
    return prepareApplicants(later, await makeMothers(later, { from, count }));
  }
});

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

/** How many jobs of a task a process says it has done. */
async function jobsDone(madang: MadangProcess, task: string): Promise<number> {
  const client = clientOf(madang.address);
  const metrics = (await client.get('/metrics'))?.body ?? '';
  client.close();
  return Number(new RegExp(`madang_jobs_total\\{task="${task}",outcome="done"\\} (\\d+)`).exec(metrics)?.[1] ?? 0);
}

/** The name of the process that holds the lease of the log. */
async function sequencerOf(gov: Government): Promise<string | undefined> {
  const key = sha256(`lease:log ${gov.logOrigin}`).readBigInt64BE();
  const [holder] = await all(
    gov.db,
    sql<{ name: string }>`select application_name as name from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and granted and database = (select oid from pg_database where datname = current_database())
        and (classid::bigint << 32) | objid::bigint = ${key.toString()}::bigint`,
  );
  return holder?.name;
}
