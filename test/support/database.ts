import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres } from '../../src/kernel/postgres.ts';

/** For a server that only tests use: what is written need not survive a power cut. */
export const UNSAFE_BUT_FAST = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

export interface TestDatabase {
  url: string;
  /** Removes the database; close the pools on it first, what is still open is cut off. */
  drop(): Promise<void>;
}

/**
 * A fresh database for one test file, cloned from a template that `migrate` fills once in the whole run.
 * @param migrate makes the schema (and the rows that every test of this template wants); it must close its connections.
 * @param templateName the same name means the same template, in every test file.
 */
export async function testDatabase(
  migrate: (url: string) => Promise<void>,
  templateName: string,
): Promise<TestDatabase> {
  const maintenance = process.env.MADANG_TEST_PG ?? (await ownServer());
  const template = `template_${templateName.replaceAll(/\W/g, '_')}`;
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await withClient(maintenance, async (client) => {
    // Advisory locks are kept by database: all test processes meet in the maintenance database.
    await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [template]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [template]);
    if (rowCount === 0) await makeTemplate(client, maintenance, template, migrate);
    await client.query('select pg_advisory_unlock_all()');
    await client.query(`create database ${name} template ${template}`);
  });
  return {
    url: withDatabase(maintenance, name),
    drop: () =>
      withClient(maintenance, async (client) => {
        await client.query(`drop database if exists ${name} with (force)`);
      }),
  };
}

/** The template gets its name only when it is whole. */
async function makeTemplate(
  client: pg.Client,
  maintenance: string,
  template: string,
  migrate: (url: string) => Promise<void>,
): Promise<void> {
  const draft = `${template}_draft`;
  await client.query(`drop database if exists ${draft} with (force)`);
  await client.query(`create database ${draft}`);
  await migrate(withDatabase(maintenance, draft));
  await client.query(`alter database ${draft} rename to ${template}`);
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** The URL of another database on the same server. */
export function withDatabase(url: string, database: string): string {
  const other = new URL(url);
  other.pathname = database;
  return other.href;
}

let started: Promise<string> | undefined;

/**
 * Someone runs one test file alone: it gets a server of its own for as long as it lives. It ends with the process and
 * not in an `after` hook, since those of node:test run in the order of their making, this one before the file's own.
 */
function ownServer(): Promise<string> {
  started ??= (async () => {
    const directory = await mkdtemp(join(tmpdir(), 'madang-test-'));
    await chmod(directory, 0o711); // PostgreSQL may run as another user, who must pass through
    const server = await startPostgres({ directory: join(directory, 'postgres'), settings: UNSAFE_BUT_FAST });
    const pidFile = join(directory, 'postgres/data/postmaster.pid');
    process.once('exit', () => {
      process.kill(Number.parseInt(readFileSync(pidFile, 'utf8'), 10), 'SIGQUIT');
      while (existsSync(pidFile)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
      rmSync(directory, { recursive: true, force: true });
    });
    return withDatabase(server.url, 'postgres');
  })();
  return started;
}
