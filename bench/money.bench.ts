import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type pg from 'pg';
import { type Db, migrate, openDatabase, sql, startPostgres } from '../src/kernel/index.ts';
import {
  type Book,
  expireLots,
  ledgerMigrations,
  openBook,
  openFund,
  type TransferRequest,
  transfer,
} from '../src/ledger/index.ts';
import { newHome } from '../test/faults/government.ts';
import { median, type Row, rowOf, timed } from './bench.ts';
import { CLIENTS, makeTpcb, tpcbRate } from './tpcb.ts';

export const name = 'money';

/** Numbers of wallets at which it is measured. `MONEY_WALLETS=10000000` goes one step further. */
const MOST = Number(process.env.MONEY_WALLETS ?? 1_000_000);
const SIZES = [10_000, 100_000, 1_000_000, 10_000_000].filter((size) => size <= MOST);
/** Callers of the book who each wait for one transfer at a time. */
const CALLERS = 4_000;
const ROUNDS = 3;
const TURN_MS = Number(process.env.MONEY_TURN_MS ?? 3_000);
const CURRENCY = 'XTS';
/** Lots that are opened, and expired again. */
const LOTS = Math.min(MOST, 100_000);

/**
 * Transfers, each checked against the funds, durable and answered by itself, against TPC-B's five statements by eight
 * clients on the same PostgreSQL, turn about; with ever more wallets. Then lots, opened and expired, and how much memory this
 * process has come to.
 */
export async function run(): Promise<Row[]> {
  const home = await newHome();
  const postgres = await startPostgres({ directory: join(home, 'postgres') });
  const opened = openDatabase({ url: postgres.url, connections: CLIENTS });
  try {
    await migrate(opened.pool, [ledgerMigrations]);
    await makeTpcb(opened.pool);
    return await measure(opened);
  } finally {
    await opened.pool.end();
    await postgres.stop();
    await rm(home, { recursive: true, force: true });
  }
}

async function measure({ db, pool }: { db: Db; pool: pg.Pool }): Promise<Row[]> {
  const book = openBook({ db });
  const rows: Row[] = [];
  let wallets = 0;
  for (const size of SIZES) {
    await openWallets(db, wallets, size);
    wallets = size;
    const any = () => walletOf(Math.floor(Math.random() * (size - 1)));
    const hot = walletOf(size - 1);
    const WAYS: { id: string; width: number; one: () => Promise<unknown> }[] = [
      { id: 'spread', width: CALLERS, one: () => book.transfer(request(any(), any())) },
      { id: 'into-one', width: CALLERS, one: () => book.transfer(request(any(), hot)) },
      { id: 'out-of-one', width: CALLERS, one: () => book.transfer(request(hot, any())) },
      { id: 'held', width: CALLERS, one: () => reserveAndCapture(book, request(any(), any())) },
      { id: 'one-by-one', width: CLIENTS, one: () => transfer(db, request(any(), any())) },
    ];
    const rates = new Map<string, number[]>(['tpcb', ...WAYS.map(({ id }) => id)].map((id) => [id, []]));
    for (let round = 0; round < ROUNDS; round++) {
      rates.get('tpcb')!.push(await tpcbRate(pool, TURN_MS));
      for (const { id, width, one } of WAYS) rates.get(id)!.push(await rateOf(width, one));
    }
    const yardstick = { what: `TPC-B, ${CLIENTS} clients`, value: median(rates.get('tpcb')!) };
    for (const { id } of WAYS) {
      rows.push(rowOf(`money.${id}.${size}`, median(rates.get(id)!), 'transfers/s', yardstick));
    }
  }
  rows.push(...(await measureLots(db, book)));
  const memory = { what: 'MB, the most there should be', value: 1_000 };
  rows.push(rowOf('money.memory', process.memoryUsage().rss / 1e6, 'MB', memory));
  return rows;
}

/** Lots a second: given by a fund to a wallet each, and taken back once they have expired. */
async function measureLots(db: Db, book: Book): Promise<Row[]> {
  const at = new Date();
  const lot = new Date(at.getTime() + 3_600_000);
  const budget = { fund: 'bench', currency: CURRENCY, budget: 1e12, client: 'bench', key: 'budget', at };
  const { account: fund } = await openFund(db, budget);
  let given = 0;
  const callers = Array.from({ length: CALLERS }, async () => {
    while (given < LOTS) await book.transfer({ ...request(fund, walletOf(given++)), lot });
  });
  const opening = await timed(() => Promise.all(callers));
  let expired = 0;
  const due = { reference: 'bench', returnTo: fund, at: lot };
  const expiring = await timed(async () => {
    for await (const { lots } of expireLots(db, due)) expired = lots;
  });
  const yardstick = { what: '23 M in about 15 minutes', value: 25_000 };
  return [
    rowOf('money.lots-opened', (given / opening) * 1_000, 'lots/s', yardstick),
    rowOf('money.lots-expired', (expired / expiring) * 1_000, 'lots/s', yardstick),
  ];
}

/** As a till does that waits for its customer. */
async function reserveAndCapture(book: Book, { debit, credit, ...wish }: TransferRequest): Promise<void> {
  const expiresAt = new Date(wish.at.getTime() + 60_000);
  const { id } = await book.hold({ ...wish, account: debit, expiresAt });
  await book.capture({ ...wish, hold: id, to: [{ credit, amount: wish.amount }] });
}

let keys = 0;
function request(debit: string, credit: string): TransferRequest {
  keys += 1;
  const payee = credit === debit ? walletOf(0) : credit;
  const payer = payee === debit ? walletOf(1) : debit;
  return {
    ...{ client: 'bench', key: String(keys), debit: payer, credit: payee, amount: 1 + (keys % 9) },
    ...{ currency: CURRENCY, at: new Date(), purpose: 'bench' },
  };
}

/** Spread over all shards, by a multiplication that costs next to nothing. */
const SPREAD = 2_654_435_761;
const hexOf = (number: number, digits: number): string => number.toString(16).padStart(digits, '0');
const walletOf = (nth: number): string => `${hexOf(Math.imul(nth, SPREAD) >>> 0, 8)}-0000-8000-8000-${hexOf(nth, 12)}`;

/** Wallets with money in them, from nowhere: what is measured begins after that. */
async function openWallets(db: Db, from: number, to: number): Promise<void> {
  await sql`
    insert into ledger.account (shard, id, lane, lanes, kind, owner, reference, currency, floor, cap, posted)
    select get_byte(uuid_send(id), 0) >> 4, id, 0, 1, 'person', 'bench', 'bench', ${CURRENCY}, 0, 9007199254740991, 1000000000
    from (
      select (lpad(to_hex(n * ${SPREAD}::bigint % (1::bigint << 32)), 8, '0') || '-0000-8000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as id
      from generate_series(${from}::bigint, ${to - 1}::bigint) n) wallet
    order by id`.execute(db);
  await sql`vacuum analyze ledger.account`.execute(db);
}

/** How many a second so many callers get done, each one after the other. */
async function rateOf(width: number, one: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  let done = 0;
  const caller = async () => {
    while (performance.now() - began < TURN_MS) {
      await one();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: width }, caller));
  return (done / (performance.now() - began)) * 1_000;
}
