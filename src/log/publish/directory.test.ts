import assert from 'node:assert/strict';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { copyLog } from './copy.ts';
import { directorySource, openDirectory, type WriteDurably } from './directory.ts';
import { LogError, MissingFromLog, RefusedLog } from './errors.ts';
import { entriesUpTo, filesIn, memoryLog, newFolder, trust } from './fixture.ts';

const log = await memoryLog(entriesUpTo(1_300));
const TILE = { level: 0, index: 0, width: 2 };
const HASHES = Buffer.alloc(64, 1);

test('what is there is never changed', async () => {
  const folder = await newFolder();
  const directory = await openDirectory(folder);
  await directory.put(TILE, HASHES);
  await directory.put(TILE, Buffer.from(HASHES));
  await assert.rejects(directory.put(TILE, Buffer.alloc(64, 2)), (error: Error) => {
    return error instanceof RefusedLog && /tile\/0\/000\.p\/2 holds other bytes/.test(error.message);
  });
  assert.deepEqual(await directory.tile(TILE), HASHES);
  assert.ok(await directory.has(TILE));
  await directory.drop(TILE);
  assert.ok(!(await directory.has(TILE)));
  await directory.drop(TILE);
});

test('what is not there is missing, whatever stands in its place', async () => {
  const folder = await newFolder();
  const source = directorySource(folder);
  await writeFile(join(folder, 'tile'), 'a file where a folder should be');
  await assert.rejects(source.checkpoint(), MissingFromLog);
  await assert.rejects(source.tile(TILE), MissingFromLog);
  await assert.rejects(source.entries(TILE), MissingFromLog);
});

test('a folder that is not there is not made', async () => {
  const folder = await newFolder();
  await assert.rejects(openDirectory(join(folder, 'none')), LogError);
  await writeFile(join(folder, 'file'), '');
  await assert.rejects(openDirectory(join(folder, 'file')), LogError);
  const directory = await openDirectory(folder);
  await rm(folder, { recursive: true });
  await assert.rejects(directory.put(TILE, HASHES), { code: 'ENOENT' });
  await assert.rejects(directory.putCheckpoint('note'), { code: 'ENOENT' });
  await assert.rejects(readdir(folder), { code: 'ENOENT' });
});

test('drafts of a process that died go, those of one that lives stay', async () => {
  const folder = await newFolder();
  const unfinished = join(folder, '.unfinished');
  await mkdir(unfinished);
  const names = { dead: '999999999-a', own: `${process.pid}-b`, parent: `${process.ppid}-c`, strange: 'd' };
  for (const name of Object.values(names)) await writeFile(join(unfinished, name), 'half');
  await openDirectory(folder);
  assert.deepEqual(await readdir(unfinished), [names.parent]);
});

/** What the step from 600 to 1,300 entries writes: four bundles with their tiles, the tile above, the checkpoint. */
const FILES = 10;

/** Writes half of the file and fails, from the `good`-th on, as a full disk does. */
function failingAfter(good: number): WriteDurably {
  let written = 0;
  return async (path, bytes) => {
    const whole = written++ < good;
    await writeFile(path, whole ? bytes : bytes.subarray(0, bytes.length / 2));
    if (!whole) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  };
}

test('wherever the disk fails, only whole files are there and the checkpoint is covered by them; later it goes on', async () => {
  for (let good = 0; good <= FILES; good++) {
    const folder = await newFolder();
    await copyLog({ source: log.at(600), directory: await openDirectory(folder), trust });
    const before = await filesIn(folder);
    const failing = await openDirectory(folder, failingAfter(good));
    const copied = copyLog({ source: log.at(1_300), directory: failing, trust });
    if (good < FILES) await assert.rejects(copied, { code: 'ENOSPC' });
    else await copied;
    const whole = await filesIn(folder);
    for (const [name, bytes] of before)
      if (good < FILES) assert.deepEqual(whole.get(name), bytes, `${name} after ${good}`);
    assert.ok(![...whole.keys()].some((name) => name.startsWith('.unfinished')));
    await copyLog({ source: log.at(1_300), directory: await openDirectory(folder), trust });
    const after = await filesIn(folder);
    for (const [name, bytes] of whole)
      if (name !== 'checkpoint' && after.has(name)) assert.deepEqual(after.get(name), bytes);
    assert.equal(after.get('checkpoint')!.toString(), await log.noteAt(1_300));
  }
});
