import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { run, sql } from '../../kernel/index.ts';
import type { OperatedLog } from '../log.ts';
import { actsLog, openTestLog, signer } from '../log-fixture.ts';
import { formatCheckpoint } from '../note/checkpoint.ts';
import { signerOf } from '../note/key.ts';
import { type Signer, signNote } from '../note/note.ts';
import { insertCheckpoint, publishCheckpoint } from './checkpoints.ts';
import { sameKeysSince, sizesAt, waitingSince } from './figures.ts';

const { world, close } = await openTestLog();
const { db } = world();
after(close);

const { origin } = actsLog;
const START = Date.parse('2026-11-02T00:00:00Z');
const minute = (count: number) => new Date(START + count * 60_000);

async function sign(size: number, at: Date, isPublished = true, signers: readonly Signer[] = [signer]): Promise<void> {
  const root = Buffer.alloc(32, size);
  const note = signNote(formatCheckpoint({ origin, size, root }), signers);
  await insertCheckpoint(db, { origin, size, root, note, at, publishedAt: isPublished ? at : null });
}

const forget = () => run(db, sql`delete from log.checkpoint`);

test('the size at a time is that of the last checkpoint published by then', async () => {
  const step = fc.record({
    lines: fc.integer({ min: 1, max: 400 }),
    minutes: fc.nat({ max: 30 }),
    shown: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 25 }),
      fc.array(fc.integer({ min: -5, max: 500 })),
      async (steps, asked) => {
        await forget();
        const made: { size: number; at: number }[] = [];
        let [size, at] = [0, 0];
        for (const { lines, minutes, shown } of steps) {
          [size, at] = [size + lines, at + minutes];
          await sign(size, minute(at), shown);
          if (shown) made.push({ size, at });
        }
        const published = made.at(-1)?.size ?? 0;
        const plain = asked.map((time) => made.findLast((one) => one.at <= time)?.size ?? 0);
        assert.deepEqual(await sizesAt(db, origin, published, asked.map(minute)), plain);
      },
    ),
    { numRuns: 40 },
  );
});

test('a clock that was set back leads to a size that was signed, and to no error', async () => {
  await forget();
  for (const [size, at] of [
    [10, 0],
    [20, 60],
    [30, 5],
    [40, 61],
  ] as const)
    await sign(size, minute(at));
  const [found] = await sizesAt(db, origin, 40, [minute(10)]);
  assert.ok([10, 20, 30].includes(found!));
});

test('what is signed and not shown says since when it waits', async () => {
  await forget();
  assert.equal(await waitingSince(db, origin, -1), undefined);
  await sign(0, minute(0));
  assert.equal(await waitingSince(db, origin, 0), undefined);
  await sign(5, minute(1), false);
  await sign(9, minute(2), false);
  assert.deepEqual(await waitingSince(db, origin, 0), minute(1));
  await publishCheckpoint(db, origin, 9, minute(3));
  assert.equal(await waitingSince(db, origin, 9), undefined);
});

test('the checkpoint from which on the keys of now have signed is found', async () => {
  const other = signerOf(origin, Buffer.alloc(32, 9));
  const log = (...signers: Signer[]): OperatedLog => ({ ...actsLog, signers });
  await forget();
  await sign(0, minute(0));
  assert.equal(await sameKeysSince(db, log(signer), 0), undefined);
  for (const [size, signers] of [
    [3, [signer]],
    [8, [signer]],
    [20, [other, signer]],
    [21, [other, signer]],
    [34, [other]],
    [55, [other]],
  ] as const)
    await sign(size, minute(size), true, signers);
  assert.equal(await sameKeysSince(db, log(signer), 8), 3);
  assert.equal(await sameKeysSince(db, log(other, signer), 21), 20);
  assert.equal(await sameKeysSince(db, log(signer, other), 21), 20);
  assert.equal(await sameKeysSince(db, log(other), 55), 34);
  assert.equal(await sameKeysSince(db, log(signerOf(origin, Buffer.alloc(32, 1))), 55), undefined);
});
