import assert from 'node:assert/strict';
import { rename, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { readNodeSettings } from '../settings.ts';
import { clock, folderWith, INSURED, nodeFile, silent } from '../testing/files.ts';
import { openSources } from './index.ts';

async function open(csv = INSURED, text = nodeFile()) {
  const folder = await folderWith({ 'node.yaml': text, 'insured.csv': csv });
  const settings = await readNodeSettings(join(folder, 'node.yaml'), {});
  const sources = await openSources(settings, { clock, logger: silent });
  const mapping = settings.registries.get('enrolment')!;
  const find = (person: string, ...fields: string[]) => sources.get('office')!.find(mapping, person, fields);
  return { file: join(folder, 'insured.csv'), find };
}

test('a person’s rows come newest first, with the fields asked for and nothing else', async () => {
  const { find } = await open();
  const { records } = await find('A123456789', 'employer', 'left_on');
  assert.deepEqual(records, [
    { values: { employer: 'Harbour, "Works"', left_on: null }, recorded_at: '2026-10-01T00:00:00.000Z' },
    { values: { employer: 'Old Works', left_on: '2020-01-31' }, recorded_at: '2020-02-01T00:00:00.000Z' },
  ]);
  assert.deepEqual((await find('B987654321', 'sex')).records[0]!.values, { sex: 'male' });
  assert.deepEqual((await find('nobody', 'employer')).records, []);
  assert.doesNotMatch(JSON.stringify(await find('A123456789', 'employer', 'sex')), /planted/);
});

test('a value that the mapping has no name for is a fault, and never told as absent', async () => {
  const { find } = await open();
  await assert.rejects(find('C111111111', 'sex'), /column sex has a value that the mapping has no name for$/);
  assert.equal((await find('C111111111', 'employer')).records.length, 1);
});

test('a file that is replaced is read anew; one that is broken leaves the copy before, with its time', async () => {
  const { file, find } = await open();
  const replace = async (text: string, at: string) => {
    await writeFile(`${file}.new`, text);
    await utimes(`${file}.new`, new Date(at), new Date(at));
    await rename(`${file}.new`, file);
  };
  await replace(INSURED.replace('Bakery', 'Brewery'), '2026-11-01T00:00:00Z');
  const newer = await find('B987654321', 'employer');
  assert.deepEqual(
    [newer.records[0]!.values.employer, newer.asOf.toISOString()],
    ['Brewery', '2026-11-01T00:00:00.000Z'],
  );
  await replace('id_no,unit\nB987654321,"half', '2026-11-02T00:00:00Z');
  assert.deepEqual(await find('B987654321', 'employer'), newer);
});

test('a file that lacks a column, or is none, stops the start without its rows being named', async () => {
  await assert.rejects(
    open(INSURED.replace('unit', 'workplace')),
    /insured\.csv cannot be used: its first row lacks "unit"/,
  );
  await assert.rejects(open(`${INSURED}A1,"planted`), (error: Error) => {
    assert.match(error.message, /no CSV file near line/);
    assert.doesNotMatch(error.message, /planted/);
    return true;
  });
});
