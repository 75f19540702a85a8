import type { Hono } from 'hono';
import { testDatabase } from '../../test/support/database.ts';
import {
  type Caller,
  createApp,
  createLogger,
  createMetrics,
  type MovableClock,
  migrate,
  movableClock,
  openDatabase,
  type Room,
  readConfig,
  route,
} from '../kernel/index.ts';
import type { Government, Numbering, Pack } from '../pack/index.ts';
import { callerOf } from './caller.ts';
import { identityMigrations, identityRoom } from './room.ts';

/** What the tests of this room share: a government with a pack that has only what identity reads of one. */

export const ORIGIN = 'http://localhost:3000';
export const START = '2026-03-02T09:00:00Z';

const numbering: Numbering = {
  check: () => undefined,
  make: (serial, { sex }) => `A${sex === 'male' ? 1 : 2}${String(serial).padStart(7, '0')}`,
};

const pack = {
  title: { ko: '마당', 'zh-Hant': '院子', en: 'Madang' },
  numbering,
  demo: {
    seed: 1,
    count: 0,
    records: {},
    personas: [
      { id: 'mother', number: 'A20000001', title: { ko: '엄마', 'zh-Hant': '媽媽', en: 'Mother' } },
      { id: 'father', number: 'A10000002', title: { ko: '아빠', 'zh-Hant': '爸爸', en: 'Father' } },
      {
        id: 'officer',
        number: 'A10000003',
        title: { ko: '담당자', 'zh-Hant': '承辦人', en: 'Officer' },
        post: { agency: 'households', role: 'registrar' },
      },
    ],
  },
} as unknown as Pack;

export interface Sample extends Government {
  clock: MovableClock;
  close(): Promise<void>;
}

/** A government on a database of its own, its clock standing at START. */
export async function sampleGovernment(settings: Record<string, string> = {}): Promise<Sample> {
  const database = await testDatabase(async (url) => {
    const { pool } = openDatabase({ url });
    await migrate(pool, [identityMigrations]);
    await pool.end();
  }, 'identity');
  const { db, pool } = openDatabase({ url: database.url });
  return {
    config: readConfig({ RATE_LIMIT: '0', ...settings }),
    db,
    pool,
    clock: movableClock(START),
    logger: createLogger('silent'),
    metrics: createMetrics(),
    pack,
    logOrigin: 'log.example.org/acts',
    async close() {
      await pool.end();
      await database.drop();
    },
  };
}

export const PRODUCTION = {
  MADANG_MODE: 'production',
  DATABASE_URL: 'postgres://elsewhere/madang',
  ORIGIN: 'https://madang.example',
  MADANG_KEY: 'unused',
};

const whoAmI = ({ caller }: { caller: Caller }) => ({ caller });
const probe = { method: 'GET', summary: 'Says who calls', handle: whoAmI } as const;

/** One route for each kind of caller. */
const probes = [
  route({ ...probe, path: '/api/probe', audience: 'public' }),
  route({ ...probe, path: '/api/probe/resident', audience: 'resident' }),
  route({ ...probe, path: '/api/probe/officer', audience: 'officer' }),
  route({ ...probe, path: '/api/probe/births', audience: { scope: 'births:write' } }),
];

/** The room over HTTP, as `main` puts it together. */
export function serve(government: Government, origin = ORIGIN): { app: Pick<Hono, 'request'>; room: Room } {
  const room = identityRoom(government, { origin: () => origin });
  const app = createApp(government, {
    routes: [...room.routes!, ...probes],
    identify: (request) => callerOf(government, request),
    preferencesOf: () => ({ locale: 'en' }),
    errorPage: async (error) => new Response(error.message, { status: error.status }),
    origin: () => origin,
    ready: () => true,
  });
  return { app: app as unknown as Pick<Hono, 'request'>, room };
}

/** A browser in little: it keeps the session's cookie and sends it along. */
export class Browser {
  cookie: string;
  readonly #app: Pick<Hono, 'request'>;

  constructor(app: Pick<Hono, 'request'>, cookie = '') {
    this.#app = app;
    this.cookie = cookie;
  }

  async send(method: string, path: string, content: { form?: Record<string, string>; json?: unknown } = {}) {
    const headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' };
    if (this.cookie) headers.cookie = this.cookie;
    if (content.json !== undefined) headers['content-type'] = 'application/json';
    const body = content.form ? new URLSearchParams(content.form) : content.json && JSON.stringify(content.json);
    const response = await this.#app.request(path, { method, headers, body: body as string | undefined });
    const set = response.headers.get('set-cookie');
    if (set) this.cookie = set.includes('Max-Age=0') ? '' : set.split(';')[0]!;
    return response;
  }

  async json<T>(method: string, path: string, json?: unknown): Promise<T> {
    return (await this.send(method, path, { json })).json() as Promise<T>;
  }

  /** Who this browser is to the site. */
  async caller(): Promise<Caller> {
    return (await this.json<{ caller: Caller }>('GET', '/api/probe')).caller;
  }

  signIn(persona: string, next?: string) {
    return this.send('POST', '/sign-in/demo', { form: { persona, ...(next !== undefined && { next }) } });
  }
}
