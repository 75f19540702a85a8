import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { credentialsRoom } from './credentials/index.ts';
import { consentsCover, exchangeRoom, keepStandards } from './exchange/index.ts';
import { callerOf, identityRoom } from './identity/index.ts';
import {
  type Config,
  ConfigError,
  createApp,
  isSandbox,
  type Room,
  type Route,
  startJobs,
  withCookiesApart,
} from './kernel/index.ts';
import { ledgerRoom, totalsStatement } from './ledger/index.ts';
import { logRoom, type OperatedLog, openLog, startCollector, startPublisher, startSequencer } from './log/index.ts';
import type { Opened } from './open.ts';
import type { Government } from './pack/index.ts';
import { programmesRoom } from './programmes/index.ts';
import { nodesOf, registryRoom } from './registry/index.ts';
import { servicesRoom } from './services/index.ts';
import { openSite, preferencesOf, problemPage, webRoom } from './web/index.ts';

/** The rooms of a process, floor by floor. */
function roomsOf(gov: Government, log: OperatedLog, site: Awaited<ReturnType<typeof openSite>>): Room[] {
  const rooms = [
    logRoom(gov, log),
    identityRoom(gov, site),
    ledgerRoom(gov),
    registryRoom(gov, { consentsCover: consentsCover(gov) }),
    programmesRoom(gov),
    credentialsRoom(gov),
    exchangeRoom(gov),
    servicesRoom(gov),
  ];
  return [...rooms, webRoom(site, rooms)];
}

/** A process that serves. */
export interface Running {
  /** Where it listens, for example `http://localhost:3000`. */
  address: string;
  /** All that it answers besides `/healthz` and `/metrics`. */
  routes: readonly Route[];
  /** Answers what is under way, then ends. */
  stop(): Promise<void>;
}

/** How it is with what runs beside this process, for `/healthz`, by name. */
export type Beside = () => Readonly<Record<string, string>>;

/** Serves a government: its pages and API, its jobs, and its log's sequencer. What cannot start is closed again. */
export async function serve(opened: Omit<Opened, 'url'>, beside: Beside = () => ({})): Promise<Running> {
  try {
    return await startServing(opened, beside);
  } catch (error) {
    await opened.close();
    throw error;
  }
}

async function startServing({ gov, close }: Omit<Opened, 'url'>, beside: Beside): Promise<Running> {
  const { config } = gov;
  let address = '';
  let ready = false;
  const origin = () => config.ORIGIN || address;
  await nodesOf(gov);
  await keepStandards(gov);
  const log = { ...(await openLog(config, gov.logOrigin)), statement: totalsStatement(gov) };
  const site = await openSite(gov, log, origin);
  const rooms = roomsOf(gov, log, site);
  const routes = rooms.flatMap((room) => room.routes ?? []);
  const app = createApp(gov, {
    routes,
    identify: (request) => callerOf(gov, request),
    preferencesOf: (request) => preferencesOf(gov, request),
    errorPage: (error, preferences, caller, here) => problemPage(site, error, { preferences, caller, here }),
    origin,
    ready: () => ready,
    beside,
  });
  const server = createServer(getRequestListener(isSandbox(config) ? withCookiesApart(app.fetch) : app.fetch));
  address = await listen(server, config);
  // What is signed here names its issuer by address, in jobs too, which no request tells it to.
  config.ORIGIN ||= address;
  const sequencer = startSequencer(gov, log);
  const collector = startCollector(gov, log);
  const publisher = startPublisher(gov, log);
  const jobs = config.WORKERS > 0 ? await startWorkers(gov, rooms) : undefined;
  ready = true;
  return {
    address,
    routes,
    async stop() {
      ready = false;
      await closeServer(server);
      await jobs?.stop();
      await publisher.stop();
      await sequencer.stop();
      await collector.stop();
      await close();
    },
  };
}

/** Longest that requests under way may take once the process is told to stop, in milliseconds. */
const PATIENCE_MS = 5_000;

/** Takes no new connections and answers what is under way; connections that have become idle are closed as they do. */
async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  const idle = setInterval(() => server.closeIdleConnections(), 500);
  const patience = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
  await closed;
  clearInterval(idle);
  clearTimeout(patience);
}

function startWorkers(gov: Government, rooms: readonly Room[]): Promise<{ stop(): Promise<void> }> {
  const handlers = Object.assign({}, ...rooms.map((room) => room.jobs ?? {}));
  const schedule = rooms.flatMap((room) => room.schedule ?? []);
  const { logger, metrics } = gov;
  return startJobs(gov.pool, { handlers, schedule }, { concurrency: gov.config.WORKERS, logger, metrics });
}

/** Why a port cannot be listened on, and what to do. */
const LISTEN_FAULTS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program is using it. Set PORT to another, or to 0 for a free one.',
  EACCES: 'this user may not. Set PORT to one above 1023.',
  EADDRNOTAVAIL: 'HOST is no address of this machine.',
  ENOTFOUND: 'HOST is no address of this machine.',
};

async function listen(server: Server, { HOST, PORT }: Config): Promise<string> {
  server.listen(PORT, HOST);
  try {
    await once(server, 'listening');
  } catch (error) {
    const reason = LISTEN_FAULTS[(error as NodeJS.ErrnoException).code ?? ''];
    throw reason ? new ConfigError(`Cannot listen on ${HOST}, port ${PORT}: ${reason}`, { cause: error }) : error;
  }
  const { port } = server.address() as AddressInfo;
  // The name rather than the number: browsers keep passkeys for names only.
  const name = HOST === '127.0.0.1' ? 'localhost' : HOST.includes(':') ? `[${HOST}]` : HOST;
  return `http://${name}:${port}`;
}
