import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { exclusively } from './exclusive.ts';
import { initialise, makeFolder, openLog, prepareFiles, type ServerFiles } from './postgres-files.ts';
import { clearAway, findPostmaster, isAlive, shutDown } from './postgres-processes.ts';

/*
 * The embedded PostgreSQL and the processes that share it.
 *
 * Several Madang processes may work on one folder. The first starts the server, the others join it, and the last one to
 * stop ends it, whichever was first; so a new process can take over from an old one without a gap. Who is still there
 * is asked of PostgreSQL itself: each process keeps one idle connection named `madang-keeper`, which ends with the
 * process however it dies. Starting and stopping exclude each other across processes (`exclusively`).
 *
 * After kill -9 of a Madang process the server lives on, in a session of its own: the other processes do not notice,
 * and where there is none, the next start joins the server and, being the last, ends it in its turn.
 * After kill -9 of the server, the next start waits until its orphaned backends are gone, then recovers from the WAL.
 */

export interface PostgresOptions {
  /** The server's own folder: cluster, socket and log. Made when it is missing. */
  directory: string;
  /** Told in a few words what is being waited for. */
  onProgress?: (message: string) => void;
  /** Settings of postgresql.conf over the defaults below; they hold for the process that starts the server. */
  settings?: Record<string, string>;
}

export interface Postgres {
  /** The database `madang`, through the unix socket; good for `pg`, libpq and `new URL`. */
  url: string;
  socketDirectory: string;
  /** Leaves the server, and ends it if no other process uses it. Close your pools first. */
  stop(): Promise<void>;
}

/** An eighth of the machine's memory, where that is between 128 and 512 MB; PostgreSQL takes only what it uses. */
const BUFFERS_MB = Math.round(Math.min(512, Math.max(128, totalmem() / 8 / 2 ** 20)));

const DEFAULTS: Record<string, string> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  shared_buffers: `${BUFFERS_MB}MB`,
  // After a checkpoint the first change of a page writes the whole page: with millions of wallets, most of what is written.
  max_wal_size: '4GB',
  fsync: 'on',
  synchronous_commit: 'on',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};

const KEEPER = 'madang-keeper';
const POLL_MS = 10;
/** How often a process whose keeper was cut off (a backend crashed, PostgreSQL restarts all) tries to be counted again. */
const REJOIN_MS = 500;

/**
 * Starts the embedded server in a folder, or joins the one that runs there, and makes the database `madang`.
 * @throws Error that says what to do, or the end of the server's log.
 */
export async function startPostgres({
  directory,
  onProgress = () => {},
  settings = {},
}: PostgresOptions): Promise<Postgres> {
  const folder = await makeFolder(resolve(directory));
  const lock = `postgres:${folder}`;
  const keeper = await exclusively(lock, async () => {
    const files = await prepareFiles(folder);
    if (!existsSync(files.data)) {
      onProgress('making a new database');
      await initialise(files, settings.fsync !== 'off');
    }
    const connection = await launchOrJoin(files, { ...DEFAULTS, ...settings }, onProgress);
    await createDatabase(connection);
    return keep(connection);
  });
  let stopped: Promise<void> | undefined;
  return {
    url: address(keeper.socketDirectory, 'madang'),
    socketDirectory: keeper.socketDirectory,
    stop: () => (stopped ??= exclusively(lock, () => leave(join(folder, 'data'), keeper))),
  };
}

function address(socketDirectory: string, database: string): string {
  return `postgresql://madang@localhost/${database}?host=${encodeURIComponent(socketDirectory)}`;
}

async function launchOrJoin(
  files: ServerFiles,
  settings: Record<string, string>,
  onProgress: (message: string) => void,
) {
  for (;;) {
    const running = findPostmaster(files.data);
    if (!running) {
      await clearAway(files.data, files.socketDirectory, onProgress);
      return await launch(files, settings, onProgress);
    }
    // It may be shutting down, at another's word: then there is nothing to join, and we launch our own.
    const connection = await connectWhile(() => isAlive(running.pid), running.socketDirectory, onProgress);
    if (connection) return connection;
  }
}

