import { after, before } from 'node:test';
import type pg from 'pg';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { type Db, first, migrate, openDatabase, sql, transaction } from '../kernel/index.ts';
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
      await pool.end();
    }, 'ledger');
    Object.assign(opened, openDatabase({ url: database.url, connections: 24 }));
    // A test kills connections in use, which tell the pool nothing; the statement that fails is what counts.
    opened.pool.on('connect', (connection) => connection.on('error', () => {}));
  });
  after(async () => {
    await opened.pool.end();
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

/** Does something in a transaction that commits only once what is begun then waits for it; what became of that. */
export async function meanwhile<T>(db: Db, theirs: (tx: Db) => Promise<unknown>, begin: () => Promise<T>): Promise<T> {
  let begun: Promise<T> | undefined;
  await transaction(db, async (tx) => {
    await theirs(tx);
    begun = begin();
    while (!(await someoneWaits(db)));
  });
  return begun!;
}

/** Whether a connection waits for a row that another has locked. Asked outside of transactions: they see it frozen. */
async function someoneWaits(db: Db): Promise<boolean> {
  const waiting = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  return (await first(db, waiting))!.n > 0;
}
