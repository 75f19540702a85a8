import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { all, sql } from '../../src/kernel/index.ts';
import type { TestGovernment } from '../support/government.ts';
import { until } from './soundness.ts';

/** A job that `job-process.ts` knows, and the instant at which it is done. */
export interface JobToKill {
  job: string;
  instant: string;
}

/** Has a process do a job that comes to wait for a row that `lock` holds, and kills it (-9) while it waits. */
export async function killWhileWaiting(
  { gov, url }: Pick<TestGovernment, 'gov' | 'url'>,
  { job, instant }: JobToKill,
  lock: (client: pg.PoolClient) => Promise<unknown>,
): Promise<void> {
  const name = `job-${job}`;
  const address = new URL(url);
  address.searchParams.set('application_name', name);
  const client = await gov.pool.connect();
  await client.query('begin');
  await lock(client);
  const program = fileURLToPath(new URL('job-process.ts', import.meta.url));
  const child = spawn(process.execPath, [program, address.href, gov.pack.id, instant, job], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = once(child, 'exit');
  const killQuietly = () => child.kill('SIGKILL');
  process.once('exit', killQuietly);
  const connections = (where: string) =>
    all(gov.db, sql`select from pg_stat_activity where application_name = ${name} and ${sql.raw(where)}`);
  try {
    await until(async () => (await connections(`wait_event_type = 'Lock'`)).length > 0, 'the job waits for the row');
  } finally {
    child.kill('SIGKILL');
    await ended;
    process.off('exit', killQuietly);
    await client.query('rollback');
    client.release();
  }
  await until(async () => (await connections('true')).length === 0, 'its connections are gone');
}
