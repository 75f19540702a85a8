import { rm } from 'node:fs/promises';
import { movableClock, readConfig } from '../src/kernel/index.ts';
import { openGovernment } from '../src/open.ts';
import type { Government } from '../src/pack/index.ts';
import { beginOpening, expire, openEntitlements, type RoundKind, roundsOf } from '../src/programmes/index.ts';
import { newHome } from '../test/faults/government.ts';
import { type Row, rowOf, timed } from './bench.ts';
import { fillRegistries } from './eligible-people.ts';

export const name = 'entitlements';

/** How many people; `ENTITLEMENTS=23000000` for a country's. */
const PEOPLE = Number(process.env.ENTITLEMENTS ?? 500_000);
const PAGE = 5_000;
const PROGRAMME = 'local-gift-certificate';
/** Looked at by its rule, besides the registry of people. */
const REGISTRIES = ['persons', 'households'];
/** The first month of the programme, and after it. */
const [MONTH, AFTERWARDS] = ['2026-01-10T09:00:00+09:00', '2026-02-10T09:00:00+09:00'];

/**
 * What a whole country is entitled to, opened by the job as it is in service (the registries read, the rule decided,
 * everybody told who read what, the right written down, how far it has got), and ended again untaken when the month is
 * over; against the same rights inserted into a table that has the same key and nothing else. And how much memory this
 * process has come to.
 */
export async function run(): Promise<Row[]> {
  const home = await newHome();
  const config = readConfig({ MADANG_HOME: home, PACK: 'kr', LOG_LEVEL: 'silent' });
  const clock = movableClock(MONTH);
  const { gov, close } = await openGovernment(config, () => {}, clock);
  try {
    await fillRegistries(gov.pool, PEOPLE, REGISTRIES);
    const yardstick = { what: 'the same rows inserted bare', value: await insertBare(gov) };
    await beginOpening(gov.db, gov, gov.pack.programmes.get(PROGRAMME)!);
    const opened = await untilDone(gov, 'open', openEntitlements);
    clock.set(AFTERWARDS);
    const closed = await untilDone(gov, 'close', expire);
    const most = process.resourceUsage().maxRSS / 1_000;
    return [
      rowOf('entitlements-open', opened, 'people/s', yardstick),
      rowOf('entitlements-close', closed, 'people/s', yardstick),
      rowOf('entitlements-memory', most, 'MB', { what: 'MB, the most there should be', value: 1_000 }),
    ];
  } finally {
    await close();
    await rm(home, { recursive: true, force: true });
  }
}

/** Page by page, each in a transaction. */
async function insertBare({ pool }: Government): Promise<number> {
  await pool.query(`create table bare (person uuid, programme text, period date, amount bigint, price bigint,
    taken bigint, region text, opened_at timestamptz, primary key (person, programme, period))`);
  const milliseconds = await timed(async () => {
    for (let first = 0; first < PEOPLE; first += PAGE) {
      await pool.query(
        `insert into bare select ('00000000-0000-7000-8000-' || lpad(to_hex(i), 12, '0'))::uuid, 'bench', '2026-01-01',
            700000, 630000, 0, 'seoul', '2026-01-01'
          from generate_series($1::bigint, $2::bigint) as i`,
        [first, Math.min(first + PAGE, PEOPLE) - 1],
      );
    }
  });
  await pool.query('drop table bare');
  return perSecond(milliseconds);
}

/** Runs a job as often as it takes. Everybody must be done. */
async function untilDone(gov: Government, kind: RoundKind, job: (gov: Government) => Promise<void>): Promise<number> {
  const milliseconds = await timed(async () => {
    for (;;) {
      await job(gov);
      const round = (await roundsOf(gov.db, PROGRAMME)).find((one) => one.kind === kind && one.done > 0);
      if (!round?.finishedAt) continue;
      if (round.done !== PEOPLE) throw new Error(`${kind}: ${round.done} of ${PEOPLE} people`);
      return;
    }
  });
  return perSecond(milliseconds);
}

const perSecond = (milliseconds: number) => Math.round((PEOPLE / milliseconds) * 1_000);
