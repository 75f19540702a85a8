import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { after, before } from 'node:test';
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts';
import { identityMigrations } from '../../identity/index.ts';
import {
  createLogger,
  createMetrics,
  type MovableClock,
  migrate,
  movableClock,
  openDatabase,
  readConfig,
  run,
  sql,
} from '../../kernel/index.ts';
import { accountOf, ensureAccounts, ledgerMigrations, openFund, transferAll } from '../../ledger/index.ts';
import { logMigrations } from '../../log/index.ts';
import type { Government, Pack, Programme, SpendingTerms } from '../../pack/index.ts';
import { walletAccount } from '../accounts.ts';
import { programmesMigrations } from '../room.ts';

/** When the tests begin: a Monday at noon, in the zone of their country. */
export const NOON = '2026-03-02T12:00:00+08:00';
export const CURRENCY = { code: 'XTS', decimals: 0, format: { ko: '{amount}', 'zh-Hant': '{amount}', en: '{amount}' } };

const text = (en: string) => ({ ko: en, 'zh-Hant': en, en });

/** A programme that limits nothing but what `terms` says, and ends with the year. */
export function programmeWith(id: string, terms: Partial<SpendingTerms> = {}): Programme {
  return {
    id,
    agency: 'treasury',
    ...{ title: text(id), summary: text(id), law: [], office: 'office', counter: 'counter' },
    entitlement: {} as Programme['entitlement'],
    every: 'once',
    take: 'whole',
    ...{
      window: { from: '2026-01-01', until: '2026-12-01', checked: true },
      channels: [],
      fund: { id: 'fund', limit: 1e12 },
    },
    spending: {
      regions: 'any',
      ...{ classes: { refused: [] }, goods: {} },
      ...{ mostAtOnce: undefined, mostADay: undefined, mostADayAtOneShop: undefined, ...terms },
    },
    ...{ expiry: { on: '2026-12-31' }, price: undefined, share: undefined, refund: undefined, change: undefined },
    ...{ fee: { rate: 0, vat: 0 }, spendingExamples: [], version: `version of ${id}` },
  };
}

/** A government with these programmes and nothing else, on a database of its own, whose clock the test moves. */
export type Till = Government & { clock: MovableClock };

/** Opened for one test file; closed and removed after its last test. */
export function tillGovernment(programmes: readonly Programme[], connections = 12): { gov: Till; open(): Till } {
  const opened = {} as { gov: Till; open(): Till };
  const others: Till[] = [];
  let database: TestDatabase;
  before(async () => {
    database = await testDatabase(async (url) => {
      const { pool } = openDatabase({ url });
      await migrate(pool, [logMigrations, identityMigrations, ledgerMigrations, programmesMigrations]);
      await pool.end();
    }, 'payments');
    opened.gov = governmentOn(database.url, programmes, connections);
    opened.open = () => {
      const other = governmentOn(database.url, programmes, connections);
      others.push(other);
      return other;
    };
  });
  after(async () => {
    for (const { pool, config } of [opened.gov, ...others]) {
      await pool.end();
      await rm(config.MADANG_HOME, { recursive: true, force: true });
    }
    await database.drop();
  });
  return opened;
}

function governmentOn(url: string, programmes: readonly Programme[], connections: number): Till {
  const { db, pool } = openDatabase({ url, connections });
  // A test kills connections in use, which tell the pool nothing; the statement that fails is what counts.
  pool.on('connect', (connection) => connection.on('error', () => {}));
  const pack = {
    ...{ id: 'test', country: 'ZZ', timeZone: 'Asia/Taipei', currency: CURRENCY },
    programmes: new Map(programmes.map((programme) => [programme.id, programme])),
    services: new Map(),
  } as unknown as Pack;
  return {
    config: readConfig({
      ...{ RATE_LIMIT: '0', DATABASE_URL: url, MADANG_HOME: join(tmpdir(), `home-${basename(new URL(url).pathname)}`) },
    }),
    ...{ db, pool, clock: movableClock(NOON), logger: createLogger('silent'), metrics: createMetrics() },
    ...{ pack, logOrigin: 'test.example' },
  };
}

/** Shops are in the region `north` and of the class `food` unless said otherwise. */
export interface ShopOptions {
  class?: string;
  region?: string;
  state?: 'active' | 'frozen' | 'left';
  mostAtOnce?: number | null;
  mostRefund?: number;
}

/** A shop with its clerk. */
export async function newShop(
  { db, clock }: Government,
  { class: kind = 'food', region = 'north', state = 'active', mostAtOnce = null, mostRefund = 1e9 }: ShopOptions = {},
): Promise<{ shop: string; clerk: string }> {
  const [shop, clerk] = [randomUUID(), randomUUID()];
  await run(
    db,
    sql`insert into programmes.shop (id, owner, number, name, class, region, address, bank_account, state, enrolled_at)
      values (${shop}, ${clerk}, ${shop}, 'A shop', ${kind}, ${region}, 'Somewhere', '1', ${state}, ${clock.now()})`,
  );
  await newClerk({ db, clock }, shop, { clerk, mostAtOnce, mostRefund });
  return { shop, clerk };
}

/** Puts somebody at the till of a shop. */
export async function newClerk(
  { db, clock }: Pick<Government, 'db' | 'clock'>,
  shop: string,
  { clerk = randomUUID() as string, mostAtOnce = null as number | null, mostRefund = 1e9 } = {},
): Promise<string> {
  await run(
    db,
    sql`insert into programmes.clerk (shop, person, role, name, most_at_once, most_refund, appointed_at)
      values (${shop}, ${clerk}, 'clerk', 'A clerk', ${mostAtOnce}, ${mostRefund}, ${clock.now()})`,
  );
  return clerk;
}

/** Money of a person in a programme: lots by the instant at which they expire, or one that expires with the year. */
export async function newWallet(
  gov: Government,
  programme: string,
  lots: readonly (readonly [string, number])[] | number,
  person: string = randomUUID(),
): Promise<string> {
  const wallet = walletAccount(gov, programme, person);
  const currency = CURRENCY.code;
  const at = new Date('2026-02-01T00:00:00Z');
  const client = 'test';
  const fund = `fund-${person}`;
  const given = typeof lots === 'number' ? [['2026-12-31T16:00:00Z', lots] as const] : lots;
  const budget = given.reduce((sum, [, amount]) => sum + amount, 0);
  const { account } = await openFund(gov.db, { fund, currency, budget: budget + 64, client, key: randomUUID(), at });
  await ensureAccounts(gov.db, [wallet]);
  await transferAll(
    gov.db,
    given.map(([expiry, amount]) => ({
      ...{ client, key: randomUUID(), debit: account, credit: accountOf(wallet), amount, currency, at },
      ...{ purpose: 'test', lot: new Date(expiry) },
    })),
  );
  return person;
}