async function launch(files: ServerFiles, settings: Record<string, string>, onProgress: (message: string) => void) {
  const log = await openLog(files.log);
  const before = (await log.stat()).size;
  const all = { ...settings, unix_socket_directories: files.socketDirectory };
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const child = files.run('postgres', ['-D', files.data, ...flags], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  let failure: unknown;
  child.once('error', (error) => {
    failure = error;
  });
  child.unref();
  const lives = () => failure === undefined && child.exitCode === null && child.signalCode === null;
  const connection = await connectWhile(lives, files.socketDirectory, onProgress);
  await log.close();
  if (connection) return connection;
  const said = (await readFile(files.log)).subarray(before).toString().trim();
  throw new Error(`PostgreSQL did not start (${files.log}):\n${said || failure}`, { cause: failure });
}

/** Connects as soon as the server answers, which recovery may delay; undefined when the server is gone before that. */
async function connectWhile(
  lives: () => boolean,
  socketDirectory: string,
  onProgress: (message: string) => void = () => {},
) {
  for (let attempt = 1; lives(); attempt++) {
    const connection = await connect(socketDirectory);
    if (connection) return connection;
    if (attempt === 100) onProgress('waiting for the database server, which may be recovering');
    await sleep(POLL_MS);
  }
  return undefined;
}

/** A connection that counts as a process sharing the server, and does not keep that process alive; undefined if refused. */
async function connect(socketDirectory: string): Promise<pg.Client | undefined> {
  const client = new pg.Client({ connectionString: address(socketDirectory, 'postgres'), application_name: KEEPER });
  client.on('error', () => {}); // `end` follows, and is what matters here
  try {
    await client.connect();
    (client as unknown as { unref(): void }).unref(); // missing in @types/pg
    return client;
  } catch {
    await client.end().catch(() => {});
    return undefined;
  }
}

interface Keeper {
  socketDirectory: string;
  /** The connection that stands for this process now. */
  connection: pg.Client;
  /** Settles once a connection that is to stand in its place is there, or refused. The server may count it before. */
  joining?: Promise<unknown>;
  left: boolean;
}

function keep(connection: pg.Client): Keeper {
  const keeper: Keeper = { socketDirectory: connection.host, connection, left: false };
  const watch = () => keeper.connection.once('end', rejoin);
  const rejoin = async () => {
    for (;;) {
      await sleep(REJOIN_MS, undefined, { ref: false });
      if (keeper.left) return;
      const joining = connect(keeper.socketDirectory);
      keeper.joining = joining;
      const next = await joining;
      if (!next) continue;
      keeper.connection = next;
      if (!keeper.left) watch();
      return;
    }
  };
  watch();
  return keeper;
}

async function leave(data: string, keeper: Keeper): Promise<void> {
  keeper.left = true;
  await keeper.joining;
  const running = findPostmaster(data);
  const observer = running && (await connectWhile(() => isAlive(running.pid), running.socketDirectory));
  const others = observer ? await countOthers(observer, keeper.connection) : 0;
  await Promise.all([observer?.end(), keeper.connection.end()]);
  if (running && others === 0 && isAlive(running.pid)) await shutDown(running.pid);
}

/** How many processes besides this one share the server. */
async function countOthers(observer: pg.Client, mine: pg.Client): Promise<number> {
  const { processID } = mine as unknown as { processID: number | null };
  const { rows } = await observer.query<{ others: number }>(
    `select count(*)::int as others from pg_stat_activity
     where application_name = $1 and pid <> pg_backend_pid() and pid is distinct from $2`,
    [KEEPER, processID],
  );
  return rows[0]!.others;
}

async function createDatabase(connection: pg.Client): Promise<void> {
  const { rowCount } = await connection.query(`select from pg_database where datname = 'madang'`);
  if (rowCount === 0) await connection.query('create database madang');
}
