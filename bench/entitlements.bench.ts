import { rm } from 'node:fs/promises';
import type pg from 'pg';
import { type Db, readConfig, run as runSql, sql, transaction } from '../src/kernel/index.ts';
import { openGovernment } from '../src/open.ts';
import type { Government } from '../src/pack/index.ts';
import {
  beginOpening,
  type NewEntitlement,
  openEntitlements,
  openRows,
  roundsOf,
  sweepRows,
} from '../src/programmes/index.ts';
import { newHome } from '../test/faults/government.ts';
import { type Row, rowOf, timed } from './bench.ts';
import { fillRegistries } from './eligible-people.ts';

export const name = 'entitlements';

/** How many people; `ENTITLEMENTS=23000000` for a country's. */
const PEOPLE = Number(process.env.ENTITLEMENTS ?? 500_000);
/** People whose registries are looked into, which takes longer than to store what is found. */
const FOUND = Math.min(PEOPLE, 100_000);
const PAGE = 5_000;
const SWEEP = 10_000;
const PROGRAMME = 'local-gift-certificate';
const PERIOD = { programme: 'bench', period: '2026-11-01' };

/**
 * Entitlements of so many people opened, and ended again untaken, page by page as the jobs do it, each page in a durable
 * transaction that says how far it has got; against the same rows inserted into a table that has the same key and nothing
 * else. And the whole job with the rule decided in the registries, for fewer.
 */
export async function run(): Promise<Row[]> {
  const home = await newHome();
  const config = readConfig({ MADANG_HOME: home, PACK: 'kr', LOG_LEVEL: 'silent' });
  const { gov, close } = await openGovernment(config);
  try {
    const bare = await insertBare(gov);
    const opened = await openAll(gov);
    const swept = await sweepAll(gov.db);
    const found = await findAll(gov);
    const yardstick = { what: 'the same rows inserted bare', value: bare };
    return [
      rowOf('entitlements-open', opened, 'people/s', yardstick),
      rowOf('entitlements-close', swept, 'people/s', yardstick),
      rowOf('entitlements-job', found, 'people/s', yardstick),
    ];
  } finally {
    await close();
    await rm(home, { recursive: true, force: true });
  }
}

const personAt = (nth: number) => `00000000-0000-7000-8000-${nth.toString(16).padStart(12, '0')}`;

/** The rows of one page. */
function pageAt(first: number): NewEntitlement[] {
  return Array.from({ length: Math.min(PAGE, PEOPLE - first) }, (_, nth) => ({
    person: personAt(first + nth),
    amount: 700_000,
    price: 630_000,
    region: nth % 2 ? 'seoul' : 'busan',
  }));
}

async function insertBare({ pool }: Government): Promise<number> {
  const client: pg.PoolClient = await pool.connect();
  await client.query(`create table bare (person uuid, programme text, period date, amount bigint, price bigint,
    taken bigint, region text, opened_at timestamptz, primary key (person, programme, period))`);
  const milliseconds = await timed(async () => {
    for (let first = 0; first < PEOPLE; first += PAGE) {
      const rows = pageAt(first);
      await client.query(
        `insert into bare select person, 'bench', '2026-11-01', amount, price, 0, region, '2026-11-01'
          from unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::text[]) as given (person, amount, price, region)`,
        [
          rows.map((row) => row.person),
          rows.map((row) => row.amount),
          rows.map((row) => row.price),
          rows.map((row) => row.region),
        ],
      );
    }
  });
  await client.query('drop table bare');
  client.release();
  return perSecond(PEOPLE, milliseconds);
}

async function openAll(gov: Government): Promise<number> {
  const at = gov.clock.now();
  const milliseconds = await timed(async () => {
    for (let first = 0; first < PEOPLE; first += PAGE)
      await transaction(gov.db, async (tx) => {
        await openRows(tx, { ...PERIOD, at }, pageAt(first));
        await writeProgress(tx, first, at);
      });
  });
  return perSecond(PEOPLE, milliseconds);
}

/** As the job writes it down after each page. */
function writeProgress(tx: Db, position: number, at: Date): Promise<number> {
  return runSql(
    tx,
    sql`insert into programmes.round (programme, kind, period, position, began_at, moved_at)
      values ('bench', 'open', '2026-11-01', ${String(position)}::jsonb, ${at}, ${at})
      on conflict (programme, kind, period) do update set position = excluded.position`,
  );
}

async function sweepAll(db: Db): Promise<number> {
  const milliseconds = await timed(async () => {
    let after: string | null = '00000000-0000-0000-0000-000000000000';
    while (after !== null) {
      const from: string = after;
      const swept = await transaction(db, (tx) => sweepRows(tx, PERIOD, from, SWEEP));
      after = swept.examined < SWEEP ? null : swept.last;
    }
  });
  return perSecond(PEOPLE, milliseconds);
}

/** The job itself: whoever the registries show to be entitled, found, told and stored. */
async function findAll(gov: Government): Promise<number> {
  await fillRegistries(gov.pool, FOUND);
  const programme = gov.pack.programmes.get(PROGRAMME)!;
  const milliseconds = await timed(async () => {
    await beginOpening(gov.db, gov, programme);
    for (;;) {
      await openEntitlements(gov);
      const round = (await roundsOf(gov.db, PROGRAMME)).find(({ kind }) => kind === 'open');
      if (round?.finishedAt) break;
    }
  });
  return perSecond(FOUND, milliseconds);
}

const perSecond = (count: number, milliseconds: number) => Math.round((count / milliseconds) * 1_000);
