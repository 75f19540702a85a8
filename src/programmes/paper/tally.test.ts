import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { AppError, all, first, sql, transaction } from '../../kernel/index.ts';
import { trialBalance } from '../../ledger/index.ts';
import { askToLift, blockRange, liftBlock } from './blocks.ts';
import { blocksOf } from './blocks-in-force.ts';
import { handOver, takeBackSet } from './hand-over.ts';
import { lapseOverdue } from './lapse.ts';
import { bringBack, deliver, destroy } from './moves.ts';
import { cancelOrder, type NoteOrder } from './orders.ts';
import { rangesOf } from './ranges.ts';
import { markPrinted, orderPrintRun } from './runs.ts';
import { stockOf } from './stock.ts';
import { paperTally } from './tally.ts';
import { OFFICER, OTHER_OFFICER, orderSet, paperGovernment, paperProgramme, serialOf, WORTH } from './testing.ts';

const programmes = Array.from({ length: 12 }, (_, nth) => paperProgramme(`random-history-${'abcdefghjklm'[nth]}`));
const opened = paperGovernment(programmes);

/** Where a set lies, in the plainest possible model of it. */
type Where = 'stored' | 'east' | 'west' | 'destroyed' | 'handed' | 'returned';

const LAST = 40;
const range = fc.tuple(fc.integer({ min: 1, max: LAST }), fc.nat({ max: 12 })).map(([from, more]) => ({
  first: from,
  last: Math.min(from + more, LAST),
}));
const place = fc.constantFrom('east' as const, 'west' as const);
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('deliver' as const), range, place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('bring-back' as const), range, place }) },
  fc.record({ do: fc.constant('destroy' as const), range }),
  { weight: 8, arbitrary: fc.record({ do: fc.constant('order' as const), place }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('hand-over' as const), set: fc.integer({ min: 1, max: LAST }) }),
  },
  fc.record({ do: fc.constant('cancel' as const) }),
  fc.record({ do: fc.constant('take-back' as const) }),
  { weight: 2, arbitrary: fc.record({ do: fc.constant('block' as const), range, handedToo: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lift' as const) }) },
  fc.record({ do: fc.constant('lapse' as const) }),
);

test('however sets are moved, ordered, handed out, blocked and given back: their states add up to what was printed', async () => {
  const { gov } = opened;
  let nth = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 40 }), async (steps) => {
      const programme = programmes[nth++]!;
      const run = await orderPrintRun(gov, { programme, sets: LAST, officer: OFFICER });
      await markPrinted(gov, { programme, run: run.id, officer: OFFICER });
      const where = new Map<number, Where>(Array.from({ length: LAST }, (_, at) => [at + 1, 'stored']));
      let orders: NoteOrder[] = [];
      const handed: NoteOrder[] = [];
      for (const one of steps) {
        const blocked = await blockedSets(programme.id);
        try {
          switch (one.do) {
            case 'deliver': {
              await deliver(gov, { ...one.range, programme, place: one.place, officer: OFFICER });
              move(where, one.range, 'stored', one.place);
              break;
            }
            case 'bring-back':
              await bringBack(gov, { ...one.range, programme, place: one.place, officer: OFFICER });
              move(where, one.range, one.place, 'stored');
              break;
            case 'destroy':
              await destroy(gov, { ...one.range, programme, officer: OFFICER });
              move(where, one.range, 'stored', 'destroyed');
              break;
            case 'order':
              orders.push(await orderSet(gov, programme, one.place));
              break;
            case 'hand-over': {
              const order = orders.find((waiting) => waiting.place === where.get(one.set));
              if (!order) break;
              const serial = serialOf(programme, one.set, 0);
              const closed = await handOver(gov, { programme, code: order.code, serial, officer: OFFICER });
              assert.ok(!blocked.has(one.set));
              where.set(one.set, 'handed');
              orders = orders.filter((waiting) => waiting !== order);
              handed.push(closed);
              break;
            }
            case 'cancel': {
              const order = orders.pop();
              if (order) await transaction(gov.db, (tx) => cancelOrder(tx, gov, order));
              break;
            }
            case 'take-back': {
              const order = handed.at(-1);
              if (!order) break;
              await transaction(gov.db, (tx) => takeBackSet(tx, gov, { ...order, officer: OFFICER }));
              where.set(order.set!, 'returned');
              handed.pop();
              break;
            }
            case 'block':
              await blockRange(gov, {
                ...{
                  ...one.range,
                  programme,
                  handedToo: one.handedToo,
                  reason: 'lost',
                  words: 'Lost',
                  officer: OFFICER,
                },
              });
              break;
            case 'lift': {
              const block = (await blocksOf(gov.db, programme.id)).find(({ liftedAt }) => !liftedAt);
              if (!block) break;
              await askToLift(gov, { programme, block: block.id, officer: OFFICER });
              await liftBlock(gov, { programme, block: block.id, officer: OTHER_OFFICER });
              break;
            }
            case 'lapse':
              gov.clock.advance(16 * 24 * 3_600_000);
              await lapseOverdue(gov);
          }
        } catch (error) {
          if (!(error instanceof AppError) || error.code === 'internal') throw error;
        }
        orders = await stillWaiting(orders);
        await compare(programme.id, where, orders);
      }
      const report = await trialBalance(gov.db);
      assert.ok(report.holds, JSON.stringify(report.problems));
    }),
    { numRuns: programmes.length, endOnFailure: true },
  );
});

