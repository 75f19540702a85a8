import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { ConfigError } from '../kernel/index.ts';
import { readNodeSettings } from './settings.ts';
import { folderWith, nodeFile } from './testing/files.ts';

const read = async (text: string, environment: Record<string, string> = {}) => {
  const folder = await folderWith({ 'node.yaml': text });
  return readNodeSettings(join(folder, 'node.yaml'), environment);
};
const mistakesOf = async (text: string) => {
  const error = await read(text).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof ConfigError);
  return error.message;
};

test('a file says who the node is, whom it answers, and which column is which field', async () => {
  const settings = await read(nodeFile());
  assert.deepEqual(settings.listen, { host: '127.0.0.1', port: 0 });
  assert.match(settings.folder, /^\/.*\/node$/, 'paths are relative to the file');
  const mapping = settings.registries.get('enrolment')!;
  assert.deepEqual([...mapping.fields.keys()], ['employer', 'sex', 'insured_days', 'left_on']);
  assert.equal(mapping.fields.get('sex')!.values!.get('F'), 'female');
  assert.deepEqual(mapping.answers, { agencies: ['pension'], people: true, consent: true });
});

test('a database may be named by the environment, so that its password stands in no file', async () => {
  const text = nodeFile()
    .replace('{csv: insured.csv}', '{postgres: "env:OFFICE_DATABASE"}')
    .replace('person:', 'table: hr.insured\n    person:');
  const settings = await read(text, { OFFICE_DATABASE: 'postgres://reader@db/hr' });
  assert.deepEqual(settings.sources.get('office'), { kind: 'postgres', url: 'postgres://reader@db/hr' });
  assert.match(await mistakesOf(text), /node\.yaml:\d+:\d+ this names no database/);
});

test('every mistake is named at its place', async () => {
  const message = await mistakesOf(
    nodeFile()
      .replace(/key: \S+,/, 'key: short,')
      .replace('source: office', 'source: attic')
      .replace('person: id_no', 'person: id_no\n    everything: true'),
  );
  assert.match(message, /:6:\d+ this is no public key|everything/);
  const further = await mistakesOf(
    nodeFile()
      .replace(/key: \S+,/, 'key: short,')
      .replace('source: office', 'source: attic'),
  );
  assert.match(further, /:6:\d+ this is no public key/);
  assert.match(further, /there is no source "attic"/);
  assert.match(
    await mistakesOf(nodeFile().replace('person: id_no', 'table: t\n    person: id_no')),
    /a file has no tables/,
  );
  assert.match(await mistakesOf(nodeFile({ address: 'http://node.example/?a=1' })), /this is no address/);
});

test('a file that is not there is named', async () => {
  await assert.rejects(readNodeSettings('/nowhere/node.yaml', {}), /\/nowhere\/node\.yaml cannot be read: ENOENT/);
});
