import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { LIST_SIZE, signLists, statusListToken } from '../src/credentials/index.ts';
import { sql } from '../src/kernel/index.ts';
import type { OwnGovernment } from '../test/faults/government.ts';
import { startMadang } from '../test/support/process.ts';
import { median, type Row, rowOf, timed } from './bench.ts';
import { onOwnGovernment } from './own-government.ts';
import { type Load, load, startBareServer } from './web-load.ts';

/*
 * Status lists of two million copies on a real database: signed by the job, served over HTTP, and in the bundle that
 * verifiers keep.
 */
export const name = 'status-lists';

const AGENCY = 'motor-vehicles';
const LISTS = 2;
/** One copy in so many is revoked. */
const ONE_IN = 100;
const ROUNDS = 5;
const SECONDS = { warmUp: 2, each: 4 };
const PROMISED_MS = 2_000;
const BARE_ROUNDS = 3;

export const run = (): Promise<Row[]> => onOwnGovernment(measure);

async function measure({ gov, home }: OwnGovernment): Promise<Row[]> {
  const madang = await startMadang({ home, environment: { LOG_LEVEL: 'warn' } });
  Object.assign(gov.config, { ORIGIN: madang.address });
  await fillLists(gov);
  for (let list = 0; list < LISTS; list += 1) await statusListToken(gov.db, gov, { agency: AGENCY, list });
  const signed: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) signed.push(await timed(() => signLists(gov, {})));
  const bundle = await bundleRow(madang.address);
  const served = await servedRows(`${madang.address}/issuers/${AGENCY}/status/0`, home);
  await madang.stop();
  const promised = { what: 'ms: what is promised', value: PROMISED_MS };
  return [rowOf('status-lists.signed', median(signed), 'ms', promised), ...served, bundle];
}

/** Two lists that are full, of which the same part is revoked as in life, all of it just now. */
async function fillLists({ db, clock }: OwnGovernment['gov']): Promise<void> {
  const at = clock.now();
  for (let list = 0; list < LISTS; list += 1) {
    await sql`insert into credentials.status_list (agency, list, secret, taken, opened_at)
      values (${AGENCY}, ${list}, ${randomBytes(32)}, ${LIST_SIZE}, ${at})`.execute(db);
    await sql`insert into credentials.status (agency, list, index, status, changed_at)
      select ${AGENCY}, ${list}, floor(random() * ${LIST_SIZE})::integer, 1, ${at}
      from generate_series(1, ${Math.round(LIST_SIZE / ONE_IN)}) on conflict do nothing`.execute(db);
  }
  await sql`vacuum analyze credentials.status`.execute(db);
}

/** What all verifiers fetch, in full, and when they ask whether it has changed. */
async function servedRows(address: string, home: string): Promise<Row[]> {
  const first = await fetch(address);
  const etag = first.headers.get('etag')!;
  const bare = await startBareServer(first, join(home, 'status.json'));
  const loads = { whole: [] as Load[], same: [] as Load[], bare: [] as Load[] };
  await load(address, SECONDS.warmUp);
  for (let round = 0; round < BARE_ROUNDS; round += 1) {
    loads.whole.push(await load(address, SECONDS.each));
    loads.same.push(await load(address, SECONDS.each, { 'if-none-match': etag }));
    loads.bare.push(await load(bare.address, SECONDS.each));
  }
  bare.stop();
  const rate = (some: readonly Load[]) => median(some.map((one) => one.rate));
  const yardstick = { what: bare.what, value: rate(loads.bare) };
  return [
    rowOf('status-lists.served', rate(loads.whole), 'lists/s', yardstick),
    rowOf('status-lists.not-modified', rate(loads.same), 'answers/s', yardstick),
  ];
}

/** How large the bundle of two million copies is, beside the lists in it. */
async function bundleRow(address: string): Promise<Row> {
  const sizeOf = async (path: string) => (await (await fetch(address + path)).arrayBuffer()).byteLength;
  const bundle = await sizeOf('/verifier/bundle');
  let lists = 0;
  for (let list = 0; list < LISTS; list += 1) lists += await sizeOf(`/issuers/${AGENCY}/status/${list}`);
  return rowOf('status-lists.bundle', bundle / 1000, 'kB', {
    what: 'kB: the tokens of its lists',
    value: lists / 1000,
  });
}