function move(
  where: Map<number, Where>,
  { first: from, last }: { first: number; last: number },
  old: Where,
  now: Where,
) {
  for (let set = from; set <= last; set += 1) if (where.get(set) === old) where.set(set, now);
}

async function blockedSets(programme: string): Promise<Set<number>> {
  const blocks = (await blocksOf(opened.gov.db, programme)).filter(({ liftedAt }) => !liftedAt);
  const sets = new Set<number>();
  for (const { first: from, last } of blocks) for (let set = from; set <= last; set += 1) sets.add(set);
  return sets;
}

/** Orders may have lapsed, because their sets were blocked. */
async function stillWaiting(orders: readonly NoteOrder[]): Promise<NoteOrder[]> {
  const rows = await all(
    opened.gov.db,
    sql<{ taking: string }>`select taking from programmes.note_order
      where state = 'waiting' and taking = any(${orders.map(({ taking }) => taking)}::uuid[])`,
  );
  const waiting = new Set(rows.map(({ taking }) => taking));
  return orders.filter(({ taking }) => waiting.has(taking));
}

async function compare(programme: string, where: ReadonlyMap<number, Where>, orders: readonly NoteOrder[]) {
  const { db } = opened.gov;
  const [tally, ranges, blocked, stock] = [
    await paperTally(db, programme),
    await rangesOf(db, programme),
    await blockedSets(programme),
    await stockOf(db, programme),
  ];
  const { printed, ...states } = tally;
  assert.equal(printed, LAST);
  assert.equal(
    Object.values(states).reduce((sum, sets) => sum + sets, 0),
    printed,
    JSON.stringify(tally),
  );
  // Each set is in one range, and no range overlaps another.
  assert.deepEqual(
    ranges.flatMap(({ first: from, last }) => Array.from({ length: last - from + 1 }, (_, at) => from + at)),
    Array.from({ length: LAST }, (_, at) => at + 1),
  );
  const count = (state: Where, isBlocked: boolean) =>
    [...where].filter(([set, is]) => is === state && blocked.has(set) === isBlocked).length;
  assert.deepEqual(
    [tally.stored, tally.handed, tally.returned, tally.destroyed],
    [
      count('stored', false),
      count('handed', false) + count('handed', true),
      count('returned', false) + count('returned', true),
      count('destroyed', false) + count('destroyed', true),
    ],
  );
  for (const at of ['east', 'west'] as const) {
    const there = stock.find(({ place }) => place === at) ?? { free: 0, reserved: 0 };
    const waiting = orders.filter((order) => order.place === at).length;
    assert.deepEqual([there.reserved, there.free + there.reserved], [waiting, count(at, false)], at);
  }
  const held = await first(
    db,
    sql<{ held: number }>`select coalesce(sum(posted), 0)::bigint as held from ledger.account
      where kind = 'note' and reference = ${programme}`,
  );
  assert.equal(held!.held, (orders.length + tally.handed) * WORTH);
}

test('the places of a programme have nothing of another’s', async () => {
  const none = await paperTally(opened.gov.db, randomUUID());
  assert.ok(Object.values(none).every((sets) => sets === 0));
});
