import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { all, sql, systemClock, type World } from '../kernel/index.ts';
import { openAppender } from './append.ts';
import { encodeLeaf } from './leaf.ts';
import { actsLog, openTestLog } from './log-fixture.ts';
import { sequenceOnce } from './sequence/sequencer.ts';
import { entryOf, leafAt, readBundle } from './store/entries.ts';

let log: Awaited<ReturnType<typeof openTestLog>>;
let world: World;
before(async () => {
  log = await openTestLog();
  world = log.world();
});
after(() => log.close());

const { origin } = actsLog;
const leafOf = (statement: object) =>
  encodeLeaf({ v: 1, kind: 'note', at: '2026-03-01T09:00:00.000Z', agency: 'archive', statement: { ...statement } });

/** A leaf of exactly so many bytes. */
const leafOfLength = (bytes: number) => leafOf({ text: 'x'.repeat(bytes - leafOf({ text: '' }).length) });

test('what is appended is durable when it is answered, and has its place with the next checkpoint', async () => {
  const { append } = openAppender(world, origin);
  const leaves = Array.from({ length: 700 }, (_, number) => leafOf({ number }));
  const ids = await Promise.all(leaves.map(append));
  const waiting = await all(world.db, sql<{ acts: number }>`select acts from log.outbox`);
  assert.equal(
    waiting.reduce((count, { acts }) => count + acts, 0),
    700,
  );
  assert.ok(waiting.length <= 2, 'those who come together share a transaction');
  assert.deepEqual(await entryOf(world.db, origin, ids[699]!), { index: null });
  await sequenceOnce(world.db, actsLog, systemClock);
  for (const [number, id] of ids.entries()) {
    assert.deepEqual(await entryOf(world.db, origin, id), { index: number });
    assert.deepEqual(new Uint8Array(await leafAt(world.db, origin, number)), leaves[number]);
  }
});

test('a leaf has up to 65,535 bytes; a longer one is refused, and nobody else with it', async () => {
  const { append } = openAppender(world, origin);
  const longest = leafOfLength(65_535);
  const tooLong = new Uint8Array(65_536);
  const [first, refused, last] = await Promise.allSettled([append(longest), append(tooLong), append(leafOf({}))]);
  assert.ok(refused?.status === 'rejected' && refused.reason instanceof RangeError);
  await sequenceOnce(world.db, actsLog, systemClock);
  assert.ok(first?.status === 'fulfilled' && last?.status === 'fulfilled');
  const { index } = (await entryOf(world.db, origin, first.value))!;
  assert.deepEqual(new Uint8Array(await leafAt(world.db, origin, index!)), longest);
  await assert.rejects(
    all(
      world.db,
      sql`insert into log.outbox values ('x', now(), ${first.value}, 1, array[${first.value}::uuid],
        array[${Buffer.from(tooLong)}::bytea])`,
    ),
    /leaf_check/,
  );
});

test('256 leaves of the greatest length make one bundle', async () => {
  const { append } = openAppender(world, origin);
  const leaf = leafOfLength(65_535);
  await Promise.all(Array.from({ length: 512 }, () => append(leaf)));
  await sequenceOnce(world.db, actsLog, systemClock);
  const from = 256 * Math.ceil((700 + 3) / 256);
  assert.equal((await readBundle(world.db, origin, from / 256)).length, 256 * (2 + 65_535));
});
