import { createCipheriv, diffieHellman, generateKeyPairSync, sign, verify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { exchangeRoom } from '../src/exchange/index.ts';
import type { Government } from '../src/pack/index.ts';
import { type OwnGovernment, postmasterOf } from '../test/faults/government.ts';
import { makeMothers } from '../test/faults/mothers.ts';
import { startMadang } from '../test/support/process.ts';
import { type BareTransaction, bareTransactionOf } from './bare-transaction.ts';
import { median, type Row, rowOf } from './bench.ts';
import { askFor, type Bank, bytesOf, giveConsents, makeBank, storeDisclosures } from './exchange-stock.ts';
import { cookieWith, signIn } from './http.ts';
import { sendAll } from './light-client.ts';
import { onOwnGovernment } from './own-government.ts';
import { sendAsPlanned } from './paced-client.ts';
import { usedCpu } from './server-cpu.ts';
import { newKey } from './signing-key.ts';

/*
 * Answers to receivers, whole and over HTTP: the token and its proof checked, the consent used, two registers read, signed,
 * encrypted, recorded and logged. Beside it, in the same run, the cryptography alone that it cannot do without, and the same
 * rows in a bare transaction. Then all of it again over millions of disclosures of the past.
 */
export const name = 'exchange';

const PEOPLE = 1_000;
const CONNECTIONS = 32;
const WARM_UP = Number(process.env.EXCHANGE_WARM_UP ?? 500);
const MEASURED = Number(process.env.EXCHANGE_ANSWERS ?? 6_000);
const STORED = Number(process.env.EXCHANGE_STORED ?? 10_000_000);
/** How long the bare transaction is measured, in milliseconds. */
const BARE_MS = 3_000;

export const run = (): Promise<Row[]> => onOwnGovernment(measure);

async function measure({ gov, home }: OwnGovernment): Promise<Row[]> {
  const bank = await makeBank(gov, PEOPLE);
  const nobody = (await makeMothers(gov, { from: PEOPLE, count: 1 }))[0]!.person;
  const bare = await bareTransactionOf(gov.pool, await oneAnswer(gov, bank));
  const madang = await startMadang({
    home,
    environment: { LOG_LEVEL: 'warn' },
    nodeOptions: process.env.EXCHANGE_PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${process.env.EXCHANGE_PROFILE}`] : [],
  });
  const postmaster = await postmasterOf(home);
  const turn = { gov, bank, address: madang.address, pid: madang.pid, postmaster };
  await answers(turn, WARM_UP);
  const young = await answers(turn, MEASURED);
  const written = await bareRate(gov, bare);
  const half = await paced(turn, young.rate / 2, Math.ceil(MEASURED / 3));
  await storeDisclosures(gov, STORED);
  await answers(turn, WARM_UP);
  const old = await answers(turn, MEASURED);
  const looks = await looksOf(gov, madang.address, [bank.people[0]!, nobody]);
  await madang.stop();
  const alone = cryptographyAlone();
  const stored = `${(STORED / 1e6).toLocaleString('en')} M disclosures stored`;
  return [
    rowOf('answers.rate', young.rate, '/s', {
      what: `/s: its ${bare.rows} rows in ${bare.tables} tables alone`,
      value: written,
    }),
    rowOf('answers.server', young.server, 'ms of CPU', { what: 'ms: its cryptography alone', value: alone }),
    rowOf('answers.database', young.database, 'ms of CPU', {
      what: 'ms: the whole answer in the server',
      value: young.server,
    }),
    rowOf('answers.p99-at-half', half, 'ms', { what: 'ms: the limit', value: 100 }),
    rowOf('answers.stored.rate', old.rate, '/s', { what: `/s before there were ${stored}`, value: young.rate }),
    rowOf('answers.stored.cpu', old.server + old.database, 'ms of CPU', {
      ...{ what: `ms before there were ${stored}`, value: young.server + young.database },
    }),
    rowOf('looks.page', looks.many, 'ms', {
      what: 'ms: the page of somebody of whom nothing was seen',
      value: looks.none,
    }),
  ];
}

/** One answer in this process, on which nothing else is at work. */
async function oneAnswer(gov: Government, bank: Bank): Promise<() => Promise<unknown>> {
  const server = createServer().listen(0);
  const { port } = server.address() as AddressInfo;
  server.close();
  gov.config.ORIGIN = `http://localhost:${port}`;
  const answer = exchangeRoom(gov).routes!.find(({ path }) => path === '/exchange/answers')!;
  const [first, second] = await giveConsents(gov, bank, 2);
  const ask = async (token: string) => {
    const { headers, body } = askFor(gov.config.ORIGIN, bank, token);
    const request = new Request(`${gov.config.ORIGIN}/exchange/answers`, { method: 'POST', headers });
    const answered = (await answer.handle({ request, body: JSON.parse(body) } as never)) as Response;
    if (answered.status !== 200) throw new Error(await answered.text());
  };
  // The first makes keys and templates, which the next finds.
  await ask(first!);
  return () => ask(second!);
}

interface Turn {
  gov: Government;
  bank: Bank;
  address: string;
  pid: number;
  postmaster: number;
}

/** So many answers as fast as they come. CPU is of one of them, in milliseconds. */
async function answers({ gov, bank, address, pid, postmaster }: Turn, count: number) {
  const requests = (await giveConsents(gov, bank, count)).map((token) => bytesOf(askFor(address, bank, token)));
  const before = usedCpu(pid, postmaster);
  const sent = await sendAll(address, requests.values(), { connections: CONNECTIONS, milliseconds: 600_000 });
  const after = usedCpu(pid, postmaster);
  if (sent.failures > 0) throw new Error(`${sent.failures} were not answered: ${sent.failed[0]}`);
  return {
    rate: (sent.done * 1_000) / sent.milliseconds,
    server: (after.server - before.server) / sent.done,
    database: (after.database - before.database) / sent.done,
  };
}

/** The slowest of a hundred, where so many come in a second, whatever becomes of those before them. */
async function paced({ gov, bank, address }: Turn, rate: number, count: number): Promise<number> {
  const requests = (await giveConsents(gov, bank, count)).map((token) => bytesOf(askFor(address, bank, token)));
  const latencies: number[] = [];
  const answered = ({ status, body }: { status: number; body: string }, milliseconds: number) => {
    if (status !== 200) throw new Error(body);
    latencies.push(milliseconds);
    return undefined;
  };
  const plan = requests.map((request, nth) => ({ at: (nth * 1_000) / rate, request, answered }));
  await sendAsPlanned(address, plan.values(), { connections: CONNECTIONS });
  return latencies.sort((one, other) => one - other)[Math.floor(latencies.length * 0.99)]!;
}

/** How often a second the rows of an answer are written and committed by one statement. */
async function bareRate(gov: Government, { text }: BareTransaction): Promise<number> {
  const pool = new pg.Pool({ connectionString: gov.pool.options.connectionString, max: CONNECTIONS });
  const began = performance.now();
  let done = 0;
  const lane = async () => {
    for (; performance.now() - began < BARE_MS; done += 1) await pool.query({ name: 'bare', text });
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  const rate = (done * 1_000) / (performance.now() - began);
  await pool.end();
  return rate;
}

const TIMES = 3_000;

/** Milliseconds of CPU: a proof verified, an answer signed, a key agreed and the answer encrypted by it, by node:crypto. */
function cryptographyAlone(): number {
  const [own, theirs] = [newKey(), generateKeyPairSync('ec', { namedCurve: 'P-256' })];
  const input = Buffer.alloc(2_000, 'to be signed');
  const signature = sign('sha256', input, own.key);
  const before = process.cpuUsage();
  for (let time = 0; time < TIMES; time += 1) {
    verify('sha256', input, own.key, signature);
    sign('sha256', input, own.key);
    const once = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const shared = diffieHellman({ privateKey: once.privateKey, publicKey: theirs.publicKey });
    const cipher = createCipheriv('aes-256-gcm', shared, Buffer.alloc(12));
    cipher.update(input);
    cipher.final();
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000 / TIMES;
}

const LOOKS = 10_000;
const TIMES_LOOKED = 30;

/** Milliseconds of "who saw my data" over HTTP, with ten thousand entries and with none. */
async function looksOf(
  gov: Government,
  address: string,
  [person, other]: readonly [string, string],
): Promise<{ many: number; none: number }> {
  await storeDisclosures(gov, LOOKS, person);
  const secrets = { [person]: 'bench-many', [other]: 'bench-none' };
  await signIn(
    gov,
    Object.entries(secrets).map(([who, secret]) => ({ person: who, secret })),
  );
  const look = async (who: string) => {
    const times: number[] = [];
    for (let time = 0; time < TIMES_LOOKED; time += 1) {
      const began = performance.now();
      const page = await fetch(`${address}/my-data/looks`, { headers: { cookie: cookieWith(secrets[who]!) } });
      await page.text();
      if (page.status !== 200) throw new Error(`The page of looks answers ${page.status}.`);
      times.push(performance.now() - began);
    }
    return median(times);
  };
  const none = await look(other);
  return { many: await look(person), none };
}
