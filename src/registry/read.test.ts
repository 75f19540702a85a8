import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import fc from 'fast-check';
import { identify } from '../identity/index.ts';
import { run, sql, transaction } from '../kernel/index.ts';
import { disclosuresOf, type Reader } from './disclosures.ts';
import { type Sample, START, sampleGovernment } from './fixture.ts';
import { type Read, readFacts } from './read.ts';
import { patchRecord, writeRecord } from './write.ts';

let gov: Sample;
let mother: string;
let child: string;
let stranger: string;
before(async () => {
  gov = await sampleGovernment();
  const at = gov.clock.now();
  const write = (registry: string, row: object) => writeRecord(gov.db, gov, { registry, row, source: 'test', at });
  const person = { name: '王', sex: 'female', born_on: '1995-05-05' };
  await write('persons', { ...person, number: 'A0001' });
  await write('persons', { ...person, number: 'A0003', name: '小', mother: 'A0001' });
  await write('persons', { ...person, number: 'A0004', name: '二', mother: 'A0001' });
  await write('homes', { head: 'A0002', members: ['A0002', 'A0001'], address: '臺北市' });
  await write('enrolments', { insured: 'A0001', employer: '11111111', salary: 1, days: 1, active: true });
  const people = await identify(gov.db, ['A0001', 'A0003', 'A0008'], at);
  mother = people.get('A0001')!;
  child = people.get('A0003')!;
  stranger = people.get('A0008')!;
});
after(() => gov.close());
beforeEach(async () => {
  gov.clock.set(START);
  await run(gov.db, sql`truncate registry.disclosure`);
});

const purpose = { text: { ko: '심사', 'zh-Hant': '審查', en: 'Review' }, law: { act: 'An act', article: '5' } };
const service: Reader = { kind: 'service', service: 'allowance', agency: 'households' };
const read = (reads: Read[], reader: Reader = service) => readFacts(gov.db, gov, { reader, purpose, reads });
const seen = (person: string) => disclosuresOf(gov.db, person, { limit: 100 });

test('values come with their source; what a record does not hold, and what there is no record of, is null', async () => {
  const fields = ['name', 'note'];
  const [own, none] = await read([
    { registry: 'persons', person: mother, fields },
    { registry: 'persons', person: stranger, fields },
  ]);
  assert.deepEqual(own!.values, { name: '王', note: null });
  assert.equal(own!.agency, 'households');
  const [record] = own!.records;
  assert.deepEqual(
    [record!.source, record!.recordedAt, record!.validFrom, record!.version],
    ['test', new Date(START), '2026-03-02', 1],
  );
  assert.deepEqual([none!.values, none!.records], [{ name: null, note: null }, []]);
});

test("a member reads from the household's record, but a mother never from her child's", async () => {
  const [home, self] = await read([
    { registry: 'homes', person: mother, fields: ['address'] },
    { registry: 'persons', person: mother, fields: ['name'] },
  ]);
  assert.equal(home!.values.address, '臺北市');
  assert.equal(self!.values.name, '王');
});

test('of several records of a person the latest counts', async () => {
  const at = new Date(Date.parse(START) + 86_400_000);
  const row = { insured: 'A0001', employer: '22222222', salary: 2, days: 1, active: true };
  await writeRecord(gov.db, gov, { registry: 'enrolments', row, source: 'test', at });
  const salary = async () =>
    (await read([{ registry: 'enrolments', person: mother, fields: ['salary'] }]))[0]!.values.salary;
  assert.equal(await salary(), 2);
  const old = { registry: 'enrolments', subject: mother, key: '11111111', source: 'test', at, validFrom: '2020-01-01' };
  await patchRecord(gov.db, gov, { ...old, set: { salary: 3 } });
  assert.equal(await salary(), 2);
});

test('all records that name a person in a field are read through it, and counted', async () => {
  const fields = ['name', 'born_on'];
  const [children, fathered, own] = await read([
    { registry: 'persons', person: mother, through: 'mother', fields },
    { registry: 'persons', person: mother, through: 'father', fields },
    { registry: 'enrolments', person: mother, through: 'insured', fields: [] },
  ]);
  assert.deepEqual(children!.records.map((record) => record.values.name).sort(), ['二', '小']);
  assert.deepEqual([fathered!.records.length, own!.records.length], [0, 2]);
  assert.equal((await seen(mother)).length, 2, 'one entry for each registry');
});

test('a certain record is read only by way of a person who stands in it', async () => {
  const about = { subject: child };
  const [reading, foreign] = await read([
    { registry: 'persons', person: mother, record: about, fields: ['name'] },
    { registry: 'persons', person: stranger, record: about, fields: ['name'] },
  ]);
  assert.equal(reading!.values.name, '小');
  assert.deepEqual([foreign!.values.name, foreign!.records], [null, []]);
});

