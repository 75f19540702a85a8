import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, isAbsolute, join } from 'node:path';
import { after } from 'node:test';
import {
  createLogger,
  createMetrics,
  type MovableClock,
  movableClock,
  openDatabase,
  readConfig,
} from '../../src/kernel/index.ts';
import { prepareDatabase } from '../../src/open.ts';
import { type Government, loadPack, type Pack } from '../../src/pack/index.ts';
import { seed } from '../../src/seed.ts';
import { testDatabase } from './database.ts';
import { keepSaid } from './said.ts';

/** The moment at which the people of the tests were made: a working day in the morning. */
export const START = '2026-11-02T09:00:00+08:00';

/** A government on a database of its own, full of demo people, whose clock the test moves. */
export interface TestGovernment {
  gov: Government & { clock: MovableClock };
  url: string;
  /** Lines of the log, newest last. */
  lines: string[];
}

/** Opened for one test file; closed and removed after its last test. */
export async function testGovernment(pack = 'tw'): Promise<TestGovernment> {
  const lines: string[] = [];
  const database = await testDatabase((url) => fillTemplate(url, pack), `government_${pack}`);
  const gov = await open(database.url, pack, lines);
  after(async () => {
    keepSaid(await gov.metrics.registry.metrics());
    await gov.pool.end();
    await database.drop();
    await rm(gov.config.MADANG_HOME, { recursive: true, force: true });
  });
  return { gov, url: database.url, lines };
}

/** A second process's view of the same database. Close its pool before the test ends. */
export async function open(
  url: string,
  pack = 'tw',
  lines: string[] = [],
): Promise<Government & { clock: MovableClock }> {
  const { db, pool } = openDatabase({ url, connections: 8 });
  // One for each database: its witnesses would take two logs of one name for a fork.
  const home = join(tmpdir(), `home-${basename(new URL(url).pathname)}`);
  return {
    config: readConfig({ RATE_LIMIT: '0', PORT: '0', DATABASE_URL: url, MADANG_HOME: home }),
    db,
    pool,
    clock: movableClock(START),
    logger: createLogger('info', {
      write(line) {
        lines.push(line);
        keepSaid(line);
      },
    }),
    metrics: createMetrics(),
    pack: await packOf(pack),
    logOrigin: `madang.${pack}`,
  };
}

const packs = new Map<string, Promise<Pack>>();

/** Ours are compiled once for all files of a process, since no test changes one. A folder of a test's own it may change. */
function packOf(nameOrPath: string): Promise<Pack> {
  if (isAbsolute(nameOrPath)) return loadPack(nameOrPath);
  const pack = packs.get(nameOrPath) ?? loadPack(nameOrPath);
  packs.set(nameOrPath, pack);
  return pack;
}

async function fillTemplate(url: string, pack: string): Promise<void> {
  const gov = await open(url, pack);
  await prepareDatabase(gov.pool);
  await seed(gov);
  await gov.pool.end();
}
