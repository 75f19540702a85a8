import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import type pg from 'pg';
import { createLogger, type Db, databaseOn, migrate, movableClock, sql } from '../kernel/index.ts';
import {
  commitAct,
  latestLeaves,
  logMigrations,
  NO_WITNESSES,
  type OperatedLog,
  sequenceOnce,
  signerOf,
} from '../log/index.ts';
import {
  type AccountSpec,
  ensureAccount,
  type LedgerTotals,
  ledgerTotals,
  openFund,
  refusalReason,
  reverse,
  totalsStatement,
  transferAll,
  transferIdOf,
  trialBalance,
} from './index.ts';
import { PlainLedger } from './plain-ledger.ts';
import { AT, CURRENCY, fundOf, ledgerDatabase, payment, personAccount } from './testing.ts';

const ledger = ledgerDatabase();
const clock = movableClock(AT);

/** A step of a random history: a payment, a payment taken back, or a further budget. */
const step = fc.oneof(
  { weight: 5, arbitrary: fc.record({ pay: fc.integer({ min: 1, max: 300 }), to: fc.constantFrom('ann', 'bob') }) },
  { weight: 2, arbitrary: fc.record({ takeBack: fc.nat({ max: 12 }) }) },
  { weight: 1, arbitrary: fc.record({ budget: fc.integer({ min: 1, max: 500 }) }) },
);

let runs = 0;

/** Does a step in both ledgers; a refusal changes neither. */
async function both(plainly: () => unknown, really: () => Promise<unknown>): Promise<void> {
  try {
    plainly();
  } catch (error) {
    return void (await assert.rejects(really(), (refused) => refusalReason(refused) === refusalReason(error)));
  }
  await really();
}

test('after any history the sum is zero, and money issued and transfers are those of the plain ledger', async () => {
  const before = await ledgerTotals(ledger.db, clock);
  let transfers = before.transfers;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async (steps) => {
      runs += 1;
      const currency = `run ${runs}`;
      const plain = new PlainLedger();
      const open = async (spec: AccountSpec) => {
        assert.equal(await ensureAccount(ledger.db, spec), plain.open(spec));
        return plain.open(spec);
      };
      const issuance = await open({ kind: 'issuance', owner: 'fund', currency });
      const fund = await open({ kind: 'fund', owner: 'fund', currency });
      const people = {
        ann: await open({ kind: 'person', owner: 'ann', currency }),
        bob: await open({ kind: 'person', owner: 'bob', currency }),
      };
      for (const [index, each] of steps.entries()) {
        const asked = { client: currency, key: String(index), currency, at: AT };
        if ('budget' in each) {
          const budget = { ...asked, debit: issuance, credit: fund, amount: each.budget, purpose: 'budget' };
          await both(
            () => plain.transferAll([budget]),
            () => openFund(ledger.db, { ...asked, fund: 'fund', budget: each.budget }),
          );
        } else if ('pay' in each) {
          const asks = [{ ...asked, debit: fund, credit: people[each.to], amount: each.pay, purpose: 'test' }];
          await both(
            () => plain.transferAll(asks),
            () => transferAll(ledger.db, asks),
          );
        } else {
          const id = transferIdOf(currency, String(each.takeBack));
          const why = { at: AT, purpose: 'correction' };
          await both(
            () => plain.reverse(id, why),
            () => reverse(ledger.db, id, why),
          );
        }
      }
      transfers += plain.transfers.size;
      const totals = await ledgerTotals(ledger.db, clock);
      const issued = String(-plain.accounts.get(issuance)!.balance);
      assert.deepEqual(totals.currencies[currency], { sum: '0', issued });
      assert.equal(totals.transfers, transfers);
      assert.equal(totals.accounts, before.accounts + 4 * runs);
    }),
    { numRuns: 40 },
  );
  assert.deepEqual((await trialBalance(ledger.db)).problems, []);
});

const signer = signerOf('gov.example/log', Buffer.alloc(32, 9));
const log: OperatedLog = { origin: signer.name, signers: [signer], policy: NO_WITNESSES };

/** What the last leaf states after an act in the same database. */
async function statedAfterAct(db: Db): Promise<LedgerTotals> {
  await commitAct(db, log.origin, { kind: 'case.paid', agency: 'welfare', at: clock.now(), content: {} });
  // A statement of its own each time: a machine that is busy just now must not make it give out an older reading.
  const statement = totalsStatement({ db, clock, logger: createLogger('silent') });
  await sequenceOnce(db, { ...log, statement }, clock);
  const [leaf] = await latestLeaves(db, log.origin, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  assert.equal(leaf!.kind, 'ledger.totals');
  assert.equal(leaf!.agency, log.origin);
  return leaf!.statement as LedgerTotals;
}

/** Looks at the next leaf after the books were forged, and undoes it. */
async function statedAfter(forge: ReturnType<typeof sql>): Promise<LedgerTotals> {
  const connection = await ledger.pool.connect();
  const query: pg.PoolClient['query'] = connection.query.bind(connection);
  // No `transaction`: that would keep the act back until its end.
  const tx: Db = { ...databaseOn({ connect: async () => ({ query, release() {} }) }), isTransaction: true };
  await sql`begin`.execute(tx);
  try {
    await forge.execute(tx);
    return await statedAfterAct(tx);
  } finally {
    await sql`rollback`.execute(tx);
    connection.release();
  }
}

describe('in the log', () => {
  let ann: string;
  before(async () => {
    await migrate(ledger.pool, [logMigrations]);
    const fund = await fundOf(ledger.db, 'fund', 1_000);
    ann = await personAccount(ledger.db, 'ann');
    await transferAll(ledger.db, [payment(fund, ann, 70)]);
  });

  test('the last leaf before a checkpoint states the totals of that moment', async () => {
    const right = await statedAfter(sql`select 1`);
    assert.deepEqual(right, JSON.parse(JSON.stringify(await ledgerTotals(ledger.db, clock))));
    assert.deepEqual(right.currencies[CURRENCY], { sum: '0', issued: '1000' });
    assert.equal(right.as_of, AT.toISOString());
  });

  test('a balance that was written over is in the very next leaf', async () => {
    const forged = await statedAfter(sql`update ledger.account set posted = posted + 1 where id = ${ann}`);
    assert.equal(forged.currencies[CURRENCY]!.sum, '1');
  });

  test('money made with both sides written is money issued, wherever it is hidden', async () => {
    const other = await statedAfter(
      sql`with issued as (update ledger.account set floor = -500, posted = posted - 500 where id = ${ann})
        update ledger.account set posted = posted + 500 where kind = 'fund' and lane = 0 and currency = ${CURRENCY}`,
    );
    const stated = other.currencies[CURRENCY]!;
    assert.equal(stated.sum, '0');
    assert.equal(stated.issued, String(1_000 + 500 - 70), 'what she held does not count any more either');
  });
});
