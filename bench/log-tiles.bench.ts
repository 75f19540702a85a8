import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { transaction } from '../src/kernel/index.ts';
import { commitAct } from '../src/log/index.ts';
import type { OwnGovernment } from '../test/faults/government.ts';
import { startMadang } from '../test/support/process.ts';
import { median, type Row, rowOf } from './bench.ts';
import { onOwnGovernment } from './own-government.ts';

export const name = 'log-tiles';

/** Full tiles, and full bundles of entries of some 200 bytes. */
const FULL = 64;
const ACTS = 256 * (FULL + 1);
const ACTS_AT_ONCE = 1_024;

const CONNECTIONS = 50;
const ROUNDS = 3;
const SECONDS = 4;

/** Tiles and bundles of the public log, against `node:http` answering with the same files from the disk. */
export const run = (): Promise<Row[]> => onOwnGovernment(measure);

async function measure({ gov, home }: OwnGovernment): Promise<Row[]> {
  for (let done = 0; done < ACTS; done += ACTS_AT_ONCE)
    await transaction(gov.db, async (tx) => {
      for (let number = 0; number < ACTS_AT_ONCE; number++)
        await commitAct(tx, gov.logOrigin, { kind: 'case.decided', agency: 'bench', at: gov.clock.now(), content: {} });
    });
  const folder = join(home, 'files');
  const environment = { LOG_LEVEL: 'warn', RATE_LIMIT: '600', LOG_FILES: folder };
  let madang = await startMadang({ home, environment });
  await untilCopied(folder);
  await madang.stop();
  madang = await startMadang({ home, environment });
  await packBundles(folder);
  const files = await startFileServer(folder);
  const log = `${madang.address}/log`;

  const rows: Row[] = [];
  for (const [kind, place, what] of [
    ['tile', '0', 'full tiles'],
    ['entries', 'entries', 'full bundles, packed'],
  ] as const) {
    const paths = Array.from({ length: FULL }, (_, index) => `/tile/${place}/${String(index).padStart(3, '0')}`);
    const first = await Promise.all([log, files.address].map((address) => eachOnce(address, paths)));
    const loads = { own: [] as number[], files: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      loads.own.push(await load(log, paths));
      loads.files.push(await load(files.address, paths));
    }
    const yardstick = `node:http and readFile, the same ${FULL} ${what}, ${CONNECTIONS} connections`;
    rows.push(
      rowOf(`log-tiles.${kind}`, median(loads.own), 'answers/s', { what: yardstick, value: median(loads.files) }),
      rowOf(`log-tiles.${kind}.first`, first[0]!, 'answers/s', {
        what: 'the same, each asked for once, one after another',
        value: first[1]!,
      }),
    );
  }
  files.stop();
  await madang.stop();
  return rows;
}

async function untilCopied(folder: string): Promise<void> {
  const sizeNow = async () =>
    Number((await readFile(join(folder, 'checkpoint'), 'utf8').catch(() => '')).split('\n')[1]);
  while (!((await sizeNow()) >= ACTS)) await sleep(100);
}

/** Bundles as a web server keeps them that packs its files beforehand. */
async function packBundles(folder: string): Promise<void> {
  for (let index = 0; index < FULL; index++) {
    const file = join(folder, `tile/entries/${String(index).padStart(3, '0')}`);
    await writeFile(`${file}.gz`, gzipSync(await readFile(file)));
  }
}

/** Answers a second, with each path asked for once. */
async function eachOnce(address: string, paths: readonly string[]): Promise<number> {
  await fetch(`${address}/checkpoint`).then((answer) => answer.text());
  const began = performance.now();
  for (const path of paths) {
    const answer = await fetch(address + path);
    if (answer.status !== 200) throw new Error(`${address}${path} answers ${answer.status}`);
    await answer.arrayBuffer();
  }
  return paths.length / ((performance.now() - began) / 1_000);
}

/** Answers a second, with all paths in turn, from a process of its own. @throws Error when any answer is none. */
async function load(address: string, paths: readonly string[]): Promise<number> {
  const script = join(import.meta.dirname, 'load-paths.ts');
  const options = { address, paths, connections: CONNECTIONS, duration: SECONDS };
  const { stdout } = await promisify(execFile)(process.execPath, [script, JSON.stringify(options)]);
  const { rate, failed } = JSON.parse(stdout);
  if (failed > 0) throw new Error(`${failed} answers of ${address} were errors`);
  return rate;
}

async function startFileServer(folder: string) {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'file-server.ts'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = await once(child.stdout, 'data');
  return { address: `http://127.0.0.1:${String(port).trim()}`, stop: () => child.kill() };
}
