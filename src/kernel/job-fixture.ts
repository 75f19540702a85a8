import { after, beforeEach } from 'node:test';
import { testDatabase } from '../../test/support/database.ts';
import { all, type Db, openDatabase, run, sql } from './database.ts';
import { type JobHandler, kernelMigrations } from './jobs.ts';
import { migrate } from './migrate.ts';
import { createLogger, createMetrics } from './telemetry.ts';

/** A job as it waits. */
export interface Waiting {
  task: string;
  key: string | null;
  attempts: number;
  error: string | null;
}

/** What the tests of jobs share: a queue on a database of its own, empty before each test. */
export async function testQueue() {
  const database = await testDatabase(async (url) => {
    const { pool } = openDatabase({ url, connections: 2 });
    await migrate(pool, [kernelMigrations]);
    await pool.end();
  }, 'kernel_jobs');
  const { db, pool } = openDatabase({ url: database.url, connections: 8 });
  after(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(() => run(db, sql`truncate kernel.job, kernel.tick`));
  return { url: database.url, db, pool };
}

/** The jobs that there are, longest due first. */
export const jobsOf = (db: Db): Promise<Waiting[]> =>
  all(db, sql`select task, key, attempts, last_error as error from kernel.job order by run_at, id`);

/** Has all that waits be due. */
export const makeDue = (db: Db): Promise<number> =>
  run(db, sql`update kernel.job set run_at = '2000-01-01' where taken_by is null and run_at > now()`);

/** Where a process tells what it did, and what it told. */
export function telling() {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(line) });
  return { logger, metrics: createMetrics(), lines };
}

/** A handler that keeps what it was given. */
export function keeping(): { seen: unknown[]; handle: JobHandler } {
  const seen: unknown[] = [];
  return { seen, handle: async (payload: unknown) => void seen.push(payload) };
}
