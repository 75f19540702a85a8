import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { first, run, sql, systemClock, transaction, type World } from '../../kernel/index.ts';
import { act, actsLog, audit, openTestLog } from '../log-fixture.ts';
import { sequenceOnce } from '../sequence/sequencer.ts';
import { proveInclusion } from '../tree/tiles.ts';
import { byteArrays } from './byte-arrays.ts';
import { entryOf, latestLeaves, leafAt, readBundle, splitBundle } from './entries.ts';
import { insertOutbox, moveOutbox } from './outbox.ts';
import { tilesOf } from './tiles.ts';

let log: Awaited<ReturnType<typeof openTestLog>>;
let world: World;
before(async () => {
  log = await openTestLog();
  world = log.world();
});
after(() => log.close());

const { origin } = actsLog;

test('byte strings arrive as they were sent, however many', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.uint8Array(), { maxLength: 20 }), async (values) => {
      const arrived = await first(world.db, sql<{ values: Buffer[] }>`select ${byteArrays(values)} as values`);
      assert.deepEqual(
        arrived!.values.map((value) => new Uint8Array(value)),
        values,
      );
    }),
    { numRuns: 50 },
  );
});

test('a log that grew by one leaf at a time reads like any other', async () => {
  const acts = [];
  for (let number = 0; number < 259; number++) {
    acts.push(await act(world.db, number));
    await sequenceOnce(world.db, actsLog, systemClock);
  }
  const { leaves, entries } = await audit(world.db);
  assert.equal(leaves.length, 260);
  assert.deepEqual(
    entries,
    acts.map(({ entry }) => entry),
  );
  const bundles = await Promise.all([0, 1, 2].map((bundle) => readBundle(world.db, origin, bundle)));
  assert.deepEqual(
    bundles.map((bundle) => splitBundle(bundle).length),
    [256, 4, 0],
  );
  assert.deepEqual(await leafAt(world.db, origin, 257), splitBundle(bundles[1]!)[1]);
  assert.equal((await proveInclusion(100, 260, tilesOf(world.db, origin))).length, 9);
  const latest = await latestLeaves(world.db, origin, 258, 5);
  assert.deepEqual(
    latest.map(({ index }) => index),
    [257, 256, 255, 254, 253],
  );
  assert.deepEqual({ ...latest[0], index: undefined }, { ...leaves[257], index: undefined });
});

test('an act that waits is known to wait, wherever it stands in its transaction; an unknown one is not known', async () => {
  const idOf = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;
  const leaf = new Uint8Array(8);
  await insertOutbox(
    world.db,
    [1, 2, 3].map((number) => ({ origin, id: idOf(number), leaf })),
  );
  await insertOutbox(world.db, [{ origin: 'another', id: idOf(4), leaf }]);
  for (const number of [1, 2, 3]) assert.deepEqual(await entryOf(world.db, origin, idOf(number)), { index: null });
  for (const number of [4, 5]) assert.equal(await entryOf(world.db, origin, idOf(number)), undefined);
  assert.equal(await run(world.db, sql`delete from log.outbox`), 2);
});

test('a backlog that the planner knows nothing of is read about once, not once for each of its rows', async () => {
  const backlog = 4_000;
  await run(
    world.db,
    sql`insert into log.outbox (origin, appended_at, id, acts, ids, leaves)
      select 'backlog', clock_timestamp(), id, 1, array[id], array['\\x00'::bytea]
      from (select gen_random_uuid() as id from generate_series(1, ${backlog}::int)) made`,
  );
  await transaction(world.db, async (tx) => {
    const taken = await moveOutbox(tx, { origin: 'backlog', from: 0, limit: 1_000, statements: [] });
    assert.equal(taken.acts, 1_000);
    const seen = sql<{ rows: number }>`select pg_stat_get_xact_tuples_returned('log.outbox'::regclass) as rows`;
    const looked = await first(
      tx,
      sql<{ rows: number }>`select (${seen}) + (
      select pg_stat_get_xact_tuples_returned(indexrelid) from pg_index where indrelid = 'log.outbox'::regclass) as rows`,
    );
    assert.ok(looked!.rows <= 4 * backlog, `${looked!.rows} rows`);
  });
});
