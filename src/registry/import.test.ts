import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { all, run, sql } from '../kernel/index.ts';
import { DATA_CHANGED_TASK } from './changed.ts';
import { persons, type Sample, sampleGovernment } from './fixture.ts';
import { type ImportProgress, importFile } from './import.ts';
import { registryRoom } from './room.ts';

let gov: Sample;
let folder: string;
let file: string;
before(async () => {
  gov = await sampleGovernment();
  folder = await mkdtemp(join(tmpdir(), 'madang-import-'));
  file = join(folder, 'persons.csv');
});
after(async () => {
  await gov.close();
  await rm(folder, { recursive: true });
});
beforeEach(() =>
  run(gov.db, sql`truncate registry.record, registry.record_history, registry.reference, registry.import`),
);

const HEADER = 'number,name,sex,born_on,mother,note';
const number = (serial: number) => `A${String(serial).padStart(6, '0')}`;
const line = (serial: number, note = '') =>
  `${number(serial)},王小明,female,1990-01-01,${serial > 9 ? number(serial % 9) : ''},${note}`;
const sheet = (...lines: string[]) => writeFile(file, `${[HEADER, ...lines].join('\n')}\n`);
const people = (count: number) => Array.from({ length: count }, (_, serial) => line(serial));

/** All that a registry's import leaves behind, but for the instants. */
const contents = (registry: string) =>
  all(
    gov.db,
    sql<{
      kind: string;
    }>`select subject::text, key, version, data, 'record' as kind from registry.record where registry = ${registry}
      union all select subject::text, key, version, data, 'history' from registry.record_history where registry = ${registry}
      union all select person::text, field, 0, to_jsonb(subject), 'reference' from registry.reference where registry = ${registry}
      order by kind, subject, key, version, data`,
  );
