import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { GOOD, GRANT } from './fixture.ts';
import { checkPack, formatProblem, loadPack, PackError } from './index.ts';

const ADAPTERS = `export const numberings = { plain: { check: () => undefined, make: (serial) => 'N' + serial } };
export function* population() {}
`;

describe('a pack in a folder of its own', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'madang-pack-'));
    for (const [path, text] of [...GOOD, ['adapters.ts', ADAPTERS] as const]) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  });
  after(() => rm(folder, { recursive: true }));

  it('is loaded by its path, and its examples run', async () => {
    const pack = await loadPack(folder);
    assert.equal(pack.folder, folder);
    assert.equal(pack.services.size, 2);
    const { problems, examples } = await checkPack(folder);
    assert.deepEqual([problems.length, examples.length], [0, 2]);
  });

  it('is refused with every mistake and the path to open', async () => {
    const good = GOOD.get(GRANT)!;
    await writeFile(
      join(folder, GRANT),
      good.replace('agency: kennel', 'agency: kennels').replace('law: [', 'laws: ['),
    );
    await assert.rejects(loadPack(folder), (error) => {
      assert.ok(error instanceof PackError);
      assert.equal(error.problems.length, 2);
      assert.match(error.message, /has 2 mistakes:\n {2}\S*services\/dog-grant\/service\.yaml:1:1 law is missing\n/);
      return true;
    });
    const { problems, examples } = await checkPack(folder);
    assert.deepEqual([problems.length, examples.length], [2, 0]);
    await writeFile(join(folder, GRANT), good);
  });

  it('needs adapters', async () => {
    await rm(join(folder, 'adapters.ts'));
    const { problems } = await checkPack(folder);
    assert.match(formatProblem(problems[0]!), /adapters\.ts:1:1 this file is missing: it numbers people/);
  });
});

it('a pack that does not exist is told by name', async () => {
  await assert.rejects(loadPack('nowhere'), /there is no pack "nowhere" in /);
  await assert.rejects(loadPack('./nowhere'), /there is no such folder/);
});
