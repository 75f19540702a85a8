import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ConfigError, createLogger, systemClock, type World } from '../../kernel/index.ts';
import { decodeLeaf } from '../leaf.ts';
import type { OperatedLog } from '../log.ts';
import { act, actsLog, openTestLog } from '../log-fixture.ts';
import { sequenceOnce } from '../sequence/sequencer.ts';
import { latestCheckpoint, type SignedCheckpoint } from '../store/checkpoints.ts';
import { leafAt } from '../store/entries.ts';
import { tilesOf } from '../store/tiles.ts';
import { proveConsistency } from '../tree/tiles.ts';
import { formatRequest } from '../witness/request.ts';
import { createState, openState } from '../witness/state.ts';
import { makeWitness } from '../witness/witness.ts';
import { cosignerOf } from './key.ts';
import { openSigners } from './key-file.ts';
import { isSignedByAny, parseNote } from './note.ts';
import { NO_WITNESSES } from './policy.ts';
import { addKey, listKeys, retireKey } from './rotation.ts';
import { parseVerifierKey } from './vkey.ts';

const { origin } = actsLog;
let folder: string;
let log: Awaited<ReturnType<typeof openTestLog>>;
let world: World;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madang-rotation-'));
  log = await openTestLog();
  world = log.world();
});
after(async () => {
  await log.close();
  await rm(folder, { recursive: true });
});

const settingsIn = (name: string) => ({ MADANG_KEY: '', MADANG_KEY_FILE: '', MADANG_HOME: join(folder, name) });
const hashOf = (vkey: string) => vkey.split('+')[1]!;

test('old key, both, new key: who knows the old one alone is led to the new one by the log itself', async () => {
  const settings = settingsIn('rotated');
  let acts = 0;
  /** A start of the log with the keys that there are, one act, and its checkpoint. */
  const start = async (): Promise<SignedCheckpoint> => {
    const started: OperatedLog = { origin, signers: await openSigners(settings, origin), policy: NO_WITNESSES };
    await act(world.db, acts++);
    await sequenceOnce(world.db, started, systemClock);
    return (await latestCheckpoint(world.db, origin))!;
  };
  const first = await start();
  const [old] = await listKeys(settings, origin);
  const [young] = await addKey(settings, origin, 'ed25519');
  const second = await start();
  await retireKey(settings, origin, hashOf(old!));
  const third = await start();

  // A reader who looks at each checkpoint, and at the leaves since the last, trusts what those signed before named.
  let [trusted, read] = [[old!], 0];
  for (const { size, note } of [first, second, third]) {
    const verifiers = await Promise.all(trusted.map(parseVerifierKey));
    assert.ok(await isSignedByAny(parseNote(note), verifiers), `the checkpoint of ${size} entries`);
    for (; read < size; read++) {
      const leaf = decodeLeaf(await leafAt(world.db, origin, read));
      if (leaf.kind === 'log.keys' && leaf.agency === origin) trusted = leaf.statement!.keys as string[];
    }
  }
  assert.deepEqual(trusted, [young]);
  assert.equal(await isSignedByAny(parseNote(third.note), [await parseVerifierKey(old!)]), false);

  // A witness that was told both keys in time signs all along.
  const file = join(folder, 'state');
  await createState(file, 'w');
  const witness = await makeWitness({
    cosigner: cosignerOf('w', { algorithm: 'ed25519', seed: Buffer.alloc(32, 1) }),
    vkeys: [old!, young!],
    state: await openState(file, 'w'),
    clock: systemClock,
    logger: createLogger('silent'),
  });
  let seen = 0;
  for (const { size, note } of [first, second, third]) {
    const proof = seen === 0 ? [] : await proveConsistency(seen, size, tilesOf(world.db, origin));
    const { status, body } = await witness.addCheckpoint(formatRequest({ old: seen, proof, checkpoint: note }));
    assert.equal(status, 200, body);
    seen = size;
  }
});

test('a key is added before the others and taken away by its hash; the last that everyone can check stays', async () => {
  const settings = settingsIn('kept');
  const [first] = await listKeys(settings, origin);
  const [second, ...rest] = await addKey(settings, origin, 'ml-dsa-44');
  assert.deepEqual(rest, [first]);
  const all = await addKey(settings, origin, 'ed25519');
  assert.deepEqual(all.slice(1), [second, first]);
  const file = join(settings.MADANG_HOME, 'log.key');
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  assert.deepEqual(await retireKey(settings, origin, hashOf(first!)), [all[0], second]);
  const before = await readFile(file, 'utf8');
  await assert.rejects(retireKey(settings, origin, hashOf(all[0]!)), /Ed25519/);
  await assert.rejects(retireKey(settings, origin, hashOf(first!)), (error: Error) => {
    assert.ok(error instanceof ConfigError);
    return (
      error.message.includes(hashOf(second!)) && !before.split('\n').some((key) => key && error.message.includes(key))
    );
  });
  assert.equal(await readFile(file, 'utf8'), before, 'a refusal changes nothing');
  assert.deepEqual(await retireKey(settings, origin, hashOf(second!)), [all[0]]);
});

test('keys in MADANG_KEY are changed where they are', async () => {
  const settings = { ...settingsIn('unused'), MADANG_KEY: Buffer.alloc(32, 1).toString('base64') };
  await assert.rejects(addKey(settings, origin, 'ed25519'), /Change them there/);
  await assert.rejects(stat(settings.MADANG_HOME));
});