const errorList = async (path = file) =>
  (await readFile(`${path}.errors.ndjson`, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((entry) => JSON.parse(entry));

test('a file is imported once; read again on demand, it changes nothing', async () => {
  await sheet(...people(25));
  const progress: ImportProgress[] = [];
  const options = { registry: 'persons', file, batchSize: 10 };
  const result = await importFile(gov, { ...options, onProgress: (step) => void progress.push(step) });
  const expected = { finished: true, rows: 25, changed: 25, bad: 0, resumedAfter: 0, errorFile: undefined };
  assert.deepEqual(result, expected);
  assert.deepEqual(
    progress.map((step) => step.rows),
    [10, 20, 25],
  );
  assert.equal(progress.at(-1)!.percent, 100);
  const once = await contents('persons');
  assert.deepEqual(await importFile(gov, options), { ...expected, resumedAfter: 25 });
  assert.deepEqual(await importFile(gov, { ...options, again: true }), { ...expected, changed: 0 });
  assert.deepEqual(await contents('persons'), once);
});

test('bad rows are listed with line, field and reason, and the good ones are kept', async () => {
  await sheet(line(1), '12,王,female,1990-02-30,,', line(2, '"two\nlines"'), 'A000004,王', line(5, 'a"b'), line(6));
  const result = await importFile(gov, { registry: 'persons', file, batchSize: 2 });
  assert.deepEqual([result.rows, result.changed, result.bad], [6, 3, 3]);
  assert.equal(result.errorFile, `${file}.errors.ndjson`);
  const list = await errorList();
  assert.deepEqual(
    list.map((entry) => [entry.line, entry.field]),
    [
      [3, 'number'],
      [3, 'born_on'],
      [6, ''],
      [7, ''],
    ],
  );
  assert.equal(list[0].reason, 'The number is wrong');
  await sheet(line(1));
  await importFile(gov, { registry: 'persons', file });
  assert.ok(!existsSync(`${file}.errors.ndjson`), 'the list of an older import goes');
});

test('JSON lines are imported with their lists and numbers', async () => {
  const path = join(folder, 'homes');
  const home = { head: number(1), members: [number(1), number(2)], address: 'a\nb' };
  await writeFile(path, `${JSON.stringify(home)}\nnull\n{"head":1}\n${JSON.stringify({ ...home, head: number(3) })}`);
  const result = await importFile(gov, { registry: 'homes', file: path });
  assert.deepEqual([result.changed, result.bad], [2, 2]);
  const fields = (await errorList(path)).map((entry) => [entry.line, entry.field]);
  assert.deepEqual(fields, [
    [2, ''],
    [3, 'head'],
    [3, 'members'],
    [3, 'address'],
  ]);
});

test('columns that are not the registry’s are refused before anything is read', async () => {
  await writeFile(file, 'number,name,name,sex,age\nA0001,x,x,female,5\n');
  await assert.rejects(importFile(gov, { registry: 'persons', file }), (error: Error) => {
    assert.match(error.message, /"age" is not a field.*"name" is there twice.*"born_on" is missing/);
    return true;
  });
  await assert.rejects(importFile(gov, { registry: 'nowhere', file }), { code: 'not-found' });
  assert.deepEqual(await all(gov.db, sql`select 1 from registry.import`), []);
});

test('a stopped import goes on where it stopped; a file changed meanwhile begins anew', async () => {
  await sheet(...people(30));
  const stop = new AbortController();
  const options = { registry: 'persons', file, batchSize: 10 };
  const first = await importFile(gov, { ...options, signal: stop.signal, onProgress: () => stop.abort() });
  assert.deepEqual([first.finished, first.rows], [false, 10]);
  const rest = await importFile(gov, options);
  assert.deepEqual([rest.finished, rest.rows, rest.resumedAfter, rest.changed], [true, 30, 10, 30]);

  const other = new AbortController();
  await importFile(gov, { ...options, signal: other.signal, onProgress: () => other.abort() });
  await utimes(file, 0, 0);
  assert.equal((await importFile(gov, options)).resumedAfter, 0);
});

test('of two imports of one file at once the second waits and finds all done', async () => {
  await sheet(...people(60), 'bad,,,,,');
  const options = { registry: 'persons', file, batchSize: 5 };
  const results = await Promise.all([importFile(gov, options), importFile(gov, options)]);
  assert.deepEqual(results.map((result) => result.resumedAfter).sort(), [0, 61]);
  assert.equal((await errorList()).filter((entry) => entry.field === 'number').length, 1);
  const versions = await all(gov.db, sql<{ version: number }>`select distinct version from registry.record`);
  assert.deepEqual(versions, [{ version: 1 }]);
});

test('where a life event is about the registry, the records become known one by one', async () => {
  const jobs = () =>
    all(
      gov.db,
      sql<{ task: string; payload: never }>`select task, payload from kernel.job
        where task <> ${DATA_CHANGED_TASK} order by run_at`,
    );
  await sheet(...people(3));
  await importFile(gov, { registry: 'persons', file });
  assert.deepEqual(await jobs(), [], 'no life event is about persons');
  const path = join(folder, 'enrolments.csv');
  await writeFile(path, 'insured,employer,salary,days,active\nA0001,11111111,5,5,true\nA0002,11111111,5,5,TRUE\n');
  await importFile(gov, { registry: 'enrolments', file: path });
  const [batch, ...none] = await jobs();
  assert.deepEqual([batch!.task, none], ['registry.announce', []]);
  await registryRoom(gov).jobs!['registry.announce']!(batch!.payload);
  const subjects = await all(
    gov.db,
    sql<{ subject: string }>`select subject from registry.record where registry = 'enrolments'`,
  );
  const known = (await jobs()).slice(1) as { task: string; payload: { subject: string } }[];
  assert.deepEqual(
    known.map((job) => job.task),
    ['registry.recorded', 'registry.recorded'],
  );
  assert.deepEqual(known.map((job) => job.payload.subject).sort(), subjects.map((row) => row.subject).sort());
});

/** Another process that imports the file and says so after each batch; for the test to kill. */
function startImport(registry: string, path: string): ChildProcess {
  const script = `
    import { governmentOn } from ${JSON.stringify(new URL('fixture.ts', import.meta.url).href)};
    import { importFile } from ${JSON.stringify(new URL('import.ts', import.meta.url).href)};
    const gov = governmentOn(${JSON.stringify(gov.url)});
    const onProgress = ({ rows }) => process.stdout.write(rows + '\\n');
    await importFile(gov, { ...${JSON.stringify({ registry, file: path, batchSize: 20 })}, onProgress });
    await gov.pool.end();`;
  return spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

test('an import killed again and again leaves the same table and the same list as one left alone', async () => {
  const lines = people(600).map((good, index) => {
    if (index % 7 === 3) return `bad${index},王,female,1990-01-01,,`;
    return index % 11 === 5 ? line(index - 5, 'a later version') : good;
  });
  await sheet(...lines);
  const twin = join(folder, 'twin.csv');
  await writeFile(twin, await readFile(file));
  gov.pack = { ...gov.pack, registries: new Map([...gov.pack.registries, ['twin', { ...persons, id: 'twin' }]]) };
  await importFile(gov, { registry: 'twin', file: twin, batchSize: 20 });
  let kills = 0;
  for (;;) {
    const child = startImport('persons', file);
    let batches = 0;
    child.stdout!.on('data', () => {
      batches += 1;
      // Three to five batches on, at a point of the next one that differs from time to time.
      if (batches > 2 + (kills % 3)) setTimeout(() => child.kill('SIGKILL'), Math.random() * 5);
    });
    const [code] = await once(child, 'exit');
    if (code === 0) break;
    assert.equal(code, null, 'it ended by itself, and not well');
    kills += 1;
  }
  assert.ok(kills >= 3, `killed ${kills} times`);
  const stored = await contents('persons');
  assert.ok(stored.some((row) => row.kind === 'history') && stored.some((row) => row.kind === 'reference'));
  assert.deepEqual(stored, await contents('twin'));
  assert.deepEqual(await errorList(), await errorList(twin));
  const counts = await all(
    gov.db,
    sql`select distinct byte_offset, line, rows, changed, bad, error_bytes, finished_at is null as open from registry.import`,
  );
  assert.equal(counts.length, 1);
});
