import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { identify } from '../identity/index.ts';
import { AppError, all, run, sql, transaction } from '../kernel/index.ts';
import { DATA_CHANGED_TASK } from './changed.ts';
import { recordsOf } from './find.ts';
import { type Sample, START, sampleGovernment } from './fixture.ts';
import { relatedPeople } from './references.ts';
import { addPerson, patchRecord, writeRecord, writeRecords } from './write.ts';

let gov: Sample;
before(async () => {
  gov = await sampleGovernment();
});
after(() => gov.close());
beforeEach(async () => {
  gov.clock.set(START);
  await run(gov.db, sql`truncate registry.record, registry.record_history, registry.reference`);
  await run(gov.db, sql`delete from kernel.job`);
});

const person = async (number: string) => (await identify(gov.db, [number], gov.clock.now())).get(number)!;
const from = (registry: string) => ({ registry, source: 'test', at: gov.clock.now() });
const child = { number: 'A0003', name: '王小明', sex: 'male', born_on: '2026-02-28', mother: 'A0001', father: 'A0002' };
const job = { insured: 'A0001', employer: '12345678', salary: 45_800, days: 400, active: true };

const history = () =>
  all(
    gov.db,
    sql<{ version: number; data: object }>`select version, data from registry.record_history order by version`,
  );
const jobs = (task = 'registry.recorded') =>
  all(gov.db, sql<{ payload: object }>`select payload from kernel.job where task = ${task} order by run_at`);

test('a row is stored with ids in place of numbers, and the same row again changes nothing', async () => {
  const first = await writeRecord(gov.db, gov, { ...from('persons'), row: child, announce: true });
  const again = await writeRecord(gov.db, gov, { ...from('persons'), row: child, announce: true });
  const subject = await person('A0003');
  assert.deepEqual(first, { subject, key: '', version: 1, changed: true });
  assert.deepEqual(again, { ...first, changed: false });
  const [record] = await all(gov.db, sql<{ data: object }>`select data from registry.record`);
  const [mother, father] = [await person('A0001'), await person('A0002')];
  assert.deepEqual(record!.data, { ...child, number: subject, mother, father });
  assert.deepEqual(await history(), []);
  assert.deepEqual(await jobs(), [{ payload: { registry: 'persons', subject, key: '' } }], 'made known once');
});

test('a job is added only if asked, and goes with its transaction', async () => {
  await writeRecord(gov.db, gov, { ...from('persons'), row: child });
  const failing = transaction(gov.db, async (tx) => {
    await writeRecord(tx, gov, { ...from('enrolments'), row: job, announce: true });
    throw new Error('no');
  });
  await assert.rejects(failing, /no/);
  assert.deepEqual(await jobs(), []);
});

test('what changed of whom is told once for all that is written together, by fields and without values', async () => {
  const rows = ['11111111', '22222222'].map((employer) => ({ ...job, employer }));
  await writeRecords(gov.db, gov, { ...from('enrolments'), rows });
  await run(gov.db, sql`truncate kernel.job`);
  const raised = rows.map((row) => ({ ...row, salary: 5 }));
  await writeRecords(gov.db, gov, { ...from('enrolments'), rows: raised });
  await writeRecords(gov.db, gov, { ...from('enrolments'), rows: [raised[0], { ...raised[1], days: 9 }] });
  const insured = await person(String(job.insured));
  assert.deepEqual(
    (await jobs(DATA_CHANGED_TASK)).map(({ payload }) => payload),
    [['salary'], ['days']].map((fields) => ({ registry: 'enrolments', changes: [{ fields, people: [insured] }] })),
  );
});

