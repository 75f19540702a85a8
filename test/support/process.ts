import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { keepSaid } from './said.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const POLL_MS = 10;
/** Longer than any start takes, so that a hung one ends with its output instead of the run's time limit. */
const PATIENCE_MS = 60_000;

/** Where a Madang process keeps its data, and whatever else differs from the defaults. */
export interface ProcessOptions {
  home: string;
  /** Another database than the embedded one in `home`. */
  databaseUrl?: string | undefined;
  environment?: Record<string, string>;
  /** Options of Node itself, such as `--cpu-prof`. */
  nodeOptions?: readonly string[];
}

/** How a process ended: its exit code, or the signal that ended it. */
export type Ending = number | NodeJS.Signals;

/** A Madang that has been launched as `bin/madang.mjs start`, in a process of its own, and may not serve yet. */
export interface LaunchedProcess {
  pid: number;
  /** Everything that it has printed so far. */
  output(): string;
  hasEnded(): boolean;
  /** Sends a signal and waits until the process has ended. */
  kill(signal: NodeJS.Signals): Promise<Ending>;
  /** Asks it to stop, as Ctrl+C does, and waits until it has. */
  stop(): Promise<Ending>;
}

/** A Madang that serves. */
export interface MadangProcess extends LaunchedProcess {
  /** Where it listens, for example `http://localhost:40123`. */
  address: string;
  /** From the launch until `/healthz` answered 200, in milliseconds. */
  readyAfter: number;
}

/** Launches Madang on a free port, without a limit of requests. */
export function launchMadang({ home, databaseUrl = '', environment = {}, nodeOptions = [] }: ProcessOptions) {
  const child = spawn(process.execPath, [...nodeOptions, 'bin/madang.mjs', 'start'], {
    cwd: root,
    env: { ...process.env, PORT: '0', RATE_LIMIT: '0', MADANG_HOME: home, DATABASE_URL: databaseUrl, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killQuietly = () => child.kill('SIGKILL');
  let output = '';
  const ended = once(child, 'exit').then(([code, signal]): Ending => {
    process.off('exit', killQuietly);
    keepSaid(output);
    return code ?? signal;
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  // A test that fails leaves its processes behind: they must neither keep it alive nor outlive it.
  child.unref();
  for (const stream of [child.stdout, child.stderr] as Socket[]) stream.unref();
  process.once('exit', killQuietly);
  const kill = (signal: NodeJS.Signals) => {
    child.ref();
    child.kill(signal);
    return ended;
  };
  const launched: LaunchedProcess = {
    pid: child.pid!,
    output: () => output,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    kill,
    stop: () => kill('SIGTERM'),
  };
  return launched;
}

/**
 * Launches Madang and waits until it serves.
 * @throws Error with its output when it ends before that.
 */
export async function startMadang(options: ProcessOptions): Promise<MadangProcess> {
  const began = performance.now();
  const launched = launchMadang(options);
  const address = await untilReady(launched);
  return { ...launched, address, readyAfter: performance.now() - began };
}

async function untilReady(launched: LaunchedProcess): Promise<string> {
  for (const deadline = Date.now() + PATIENCE_MS; ; await sleep(POLL_MS)) {
    const address = /Madang is ready: (http\S+)/.exec(launched.output())?.[1];
    if (address && (await healthOf(address)) === 200) return address;
    if (!launched.hasEnded() && Date.now() < deadline) continue;
    await launched.kill('SIGKILL');
    throw new Error(`Madang did not start:\n${launched.output()}`);
  }
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