test('a read by an office or a service is disclosed to the person, with fields, reader and reason', async () => {
  await read([
    { registry: 'persons', person: mother, fields: ['name'] },
    { registry: 'persons', person: mother, fields: ['born_on', 'name'] },
    { registry: 'homes', person: mother, fields: ['address'] },
  ]);
  gov.clock.advance(1_000);
  await read([{ registry: 'persons', person: mother, fields: ['note'] }], {
    kind: 'officer',
    person: stranger,
    agency: 'insurance',
  });
  const entries = await seen(mother);
  const brief = entries.map(({ readerKind, reader, agency, registry, fields }) => [
    readerKind,
    reader,
    agency,
    registry,
    fields,
  ]);
  assert.deepEqual(brief[0], ['officer', stranger, 'insurance', 'persons', ['note']]);
  assert.deepEqual(
    brief.slice(1).sort((a, b) => String(a).localeCompare(String(b))),
    [
      ['service', 'allowance', 'households', 'homes', ['address']],
      ['service', 'allowance', 'households', 'persons', ['name', 'born_on']],
    ],
  );
  assert.deepEqual(entries[0]!.purpose, purpose);
  assert.deepEqual(entries[0]!.at, gov.clock.now());
  assert.deepEqual(await seen(child), []);
});

test('disclosures come page by page, newest first', async () => {
  for (let count = 0; count < 7; count++) {
    gov.clock.advance(1_000);
    await read([{ registry: 'persons', person: mother, fields: ['name'] }]);
  }
  const whole = await seen(mother);
  assert.deepEqual(
    whole.map((entry) => entry.at.getTime()),
    whole.map((entry) => entry.at.getTime()).sort((a, b) => b - a),
  );
  const first = await disclosuresOf(gov.db, mother, { limit: 3 });
  const rest = await disclosuresOf(gov.db, mother, { limit: 100, before: first.at(-1)!.id });
  assert.deepEqual([...first, ...rest], whole);
});

test('a person reads what is theirs, unrecorded, and nothing of another', async () => {
  const self: Reader = { kind: 'self', person: mother };
  const [reading] = await read([{ registry: 'persons', person: mother, fields: ['name'] }], self);
  assert.equal(reading!.values.name, '王');
  assert.deepEqual(await seen(mother), []);
  await assert.rejects(read([{ registry: 'persons', person: child, fields: ['name'] }], self), { code: 'forbidden' });
});

test('a relative’s look is told as what it is, once a day, and what an agency sees each time', async () => {
  const relative: Reader = { kind: 'relative', person: mother, agency: 'households' };
  const names = [{ registry: 'persons', person: child, fields: ['name'] }];
  for (const hours of [0, 1, 22]) {
    gov.clock.advance(hours * 3_600_000);
    assert.equal((await read(names, relative))[0]!.values.name, '小');
    await read(names);
  }
  await transaction(gov.db, async (tx) => {
    for (const fields of [['name'], ['born_on'], ['born_on']])
      await readFacts(tx, gov, { reader: relative, purpose, reads: [{ registry: 'persons', person: child, fields }] });
  });
  const kinds = async () => (await seen(child)).map(({ readerKind, reader }) => `${readerKind} ${reader}`);
  const [byMother, byAgency] = [`relative ${mother}`, 'service allowance'];
  assert.deepEqual((await kinds()).toSorted(), [byMother, byMother, byAgency, byAgency, byAgency].toSorted());
  gov.clock.advance(2 * 3_600_000);
  await read(names, relative);
  assert.equal((await kinds()).filter((kind) => kind === byMother).length, 3);
});

test('a relative reads of their family only, and what their agency may read', async () => {
  const names = (person: string) => [{ registry: 'persons', person, fields: ['name'] }];
  const as = (person: string, agency: string): Reader => ({ kind: 'relative', person, agency });
  await assert.rejects(read(names(child), as(stranger, 'households')), { code: 'forbidden' });
  await assert.rejects(read(names(stranger), as(mother, 'households')), { code: 'forbidden' });
  const home = [{ registry: 'homes', person: child, fields: ['address'] }];
  await assert.rejects(read(home, as(mother, 'insurance')), { code: 'forbidden' });
  assert.deepEqual([await seen(child), await seen(stranger)], [[], []]);
});

test('an agency that may not read a registry reads nothing at all, and no trace is left', async () => {
  const insurance: Reader = { kind: 'service', service: 'other', agency: 'insurance' };
  const reads = ['persons', 'enrolments', 'homes'].map((registry) => ({ registry, person: mother, fields: [] }));
  await assert.rejects(read(reads, insurance), { code: 'forbidden' });
  assert.deepEqual(await seen(mother), []);
  await read(reads.slice(0, 2), insurance);
  await assert.rejects(read([{ registry: 'nowhere', person: mother, fields: [] }]), { code: 'not-found' });
});

test('the disclosure stands if, and only if, the transaction of the read does', async () => {
  const sequence = fc.array(fc.record({ commits: fc.boolean(), self: fc.boolean() }), { maxLength: 6 });
  const body = async (steps: { commits: boolean; self: boolean }[]) => {
    await run(gov.db, sql`truncate registry.disclosure`);
    for (const { commits, self } of steps) {
      const act = transaction(gov.db, async (tx) => {
        const reader: Reader = self ? { kind: 'self', person: mother } : service;
        await readFacts(tx, gov, {
          reader,
          purpose,
          reads: [{ registry: 'persons', person: mother, fields: ['name'] }],
        });
        if (!commits) throw new Error('undone');
      });
      await act.catch((error) => assert.match(error.message, /undone/));
    }
    assert.equal((await seen(mother)).length, steps.filter((step) => step.commits && !step.self).length);
  };
  await fc.assert(fc.asyncProperty(sequence, body), { numRuns: 20 });
});
