import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { sandboxDatabase } from '../../src/sandbox.ts';
import { testGovernment } from './government.ts';
import { type MadangProcess, startMadang } from './process.ts';

const PATIENCE_MS = 60_000;

/** A Madang in a process of its own that has a sandbox beside it, in another. */
export interface SandboxedMadang {
  madang: MadangProcess;
  home: string;
  databaseUrl: string;
  sandboxUrl: string;
  /** Waits until a sandbox is ready for the nth time. @returns its address. */
  sandboxReady(times?: number): Promise<string>;
  /** The process of the sandbox that runs now. */
  sandboxPid(): number | undefined;
}

/** Starts one for one test file; only the people of the sandbox are still to be made. */
export async function startSandboxed(environment: Record<string, string> = {}): Promise<SandboxedMadang> {
  let end = async () => {};
  after(() => end()); // hooks run in the order of their making: this one before the database goes
  const { gov, url: databaseUrl } = await testGovernment();
  const home = gov.config.MADANG_HOME;
  const sandbox = sandboxDatabase(databaseUrl);
  const madang = await startMadang({
    home,
    databaseUrl,
    environment: { SANDBOX_PORT: '0', LOG_LEVEL: 'warn', ...environment },
  });
  end = async () => {
    if (!madang.hasEnded()) await madang.stop();
    await query(databaseUrl, `drop database if exists ${sandbox.name} with (force)`);
  };
  const { pid, output } = madang;
  return {
    ...{ madang, home, databaseUrl, sandboxUrl: sandbox.url },
    async sandboxReady(times = 1) {
      const found = await eventually(() => [...output().matchAll(/sandbox is ready: (http\S+)/g)][times - 1]?.[1]);
      if (!found) throw new Error(`There is no sandbox:\n${output()}`);
      return found;
    },
    sandboxPid() {
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
      const isMadang = (child: string) => readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('madang.mjs');
      return children
        .filter(Boolean)
        .map(Number)
        .find((child) => isMadang(String(child)));
    },
  };
}

/** Asks until there is an answer; undefined where that takes longer than anything should. */
export async function eventually<T>(ask: () => T | Promise<T>): Promise<T | undefined> {
  for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(10)) {
    const answer = await ask();
    if (answer) return answer;
  }
  return undefined;
}

/** Rows of a statement over a connection of its own. */
export async function query<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

/** What a process was told when it began. */
export const environmentOf = (pid: number): string => readFileSync(join('/proc', String(pid), 'environ'), 'utf8');
