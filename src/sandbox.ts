import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { Gauge } from 'prom-client';
import { type Config, ConfigError, hasSqlState, pause, SETTINGS } from './kernel/index.ts';
import type { Opened } from './open.ts';

/*
 * A sandbox beside an installation: another installation, in a process of its own, with its own database, keys, log and
 * address, full of made-up people. It shares nothing with the first but the machine and the server of databases: it is
 * given neither the keys of the first nor the address of its database, so that nothing of real people can be reached from
 * it, and what it signs is signed by others. This process starts it, looks after it, and ends it.
 */

/** What a sandbox may take of the machine. It is besides less urgent than all else (nice 10). */
const LIMITS = { connections: 8, workers: 1, heapMb: 512, requestsAMinute: 300 } as const;

/** How often it is looked after, and how often in a row it may fail before it is started anew. */
const LOOK_MS = 2_000;
const MOST_FAILURES = 5;
/** How long to wait before one that has ended is started again: twice as long each time that it did not come to serve. */
const PAUSES_MS = { first: 1_000, longest: 300_000 } as const;
/** Longest that it may take to answer, and to stop. */
const PATIENCE_MS = 10_000;

type Installation = Pick<Opened, 'url'> & { gov: Pick<Opened['gov'], 'config' | 'logOrigin'> };

/** The database of the sandbox, by that of its installation: on the same server, with `_sandbox` after its name. */
export function sandboxDatabase(url: string): { url: string; name: string } {
  const own = new URL(url);
  const name = `${decodeURIComponent(own.pathname.slice(1))}_sandbox`;
  own.pathname = name;
  return { url: own.href, name };
}

/** The settings of the sandbox of an installation. What is not named here it is not told. */
export function sandboxSettings({ url, gov }: Installation): Record<string, string> {
  const { config, logOrigin } = gov;
  return {
    MADANG_MODE: 'sandbox',
    MADANG_HOME: homeOf(config),
    DATABASE_URL: sandboxDatabase(url).url,
    DATABASE_CONNECTIONS: String(LIMITS.connections),
    HOST: config.HOST,
    PORT: String(config.SANDBOX_PORT),
    ORIGIN: config.SANDBOX_ORIGIN,
    PACK: config.PACK,
    LOG_ORIGIN: `${logOrigin}/sandbox`,
    LOG_LEVEL: config.LOG_LEVEL,
    MADANG_CLOCK: config.MADANG_CLOCK?.toISOString() ?? '',
    RATE_LIMIT: String(config.RATE_LIMIT === 0 ? 0 : Math.min(config.RATE_LIMIT, LIMITS.requestsAMinute)),
    WALLETS: config.WALLETS,
    WORKERS: String(LIMITS.workers),
  };
}

const homeOf = ({ MADANG_HOME }: Config): string => join(MADANG_HOME, 'sandbox');

/**
 * Makes the database of the sandbox, if there is none. Keys and the memories of witnesses go with it: those of one that is gone
 * are thrown away.
 * @throws ConfigError where the user of the database may not make one.
 */
export async function makeSandboxDatabase({ url, gov }: Installation): Promise<void> {
  const { name } = sandboxDatabase(url);
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount !== 0) return;
    await rm(homeOf(gov.config), { recursive: true, force: true });
    try {
      await client.query(`create database ${client.escapeIdentifier(name)}`);
    } catch (error) {
      if (hasSqlState(error, '42P04') || hasSqlState(error, '23505')) return; // another process was quicker
      if (!hasSqlState(error, '42501')) throw error;
      throw new ConfigError(
        `The user of DATABASE_URL may not make the database of the sandbox. As one who may: create database "${name}" owner of that user.`,
        { cause: error },
      );
    }
  });
}

/** Deletes all that a sandbox holds. One that runs is found to serve no more within seconds, and is made anew. */
export async function dropSandbox({ url }: Pick<Installation, 'url'>): Promise<void> {
  const { name } = sandboxDatabase(url);
  await withClient(url, (client) =>
    client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`),
  );
}

async function withClient(url: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** A sandbox that is looked after. */
export interface Sandbox {
  /** How it is, for `/healthz`. */
  state(): 'ok' | 'unavailable';
  /** Ends it, and waits until it has ended. */
  stop(): Promise<void>;
}

/**
 * Starts the sandbox of an installation and looks after it until it is stopped: starts it again where it ends by itself or
 * does not answer any more. What is wrong with it is in the log, and holds up nothing else.
 * @param program what `node` runs, with the word `start`.
 * @param onReady told where it listens, each time that it begins to serve.
 */
export function startSandbox(
  { url, gov }: Opened,
  { program, onReady = () => {} }: { program: string; onReady?: (address: string) => void },
): Sandbox {
  const { logger, metrics } = gov;
  const up = new Gauge({
    name: 'madang_sandbox_up',
    help: 'Whether the sandbox beside this process serves',
    registers: [metrics.registry],
  });
  up.set(0);
  const stopping = new AbortController();
  let child: ChildProcess | undefined;
  let isUp = false;
  const say = (serves: boolean) => {
    isUp = serves;
    up.set(serves ? 1 : 0);
  };

  /** From its start to its end. @returns whether it has served. */
  async function live(): Promise<boolean> {
    await makeSandboxDatabase({ url, gov });
    if (stopping.signal.aborted) return false;
    const running = fork(program, ['start'], {
      env: { ...environmentOfOthers(), ...sandboxSettings({ url, gov }) },
      execArgv: [`--max-old-space-size=${LIMITS.heapMb}`],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    child = running;
    const ended = new AbortController();
    running.once('exit', () => ended.abort());
    running.once('error', () => ended.abort());
    let served = false;
    running.once('message', (message: { address: string }) => {
      served = true;
      say(true);
      // A free port was asked for: the next one stays where people know it.
      gov.config.SANDBOX_PORT = Number(new URL(message.address).port);
      onReady(message.address);
      void lookAfter(running, message.address, ended.signal);
    });
    if (!ended.signal.aborted) await once(ended.signal, 'abort');
    say(false);
    return served;
  }

  async function lookAfter(running: ChildProcess, address: string, ended: AbortSignal): Promise<void> {
    for (let failures = 0; failures < MOST_FAILURES; ) {
      await pause(LOOK_MS, ended);
      const serves = await answers(address);
      if (ended.aborted) return;
      failures = serves ? 0 : failures + 1;
      say(serves);
    }
    running.kill('SIGKILL');
  }

  const living = (async () => {
    for (let wait: number = PAUSES_MS.first; ; ) {
      const served = await live().catch((error) => {
        logger.error({ err: error }, 'the sandbox cannot be started; it is tried again');
        return false;
      });
      if (stopping.signal.aborted) return;
      logger.error({ served }, 'the sandbox has ended; it is started again');
      if (served) wait = PAUSES_MS.first;
      await pause(wait, stopping.signal);
      if (stopping.signal.aborted) return;
      wait = Math.min(2 * wait, PAUSES_MS.longest);
    }
  })();

  return {
    state: () => (isUp ? 'ok' : 'unavailable'),
    async stop() {
      stopping.abort();
      child?.kill('SIGTERM');
      const patience = setTimeout(() => child?.kill('SIGKILL'), PATIENCE_MS);
      await living;
      clearTimeout(patience);
    },
  };
}

/** What programs are told besides our settings: where others are, the time zone, and what PostgreSQL's own variables say. */
const environmentOfOthers = (): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !(name in SETTINGS)));

const answers = (address: string): Promise<boolean> =>
  fetch(`${address}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS) }).then(
    ({ ok }) => ok,
    () => false,
  );
