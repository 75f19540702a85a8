import { join } from 'node:path';
import { identityMigrations } from './identity/index.ts';
import {
  type Clock,
  type Config,
  clockStartingAt,
  createLogger,
  createMetrics,
  migrate,
  migrateJobs,
  openDatabase,
  startPostgres,
  systemClock,
} from './kernel/index.ts';
import { ledgerMigrations } from './ledger/index.ts';
import { logMigrations } from './log/index.ts';
import { messagesMigrations } from './messages/index.ts';
import { type Government, loadPack } from './pack/index.ts';
import { registryMigrations } from './registry/index.ts';
import { servicesMigrations } from './services/index.ts';

/** Every room's tables, floor by floor. */
const MIGRATIONS = [
  logMigrations,
  identityMigrations,
  ledgerMigrations,
  registryMigrations,
  messagesMigrations,
  servicesMigrations,
];

type Progress = (line: string) => void;

/** A government that has been opened: database up to date, pack loaded, nothing served yet. */
export interface Opened {
  gov: Government;
  close(): Promise<void>;
}

/** config → database → pack. What a command needs that does not serve. */
export async function openGovernment(config: Config, onProgress: Progress = () => {}, clock?: Clock): Promise<Opened> {
  const packLoading = loadPack(config.PACK);
  packLoading.catch(() => {}); // reported below, after the database is up
  const embedded = config.DATABASE_URL
    ? undefined
    : await startPostgres({ directory: join(config.MADANG_HOME, 'postgres'), onProgress });
  const { db, pool } = openDatabase({
    url: embedded?.url ?? config.DATABASE_URL,
    connections: config.DATABASE_CONNECTIONS,
  });
  const close = async () => {
    await pool.end();
    await embedded?.stop();
  };
  try {
    const pack = await packLoading;
    await prepareDatabase(pool, onProgress);
    const world = {
      config,
      db,
      pool,
      clock: clock ?? (config.MADANG_CLOCK ? clockStartingAt(config.MADANG_CLOCK) : systemClock),
      logger: createLogger(config.LOG_LEVEL),
      metrics: createMetrics(),
    };
    return { gov: { ...world, pack }, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Brings the tables of all rooms, and of the job queue, up to date. */
export async function prepareDatabase(
  pool: Parameters<typeof migrate>[0],
  onProgress: Progress = () => {},
): Promise<void> {
  const applied = await migrate(pool, MIGRATIONS);
  if (applied.length === 0) return;
  onProgress(`${applied.length} migrations applied`);
  await migrateJobs(pool);
}
