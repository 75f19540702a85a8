import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCheckpoint, parseCheckpoint } from './checkpoint.ts';
import { signerOf } from './key.ts';
import { isSignedByAny, parseNote, signNote } from './note.ts';
import { parseVerifierKey } from './vkey.ts';

/** The test vector of Go's golang.org/x/mod/sumdb/note. */
const GO = {
  vkey: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
  /** After the algorithm's byte: the seed. */
  secret: 'AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz',
  text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
  line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
};
const goNote = `${GO.text}\n${GO.line}`;
const peter = signerOf('PeterNeumann', Buffer.from(GO.secret, 'base64').subarray(1));
const log = signerOf('example.org/log', Buffer.alloc(32, 7));

const opens = async (note: string, vkey: string) => isSignedByAny(parseNote(note), [await parseVerifierKey(vkey)]);

test("Go's key gives Go's verifier key and, byte for byte, Go's note", async () => {
  assert.equal(peter.vkey, GO.vkey);
  assert.equal(signNote(GO.text, [peter]), goNote);
  assert.ok(await opens(goNote, GO.vkey));
});

test('the checkpoint that C2SP gives as its example reads and writes back', () => {
  const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';
  const checkpoint = parseCheckpoint(text);
  assert.equal(checkpoint.origin, 'example.com/behind-the-sofa');
  assert.equal(checkpoint.size, 20_852_163);
  assert.equal(formatCheckpoint(checkpoint), text);
  assert.deepEqual(parseCheckpoint(`${text}an extension\n`), checkpoint);
});

test('malformed checkpoints are refused', () => {
  const root = 'CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=';
  for (const text of [
    '',
    '\n',
    `a\n1\n${root}`,
    `\n1\n${root}\n`,
    `a\n01\n${root}\n`,
    `a\n+1\n${root}\n`,
    `a\n-1\n${root}\n`,
    `a\n1.5\n${root}\n`,
    `a\n9007199254740992\n${root}\n`,
    `a\n1\n${root.slice(0, -1)}\n`,
    `a\n1\n${root.slice(0, -4)}\n`,
    `a\n1\n${root}\n\n`,
    'a\n1\n',
  ])
    assert.throws(() => parseCheckpoint(text), Error, JSON.stringify(text));
});

test('a verifier key with any character changed or cut is refused', async () => {
  await assert.rejects(parseVerifierKey(''));
  for (let at = 0; at < GO.vkey.length; at++) {
    const next = String.fromCharCode(GO.vkey.charCodeAt(at) + 1);
    await assert.rejects(parseVerifierKey(GO.vkey.slice(0, at) + next + GO.vkey.slice(at + 1)), `changed at ${at}`);
    await assert.rejects(parseVerifierKey(GO.vkey.slice(0, at)), `cut at ${at}`);
    if (at > 0) await assert.rejects(parseVerifierKey(GO.vkey.slice(at)), `cut before ${at}`);
  }
  // From Go's test: a key of wrong length and one of another algorithm, with their hashes made to fit.
  await assert.rejects(parseVerifierKey('PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='));
  await assert.rejects(parseVerifierKey('PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'));
});

test('a changed text, another key, or a signature of ours that does not fit refuses the note', async () => {
  assert.equal(await opens(goNote.replace('cryptography', 'cryptozoology'), GO.vkey), false);
  assert.equal(await opens(goNote, log.vkey), false);
  const forged = GO.line.replace('AQxVBt', 'AQxVBu');
  assert.equal(await opens(`${GO.text}\n${forged}`, GO.vkey), false);
  assert.equal(await opens(`${goNote}${forged}`, GO.vkey), false);
});

test('signatures of others are passed over', async () => {
  const both = signNote(GO.text, [log, peter]);
  assert.ok(await opens(both, GO.vkey));
  assert.ok(await opens(both, log.vkey));
  // The same name with another id, and the same id under another name.
  const namesake = signerOf('PeterNeumann', Buffer.alloc(32, 9));
  assert.ok(await opens(signNote(GO.text, [namesake, peter]), GO.vkey));
  assert.equal(await opens(goNote.replace('— PeterNeumann', '— SomeoneElse'), GO.vkey), false);
});

test('a text may hold blank lines: the last one ends it', async () => {
  const text = 'one\n\ntwo\n';
  const note = signNote(text, [log]);
  assert.equal(parseNote(note).text, text);
  assert.ok(await opens(note, log.vkey));
});

test('malformed notes are refused', () => {
  const line = GO.line;
  for (const note of [
    '',
    '\n\n',
    GO.text,
    `${GO.text}\n`,
    `${GO.text}${line}`,
    goNote.slice(0, -1),
    `${goNote}\n`,
    `${goNote}no signature\n`,
    `${GO.text}\n${line.replace('—', '-')}`,
    `${GO.text}\n${line.replace('PeterNeumann', 'Peter+Neumann')}`,
    `${GO.text}\n${line.replace('PeterNeumann', 'Peter\u00a0Neumann')}`,
    `${GO.text}\n${line.replace('=', '')}`,
    `${GO.text}\n— PeterNeumann x08gow==\n`,
    `${GO.text.replace('think', 'th\tink')}\n${line}`,
    `${GO.text}\n${line.repeat(101)}`,
  ])
    assert.throws(() => parseNote(note), Error, JSON.stringify(note.slice(0, 400)));
  assert.throws(() => signNote('no newline', [log]));
});