test('each superseded version is kept, also of versions that one batch brings', async () => {
  const rows = [1, 2, 2, 3].map((salary) => ({ ...job, salary }));
  const written = await writeRecords(gov.db, gov, { ...from('enrolments'), rows });
  assert.deepEqual(
    written.map(({ version, changed }) => [version, changed]),
    [
      [1, true],
      [2, true],
      [2, false],
      [3, true],
    ],
  );
  gov.clock.advance(86_400_000);
  await writeRecord(gov.db, gov, { ...from('enrolments'), row: job });
  assert.deepEqual(
    (await history()).map(({ version, data }) => [version, (data as typeof job).salary]),
    [1, 2, 3].map((version) => [version, version]),
  );
  const [last] = await recordsOf(gov.db, gov, { registry: 'enrolments', person: await person('A0001') });
  const { version, validFrom, recordedAt } = last!;
  assert.deepEqual(
    { version, validFrom, recordedAt },
    { version: 4, validFrom: '2026-03-03', recordedAt: gov.clock.now() },
  );
});

test('a batch with a wrong row stores none, and says which row and field', async () => {
  const rows = [child, { ...child, number: 'x', born_on: '2026-02-30' }];
  await assert.rejects(writeRecords(gov.db, gov, { ...from('persons'), rows }), (error) => {
    assert.ok(error instanceof AppError && error.code === 'invalid');
    assert.deepEqual(
      error.fields.map((field) => field.path),
      ['/1/number', '/1/born_on'],
    );
    return true;
  });
  assert.deepEqual(await all(gov.db, sql`select 1 from registry.record`), []);
});

test('a key tells records of one person apart', async () => {
  await writeRecords(gov.db, gov, { ...from('enrolments'), rows: [job, { ...job, employer: '87654321' }] });
  const heads = await recordsOf(gov.db, gov, { registry: 'enrolments', person: await person('A0001') });
  assert.deepEqual(heads.map((head) => head.key).sort(), ['12345678', '87654321']);
});

test('a record is found through the people in it, and no longer when they are corrected', async () => {
  await writeRecord(gov.db, gov, { ...from('persons'), row: child });
  const found = async (number: string) =>
    (await recordsOf(gov.db, gov, { registry: 'persons', person: await person(number) })).length;
  assert.deepEqual(await Promise.all(['A0001', 'A0002', 'A0003', 'A0004'].map(found)), [1, 1, 1, 0]);
  const subject = await person('A0003');
  const set = { father: await person('A0004'), mother: null };
  await patchRecord(gov.db, gov, { ...from('persons'), subject, set });
  assert.deepEqual(await Promise.all(['A0001', 'A0002', 'A0003', 'A0004'].map(found)), [0, 0, 1, 1]);
});

test('a row keeps what it leaves out and takes away what it empties', async () => {
  await writeRecord(gov.db, gov, { ...from('persons'), row: { ...child, note: 'kept' } });
  const { mother: _, ...without } = child;
  assert.equal((await writeRecord(gov.db, gov, { ...from('persons'), row: without })).changed, false);
  for (const mother of [null, '']) {
    const { version } = await writeRecord(gov.db, gov, { ...from('persons'), row: { ...child, mother } });
    assert.equal(version, 2);
  }
  const [record] = await all(gov.db, sql<{ data: object }>`select data from registry.record`);
  assert.deepEqual(Object.keys(record!.data).sort(), ['born_on', 'father', 'name', 'note', 'number', 'sex']);
  assert.deepEqual(await recordsOf(gov.db, gov, { registry: 'persons', person: await person('A0001') }), []);
});

test('a patch sets what it names, keeps the rest, and makes a whole record where there is none', async () => {
  const subject = await person('A0009');
  const set = { name: '陳', sex: 'female', born_on: '2026-03-01' };
  const patch = (values: object) => patchRecord(gov.db, gov, { ...from('persons'), subject, set: { ...values } });
  await assert.rejects(patch({ name: '陳' }), /sex Enter a value; \/born_on Enter a value/);
  assert.equal((await patch(set)).version, 1);
  assert.deepEqual(await patch({ note: 'moved' }), { subject, key: '', version: 2, changed: true });
  assert.equal((await patch({ note: 'moved' })).changed, false);
  const [record] = await all(gov.db, sql<{ data: object }>`select data from registry.record`);
  assert.deepEqual(record!.data, { ...set, number: subject, note: 'moved' });
  await assert.rejects(patch({ name: null }), /name Enter a value/);
  await assert.rejects(patch({ mother: 'A0001' }), /mother Enter a person/, 'among rooms people are ids');
  await assert.rejects(patch({ unheard: 1 }), /no such field/);
});

