import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from '../kernel/index.ts';
import { balanceOf, reverse, type StatementLine, statement, transfer, transferAll, transferById } from './index.ts';
import { AT, fundOf, ledgerDatabase, payment, personAccount } from './testing.ts';

const ledger = ledgerDatabase();
const day = (n: number) => new Date(AT.getTime() + n * 86_400_000);

test('an account that was never opened holds nothing and has no history', async () => {
  const nobody = '00000000-0000-8000-8000-000000000000';
  assert.equal(await balanceOf(ledger.db, nobody), 0);
  assert.equal(await balanceOf(ledger.db, nobody, AT), 0);
  assert.deepEqual(await statement(ledger.db, nobody), { lines: [] });
  assert.equal(await transferById(ledger.db, nobody), undefined);
});

test('a balance can be asked for as of any instant', async () => {
  const fund = await fundOf(ledger.db, 'past', 1_000);
  const ann = await personAccount(ledger.db, 'past-ann');
  for (const n of [1, 2, 3]) await transfer(ledger.db, payment(fund, ann, n * 100, { at: day(n) }));
  const asOf = (at: Date) => Promise.all([balanceOf(ledger.db, fund, at), balanceOf(ledger.db, ann, at)]);
  assert.deepEqual(await asOf(new Date(AT.getTime() - 1)), [0, 0]);
  assert.deepEqual(await asOf(AT), [1_000, 0]);
  assert.deepEqual(await asOf(day(2)), [700, 300], 'with what happened at that instant');
  assert.deepEqual(await asOf(day(9)), [400, 600]);
});

test('a statement tells what moved, with whom, what for, and what was taken back', async () => {
  const fund = await fundOf(ledger.db, 'told', 1_000);
  const ann = await personAccount(ledger.db, 'told-ann');
  const paid = await transfer(
    ledger.db,
    payment(fund, ann, 900, { at: day(1), purpose: 'benefit', reference: 'case 7' }),
  );
  const back = await reverse(ledger.db, paid.id, { at: day(2), purpose: 'correction' });
  const both = { counterparty: fund, reference: null, reverses: null, reversedBy: null };
  assert.deepEqual(await statement(ledger.db, ann), {
    lines: [
      { ...both, transfer: back.id, at: day(2), amount: -900, balance: 0, purpose: 'correction', reverses: paid.id },
      {
        ...both,
        transfer: paid.id,
        at: day(1),
        amount: 900,
        balance: 900,
        purpose: 'benefit',
        reference: 'case 7',
        reversedBy: back.id,
      },
    ],
  });
  const fundLines = (await statement(ledger.db, fund)).lines;
  assert.deepEqual(
    fundLines.map(({ amount, balance }) => [amount, balance]),
    [
      [900, 1_000],
      [-900, 100],
      [1_000, 1_000],
    ],
  );
});

test('a statement can be had for a period', async () => {
  const fund = await fundOf(ledger.db, 'period', 1_000);
  const ann = await personAccount(ledger.db, 'period-ann');
  for (const n of [1, 2, 3, 4]) await transfer(ledger.db, payment(fund, ann, n, { at: day(n) }));
  const { lines } = await statement(ledger.db, ann, { from: day(2), to: day(4) });
  assert.deepEqual(
    lines.map(({ amount, balance }) => [amount, balance]),
    [
      [3, 6],
      [2, 3],
    ],
  );
});

test('the pages of a statement, put together, are the whole of it, whatever their length', async () => {
  const fund = await fundOf(ledger.db, 'pages', 100_000);
  const ann = await personAccount(ledger.db, 'pages-ann');
  // Many at one instant: their order must be the same on every page.
  await transferAll(
    ledger.db,
    Array.from({ length: 23 }, (_, n) => payment(fund, ann, n + 1, { at: day(n % 3) })),
  );
  const whole = (await statement(ledger.db, ann)).lines;
  assert.equal(whole.length, 23);
  assert.equal(whole[0]!.balance, (23 * 24) / 2);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (limit) => {
      const lines: StatementLine[] = [];
      for (let before: string | undefined, more = true; more; more = before !== undefined) {
        const page = await statement(ledger.db, ann, { limit, ...(before && { before }) });
        lines.push(...page.lines);
        before = page.next;
      }
      assert.deepEqual(lines, whole);
    }),
    { numRuns: 20 },
  );
});

test('every row says which shard it is of', async () => {
  const columns = sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'ledger' and ordinal_position = 1`;
  const { rows } = await columns.execute(ledger.db);
  assert.ok(rows.length > 0);
  for (const { table, column } of rows) assert.equal(column, 'shard', table);
});
