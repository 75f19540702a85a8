import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { it } from 'node:test';
import { jsonSchemas } from './json-schemas.ts';

const folder = new URL('../../packs/schema/', import.meta.url);

it('packs/schema is what the schemas print: node --import tsx src/pack/write-schemas.ts', async () => {
  const schemas = jsonSchemas();
  assert.deepEqual((await readdir(folder)).sort(), [...schemas.keys()].sort());
  for (const [name, text] of schemas) assert.equal(await readFile(new URL(name, folder), 'utf8'), text, name);
});
