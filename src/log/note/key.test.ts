import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ConfigError } from '../../kernel/index.ts';
import { openSigners, signerOf } from './key.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madang-key-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const origin = 'example.org/log';
const seed = Buffer.alloc(32, 5);

test('a key from the settings is used as it is, and nothing is written', async () => {
  const home = join(folder, 'unused');
  const [signer] = await openSigners({ MADANG_KEY: seed.toString('base64'), MADANG_HOME: home }, origin);
  assert.equal(signer!.vkey, signerOf(origin, seed).vkey);
  await assert.rejects(stat(home));
});

test('the first start makes a key that only its owner reads; many starts at once end with one key', async () => {
  const home = join(folder, 'home');
  const starts = Array.from({ length: 12 }, () => openSigners({ MADANG_KEY: '', MADANG_HOME: home }, origin));
  const keys = new Set((await Promise.all(starts)).map(([one]) => one!.vkey));
  assert.equal(keys.size, 1);
  assert.deepEqual(await readdir(home), ['log.key']);
  assert.equal((await stat(join(home, 'log.key'))).mode & 0o777, 0o600);
  const [again] = await openSigners({ MADANG_KEY: '', MADANG_HOME: home }, origin);
  assert.ok(keys.has(again!.vkey));
});

test('a key that is not one, and a name that cannot name one, stop the start', async () => {
  for (const MADANG_KEY of ['short', seed.subarray(1).toString('base64'), `${seed.toString('base64')} `])
    await assert.rejects(openSigners({ MADANG_KEY, MADANG_HOME: folder }, origin), ConfigError);
  await writeFile(join(folder, 'log.key'), 'spoilt\n');
  await assert.rejects(openSigners({ MADANG_KEY: '', MADANG_HOME: folder }, origin), /log\.key must be base64/);
  for (const name of ['', 'a b', 'a+b', 'a\nb']) assert.throws(() => signerOf(name, seed), ConfigError);
});
