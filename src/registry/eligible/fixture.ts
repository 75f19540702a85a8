import { testDatabase } from '../../../test/support/database.ts';
import { findPeople, identityMigrations } from '../../identity/index.ts';
import {
  createLogger,
  createMetrics,
  kernelMigrations,
  type Migrations,
  type MovableClock,
  migrate,
  movableClock,
  openDatabase,
  readConfig,
} from '../../kernel/index.ts';
import { logMigrations } from '../../log/index.ts';
import { compileTexts } from '../../pack/fixture.ts';
import { formatProblem, type Government, type Pack } from '../../pack/index.ts';
import { registryMigrations } from '../room.ts';
import { writeRecords } from '../write.ts';

/** A town whose registries say who may have what, for tests of who is eligible. */

export const START = '2026-03-02T09:00:00Z';
export const DAY = '2026-03-02';

const named = (name: string): string => `{ko: ${name}, zh-Hant: ${name}, en: ${name}}`;
const clause = (id: string, condition: string): string => `    - {id: ${id}, if: '${condition}', text: ${named(id)}}`;
const law = 'law: {act: Dog Act}';

const HOMES = `id: homes
title: ${named('homes')}
agency: town
keeper: clerk
subject: head
people: [members]
fields:
  head: {type: person, title: ${named('head')}}
  members: {type: people, title: ${named('members')}}
  rent: {type: money, unit: EUR/month, optional: true, title: ${named('rent')}}
  kind: {type: enum, optional: true, title: ${named('kind')}, of: {owned: ${named('owned')}, rented: ${named('rented')}}}
read: [kennel]
`;

const INCOMES = `id: incomes
title: ${named('incomes')}
agency: town
keeper: clerk
subject: person
fields:
  person: {type: person, title: ${named('person')}}
  monthly: {type: money, unit: EUR/month, optional: true, title: ${named('monthly')}}
  share: {type: number, optional: true, title: ${named('share')}}
  active: {type: boolean, optional: true, title: ${named('active')}}
read: [kennel]
`;

/** Somebody has one record for each employer: the latest says where they work. */
const JOBS = `id: jobs
title: ${named('jobs')}
agency: town
keeper: clerk
subject: worker
key: employer
fields:
  worker: {type: person, title: ${named('worker')}}
  employer: {type: text, title: ${named('employer')}}
  left_on: {type: date, optional: true, title: ${named('left_on')}}
read: [kennel]
`;

/** Everything that a registry is asked in: a record found by a member, a group, a count, a table, a day. */
const HEATING = `id: heating
agency: kennel
title: ${named('Heating')}
summary: ${named('Heating')}
law: [{act: Dog Act, article: "7"}]
facts:
  born_on: {from: people.born_on}
  members: {from: homes.members}
  rent: {from: homes.rent}
  kind: {from: homes.kind}
  left_on: {from: jobs.left_on}
  household: {each: members, take: {income: incomes.monthly, active: incomes.active, born_on: people.born_on}, title: ${named('household')}}
  dogs: {count: dogs.owner, where: 'item.size = "big" and item.licensed_on < applied_on', title: ${named('dogs')}}
  friendly_dogs: {count: dogs.friends, title: ${named('friends')}}
  age: {derive: 'years and months duration(born_on, applied_on).years', title: ${named('age')}}
  total: {derive: sum(household.income), title: ${named('total')}}
  children: {derive: 'count(household[item.born_on > applied_on - duration("P18Y")])', title: ${named('children')}}
parameters:
  limit: {title: ${named('limit')}, unit: EUR/month, by: person, values: {2020-01-01: {1: 1000, 2: 1500, 4: 2400.5}}, ${law}}
  share: {title: ${named('share')}, values: {2020-01-01: 3}, ${law}}
  bonus: {title: ${named('bonus')}, unit: EUR/month, values: {2020-01-01: 10}, ${law}}
eligible:
  all:
${clause('grown-up', 'age >= 18')}
${clause('rented', 'kind = "rented"')}
${clause('poor', 'total <= limit(count(members))')}
${clause('dogs', 'dogs + friendly_dogs < 2')}
${clause('out-of-work', 'left_on = null or left_on <= applied_on')}
${clause('all-active', 'every one in household satisfies one.active != false')}
amount: decimal(rent / share, 2) + children * bonus
decide: {auto: never, otherwise: {role: keeper, within: 5 days}}
offer: {title: ${named('Offer')}, body: ${named('Body')}}
effects: []
examples:
  - {on: ${DAY}, in: {born_on: 2020-01-01}, out: {eligible: no, because: [grown-up]}}
`;

