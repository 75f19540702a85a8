import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { OwnGovernment } from '../test/faults/government.ts';
import { makeMothers, prepareApplicants } from '../test/faults/mothers.ts';
import { startMadang } from '../test/support/process.ts';
import { median, type Row, rowOf } from './bench.ts';
import { onOwnGovernment } from './own-government.ts';

export const name = 'portal';

const PAGE = '/services/birth-registration';
const CONNECTIONS = 50;
const ROUNDS = 3;
const SECONDS = { warmUp: 2, page: 5, bare: 3 };

/** The page of a service for somebody who is signed in, against `node:http` answering with the same bytes. */
export const run = (): Promise<Row[]> => onOwnGovernment(measure);

async function measure({ gov, home }: OwnGovernment): Promise<Row[]> {
  const [reader] = await prepareApplicants(gov, await makeMothers(gov, { count: 1 }));
  const madang = await startMadang({ home, environment: { LOG_LEVEL: 'warn' } });
  const cookie = reader!.cookie;
  const page = `${madang.address}${PAGE}`;
  const bare = await startBareServer(await fetch(page, { headers: { cookie } }), join(home, 'page.json'));
  await load(page, SECONDS.warmUp, cookie);
  await load(bare.address, SECONDS.warmUp, cookie);
  const pages: Load[] = [];
  const bares: Load[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    pages.push(await load(page, SECONDS.page, cookie));
    bares.push(await load(bare.address, SECONDS.bare, cookie));
  }
  bare.stop();
  await madang.stop();
  const middle = (loads: readonly Load[], figure: keyof Load) => median(loads.map((each) => each[figure]));
  const what = `node:http, the same ${bare.kibibytes} KiB, ${CONNECTIONS} connections`;
  return [
    rowOf('portal.rate', middle(pages, 'rate'), 'pages/s', { what, value: middle(bares, 'rate') }),
    rowOf('portal.p99', middle(pages, 'p99'), 'ms', { what, value: middle(bares, 'p99') }),
  ];
}

interface Load {
  /** Answers a second. */
  rate: number;
  /** Milliseconds within which 99 of 100 answers came. */
  p99: number;
}

/** Loads an address from a process of its own. @throws Error when any answer is not the page. */
async function load(address: string, seconds: number, cookie: string): Promise<Load> {
  const options = ['--connections', String(CONNECTIONS), '--duration', String(seconds), '--json', '--no-progress'];
  const program = join(import.meta.dirname, '../node_modules/.bin/autocannon');
  const { stdout } = await promisify(execFile)(program, [...options, '-H', `cookie=${cookie}`, address]);
  const { requests, latency, errors, non2xx } = JSON.parse(stdout);
  if (errors + non2xx > 0) throw new Error(`${errors} errors, ${non2xx} other answers from ${address}`);
  return { rate: requests.average, p99: latency.p99 };
}

async function startBareServer(answer: Response, file: string) {
  const body = await answer.text();
  if (answer.status !== 200) throw new Error(`The page answers ${answer.status}`);
  const ofTheConnection = ['connection', 'keep-alive', 'date', 'transfer-encoding'];
  const headers = Object.fromEntries([...answer.headers].filter(([header]) => !ofTheConnection.includes(header)));
  await writeFile(file, JSON.stringify({ headers, body }));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout, 'data');
  return {
    address: `http://127.0.0.1:${String(port).trim()}/`,
    kibibytes: Math.round(Buffer.byteLength(body) / 1024),
    stop: () => child.kill(),
  };
}
