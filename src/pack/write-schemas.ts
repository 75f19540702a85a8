import { mkdir, writeFile } from 'node:fs/promises';
import { jsonSchemas } from './json-schemas.ts';

/** Writes `packs/schema/*.json` anew: `node --import tsx src/pack/write-schemas.ts`. A test says when that is due. */
const folder = new URL('../../packs/schema/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const [name, text] of jsonSchemas()) await writeFile(new URL(name, folder), text);
