import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { callerOf, identityMigrations, identityRoom } from './identity/index.ts';
import {
  type Clock,
  type Config,
  clockStartingAt,
  createApp,
  createLogger,
  createMetrics,
  migrate,
  migrateJobs,
  openDatabase,
  type Room,
  startJobs,
  startPostgres,
  systemClock,
} from './kernel/index.ts';
import { ledgerMigrations, ledgerRoom } from './ledger/index.ts';
import { logMigrations, logRoom, openSigner, type Signer, startSequencer } from './log/index.ts';
import { messagesMigrations } from './messages/index.ts';
import { type Government, loadPack } from './pack/index.ts';
import { registryMigrations, registryRoom } from './registry/index.ts';
import { servicesMigrations, servicesRoom } from './services/index.ts';
import { openSite, preferencesOf, problemPage, webRoom } from './web/index.ts';

/** Every room's tables, floor by floor. */
const MIGRATIONS = [logMigrations, identityMigrations, ledgerMigrations, registryMigrations, messagesMigrations, servicesMigrations];

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
  const { db, pool } = openDatabase({ url: embedded?.url ?? config.DATABASE_URL, connections: config.DATABASE_CONNECTIONS });
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
export async function prepareDatabase(pool: Parameters<typeof migrate>[0], onProgress: Progress = () => {}): Promise<void> {
  const applied = await migrate(pool, MIGRATIONS);
  if (applied.length === 0) return;
  onProgress(`${applied.length} migrations applied`);
  await migrateJobs(pool);
}

/** The rooms of a process, floor by floor. */
function roomsOf(gov: Government, signer: Signer, site: Awaited<ReturnType<typeof openSite>>): Room[] {
  const rooms = [logRoom(gov, signer), identityRoom(gov, site), ledgerRoom(gov), registryRoom(gov), servicesRoom(gov)];
  return [...rooms, webRoom(site, rooms)];
}

/** A process that serves. */
export interface Running {
  /** Where it listens, for example `http://127.0.0.1:3000`. */
  address: string;
  /** Answers what is under way, then ends. */
  stop(): Promise<void>;
}

/** Serves a government: its pages and API, its jobs, and its log's sequencer. */
export async function serve({ gov, close }: Opened): Promise<Running> {
  const { config } = gov;
  let address = '';
  let ready = false;
  const origin = () => config.ORIGIN || address;
  const [signer, site] = await Promise.all([openSigner(config, `madang.${gov.pack.id}`), openSite(gov, origin)]);
  const rooms = roomsOf(gov, signer, site);
  const app = createApp(gov, {
    routes: rooms.flatMap((room) => room.routes ?? []),
    identify: (request) => callerOf(gov, request),
    preferencesOf: (request) => preferencesOf(gov, request),
    errorPage: (error, preferences, caller, here) => problemPage(site, error, { preferences, caller, here }),
    origin,
    ready: () => ready,
  });
  const server = createServer(getRequestListener(app.fetch));
  address = await listen(server, config);
  const sequencer = startSequencer(gov, signer);
  const jobs = config.WORKERS > 0 ? await startWorkers(gov, rooms) : undefined;
  ready = true;
  return {
    address,
    async stop() {
      ready = false;
      server.close();
      server.closeIdleConnections();
      const patience = setTimeout(() => server.closeAllConnections(), 5_000);
      await once(server, 'close');
      clearTimeout(patience);
      await jobs?.stop();
      await sequencer.stop();
      await close();
    },
  };
}

function startWorkers(gov: Government, rooms: readonly Room[]): Promise<{ stop(): Promise<void> }> {
  const handlers = Object.assign({}, ...rooms.map((room) => room.jobs ?? {}));
  const schedule = rooms.flatMap((room) => room.schedule ?? []);
  const { logger, metrics } = gov;
  return startJobs(gov.pool, { handlers, schedule }, { concurrency: gov.config.WORKERS, logger, metrics });
}

async function listen(server: Server, { HOST, PORT }: Config): Promise<string> {
  server.listen(PORT, HOST);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return `http://${HOST.includes(':') ? `[${HOST}]` : HOST}:${port}`;
}
