import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { createLogger, createMetrics, type Db, sql, transaction } from '../kernel/index.ts';
import { hold, ledgerRoom, orderPayout, reverse, transferAll, trialBalance } from './index.ts';
import { AT, CURRENCY, fundOf, ledgerDatabase, payment, personAccount } from './testing.ts';

const ledger = ledgerDatabase();

let ann: string;
beforeEach(async () => {
  const fund = await fundOf(ledger.db, 'fund', 1_000);
  ann = await personAccount(ledger.db, 'ann');
  const bob = await personAccount(ledger.db, 'bob');
  const [first] = await transferAll(ledger.db, [payment(fund, ann, 70), payment(fund, bob, 30)]);
  await reverse(ledger.db, first!.id, { at: AT, purpose: 'correction' });
  await transferAll(ledger.db, [payment(fund, ann, 20)]);
  await hold(ledger.db, {
    ...{ client: 'test', key: 'held', account: bob, amount: 5, currency: CURRENCY, at: AT, purpose: 'test' },
    expiresAt: new Date(AT.getTime() + 60_000),
  });
  await orderPayout(ledger.db, {
    ...{ client: 'test', key: 'paid out', account: bob, amount: 10, currency: CURRENCY, at: AT, purpose: 'test' },
    to: { bankAccount: '123', name: 'Bob' },
  });
});

const undo = new Error('undo');

/** What the trial balance says, and what the daily job logs and counts, once the books were forged. */
async function forged(forge: (tx: Db) => Promise<unknown>) {
  const lines: Record<string, unknown>[] = [];
  let rules: string[] = [];
  const metrics = createMetrics();
  const work = transaction(ledger.db, async (tx) => {
    await forge(tx);
    rules = (await trialBalance(tx)).problems.map(({ rule }) => rule);
    const logger = createLogger('info', { write: (line) => lines.push(JSON.parse(line)) });
    await ledgerRoom({ db: tx, clock: { now: () => AT }, logger, metrics }).jobs!['ledger.reconcile']!(
      undefined as never,
    );
    throw undo;
  });
  await assert.rejects(work, undo);
  return { rules: new Set(rules), line: lines[0]!, figures: await metrics.registry.metrics() };
}

const LEVEL = { info: 30, error: 50 };

test('right books hold, and the daily job says so', async () => {
  const { accounts, transfers, ...rest } = await trialBalance(ledger.db);
  assert.deepEqual(rest, { holds: true, problems: [] });
  const { line, figures } = await forged(async () => {});
  assert.deepEqual([line.level, line.accounts, line.transfers], [LEVEL.info, accounts, transfers]);
  assert.match(figures, /madang_ledger_holds\{book="main"\} 1/);
});

const forgeries: { what: string; forge: () => ReturnType<typeof sql>; finds: string[] }[] = [
  {
    what: 'a balance that was written over',
    forge: () => sql`update ledger.account set posted = posted + 5 where id = ${ann}`,
    finds: ['sum-is-zero', 'entries-equal-balance'],
  },
  {
    what: 'an entry that was removed',
    forge: () => sql`delete from ledger.entry where (account, transfer) in
      (select account, transfer from ledger.entry where account = ${ann} limit 1)`,
    finds: ['entries-equal-balance', 'entries-equal-transfer'],
  },
  {
    what: 'a transfer that was removed',
    forge: () => sql`delete from ledger.transfer where id in
      (select transfer from ledger.entry where account = ${ann} limit 1)`,
    finds: ['entries-equal-transfer', 'transfers-equal-count'],
  },
  {
    what: 'an amount that was changed',
    forge: () => sql`update ledger.transfer set amount = amount + 1 where credit = ${ann}`,
    finds: ['entries-equal-transfer'],
  },
  {
    what: 'an account that was removed',
    forge: () => sql`delete from ledger.account where id = ${ann}`,
    finds: ['sum-is-zero', 'entries-equal-balance', 'transfers-equal-count'],
  },
  {
    what: 'a count that was written over',
    forge: () => sql`update ledger.account set given = given + 1 where id = ${ann}`,
    finds: ['transfers-equal-count'],
  },
  {
    what: 'money kept back for no hold',
    forge: () => sql`update ledger.account set held = held + 1 where id = ${ann}`,
    finds: ['held-equals-holds'],
  },
  {
    what: 'a hold that keeps nothing back',
    forge: () => sql`delete from ledger.held`,
    finds: ['held-equals-holds', 'holds-equal-held'],
  },
  {
    what: 'a hold that was written over',
    forge: () => sql`update ledger.hold set amount = amount + 1`,
    finds: ['holds-equal-held'],
  },
  {
    what: 'a payout that was removed',
    forge: () => sql`delete from ledger.payout`,
    finds: ['payouts-equal-clearing'],
  },
  {
    what: 'a payout that was written over',
    forge: () => sql`update ledger.payout set amount = amount + 1`,
    finds: ['payouts-equal-clearing'],
  },
  {
    what: 'a payout that was settled by hand',
    forge: () => sql`update ledger.payout set state = 'settled', file = id`,
    finds: ['payouts-equal-clearing'],
  },
];

for (const { what, forge, finds } of forgeries) {
  test(`${what} is found, and the daily job raises the alarm`, async () => {
    const { rules, line, figures } = await forged((tx) => forge().execute(tx));
    assert.deepEqual(rules, new Set(finds));
    assert.equal(line.level, LEVEL.error);
    assert.match(figures, /madang_ledger_holds\{book="main"\} 0/);
  });
}

test('a balance under its floor cannot be written at all', async () => {
  const overdraw = sql`update ledger.account set posted = -1 where id = ${ann}`.execute(ledger.db);
  await assert.rejects(overdraw, { code: '23514' });
});