/** Something is asked of this one. */
const SAVINGS = `id: savings
agency: kennel
title: ${named('Savings')}
summary: ${named('Savings')}
law: [{act: Dog Act}]
facts:
  born_on: {from: people.born_on}
  income: {from: incomes.monthly}
  saved: {type: money, title: ${named('saved')}, ask: ${named('saved')}}
parameters:
  adult: {title: ${named('adult')}, unit: day, values: {2020-01-01: 6570}, ${law}}
  most: {title: ${named('most')}, unit: EUR, values: {2020-01-01: 5000}, ${law}}
  poor: {title: ${named('poor')}, unit: EUR/month, values: {2020-01-01: 900}, ${law}}
eligible:
  all:
${clause('grown-up', 'applied_on - born_on >= adult')}
${clause('poor', 'income <= poor or saved <= most')}
amount: saved
decide: {auto: never, otherwise: {role: keeper, within: 5 days}}
effects: []
examples:
  - {on: ${DAY}, in: {born_on: 2020-01-01}, out: {eligible: no, because: [grown-up]}}
`;

const TEXTS: Readonly<Record<string, string>> = {
  'registries/homes.yaml': HOMES,
  'registries/incomes.yaml': INCOMES,
  'registries/jobs.yaml': JOBS,
  'services/heating/service.yaml': HEATING,
  'services/savings/service.yaml': SAVINGS,
};

/** The town's pack, with a text in one of its services replaced by another. */
export function townPack(service: 'heating' | 'savings' = 'heating', from = '', to = ''): Pack {
  const file = `services/${service}/service.yaml`;
  if (!TEXTS[file]!.includes(from)) throw new Error(`${file} does not hold ${from}`);
  const { pack, problems } = compileTexts({ ...TEXTS, [file]: TEXTS[file]!.replace(from, to) });
  if (!pack) throw new Error(problems.map(formatProblem).join('\n'));
  return pack;
}

export interface Town extends Government {
  clock: MovableClock;
  url: string;
  close(): Promise<void>;
}

/** The town's government on a database of its own, its clock standing at START. */
export async function townGovernment(more: readonly Migrations[] = [], pack = townPack()): Promise<Town> {
  const migrations = [kernelMigrations, logMigrations, identityMigrations, registryMigrations, ...more];
  const database = await testDatabase(
    async (url) => {
      const { pool } = openDatabase({ url });
      await migrate(pool, migrations);
      await pool.end();
    },
    ['town', ...more.map(({ room }) => room)].join('_'),
  );
  const gov = townOn(database.url, pack);
  const close = async () => {
    await gov.pool.end();
    await database.drop();
  };
  return { ...gov, url: database.url, close };
}

/** The same government in another process. */
export function townOn(url: string, pack = townPack()): Government & { clock: MovableClock } {
  return {
    ...openDatabase({ url, connections: 4 }),
    config: readConfig({ RATE_LIMIT: '0' }),
    clock: movableClock(START),
    logger: createLogger('silent'),
    metrics: createMetrics(),
    pack,
    logOrigin: 'log.example.org/acts',
  };
}

/** Somebody as the registries have them; a registry that is left out has nothing of them. */
export interface Resident {
  number: string;
  people?: Record<string, unknown>;
  homes?: Record<string, unknown>;
  incomes?: Record<string, unknown>;
  jobs?: Record<string, unknown>[];
  dogs?: Record<string, unknown>[];
}

const SUBJECTS = { people: 'person', homes: 'head', incomes: 'person', jobs: 'worker', dogs: 'owner' } as const;

/** Writes residents into the registries; their ids by number. */
export async function settle(gov: Government, residents: readonly Resident[]): Promise<Map<string, string>> {
  for (const [registry, subject] of Object.entries(SUBJECTS) as [keyof typeof SUBJECTS, string][]) {
    const rows = residents.flatMap(({ number, [registry]: held }) =>
      [held ?? []].flat().map((fields) => ({ [subject]: number, ...fields })),
    );
    await writeRecords(gov.db, gov, { registry, source: 'test', at: gov.clock.now(), rows });
  }
  return findPeople(
    gov.db,
    residents.map(({ number }) => number),
  );
}

/** Somebody who may have heating, with some of it changed. */
export const eligibleResident = (number: string, changes: Partial<Resident> = {}): Resident => ({
  number,
  people: { name: `Name ${number}`, born_on: '1990-05-05' },
  homes: { members: [number], rent: 300, kind: 'rented' },
  incomes: { monthly: 800 },
  ...changes,
});
