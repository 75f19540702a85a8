import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { findPeople } from '../identity/index.ts';
import { all, run, sql } from '../kernel/index.ts';
import { disclosuresOf, type Occasion } from './disclosures.ts';
import { type Sample, sampleGovernment } from './fixture.ts';
import { readFacts } from './read.ts';
import { type PersonRead, readMany } from './read-many.ts';
import { writeRecord, writeRecords } from './write.ts';

let gov: Sample;
let ids: ReadonlyMap<string, string>;
before(async () => {
  gov = await sampleGovernment();
  const numbers = ['A1000', 'A2000', 'A3000'];
  const rows = numbers.map((number, nth) => ({ number, name: `N${nth}`, sex: 'female', born_on: `199${nth}-01-01` }));
  await writeRecords(gov.db, gov, { registry: 'persons', rows, source: 'test', at: gov.clock.now() });
  const home = { head: 'A1000', members: ['A1000', 'A2000'], address: 'First Street 1' };
  await writeRecord(gov.db, gov, { registry: 'homes', row: home, source: 'test', at: gov.clock.now() });
  ids = await findPeople(gov.db, numbers);
});
after(() => gov.close());
beforeEach(() => run(gov.db, sql`truncate registry.disclosure, registry.access, log.outbox`));

const occasion = {
  reader: { kind: 'service', service: 'statistics', agency: 'households' },
  purpose: { text: { ko: '통계', 'zh-Hant': '統計', en: 'Statistics' } },
  sealedUntil: new Date('2026-04-01T00:00:00Z'),
} satisfies Occasion;
const reads = [
  { registry: 'persons', fields: ['name', 'note'] },
  { registry: 'homes', fields: ['address'] },
];
const STRANGER = '018f0000-0000-7000-8000-00000000000a';

async function told(people: Iterable<string>) {
  const at = new Date('2026-05-01T00:00:00Z');
  const seen = [];
  for (const person of people)
    for (const { id: _, ...one } of await disclosuresOf(gov.db, person, { limit: 50, at }))
      seen.push(JSON.stringify({ person, ...one }));
  return seen.sort();
}

async function readAll(people: Iterable<string>): Promise<PersonRead[]> {
  const found: PersonRead[] = [];
  for await (const page of readMany(gov, { ...occasion, reads, people })) found.push(...page);
  return found.sort((one, other) => (one.person < other.person ? -1 : 1));
}

test('many are read and told as one by one, also who is in no registry', async () => {
  const people = [...ids.values(), STRANGER].sort();
  const found = await readAll(people);
  const toldThen = await told(people);
  await run(gov.db, sql`truncate registry.disclosure`);
  const one = [];
  for (const person of people) {
    const readings = await readFacts(gov.db, gov, { ...occasion, reads: reads.map((read) => ({ ...read, person })) });
    one.push({ person, values: Object.fromEntries(readings.map(({ read, values }) => [read.registry, values])) });
  }
  assert.deepEqual(found, one);
  assert.equal(found.find(({ person }) => person === ids.get('A2000'))!.values.homes!.address, 'First Street 1');
  assert.deepEqual(toldThen, await told(people));
  assert.equal(toldThen.length, 2 * people.length);
});

test('page by page, each committed before it is given, and everyone once', async () => {
  const people = Array.from({ length: 6_000 }, (_, nth) => `018f0000-0000-7000-8000-${String(nth).padStart(12, '0')}`);
  const count = async () =>
    (await all(gov.db, sql<{ n: number }>`select count(*) as n from registry.disclosure`))[0]!.n;
  let seen = 0;
  for await (const page of readMany(gov, { ...occasion, reads, people: [...people, people[0]!] })) {
    assert.ok(page.length <= 2_500);
    seen += page.length;
    assert.ok((await count()) >= 2 * seen);
  }
  assert.equal(seen, 6_000 + 1, 'someone named again in a later page is read again');
  const [logged] = await all(gov.db, sql<{ acts: number }>`select sum(acts)::int as acts from log.outbox`);
  assert.deepEqual([await count(), logged!.acts], [2 * seen, 2 * seen]);
});

test('who may not read one of the registries reads of nobody', async () => {
  const reader = { kind: 'service', service: 'other', agency: 'insurance' } as const;
  await assert.rejects(
    async () => {
      for await (const _ of readMany(gov, { ...occasion, reader, reads, people: ids.values() }));
    },
    { code: 'forbidden' },
  );
  assert.deepEqual(await told(ids.values()), []);
});

test('whoever stops gets no fault of what they did not take; a source that breaks ends it', async () => {
  const broken = async function* (count: number) {
    for (let nth = 0; nth < count; nth++) yield `018f0000-0000-7000-8000-${String(nth).padStart(12, '0')}`;
    throw new Error('a source that breaks');
  };
  for await (const page of readMany(gov, { ...occasion, reads, people: broken(6_000) })) {
    assert.ok(page.length > 0);
    break;
  }
  await assert.rejects(async () => {
    for await (const _ of readMany(gov, { ...occasion, reads, people: broken(1) }));
  }, /a source that breaks/);
});
