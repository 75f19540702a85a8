import { testDatabase } from '../../test/support/database.ts';
import { callerOf, identityMigrations, issueKey } from '../identity/index.ts';
import {
  createApp,
  createLogger,
  createMetrics,
  kernelMigrations,
  type MovableClock,
  migrate,
  movableClock,
  openDatabase,
  readConfig,
} from '../kernel/index.ts';
import { logMigrations } from '../log/index.ts';
import type { Government, Numbering, Pack, Registry } from '../pack/index.ts';
import { registryRoutes } from './api.ts';
import { registryMigrations } from './room.ts';

/** What the tests of this room share: a government whose pack has only registries, on a database of its own. */

export const START = '2026-03-02T09:00:00Z';

const title = { ko: '이름', 'zh-Hant': '名稱', en: 'Title' };
const wrong = { ko: '번호가 틀렸어요', 'zh-Hant': '證號有誤', en: 'The number is wrong' };

/** A letter and four digits or more. */
export const numbering: Numbering = {
  check: (number) => (/^[A-Z]\d{4,12}$/.test(number) ? undefined : wrong),
  make: (serial) => `A${String(serial).padStart(7, '0')}`,
};

const common = { title, keeper: 'registrar', law: undefined };

export const persons: Registry = {
  ...common,
  id: 'persons',
  agency: 'households',
  subject: 'number',
  people: ['mother', 'father'],
  foundBy: ['number', 'mother', 'father'],
  family: true,
  fields: {
    number: { type: 'person', title },
    name: { type: 'name', title },
    sex: { type: 'enum', of: { male: title, female: title }, title },
    born_on: { type: 'date', title },
    mother: { type: 'person', optional: true, title },
    father: { type: 'person', optional: true, title },
    note: { type: 'text', optional: true, title },
  },
  read: ['insurance'],
} as unknown as Registry;

export const homes: Registry = {
  ...common,
  id: 'homes',
  agency: 'households',
  subject: 'head',
  people: ['members'],
  foundBy: ['head', 'members'],
  family: true,
  fields: {
    head: { type: 'person', title },
    members: { type: 'people', title },
    address: { type: 'text', title },
  },
  read: [],
} as unknown as Registry;

export const enrolments: Registry = {
  ...common,
  id: 'enrolments',
  agency: 'insurance',
  subject: 'insured',
  key: 'employer',
  foundBy: ['insured'],
  fields: {
    insured: { type: 'person', title },
    employer: { type: 'text', format: '[0-9]{8}', title },
    salary: { type: 'money', unit: 'month', title },
    days: { type: 'integer', title },
    share: { type: 'number', optional: true, title },
    active: { type: 'boolean', title },
    account: { type: 'bank-account', optional: true, title },
  },
  read: ['households'],
} as unknown as Registry;

const pack = {
  timeZone: 'Asia/Seoul',
  numbering,
  registries: new Map([persons, homes, enrolments].map((registry) => [registry.id, registry])),
  credentials: new Map(),
  people: {},
  relyingParties: new Map(),
  lifeEvents: new Map([['insurance', { about: 'enrolments' }]]),
} as unknown as Pack;

export interface Sample extends Government {
  clock: MovableClock;
  url: string;
  close(): Promise<void>;
}

/** A government on a fresh database, its clock standing at START. */
export async function sampleGovernment(): Promise<Sample> {
  const database = await testDatabase(async (url) => {
    const { pool } = openDatabase({ url });
    await migrate(pool, [kernelMigrations, logMigrations, identityMigrations, registryMigrations]);
    await pool.end();
  }, 'registry');
  const government = governmentOn(database.url);
  return {
    ...government,
    url: database.url,
    async close() {
      await government.pool.end();
      await database.drop();
    },
  };
}

/** The same government in another process. */
export function governmentOn(url: string): Government & { clock: MovableClock } {
  return {
    ...openDatabase({ url }),
    config: readConfig({ RATE_LIMIT: '0' }),
    clock: movableClock(START),
    logger: createLogger('silent'),
    metrics: createMetrics(),
    pack,
    logOrigin: 'log.example.org/acts',
  };
}

/** The doors for other systems over HTTP; `send` posts a row with a key that has these scopes. */
export function serve(gov: Government) {
  const app = createApp(gov, {
    routes: registryRoutes(gov),
    identify: (request) => callerOf(gov, request),
    preferencesOf: () => ({ locale: 'en' }),
    errorPage: async (error) => new Response(error.message, { status: error.status }),
    origin: () => 'http://localhost:3000',
    ready: () => true,
  });
  return {
    async keyFor(agency: string, ...scopes: string[]): Promise<string> {
      return (await issueKey(gov.db, { agency, scopes, title: 'A system' }, gov.clock.now())).token;
    },
    async send(registry: string, row: unknown, headers: Record<string, string> = {}) {
      const response = await app.request(`/api/registries/${registry}/records`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(row),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
  };
}
