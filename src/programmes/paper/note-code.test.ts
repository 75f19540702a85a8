import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { ConfigError } from '../../kernel/index.ts';
import {
  isScratchCode,
  isSealOf,
  noteAddress,
  type PrintedNote,
  SCRATCH_DIGITS,
  scratchCode,
  sealNote,
} from './note-code.ts';
import { noteKey, noteSecrets } from './note-keys.ts';

const secret = { name: 'one', bytes: Buffer.alloc(32, 7) };
const key = noteKey(secret, 'voucher');
const note: PrintedNote = {
  ...{ programme: 'voucher', serial: 'TSV000000010110', value: 500, currency: 'XTS', until: '2026-12-31' },
};
const seal = sealNote(key, note);

const DEMO = { NOTES_KEY: '', NOTES_KEY_FILE: '', MADANG_HOME: '', MADANG_MODE: 'demo' } as const;

let home: string;
before(async () => {
  home = await mkdtemp(join(tmpdir(), 'madang-notes-'));
});
after(() => rm(home, { recursive: true, force: true }));

test('a seal holds for its own note and for no other', () => {
  assert.ok(isSealOf(key, note, seal));
  const others: Partial<PrintedNote>[] = [
    { programme: 'vouchers' },
    { serial: 'TSV000000010207' },
    { value: 5000 },
    { currency: 'XXX' },
    { until: '2027-12-31' },
    { until: undefined },
  ];
  for (const other of others) assert.equal(isSealOf(key, { ...note, ...other }, seal), false);
});

test('any bit of a signature that is flipped, and any other way to write it, makes it a forged one', () => {
  const bytes = Buffer.from(seal.signature, 'base64url');
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    assert.equal(isSealOf(key, note, { ...seal, signature: flipped.toString('base64url') }), false, `bit ${bit}`);
  }
  for (const signature of ['', `${seal.signature}=`, `${seal.signature.slice(0, -1)}_`, ` ${seal.signature}`])
    assert.equal(isSealOf(key, note, { ...seal, signature }), false, signature);
});

test('a seal of another programme, of another secret, or with other words beside it does not hold', () => {
  assert.equal(isSealOf(noteKey(secret, 'other'), note, seal), false);
  const newer = noteKey({ name: 'two', bytes: Buffer.alloc(32, 8) }, 'voucher');
  assert.equal(isSealOf(newer, note, seal), false);
  assert.equal(isSealOf(key, note, { ...seal, value: '0500' }), false);
  assert.equal(isSealOf(key, note, { ...seal, until: '-' }), false);
});

test('the address says what is signed', () => {
  const address = new URL(noteAddress('https://gov.example', note, seal));
  assert.equal(address.pathname, '/notes/voucher/TSV000000010110');
  assert.deepEqual(Object.fromEntries(address.searchParams), { v: '500', u: '2026-12-31', s: seal.signature });
});

test('a scratch code has its digits, and belongs to one note of one key', () => {
  const code = scratchCode(key, note.serial);
  assert.match(code, new RegExp(`^\\d{${SCRATCH_DIGITS}}$`));
  assert.ok(isScratchCode(key, note.serial, code));
  assert.ok(isScratchCode(key, note.serial, ` ${code.slice(0, 4)} ${code.slice(4)} `));
  fc.assert(
    fc.property(fc.oneof(fc.stringMatching(/^\d{0,12}$/), fc.string({ unit: 'binary' })), (typed) => {
      const isIt = typed.normalize('NFKC').replaceAll(/[\s-]/g, '') === code;
      assert.equal(isScratchCode(key, note.serial, typed), isIt);
    }),
  );
  assert.equal(isScratchCode(noteKey(secret, 'other'), note.serial, code), false);
  assert.equal(isScratchCode(key, 'TSV000000010207', code), false);
});

test('the first need makes one secret, whoever asks at once; a newer line comes first; others must not read it', async () => {
  const settings = { ...DEMO, MADANG_HOME: join(home, 'data') };
  const file = join(settings.MADANG_HOME, 'notes.key');
  const made = await Promise.all(Array.from({ length: 8 }, () => noteSecrets(settings)));
  assert.equal(new Set(made.map(([one]) => one!.name)).size, 1);
  assert.equal((await stat(file)).mode & 0o777, 0o600);
  const older = await readFile(file, 'utf8');
  await writeFile(file, `${Buffer.alloc(32, 9).toString('base64')}\n${older}`);
  const [newest, oldest] = await noteSecrets(settings);
  assert.notEqual(newest!.name, made[0]![0]!.name);
  assert.equal(oldest!.name, made[0]![0]!.name);
  await writeFile(file, 'no secret');
  await assert.rejects(noteSecrets(settings), ConfigError);
  await writeFile(file, older);
  await chmod(file, 0o644);
  await assert.rejects(noteSecrets(settings), /chmod 600/);
});

test('secrets come from the settings, by the same names as from a file; production makes none by itself', async () => {
  const words = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)].map((bytes) => bytes.toString('base64'));
  const file = join(home, 'kept.key');
  await writeFile(file, words.join('\n'), { mode: 0o600 });
  const MADANG_HOME = join(home, 'none');
  const production = { ...DEMO, MADANG_HOME, MADANG_MODE: 'production' } as const;
  const namesOf = async (more: Partial<typeof production | { NOTES_KEY: string; NOTES_KEY_FILE: string }>) =>
    (await noteSecrets({ ...production, ...more })).map(({ name }) => name);
  const names = await namesOf({ NOTES_KEY: words.join(' ') });
  assert.equal(new Set(names).size, 2);
  assert.deepEqual(await namesOf({ NOTES_KEY_FILE: file }), names);
  assert.deepEqual(await namesOf({}), []);
  await assert.rejects(stat(MADANG_HOME), { code: 'ENOENT' });
  await assert.rejects(namesOf({ NOTES_KEY_FILE: join(home, 'gone.key') }), /NOTES_KEY_FILE names .*gone\.key/);
});
