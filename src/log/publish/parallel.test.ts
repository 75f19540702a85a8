import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { inOrder, turnstile } from './parallel.ts';

/** Work whose end the test's random turns decide, and how much of it was ever under way at once. */
function counted() {
  const seen = { now: 0, most: 0 };
  const work = async (turns: number) => {
    seen.most = Math.max(seen.most, ++seen.now);
    for (let at = 0; at < turns; at++) await turn();
    seen.now -= 1;
    if (turns === 7) throw new Error('seven');
    return turns;
  };
  return { seen, work };
}

const most = fc.integer({ min: 1, max: 5 });

test('outcomes come in order, at most so many are under way, and none when it ends', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(7)), most, async (items, limit) => {
      const { seen, work } = counted();
      const outcomes: number[] = [];
      const all = async () => {
        for await (const outcome of inOrder(items, limit, work)) outcomes.push(outcome);
      };
      const fails = items.indexOf(7);
      if (fails < 0) await all();
      else await assert.rejects(all(), /seven/);
      assert.deepEqual(outcomes, fails < 0 ? items : items.slice(0, fails));
      assert.ok(seen.most <= limit);
      assert.equal(seen.now, 0);
    }),
  );
});

test('a turnstile lets in at most so many, and everyone in the end', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(7)), most, async (items, limit) => {
      const { seen, work } = counted();
      const enter = turnstile(limit);
      const outcomes = await Promise.allSettled(items.map((item) => enter(() => work(item))));
      const done = outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : 7));
      assert.deepEqual(done, items);
      assert.ok(seen.most <= limit);
    }),
  );
});
