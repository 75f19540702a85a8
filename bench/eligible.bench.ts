import { rm } from 'node:fs/promises';
import { readConfig } from '../src/kernel/index.ts';
import { openGovernment } from '../src/open.ts';
import type { Government, Service } from '../src/pack/index.ts';
import { findEligible, type Read, readFacts } from '../src/registry/index.ts';
import { newHome } from '../test/faults/government.ts';
import { type Row, rowOf, timed } from './bench.ts';
import { fillRegistries } from './eligible-people.ts';

export const name = 'eligible';

const PEOPLE = 500_000;
/** So many are read one by one: the rest would take as long each. */
const READ_ALONE = 2_000;
const DAY = '2026-05-04';

/** Of one person only; and of their household and their parents as well, with tables. */
const SERVICES = ['sme-income-tax-relief', 'youth-rent'];

/**
 * Who of half a million people is eligible: asked of the registries where they lie, against reading what the same service
 * needs of the person themselves, one person after another, which leaves their family and the decision still to do.
 */
export async function run(): Promise<Row[]> {
  const home = await newHome();
  const config = readConfig({ MADANG_HOME: home, PACK: 'kr', LOG_LEVEL: 'silent' });
  const { gov, close } = await openGovernment(config);
  try {
    await fillRegistries(gov.pool, PEOPLE);
    const rows: Row[] = [];
    for (const id of SERVICES) rows.push(await measure(gov, gov.pack.services.get(id)!));
    return rows;
  } finally {
    await close();
    await rm(home, { recursive: true, force: true });
  }
}

async function measure(gov: Government, service: Service): Promise<Row> {
  const people: string[] = [];
  let found = 0;
  const milliseconds = await timed(async () => {
    for (let next: string | undefined = ''; next !== undefined; ) {
      const page = await findEligible(gov.db, gov, { service, day: DAY, ...(next !== '' && { after: next }) });
      found += page.people.length;
      people.push(...page.people.map(({ person }) => person));
      next = page.next;
    }
  });
  const readers = people.slice(0, READ_ALONE);
  const alone = await timed(() => readEach(gov, service, readers));
  const what = `one by one, ${found.toLocaleString('en')} of ${PEOPLE.toLocaleString('en')} found in ${(milliseconds / 1000).toFixed(1)} s`;
  const yardstick = { what, value: (readers.length / alone) * 1000 };
  return rowOf(`eligible.${service.id}`, (PEOPLE / milliseconds) * 1000, 'people/s', yardstick);
}

/** Reads each person's own records that the service looks at. */
async function readEach(gov: Government, service: Service, people: readonly string[]): Promise<void> {
  const reader = { kind: 'service', service: service.id, agency: service.agency } as const;
  const sources = [...service.facts.values()].flatMap(({ source }) => (source.kind === 'registry' ? [source] : []));
  const fields = Map.groupBy(sources, ({ registry }) => registry);
  for (const person of people) {
    const reads = [...fields].map(
      ([registry, held]): Read => ({ registry, person, fields: held.map(({ field }) => field) }),
    );
    await readFacts(gov.db, gov, { reader, purpose: { text: service.title }, reads });
  }
}
