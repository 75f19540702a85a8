import assert from 'node:assert/strict';
import { copyFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { ConfigError, createLogger, movableClock } from '../../kernel/index.ts';
import { parseCheckpoint } from '../note/checkpoint.ts';
import { KEY_ALGORITHMS } from '../note/key.ts';
import { parseNote } from '../note/note.ts';
import { type RunningWitness, startWitness } from './program.ts';
import { plainLog } from './testing/plain-log.ts';

const LOG = plainLog(40);
const FORK = plainLog(40, { forkedAt: 20, path: 'b' });
const OTHER = plainLog(8, { origin: 'log.example.org/other', seed: 8 });
const NOW = '2026-11-02T09:00:00Z';
const clock = movableClock(NOW);
const logger = createLogger('silent');

let folder: string;
const running: RunningWitness[] = [];
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madang-witness-'));
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((one) => one.close()));
});
after(() => rm(folder, { recursive: true }));

const start = async (name: string, settings: Partial<Parameters<typeof startWitness>[0]> = {}) => {
  const own = { folder: join(folder, name), name: `witness.example.org/${name}`, vkeys: [LOG.signer.vkey] };
  const started = await startWitness({ ...own, host: '127.0.0.1', port: 0, clock, logger, ...settings });
  running.push(started);
  return started;
};
const stop = async (one: RunningWitness) => {
  running.splice(running.indexOf(one), 1);
  await one.close();
};
const post = (url: string, body: BodyInit) => fetch(`${url}/add-checkpoint`, { method: 'POST', body });

test('it answers as the protocol says, and tells what it has signed', async () => {
  const { url, witness: served } = await start('http');
  const signed = await post(url, LOG.request(0, 5));
  assert.equal(signed.status, 200);
  assert.match(await signed.text(), /^— witness\.example\.org\/http \S+\n$/);
  const conflict = await post(url, LOG.request(0, 6));
  assert.deepEqual(
    [conflict.status, conflict.headers.get('content-type'), await conflict.text()],
    [409, 'text/x.tlog.size', '5\n'],
  );
  assert.equal((await fetch(`${url}/add-checkpoint`)).status, 405);
  assert.equal((await fetch(`${url}/elsewhere`)).status, 404);
  assert.equal((await post(url, Buffer.of(0xff, 0xfe))).status, 400);
  assert.equal((await post(url, 'x'.repeat(200_000))).status, 413);
  const page = await (await fetch(url)).text();
  assert.ok(page.includes(`${served.vkey}\n`));
  assert.match(page, /log\.example\.org\/plain\n {2}size 5, signed 2026-11-02T09:00:00\.000Z\n/);
});

test('it remembers after a restart, of whichever algorithm its key is', async () => {
  for (const algorithm of KEY_ALGORITHMS) {
    const first = await start(`memory-${algorithm}`, { algorithm });
    assert.equal((await post(first.url, LOG.request(0, 9))).status, 200);
    await stop(first);
    const second = await start(`memory-${algorithm}`);
    assert.equal(second.witness.vkey, first.witness.vkey);
    assert.equal(await (await post(second.url, LOG.request(0, 9))).text(), '9\n');
    assert.equal((await post(second.url, FORK.request(9, 30))).status, 200, 'the same first nine');
    await stop(second);
  }
  await assert.rejects(start('memory-ed25519', { algorithm: 'ml-dsa-44' }), /holds a key of ed25519/);
  await assert.rejects(start('memory-ed25519', { name: 'another' }), /not of another/);
  await assert.rejects(start('blanks', { name: 'a b' }), ConfigError);
  await assert.rejects(stat(join(folder, 'blanks')), 'and nothing is made');
});

test('key and memory are for its owner alone, and one process has them at a time', async () => {
  await start('alone');
  for (const file of ['witness.key', 'witness.state'])
    assert.equal((await stat(join(folder, 'alone', file))).mode & 0o777, 0o600);
  await assert.rejects(start('alone'), /Another process is the witness/);
});

test('a memory that is damaged or gone stops it, and is left as it is', async () => {
  const one = await start('damaged');
  assert.equal((await post(one.url, LOG.request(0, 9))).status, 200);
  await stop(one);
  const file = join(folder, 'damaged', 'witness.state');
  const whole = await readFile(file, 'utf8');
  for (const damaged of [
    '',
    '{}',
    whole.slice(0, -1),
    whole.slice(0, 40),
    whole.replace('"size": 9', '"size": 8'),
    `${whole}\n`,
  ]) {
    await writeFile(file, damaged);
    await assert.rejects(
      start('damaged'),
      (error: Error) => error instanceof ConfigError && /is damaged/.test(error.message),
    );
    assert.equal(await readFile(file, 'utf8'), damaged);
  }
  await copyFile(file, `${file}.kept`);
  await rm(file);
  await assert.rejects(start('damaged'), /is missing/);
  await assert.rejects(stat(file));
  await writeFile(file, whole);
  const again = await start('damaged');
  assert.equal(await (await post(again.url, LOG.request(0, 9))).text(), '9\n');
});

test('two logs that race at one witness do not disturb each other', async () => {
  const { url } = await start('two', { vkeys: [LOG.signer.vkey, OTHER.signer.vkey] });
  const grow = async (log: typeof LOG, to: number) => {
    for (let old = 0; old < to; old++) assert.equal((await post(url, log.request(old, old + 1))).status, 200);
  };
  await Promise.all([grow(LOG, 20), grow(OTHER, 8)]);
  const kept = JSON.parse((await readFile(join(folder, 'two', 'witness.state'), 'utf8')).replace(/\n\w+\n$/, ''));
  for (const [log, size] of [
    [LOG, 20],
    [OTHER, 8],
  ] as const) {
    const { root } = parseCheckpoint(parseNote(log.checkpoint(size)).text);
    assert.deepEqual(kept.logs[log.signer.name], {
      size,
      root: Buffer.from(root).toString('base64'),
      time: Date.parse(NOW) / 1000,
    });
  }
});
