import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type pg from 'pg';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { openDatabase } from './database.ts';
import { holdLease, pause } from './lease.ts';
import { createLogger } from './telemetry.ts';

let database: TestDatabase;
let pools: pg.Pool[];
const logger = createLogger('silent');

before(async () => {
  database = await testDatabase(async () => {}, 'kernel_empty');
  pools = [1, 2].map(() => openDatabase({ url: database.url, connections: 4 }).pool);
});
after(async () => {
  await Promise.all(pools.map((pool) => pool.end()));
  await database.drop();
});

const untilAborted = (signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

/** Who holds a lease, one after the other, and how many at once. */
function watch() {
  const turns: { who: number; backend: number }[] = [];
  const waiters: { count: number; resolve(): void }[] = [];
  const state = { now: 0, most: 0 };
  return {
    turns,
    state,
    /** Resolves when work has begun for the `count`-th time. */
    turn: (count: number) =>
      new Promise<void>((resolve) => {
        if (turns.length >= count) resolve();
        else waiters.push({ count, resolve });
      }),
    work: (who: number) => async (connection: pg.PoolClient, signal: AbortSignal) => {
      state.now += 1;
      state.most = Math.max(state.most, state.now);
      try {
        const { rows } = await connection.query<{ pid: number }>('select pg_backend_pid() as pid');
        turns.push({ who, backend: rows[0]!.pid });
        for (const waiter of waiters) if (turns.length >= waiter.count) waiter.resolve();
        await untilAborted(signal);
      } finally {
        state.now -= 1;
      }
    },
  };
}

test('one of two works at a time, and stopping it hands over to the other', async () => {
  const { turns, state, turn, work } = watch();
  const holders = pools.map((pool, who) => holdLease(pool, 'one', logger, work(who)));
  await turn(1);
  const leader = turns[0]!.who;
  await holders[leader]!.stop();
  await turn(2);
  assert.equal(turns[1]!.who, 1 - leader);
  await holders[1 - leader]!.stop();
  assert.equal(state.most, 1);
  assert.equal(state.now, 0);
});

test('a holder whose connection is killed learns it, and somebody works on', async () => {
  const { turns, state, turn, work } = watch();
  const holders = pools.map((pool, who) => holdLease(pool, 'killed', logger, work(who)));
  for (const round of [1, 2]) {
    await turn(round);
    await pools[0]!.query('select pg_terminate_backend($1, 5000)', [turns[round - 1]!.backend]);
  }
  await turn(3);
  await Promise.all(holders.map((holder) => holder.stop()));
  assert.equal(state.now, 0);
});

test('leases of different names do not hinder each other', async () => {
  const watches = [watch(), watch()];
  const holders = watches.map(({ work }, index) => holdLease(pools[0]!, `name-${index}`, logger, work(index)));
  await Promise.all(watches.map(({ turn }) => turn(1)));
  await Promise.all(holders.map((holder) => holder.stop()));
});

test('work that fails gives the lease back, and is begun again', async () => {
  const lines: string[] = [];
  const telling = createLogger('info', { write: (line) => void lines.push(line) });
  const again = Promise.withResolvers<void>();
  let turn = 0;
  const holder = holdLease(pools[0]!, 'failing', telling, async () => {
    turn += 1;
    if (turn === 1) throw new Error('the first turn fails');
    again.resolve();
  });
  await again.promise;
  await holder.stop();
  assert.match(lines[0]!, /"lease":"failing".*the first turn fails/);
});

test('stopping before, while waiting and twice ends at once and leaves no lock', async () => {
  const { turn, work } = watch();
  const holder = holdLease(pools[0]!, 'held', logger, work(0));
  await turn(1);
  const waiting = holdLease(pools[1]!, 'held', logger, async () => assert.fail('there is a holder'));
  await waiting.stop();
  await holder.stop();
  await holder.stop();
  await holdLease(pools[0]!, 'held', logger, work(0)).stop();
  const { rows } = await pools[0]!.query(
    `select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`,
  );
  assert.equal(rows.length, 0);
});

test('a pause ends with its signal, also one that came before', async () => {
  const stopping = new AbortController();
  const paused = pause(3_600_000, stopping.signal);
  stopping.abort();
  await paused;
  await pause(3_600_000, stopping.signal);
  await pause(1, new AbortController().signal);
});
