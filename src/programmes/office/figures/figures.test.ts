import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { open, testGovernment } from '../../../../test/support/government.ts';
import { all, type Db, sql, transaction, uuidOf, uuidv7 } from '../../../kernel/index.ts';
import { randomOf } from '../testing/random.ts';
import { tradeWriter } from '../testing/rows.ts';
import { makeTrade } from '../testing/trade.ts';
import { updateFigures } from './job.ts';
import { countedOf, figureRows, figuresOf, type Sums } from './read.ts';

const HOUR = 3_600_000;

describe('figures', async () => {
  const { gov, url } = await testGovernment('tw');
  const programme = gov.pack.programmes.get('triple-stimulus-voucher')!;
  const people = await all(gov.db, sql<{ id: string }>`select id from identity.person order by id limit 900`);
  const start = gov.clock.now();
  await makeTrade(gov, {
    programme,
    seed: 11,
    until: start,
    days: 10,
    shops: 40,
    people: people.map(({ id }) => id),
    honest: true,
  });

  /** What the tables say, added up anew. */
  async function recount(): Promise<Record<string, [number, number]>> {
    const rows = await all(
      gov.db,
      sql<{ kind: string; count: number; amount: number }>`
        select kind, count(*)::int as count, coalesce(sum(amount), 0)::bigint as amount from (
          select 'taken' as kind, amount from programmes.taking where programme = ${programme.id}
          union all select 'given-back', amount from programmes.taking where programme = ${programme.id} and state = 'given-back'
          union all select 'spent', amount from programmes.payment where programme = ${programme.id}
          union all select 'refunded', r.amount from programmes.refund r join programmes.payment p
            on p.shop = r.shop and p.id = r.payment where p.programme = ${programme.id}) rows group by kind`,
    );
    return Object.fromEntries(rows.map(({ kind, count, amount }) => [kind, [count, amount]]));
  }
  const counted = async () => plain(await countedOf(gov.db, programme.id));
  const plain = (sums: Sums) =>
    Object.fromEntries(
      Object.entries(sums).flatMap(([kind, { count, amount }]) => (count > 0 ? [[kind, [count, amount]]] : [])),
    );

  test('equal a recount, and the parts come to what is published of the total', async () => {
    await updateFigures(gov);
    assert.deepEqual(await counted(), await recount());
    const { parts, total } = await figuresOf(gov.db, gov, programme.id);
    const marks = await all(
      gov.db,
      sql<{ kind: string }>`select kind from programmes.figure_mark where totals_until = parts_until`,
    );
    for (const { kind } of marks) {
      for (const part of Object.values(parts)) {
        const sum = part.reduce((all, { sums }) => all + sums[kind as keyof Sums].amount, 0);
        assert.equal(sum, total[kind as keyof Sums].amount);
      }
    }
    assert.ok(total.spent.amount > 0 && total.taken.amount > 0);
  });

  test('are the same when counted again, by several processes at once', async () => {
    const before = await figureRows(gov.db, programme.id);
    const other = await open(url, 'tw');
    await Promise.all([updateFigures(gov), updateFigures({ ...other, clock: gov.clock }), updateFigures(gov)]);
    await other.pool.end();
    assert.deepEqual(await figureRows(gov.db, programme.id), before);
    assert.deepEqual(await counted(), await recount());
  });

  test('stay exact whatever comes late, is cut off, refunded or given back', async () => {
    const random = randomOf(5);
    const writer = (db: Db) => tradeWriter(db, gov, programme);
    const [{ id: shop }] = (await all(
      gov.db,
      sql<{ id: string }>`select id from programmes.shop order by id limit 1`,
    )) as [{ id: string }];
    const step = fc.record({
      payments: fc.integer({ min: 0, max: 12 }),
      // How long ago they were made, in hours: such are committed long after later ones were counted.
      late: fc.integer({ min: 0, max: 30 }),
      cutOff: fc.boolean(),
      back: fc.integer({ min: 0, max: 2 }),
      hours: fc.integer({ min: 0, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
        for (const { payments, late, cutOff, back, hours } of steps) {
          const at = new Date(gov.clock.now().getTime() - late * HOUR);
          const rows = Array.from({ length: payments }, () => ({
            shop,
            person: random.pick(people).id,
            note: null,
            device: null,
            amount: random.whole(1, 900),
            at,
            refunded: 0,
          })).map((row) => ({ ...row, refunded: random.chance(0.2) ? row.amount : 0 }));
          await writer(gov.db).payments(rows, random);
          if (cutOff) {
            const failing = transaction(gov.db, async (tx) => {
              await updateFigures({ ...gov, db: tx });
              throw new Error('cut off');
            });
            await assert.rejects(failing, /cut off/);
          }
          await sql`update programmes.taking set state = 'given-back', given_back_at = ${gov.clock.now()}
            where (person, id) in (select person, id from programmes.taking where state = 'done' order by id limit ${back})`.execute(
            gov.db,
          );
          gov.clock.advance(hours * HOUR);
          await updateFigures(gov);
        }
        assert.deepEqual(await counted(), await recount());
      }),
      { numRuns: 15 },
    );
  });

  test('never shrink: a sum that was published is only ever added to', async () => {
    const before = new Map((await figureRows(gov.db, programme.id)).map((row) => [keyOf(row), row.amount]));
    gov.clock.advance(26 * HOUR);
    await updateFigures(gov);
    const after = new Map((await figureRows(gov.db, programme.id)).map((row) => [keyOf(row), row.amount]));
    for (const [key, amount] of before) assert.ok(after.get(key)! >= amount, key);
  });

  const keyOf = ({
    hour,
    kind,
    dimension,
    category,
  }: {
    hour: Date;
    kind: string;
    dimension: string;
    category: string;
  }) => `${hour.toISOString()} ${kind} ${dimension} ${category}`;

  test('a payment that is visible only later than one with a later id is counted, too', async () => {
    const at = gov.clock.now();
    const early = uuidv7(at);
    const insert = (db: Db, id: string) =>
      sql`with paid as (
        insert into programmes.payment (shop, id, programme, person, amount, paid_at, day, way, transfer, terms, entry, salt)
        select id, ${id}, ${programme.id}, ${people[0]!.id}, 7, ${at}, ${'2026-11-02'}, 'scan', ${uuidOf(id)}, '', ${early}, ''
        from programmes.shop order by id limit 1 returning shop, id)
        insert into programmes.uncounted (id, shops, payments) select id, array[shop], array[id] from paid`.execute(db);
    await transaction(gov.db, async (slow) => {
      await insert(slow, early);
      await insert(gov.db, uuidv7(at));
      await updateFigures(gov);
    });
    await updateFigures(gov);
    assert.deepEqual(await counted(), await recount());
  });
});
