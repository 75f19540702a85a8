import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askInBatches, inBatches } from './batches.ts';

/** Writes when it is told to. */
function heldWriter() {
  const batches: number[][] = [];
  let begun = Promise.withResolvers<void>();
  let release = Promise.withResolvers<void>();
  const write = async (items: readonly number[]) => {
    batches.push([...items]);
    begun.resolve();
    await release.promise;
  };
  return {
    batches,
    write,
    begun: () => begun.promise,
    async release(error?: Error) {
      const current = release;
      begun = Promise.withResolvers();
      release = Promise.withResolvers();
      if (error) current.reject(error);
      else current.resolve();
    },
  };
}

test('while one batch is being written the next collects; nobody is answered before their own is written', async () => {
  const held = heldWriter();
  const bring = inBatches(held.write, 100);
  const answered: number[] = [];
  const first = bring(1).then(() => answered.push(1));
  await held.begun();
  const later = [2, 3, 4].map((item) => bring(item).then(() => answered.push(item)));
  assert.deepEqual(held.batches, [[1]]);
  await held.release();
  await first;
  await held.begun();
  assert.deepEqual(answered, [1]);
  await held.release();
  await Promise.all(later);
  assert.deepEqual(held.batches, [[1], [2, 3, 4]]);
});

test('who is answered and comes again at once is in the next batch with all the others', async () => {
  const batches: number[] = [];
  const bring = inBatches<number>(async (items) => void batches.push(items.length), 100);
  await Promise.all(
    Array.from({ length: 8 }, async (_, caller) => {
      for (let round = 0; round < 5; round++) await bring(caller);
    }),
  );
  assert.deepEqual(batches, [8, 8, 8, 8, 8]);
});

test('a batch has its limit, and keeps the order', async () => {
  const batches: (readonly number[])[] = [];
  const bring = inBatches<number>(async (items) => void batches.push(items), 3);
  await Promise.all([1, 2, 3, 4, 5, 6, 7].map(bring));
  assert.deepEqual(batches, [[1, 2, 3], [4, 5, 6], [7]]);
});

test('a batch that fails fails for those in it, and the next is written', async () => {
  const held = heldWriter();
  const bring = inBatches(held.write, 100);
  const lost = assert.rejects(bring(1), /the disk is full/);
  await held.begun();
  const kept = bring(2);
  await held.release(new Error('the disk is full'));
  await lost;
  await held.begun();
  await held.release();
  await kept;
});

test('who asks gets the answer to their own question', async () => {
  const asked: (readonly number[])[] = [];
  const ask = askInBatches<number, string>(async (items) => {
    asked.push(items);
    return items.map((item) => `answer ${item}`);
  }, 3);
  assert.deepEqual(await Promise.all([4, 5, 6, 7].map(ask)), ['answer 4', 'answer 5', 'answer 6', 'answer 7']);
  assert.deepEqual(asked, [[4, 5, 6], [7]]);
});
