import assert from 'node:assert/strict';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ConfigError } from '../../kernel/index.ts';
import { formatSecret, newSecret, signerOf } from './key.ts';
import { openSigners, readSecrets, writeKeyFile } from './key-file.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madang-key-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const origin = 'example.org/log';
const seed = Buffer.alloc(32, 5);
const UNSET = { MADANG_KEY: '', MADANG_KEY_FILE: '', MADANG_HOME: '/nowhere' };

test('a key from the settings is used as it is, and nothing is written', async () => {
  const home = join(folder, 'unused');
  const [signer] = await openSigners({ ...UNSET, MADANG_KEY: seed.toString('base64'), MADANG_HOME: home }, origin);
  assert.equal(signer!.vkey, signerOf(origin, seed).vkey);
  await assert.rejects(stat(home));
});

test('the first start makes a key that only its owner reads; many starts at once end with one key', async () => {
  const home = join(folder, 'home');
  const settings = { ...UNSET, MADANG_HOME: home };
  const starts = Array.from({ length: 12 }, () => openSigners(settings, origin));
  const keys = new Set((await Promise.all(starts)).map(([one]) => one!.vkey));
  assert.equal(keys.size, 1);
  assert.deepEqual(await readdir(home), ['log.key']);
  assert.equal((await stat(join(home, 'log.key'))).mode & 0o777, 0o600);
  const [again] = await openSigners(settings, origin);
  assert.ok(keys.has(again!.vkey));
});

test('a file of keys: all sign, in its order; it is replaced at once and stays for its owner alone', async () => {
  const file = join(folder, 'keys');
  const settings = { ...UNSET, MADANG_KEY_FILE: file };
  const keys = [newSecret('ml-dsa-44'), newSecret('ed25519'), newSecret('ed25519')];
  await writeFile(file, `${formatSecret(keys[2]!)}\n`, { mode: 0o600 });
  await writeKeyFile(file, keys);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.deepEqual(
    (await openSigners(settings, origin)).map(({ vkey }) => vkey),
    keys.map(({ seed, algorithm }) => signerOf(origin, seed, algorithm).vkey),
  );
  assert.deepEqual(await readSecrets(settings), keys);
});

test('a file that others can read is refused, with what to do; it is not made where it was named and is not there', async () => {
  const file = join(folder, 'open.key');
  await writeFile(file, seed.toString('base64'));
  for (const mode of [0o640, 0o604, 0o620, 0o601]) {
    await chmod(file, mode);
    await assert.rejects(openSigners({ ...UNSET, MADANG_KEY_FILE: file }, origin), (error: Error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /Others .* chmod 600 .*open\.key$/);
      return !error.message.includes(seed.toString('base64').slice(0, 8));
    });
  }
  await chmod(file, 0o400);
  assert.equal((await openSigners({ ...UNSET, MADANG_KEY_FILE: file }, origin)).length, 1);
  const absent = { ...UNSET, MADANG_KEY_FILE: join(folder, 'absent') };
  await assert.rejects(openSigners(absent, origin), /which is not there/);
  await assert.rejects(stat(absent.MADANG_KEY_FILE));
});

test('settings that contradict each other, spoilt files and sets of keys that not everyone can check stop the start', async () => {
  const MADANG_KEY = seed.toString('base64');
  await assert.rejects(openSigners({ ...UNSET, MADANG_KEY, MADANG_KEY_FILE: '/x' }, origin), /not both/);
  await writeFile(join(folder, 'log.key'), 'spoilt\n', { mode: 0o600 });
  await assert.rejects(openSigners({ ...UNSET, MADANG_HOME: folder }, origin), /log\.key must be base64/);
  assert.equal(await readFile(join(folder, 'log.key'), 'utf8'), 'spoilt\n', 'and it is left as it is');
  await assert.rejects(openSigners({ ...UNSET, MADANG_KEY: `ml-dsa-44:${MADANG_KEY}` }, origin), /Ed25519/);
  await assert.rejects(openSigners({ ...UNSET, MADANG_KEY: `${MADANG_KEY} ${MADANG_KEY}` }, origin), /twice/);
});
