import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const CONNECTIONS = 50;

/** What loading an address came to. */
export interface Load {
  /** Answers a second. */
  rate: number;
  /** Milliseconds within which 99 of 100 answers came. */
  p99: number;
}

/** Loads an address from a process of its own. @throws Error when an answer is neither the page nor that it has not changed. */
export async function load(
  address: string,
  seconds: number,
  headers: Readonly<Record<string, string>> = {},
): Promise<Load> {
  const options = ['--connections', String(CONNECTIONS), '--duration', String(seconds), '--json', '--no-progress'];
  const program = join(import.meta.dirname, '../node_modules/.bin/autocannon');
  const sent = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}=${value}`]);
  const { stdout } = await promisify(execFile)(program, [...options, ...sent, address]);
  const { requests, latency, errors, ...answers } = JSON.parse(stdout);
  const others = errors + answers['4xx'] + answers['5xx'];
  if (others > 0) throw new Error(`${others} errors and other answers from ${address}`);
  return { rate: requests.average, p99: latency.p99 };
}

/** What `node:http` alone does with the same bytes and headers, in a process of its own. */
export async function startBareServer(answer: Response, file: string) {
  const body = await answer.text();
  if (answer.status !== 200) throw new Error(`The page answers ${answer.status}`);
  const ofTheConnection = [
    'connection',
    'keep-alive',
    'date',
    'transfer-encoding',
    'content-encoding',
    'content-length',
  ];
  const headers = Object.fromEntries([...answer.headers].filter(([header]) => !ofTheConnection.includes(header)));
  await writeFile(file, JSON.stringify({ headers, body }));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout, 'data');
  return {
    address: `http://127.0.0.1:${String(port).trim()}/`,
    what: `node:http, the same ${Math.round(Buffer.byteLength(body) / 1024)} KiB, ${CONNECTIONS} connections`,
    stop: () => child.kill(),
  };
}
