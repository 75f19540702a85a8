import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { all, attempt, type Db, sql, systemClock, transaction, type World } from '../../kernel/index.ts';
import { commitAct } from '../append.ts';
import { act, actsLog, audit, caughtUp, contentOf, openTestLog, POLICY, signer } from '../log-fixture.ts';
import { receiptOf } from '../receipt/receipt.ts';
import { verifyReceipt } from '../receipt/verify.ts';
import { latestCheckpoint } from '../store/checkpoints.ts';
import { sequenceOnce, startSequencer } from './sequencer.ts';

let log: Awaited<ReturnType<typeof openTestLog>>;
let world: World;
beforeEach(async () => {
  log = await openTestLog();
  world = log.world();
});
afterEach(() => log.close());

/** Runs acts in many transactions at once, of which every third rolls back. Gives those that committed. */
async function storm(db: Db, count: number) {
  const outcomes = await Promise.allSettled(
    Array.from({ length: count }, async (_, number) => ({
      number,
      ...(await act(db, number, { fail: number % 3 === 0 })),
    })),
  );
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
}

async function assertReceipts(db: Db, acts: Awaited<ReturnType<typeof storm>>) {
  for (const { number, entry, salt } of acts) {
    const state = await receiptOf(db, actsLog, entry);
    assert.equal(state.state, 'logged');
    const checks = await verifyReceipt(state.receipt, { salt, content: contentOf(number) }, POLICY);
    assert.ok(
      checks.every(({ ok }) => ok),
      JSON.stringify(checks),
    );
  }
}

const idsOf = (acts: readonly { entry: string }[]) => acts.map(({ entry }) => entry).sort();

test('many transactions at once: exactly those that commit are in the log, each with a receipt that verifies', async () => {
  const sequencer = startSequencer(world, actsLog);
  const first = await storm(world.db, 300);
  await caughtUp(world.db);
  const second = await storm(world.db, 300);
  await caughtUp(world.db);
  await sequencer.stop();
  const { entries } = await audit(world.db);
  assert.equal(entries.length, 400);
  assert.deepEqual(entries.toSorted(), idsOf([...first, ...second]));
  assert.deepEqual(entries.slice(0, 200).sort(), idsOf(first), 'what committed first stands first');
  await assertReceipts(world.db, [...first, ...second]);
});

test('in whatever batches the outbox is emptied, the log is whole', async () => {
  await storm(world.db, 150);
  const taken = [];
  do taken.push(await sequenceOnce(world.db, actsLog, systemClock, 23));
  while (taken.at(-1)! > 0);
  assert.deepEqual(taken, [23, 23, 23, 23, 8, 0]);
  // With the first of them, the log states its keys.
  assert.deepEqual((await audit(world.db)).sizes, [24, 47, 70, 93, 101]);
});

test('the empty log is signed once; when nothing is new nothing is written', async () => {
  for (let round = 0; round < 3; round++) assert.equal(await sequenceOnce(world.db, actsLog, systemClock), 0);
  assert.deepEqual(await audit(world.db), { entries: [], sizes: [0], leaves: [] });
  const { note } = (await latestCheckpoint(world.db, actsLog.origin))!;
  assert.match(note, /^log\.example\.org\/acts\n0\n47DEQpj8HBSa\+\/TImW\+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n— /);
});

test('an act that is undone by a savepoint is not in the log', async () => {
  const kept = await transaction(world.db, async (tx) => {
    await attempt(tx, () => act(tx, 1, { fail: true }));
    return act(tx, 2);
  });
  await sequenceOnce(world.db, actsLog, systemClock);
  assert.deepEqual((await audit(world.db)).entries, [kept.entry]);
});

test('acts of one transaction stand in the order in which they were done', async () => {
  const acts = await transaction(world.db, async (tx) => {
    const done = [];
    for (let number = 0; number < 20; number++) done.push(await act(tx, number));
    return done;
  });
  await sequenceOnce(world.db, actsLog, systemClock);
  assert.deepEqual(
    (await audit(world.db)).entries,
    acts.map(({ entry }) => entry),
  );
});

test('two processes: one sequencer at a time, the other takes over, no index twice', async () => {
  const other = log.world();
  const [one, two] = [startSequencer(world, actsLog), startSequencer(other, actsLog)];
  const before = await Promise.all([storm(world.db, 150), storm(other.db, 150)]);
  await caughtUp(world.db);
  assert.equal((await leaseHolders(world.db)).length, 1);
  await one.stop();
  const after = await Promise.all([storm(world.db, 30), storm(other.db, 30)]);
  await caughtUp(world.db);
  await two.stop();
  const acts = [...before, ...after].flat();
  assert.deepEqual((await audit(world.db)).entries.toSorted(), idsOf(acts));
  await assertReceipts(world.db, acts);
});

test('even without the lease, two at once cannot fork the log', async () => {
  await storm(world.db, 60);
  const other = log.world();
  const rounds = Array.from({ length: 6 }, (_, round) =>
    sequenceOnce([world, other][round % 2]!.db, actsLog, systemClock, 10),
  );
  await Promise.allSettled(rounds);
  while ((await sequenceOnce(world.db, actsLog, systemClock)) > 0);
  assert.equal((await audit(world.db)).entries.length, 40);
});

test("the sequencer's connection is cut again and again: nothing is lost, nothing doubled", async () => {
  const sequencer = startSequencer(world, actsLog);
  const acts = [];
  for (let cut = 0; cut < 3; cut++) {
    const running = storm(world.db, 90);
    const pid = await leaseHolder(world.db);
    await all(world.db, sql`select pg_terminate_backend(${pid})`);
    acts.push(...(await running));
  }
  await caughtUp(world.db);
  await sequencer.stop();
  assert.deepEqual((await audit(world.db)).entries.toSorted(), idsOf(acts));
  await assertReceipts(world.db, acts);
});

test('a sequencer that fails half way leaves nothing of that half', async () => {
  const acts = await storm(world.db, 30);
  const broken = {
    ...signer,
    sign: () => {
      throw new Error('the key is out of reach');
    },
  };
  await assert.rejects(sequenceOnce(world.db, { ...actsLog, signers: [broken] }, systemClock), /out of reach/);
  const rows = await all(
    world.db,
    sql`select 1 from log.tile union all select 1 from log.checkpoint union all select 1 from log.entry
      union all select 1 from log.bundle`,
  );
  assert.deepEqual(rows, []);
  await sequenceOnce(world.db, actsLog, systemClock);
  assert.deepEqual((await audit(world.db)).entries.toSorted(), idsOf(acts));
});

test('an act outside a transaction is refused', async () => {
  const what = { kind: 'case.decided', agency: 'social-affairs', at: new Date(), content: {} };
  await assert.rejects(commitAct(world.db, actsLog.origin, what), /in the transaction/);
});

function leaseHolders(db: Db) {
  return all(
    db,
    sql<{ pid: number }>`select pid from pg_locks where locktype = 'advisory' and granted
      and database = (select oid from pg_database where datname = current_database())`,
  );
}

async function leaseHolder(db: Db): Promise<number> {
  for (;;) {
    const [holder] = await leaseHolders(db);
    if (holder) return holder.pid;
    await sleep(20);
  }
}
