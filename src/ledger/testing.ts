import { after, before } from 'node:test';
import type pg from 'pg';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { type Db, migrate, openDatabase } from '../kernel/index.ts';
import { ensureAccount, fundAccount, ledgerMigrations, openFund, type TransferRequest } from './index.ts';

/** When everything happens, unless a test is about time. */
export const AT = new Date('2026-03-02T01:00:00Z');
export const CURRENCY = 'XTS'; // ISO 4217's code for testing

/** A database with the ledger in it, for one test file. */
export function ledgerDatabase(): { db: Db; pool: pg.Pool } {
  const opened = {} as { db: Db; pool: pg.Pool };
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase(async (url) => {
      const { pool } = openDatabase({ url });
      await migrate(pool, [ledgerMigrations]);
      await pool.end(); // Kysely ends only a pool that it has used
    }, 'ledger');
    Object.assign(opened, openDatabase({ url: database.url, connections: 24 }));
    // A test kills connections in use, which tell the pool nothing; the statement that fails is what counts.
    opened.pool.on('connect', (connection) => connection.on('error', () => {}));
  });
  after(async () => {
    await opened.db.destroy();
    await database.drop();
  });
  return opened;
}

/** A fund with a budget; its account. */
export async function fundOf(db: Db, fund: string, budget: number): Promise<string> {
  await openFund(db, { fund, currency: CURRENCY, budget, client: 'test', key: `budget/${fund}`, at: AT });
  return fundAccount(fund, CURRENCY);
}

/** Opens a person's account. */
export function personAccount(db: Db, owner: string): Promise<string> {
  return ensureAccount(db, { kind: 'person', owner, currency: CURRENCY });
}

let keys = 0;

/** A request with a key of its own. */
export function payment(debit: string, credit: string, amount: number, more: Partial<TransferRequest> = {}) {
  keys += 1;
  const key = `payment/${keys}`;
  return { client: 'test', key, debit, credit, amount, currency: CURRENCY, at: AT, purpose: 'test', ...more };
}
