import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { AppError, transaction } from '../../kernel/index.ts';
import { trialBalance } from '../../ledger/index.ts';
import { blockRange } from './blocks.ts';
import { handOver } from './hand-over.ts';
import { cancelOrder, type NoteOrder, orderPapers } from './orders.ts';
import { stockOf } from './stock.ts';
import { paperTally } from './tally.ts';
import { NOTES, OFFICER, orderSet, paperGovernment, paperProgramme, serialOf, stockUp } from './testing.ts';

const [one, two, three, four] = ['alpha', 'beta', 'gamma', 'delta'].map((id) => paperProgramme(`${id}-paper-note`)) as [
  ReturnType<typeof paperProgramme>,
  ReturnType<typeof paperProgramme>,
  ReturnType<typeof paperProgramme>,
  ReturnType<typeof paperProgramme>,
];
const opened = paperGovernment([one, two, three, four], 16);

/** What was done, and how often it was refused. Anything but a refusal fails. */
async function settled<T>(work: readonly Promise<T>[]): Promise<{ done: T[]; refused: number }> {
  const outcomes = await Promise.allSettled(work);
  const done = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  for (const outcome of outcomes)
    if (outcome.status === 'rejected' && !(outcome.reason instanceof AppError && outcome.reason.code === 'conflict'))
      throw outcome.reason;
  return { done, refused: outcomes.length - done.length };
}

test('of three hundred who order at once, one by one, as many get a set as there are', async () => {
  const { gov } = opened;
  await stockUp(gov, one, 137);
  const { done, refused } = await settled(Array.from({ length: 300 }, () => orderSet(gov, one)));
  assert.deepEqual([done.length, refused], [137, 163]);
  const [stock] = await stockOf(gov.db, one.id);
  assert.deepEqual([stock!.free, stock!.reserved], [0, 137]);
  assert.equal(new Set(done.map(({ code }) => code)).size, 137);
});

test('in batches, too; and what is cancelled meanwhile can be ordered again', async () => {
  const { gov } = opened;
  await stockUp(gov, two, 500);
  const expiresAt = new Date('2027-01-01T00:00:00+08:00');
  const batch = () =>
    transaction(gov.db, (tx) =>
      orderPapers(
        tx,
        gov,
        Array.from({ length: 40 }, () => ({
          ...{ person: randomUUID(), taking: randomUUID(), programme: two, place: 'east', notes: NOTES, expiresAt },
        })),
      ),
    );
  const made = (await Promise.all(Array.from({ length: 20 }, () => untilAnswered(batch)))).flat();
  const orders = made.filter((order): order is NoteOrder => order !== undefined);
  assert.equal(orders.length, 500);
  const cancelled = settled(
    orders.slice(0, 60).map((order) => transaction(gov.db, (tx) => cancelOrder(tx, gov, order))),
  );
  const anew = settled(Array.from({ length: 100 }, () => orderSet(gov, two)));
  assert.equal((await cancelled).done.length, 60);
  const got = (await anew).done.length;
  const [stock] = await stockOf(gov.db, two.id);
  assert.deepEqual([stock!.reserved, stock!.free], [440 + got, 60 - got]);
});

/** Asks again as long as the answer is to do so: on a slow machine the others may hold what is left for long. */
async function untilAnswered<T>(ask: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'unavailable')) throw error;
    }
  }
}

test('counters that scan the same set at once: one hands it over', async () => {
  const { gov } = opened;
  const set = await stockUp(gov, three, 8);
  const orders = await Promise.all(Array.from({ length: 8 }, () => orderSet(gov, three)));
  const give = ({ code }: NoteOrder) =>
    handOver(gov, { programme: three, code, serial: serialOf(three, set, 0), officer: OFFICER });
  const { done, refused } = await settled(orders.map(give));
  assert.deepEqual([done.length, refused], [1, 7]);
  const [stock] = await stockOf(gov.db, three.id);
  assert.deepEqual([stock!.handed, stock!.reserved], [1, 7]);
});

test('a range that is blocked while its sets are ordered and handed over: each set is handed over or blocked', async () => {
  const { gov } = opened;
  const start = await stockUp(gov, four, 60);
  const orders = await Promise.all(Array.from({ length: 40 }, () => orderSet(gov, four)));
  const attempts = [
    ...orders.map(({ code }, nth) =>
      handOver(gov, { programme: four, code, serial: serialOf(four, start + nth, 0), officer: OFFICER }),
    ),
    ...Array.from({ length: 20 }, () => orderSet(gov, four)),
    blockRange(gov, {
      ...{ programme: four, first: start, last: start + 59, handedToo: false, reason: 'stolen', words: 'All of it' },
      officer: OFFICER,
    }),
  ] as const;
  await Promise.allSettled(attempts);
  const { printed, ...states } = await paperTally(gov.db, four.id);
  assert.equal(
    Object.values(states).reduce((sum, sets) => sum + sets, 0),
    printed,
  );
  const report = await trialBalance(gov.db);
  assert.ok(report.holds, JSON.stringify(report.problems));
});
