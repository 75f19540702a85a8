import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, closeSync, openSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Counts, indent } from './reporter.ts';

/** What a file does to its own process, which the file after it would feel. To read its environment is nothing. */
const OWN_PROCESS =
  /\bprocess\.(env(\.\w+)? = |(exit|exitCode|chdir|on|once|argv|stdin|stdout|stderr)\b)|\bdelete process\.|\bglobalThis\b|\bmock\./;

const WORKER = fileURLToPath(new URL('worker.ts', import.meta.url));
const JSX = new URL('jsx.mjs', import.meta.url).href;

/** How many files run at once: PostgreSQL and Chromium work beside each. */
const LANES = 3;

/** How long a worker is let alone beyond the time limit of a test, in milliseconds. */
const GRACE_MS = 5_000;

export interface PoolOptions {
  /** The processes' environment. */
  env: NodeJS.ProcessEnv;
  /** What they print goes here, a file for each. */
  folder: string;
  /** Limit of a test, and of a file. */
  timeoutMs: number;
}

/** What came of all files. */
export interface Ran extends Counts {
  /** Of each file that failed, what it printed: for saying once more where a long run ends. */
  failures: readonly string[];
}

/**
 * Runs test files in a few processes, says a line about each, and counts their tests. A file that changes its process has
 * one to itself; the others share, for loading all that they import takes longer than most of them.
 */
export async function runFiles(files: readonly string[], options: PoolOptions): Promise<Ran> {
  const failures: string[] = [];
  const total: Counts = { passed: 0, failed: 0, skipped: 0 };
  const waiting = files.values();
  const lane = async (_: unknown, number: number) => {
    let shared = new Worker(`${number}`, options);
    for (const file of waiting) {
      const alone = OWN_PROCESS.test(readFileSync(file, 'utf8'));
      if (!alone && shared.hasEnded) shared = new Worker(`${number}`, options);
      const worker = alone ? new Worker(`${number}-alone`, options) : shared;
      const began = performance.now();
      const counts = await worker.run(file);
      const line = lineOf(file, counts, performance.now() - began);
      const failure = counts.failed > 0 ? [`${line}\n${indent(worker.output())}`] : [];
      console.log(failure[0] ?? line);
      failures.push(...failure);
      if (alone) await worker.end();
      for (const kind of ['passed', 'failed', 'skipped'] as const) total[kind] += counts[kind];
    }
    await shared.end();
  };
  await Promise.all(Array.from({ length: Math.min(LANES, files.length) }, lane));
  return { ...total, failures };
}

function lineOf(file: string, counts: Counts, ms: number): string {
  const kinds = (['passed', 'failed', 'skipped'] as const).filter((kind) => kind === 'passed' || counts[kind] > 0);
  const said = kinds.map((kind) => `${counts[kind]} ${kind}, `).join('');
  return `  ${counts.failed > 0 ? '✗' : '✓'} ${file}  ${said}${(ms / 1000).toFixed(1)} s`;
}

/** A process for test files. */
class Worker {
  readonly #child: ChildProcess;
  readonly #output: string;
  readonly #timeoutMs: number;

  constructor(name: string, { env, folder, timeoutMs }: PoolOptions) {
    this.#output = join(folder, `worker-${name}.txt`);
    this.#timeoutMs = timeoutMs;
    const output = openSync(this.#output, 'a');
    this.#child = fork(WORKER, {
      env: { ...env, MADANG_TEST_TIMEOUT: String(timeoutMs) },
      execArgv: ['--enable-source-maps', '--import', JSX],
      stdio: ['ignore', output, output, 'ipc'],
    });
    closeSync(output);
  }

  get hasEnded(): boolean {
    return this.#child.exitCode !== null || this.#child.signalCode !== null;
  }

  /** Runs a file. A worker that ends over it, or has to be ended, is a failure of the file. */
  async run(file: string): Promise<Counts> {
    truncateSync(this.#output);
    let why = 'its process ended';
    const watch = setTimeout(() => {
      why = 'it does not end';
      this.#child.kill('SIGKILL');
    }, this.#timeoutMs + GRACE_MS);
    const over = new AbortController();
    this.#child.send(file);
    const counts = await Promise.race([
      once(this.#child, 'message', over).then(([message]): Counts => message),
      once(this.#child, 'exit', over).then(([code, signal]): Counts => {
        appendFileSync(this.#output, `failed as a whole: ${why} (${code ?? signal})\n`);
        return { passed: 0, failed: 1, skipped: 0 };
      }),
    ]);
    over.abort();
    clearTimeout(watch);
    return counts;
  }

  /** What it has printed since the file began. */
  output(): string {
    return readFileSync(this.#output, 'utf8');
  }

  async end(): Promise<void> {
    if (this.hasEnded) return;
    const ended = once(this.#child, 'exit');
    this.#child.disconnect();
    await ended;
  }
}
