import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { openDatabase } from './database.ts';
import { jobsOf, keeping, telling, testQueue } from './job-fixture.ts';
import { lastTick, openSchedule } from './job-schedule.ts';
import { drainJobs, startJobs } from './jobs.ts';

const { db, pool, url } = await testQueue();

/** Each with the instant asked about, and the tick before it or at it. */
const TICKS: [cron: string, now: string, last: string][] = [
  ['* * * * *', '2026-11-02T09:00:59.999Z', '2026-11-02T09:00Z'],
  ['*/10 * * * *', '2026-11-02T09:00:00Z', '2026-11-02T09:00Z'],
  ['*/10 * * * *', '2026-11-02T09:09:59Z', '2026-11-02T09:00Z'],
  ['*/25 * * * *', '2026-11-02T10:00:00Z', '2026-11-02T10:00Z'],
  ['*/25 * * * *', '2026-11-02T09:59:00Z', '2026-11-02T09:50Z'],
  ['17 * * * *', '2026-11-02T09:16:59Z', '2026-11-02T08:17Z'],
  ['41 3 * * *', '2026-11-02T03:40:59Z', '2026-11-01T03:41Z'],
  ['41 3 * * *', '2026-11-02T03:41:00Z', '2026-11-02T03:41Z'],
  ['0 0 * * *', '2027-01-01T00:00:00Z', '2027-01-01T00:00Z'],
  ['59 23 * * *', '2027-01-01T00:00:00Z', '2026-12-31T23:59Z'],
  ['0 */6 * * *', '2024-03-01T05:59:00Z', '2024-03-01T00:00Z'],
];

test('a schedule says when it came round last, in UTC', () => {
  for (const [cron, now, last] of TICKS) assert.deepEqual(lastTick(cron, new Date(now)), new Date(last), cron);
});

test('what is no schedule of a day is refused', () => {
  const wrong = [
    '',
    '* * * *',
    '* * * * * *',
    '60 * * * *',
    '* 24 * * *',
    '*/0 * * * *',
    '*/60 * * * *',
    '1-5 * * * *',
  ];
  for (const cron of [...wrong, '0 0 1 * *', '0 0 * * 1', '-1 * * * *', '1,2 * * * *', '@daily', ' * * * * *'])
    assert.throws(() => lastTick(cron, new Date()), /is no schedule of a day/, cron);
});

test('the last tick fits the schedule, and no minute after it does', () => {
  const field = (values: number) => fc.oneof(fc.constant('*'), fc.integer({ min: 0, max: values - 1 }).map(String));
  const instant = fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(field(60), field(24), instant, (minute, hour, now) => {
      const fits = (at: number) => {
        const date = new Date(at);
        return (
          [minute, date.getUTCMinutes()].join() === [minute, minute === '*' ? date.getUTCMinutes() : +minute].join() &&
          (hour === '*' || date.getUTCHours() === +hour)
        );
      };
      const last = lastTick(`${minute} ${hour} * * *`, now).getTime();
      assert.ok(last % 60_000 === 0 && last <= now.getTime() && fits(last));
      for (let later = last + 60_000; later <= now.getTime(); later += 60_000) assert.ok(!fits(later));
    }),
  );
});

const SCHEDULE = [
  { task: 'each-minute', cron: '* * * * *' },
  { task: 'daily', cron: '41 3 * * *' },
];
const tasks = async () => (await jobsOf(db)).map(({ task }) => task).toSorted();
const doAll = () => {
  const { handle } = keeping();
  return drainJobs(pool, { 'each-minute': handle, daily: handle }, telling());
};
const at = (time: string) => new Date(`2026-11-02T${time}Z`);

test('among two processes each tick is one job, and none is made of what came round before the first start', async () => {
  const other = openDatabase({ url, connections: 4 });
  const [one, two] = await Promise.all([db, other.db].map((each) => openSchedule(each, SCHEDULE, at('03:39:30'))));
  const both = (now: Date) => Promise.all([one!(now), two!(now)]);
  await both(at('03:39:59'));
  assert.deepEqual(await tasks(), []);
  await both(at('03:40:00'));
  assert.deepEqual(await tasks(), ['each-minute']);
  await doAll();
  await both(at('03:40:30'));
  assert.deepEqual(await tasks(), []);
  await both(at('03:41:00'));
  assert.deepEqual(await tasks(), ['daily', 'each-minute']);
  await both(at('03:42:00'));
  assert.deepEqual(await tasks(), ['daily', 'each-minute'], 'a tick that waits still is not doubled by the next');
  await other.pool.end();
});

test('what was missed while no process was there comes once; a process that starts anew doubles nothing', async () => {
  await openSchedule(db, SCHEDULE, at('00:00:00'));
  await (await openSchedule(db, SCHEDULE, at('06:00:10')))(at('06:00:10'));
  assert.deepEqual(await tasks(), ['daily', 'each-minute']);
  await doAll();
  await (await openSchedule(db, SCHEDULE, at('06:00:40')))(at('06:00:40'));
  assert.deepEqual(await tasks(), []);
  await (await openSchedule(db, SCHEDULE, at('05:00:00')))(at('05:00:00'));
  assert.deepEqual(await tasks(), [], 'nor does one whose database has been set back');
});

test('processes have what has come round done, and do not start with a schedule that is none', async () => {
  await openSchedule(db, SCHEDULE, new Date('2020-01-01'));
  const came = Promise.withResolvers<void>();
  const handlers = { daily: async () => came.resolve() };
  const worker = await startJobs(pool, { handlers, schedule: SCHEDULE }, { concurrency: 1, ...telling() });
  await came.promise;
  await worker.stop();
  const wrong = [{ task: 'daily', cron: 'daily' }];
  await assert.rejects(startJobs(pool, { handlers, schedule: wrong }, { concurrency: 1, ...telling() }), /no schedule/);
});
