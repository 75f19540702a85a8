import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const POLL_MS = 10;
/** Longer than any start takes, so that a hung one ends with its output instead of the run's time limit. */
const PATIENCE_MS = 60_000;

/** Where a Madang process keeps its data, and whatever else differs from the defaults. */
export interface ProcessOptions {
  home: string;
  /** Another database than the embedded one in `home`. */
  databaseUrl?: string;
  environment?: Record<string, string>;
}

/** How a process ended: its exit code, or the signal that ended it. */
export type Ending = number | NodeJS.Signals;

/** A Madang that runs as `bin/madang.mjs start` does, in a process of its own. */
export interface MadangProcess {
  /** Where it listens, for example `http://localhost:40123`. */
  address: string;
  pid: number;
  /** From the spawn until `/healthz` answered 200, in milliseconds. */
  readyAfter: number;
  /** Everything that it has printed so far. */
  output(): string;
  /** Sends a signal and waits until the process has ended. */
  kill(signal: NodeJS.Signals): Promise<Ending>;
  /** Asks it to stop, as Ctrl+C does, and waits until it has. */
  stop(): Promise<Ending>;
}

/**
 * Starts Madang on a free port without a limit of requests, and waits until it serves.
 * @throws Error with its output when it ends before that.
 */
export async function startMadang({ home, databaseUrl = '', environment = {} }: ProcessOptions): Promise<MadangProcess> {
  const began = performance.now();
  const child = spawn(process.execPath, ['bin/madang.mjs', 'start'], {
    cwd: root,
    env: { ...process.env, PORT: '0', RATE_LIMIT: '0', MADANG_HOME: home, DATABASE_URL: databaseUrl, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = endingOf(child);
  let output = '';
  for (const stream of [child.stdout!, child.stderr!]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const kill = (signal: NodeJS.Signals) => {
    child.kill(signal);
    return ended;
  };
  const address = await untilReady(child, () => output);
  return {
    address,
    pid: child.pid!,
    readyAfter: performance.now() - began,
    output: () => output,
    kill,
    stop: () => kill('SIGTERM'),
  };
}

/** The status of `/healthz`; 0 when nobody answers. */
export function healthOf(address: string): Promise<number> {
  return new Promise((resolve) => {
    get(`${address}/healthz`, { agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode!);
    }).on('error', () => resolve(0));
  });
}

async function endingOf(child: ChildProcess): Promise<Ending> {
  const [code, signal] = await once(child, 'close');
  return code ?? signal;
}

async function untilReady(child: ChildProcess, output: () => string): Promise<string> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(POLL_MS)) {
    const address = /Madang is ready: (http\S+)/.exec(output())?.[1];
    if (address && (await healthOf(address)) === 200) return address;
    if (child.exitCode === null && child.signalCode === null && Date.now() < deadline) continue;
    child.kill('SIGKILL');
    throw new Error(`Madang did not start:\n${output()}`);
  }
}