test('subject and key cannot be patched', async () => {
  const { subject, key } = await writeRecord(gov.db, gov, { ...from('enrolments'), row: job });
  const patch = (set: object) => patchRecord(gov.db, gov, { ...from('enrolments'), subject, key, set: { ...set } });
  await assert.rejects(patch({ employer: '00000000' }), /cannot be changed/);
  await assert.rejects(patch({ insured: await person('A0002') }), /cannot be changed/);
  assert.equal((await patch({ employer: key, salary: 1 })).version, 2);
});

test('people who are added to a household at the same time are all in it, each once', async () => {
  const home = { head: 'A0001', members: ['A0001'], address: '臺北市' };
  const { subject } = await writeRecord(gov.db, gov, { ...from('homes'), row: home });
  const numbers = ['A0011', 'A0012', 'A0013', 'A0014', 'A0011'];
  const members = await Promise.all(numbers.map(person));
  const add = (member: string) =>
    addPerson(gov.db, gov, { ...from('homes'), subject, field: 'members', person: member });
  await Promise.all(members.map(add));
  const [record] = await all(gov.db, sql<{ data: { members: string[] } }>`select data from registry.record`);
  assert.deepEqual(record!.data.members.toSorted(), [...new Set([subject, ...members])].sort());
  for (const member of members)
    assert.equal((await recordsOf(gov.db, gov, { registry: 'homes', person: member })).length, 1);
  const nobody = await person('A0099');
  await assert.rejects(
    addPerson(gov.db, gov, { ...from('homes'), subject: nobody, field: 'members', person: nobody }),
    {
      code: 'not-found',
    },
  );
});

test('family is whoever stands together in a family record, seen from each of them', async () => {
  await writeRecord(gov.db, gov, { ...from('persons'), row: child });
  await writeRecord(gov.db, gov, {
    ...from('homes'),
    row: { head: 'A0001', members: ['A0001', 'A0005'], address: 'x' },
  });
  await writeRecord(gov.db, gov, { ...from('enrolments'), row: job });
  const family = async (number: string) => [...(await relatedPeople(gov.db, gov, await person(number)))].sort();
  const people = async (...numbers: string[]) => (await Promise.all(numbers.map(person))).sort();
  assert.deepEqual(await family('A0001'), await people('A0001', 'A0002', 'A0003', 'A0005'));
  assert.deepEqual(await family('A0002'), await people('A0001', 'A0002', 'A0003'));
  assert.deepEqual(await family('A0005'), await people('A0001', 'A0005'));
  assert.deepEqual(await family('A0077'), await people('A0077'));
});

test('many writers of the same records at once lose no version', async () => {
  const writers = Array.from({ length: 6 }, (_, writer) => writer);
  const rows = (writer: number) =>
    Array.from({ length: 20 }, (_, index) => ({
      ...child,
      number: `B${1000 + ((index * (writer + 1)) % 20)}`,
      name: `${writer}`,
    }));
  await Promise.all(
    writers.map((writer) =>
      transaction(gov.db, (tx) => writeRecords(tx, gov, { ...from('persons'), rows: rows(writer) })),
    ),
  );
  const gaps = await all(
    gov.db,
    sql`select subject from registry.record where version <> 1 + (
      select count(*) from registry.record_history as old where old.subject = record.subject)`,
  );
  assert.deepEqual(gaps, []);
});
