import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { loadPack } from '../src/pack/index.ts';
import { median, type Row, rowOf, timed } from './bench.ts';
import { packOf } from './many-services.ts';

export const name = 'load';

const FILES = 1_000;
const ROUNDS = 5;

/** Reading, checking and compiling a pack of a thousand rule files, beside reading the same files as YAML and no more. */
export async function run(): Promise<Row[]> {
  const { folder, remove } = await packOf(FILES);
  const taken = { whole: [] as number[], yaml: [] as number[] };
  const { services } = await loadPack(folder);
  for (let round = 0; round < ROUNDS; round += 1) {
    taken.whole.push(await timed(() => loadPack(folder)));
    taken.yaml.push(await timed(() => readAsYaml(folder, [...services.keys()])));
  }
  await remove();
  return [
    rowOf('load.files', median(taken.whole), 'ms', {
      what: 'ms: the same 1,000 files read by js-yaml alone',
      value: median(taken.yaml),
    }),
  ];
}

async function readAsYaml(folder: string, ids: readonly string[]): Promise<void> {
  const texts = await Promise.all(ids.map((id) => readFile(join(folder, 'services', id, 'service.yaml'), 'utf8')));
  for (const text of texts) load(text);
}
