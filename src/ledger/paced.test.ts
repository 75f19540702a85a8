import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Db } from '../kernel/index.ts';
import { pacedReading } from './paced.ts';

const asking = {} as Db;
const beside = {} as Db;

/** Readings that take as long as they are told, by a clock that only they move. */
function readings() {
  let time = 0;
  let count = 0;
  let took = 0;
  let fails = false;
  const where: Db[] = [];
  const faults: unknown[] = [];
  const ask = pacedReading<number>({
    own: beside,
    elapsed: () => time,
    onFault: (error) => faults.push(error),
    async read(db) {
      where.push(db);
      time += took;
      if (fails) throw new Error('no connection');
      count += 1;
      return count;
    },
  });
  return {
    ask: () => ask(asking),
    forget: ask.forget,
    /** Lets time pass, and what was begun beside end. */
    async rest(milliseconds: number) {
      time += milliseconds;
      await new Promise(setImmediate);
    },
    take: (milliseconds: number) => {
      took = milliseconds;
    },
    fail: (failing: boolean) => {
      fails = failing;
    },
    where,
    faults,
  };
}

test('while it is quick, it is taken anew each time', async () => {
  const { ask, take, where } = readings();
  take(25);
  assert.deepEqual([await ask(), await ask(), await ask()], [1, 2, 3]);
  assert.deepEqual(new Set(where), new Set([asking]));
});

test('one that is long is renewed beside, at most a thirtieth of the time, and the last finished one given out', async () => {
  const { ask, take, rest, where } = readings();
  take(400);
  assert.equal(await ask(), 1, 'there is none to give out yet');
  for (let round = 0; round < 7; round++) {
    await rest(1_500);
    assert.equal(await ask(), 1);
  }
  await rest(1_501);
  assert.equal(await ask(), 1, 'the second is begun, not waited for');
  await rest(0);
  assert.equal(await ask(), 2);
  assert.deepEqual(where, [asking, beside]);
});

test('after a rest it is waited for, unless it takes too long for that', async () => {
  const short = readings();
  short.take(400);
  await short.ask();
  await short.rest(3_600_000);
  assert.equal(await short.ask(), 2);
  assert.deepEqual(short.where, [asking, asking]);

  const long = readings();
  long.take(501);
  await long.ask();
  await long.rest(3_600_000);
  assert.equal(await long.ask(), 1);
  await long.rest(0);
  assert.equal(await long.ask(), 2);
  assert.deepEqual(long.where, [asking, beside]);
});

test('it becomes quick again', async () => {
  const { ask, take, rest } = readings();
  take(400);
  await ask();
  take(1);
  await rest(12_001);
  await ask();
  await rest(0);
  assert.deepEqual([await ask(), await ask()], [3, 4]);
});

test('a fault beside is told and tried again; one that is waited for is thrown', async () => {
  const { ask, take, rest, fail, faults } = readings();
  fail(true);
  await assert.rejects(ask(), /no connection/);
  fail(false);
  take(600);
  assert.equal(await ask(), 1);
  fail(true);
  await rest(18_001);
  assert.equal(await ask(), 1);
  await rest(0);
  assert.equal(faults.length, 1);
  fail(false);
  assert.equal(await ask(), 1);
  await rest(0);
  assert.equal(await ask(), 2);
});

test('what was overtaken is not given out: it never goes back', async () => {
  let time = 0;
  const ends: (() => void)[] = [];
  const ask = pacedReading<string>({
    own: beside,
    elapsed: () => time,
    onFault: assert.fail,
    read: (db) => (db === beside ? new Promise((resolve) => ends.push(() => resolve('beside'))) : later()),
  });
  async function later() {
    time += 100;
    return `read at ${time}`;
  }
  assert.equal(await ask(asking), 'read at 100');
  time += 3_100;
  assert.equal(await ask(asking), 'read at 100');
  time += 3_000;
  assert.equal(await ask(asking), 'read at 6300', 'the one beside hangs, so another is waited for');
  ends[0]!();
  await new Promise(setImmediate);
  assert.equal(await ask(asking), 'read at 6300');
});

test('when it is told to forget, the next one is read and waited for, however long that takes', async () => {
  const { ask, take, rest, forget, where } = readings();
  take(4_000);
  assert.equal(await ask(), 1);
  await rest(500);
  assert.equal(await ask(), 1);
  forget();
  assert.equal(await ask(), 2);
  assert.deepEqual(where, [asking, asking]);
});
