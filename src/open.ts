import { join } from 'node:path';
import type pg from 'pg';
import { credentialsMigrations } from './credentials/index.ts';
import { exchangeMigrations } from './exchange/index.ts';
import { identityMigrations } from './identity/index.ts';
import {
  type Clock,
  type Config,
  claimDatabase,
  clockStartingAt,
  createLogger,
  createMetrics,
  isSandbox,
  kernelMigrations,
  migrate,
  openDatabase,
  startPostgres,
  systemClock,
} from './kernel/index.ts';
import { ledgerMigrations } from './ledger/index.ts';
import { logMigrations } from './log/index.ts';
import { messagesMigrations } from './messages/index.ts';
import { type Government, loadPack, type Pack } from './pack/index.ts';
import { programmesMigrations } from './programmes/index.ts';
import { registryMigrations } from './registry/index.ts';
import { servicesMigrations } from './services/index.ts';

/** Every room's tables, floor by floor, and what they hold of people. */
export const MIGRATIONS = [
  kernelMigrations,
  logMigrations,
  identityMigrations,
  ledgerMigrations,
  registryMigrations,
  messagesMigrations,
  programmesMigrations,
  credentialsMigrations,
  exchangeMigrations,
  servicesMigrations,
];

type Progress = (line: string) => void;

/** A government that has been opened: database up to date, pack loaded, nothing served yet. */
export interface Opened {
  gov: Government;
  /** Its database, with whatever it takes to be let in. */
  url: string;
  close(): Promise<void>;
}

/** The database of an installation: the one that it names, or the embedded one, which is started. */
export async function openStorage(config: Config, onProgress: Progress = () => {}) {
  const embedded = config.DATABASE_URL
    ? undefined
    : await startPostgres({ directory: join(config.MADANG_HOME, 'postgres'), onProgress });
  const url = embedded?.url ?? config.DATABASE_URL;
  const { db, pool } = openDatabase({ url, connections: config.DATABASE_CONNECTIONS });
  const close = async () => {
    await pool.end();
    await embedded?.stop();
  };
  return { db, pool, url, close };
}

/** config → database → pack. What a command needs that does not serve. */
export async function openGovernment(
  config: Config,
  onProgress: Progress = () => {},
  clock: Clock = config.MADANG_CLOCK ? clockStartingAt(config.MADANG_CLOCK) : systemClock,
): Promise<Opened> {
  const packLoading = loadPack(config.PACK);
  packLoading.catch(() => {}); // reported below, after the database is up
  const { db, pool, url, close } = await openStorage(config, onProgress);
  try {
    const pack = isSandbox(config) ? ofSandbox(await packLoading) : await packLoading;
    await prepareDatabase(pool, onProgress);
    await claimDatabase(db, pack.id);
    const logger = isSandbox(config)
      ? createLogger(config.LOG_LEVEL).child({ sandbox: true })
      : createLogger(config.LOG_LEVEL);
    return {
      gov: { config, db, pool, clock, logger, metrics: createMetrics(), pack, logOrigin: logOriginOf(config, pack) },
      url,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * The pack of a sandbox. Its name stands on each page and paper, and in what is signed. Nobody holds an office: what offices may
 * do is not for whoever comes by.
 */
const ofSandbox = (pack: Pack): Pack => ({
  ...pack,
  title: {
    'zh-Hant': `${pack.title['zh-Hant']}（測試環境）`,
    ko: `${pack.title.ko} (시험 환경)`,
    en: `${pack.title.en} (sandbox)`,
  },
  demo: { ...pack.demo, personas: pack.demo.personas.filter(({ post }) => !post) },
});

/** The name of the government's log. It is for ever: under another name it is another log. */
export function logOriginOf({ LOG_ORIGIN }: Config, { id }: Pack): string {
  return LOG_ORIGIN || `madang.${id}`;
}

/** Brings the tables of all rooms up to date. */
export async function prepareDatabase(pool: pg.Pool, onProgress: Progress = () => {}): Promise<void> {
  const applied = await migrate(pool, MIGRATIONS);
  if (applied.length > 0) onProgress(`${applied.length} migrations applied`);
}
