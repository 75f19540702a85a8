import assert from 'node:assert/strict';
import { createPublicKey, verify } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { formatCheckpoint } from './checkpoint.ts';
import { isWitnessed, witnessesOf } from './cosignature.ts';
import { cosignerOf, KEY_ALGORITHMS, signerOf } from './key.ts';
import { findSignature, isSignedByAny, parseNote, signNote } from './note.ts';
import type { Policy } from './policy.ts';
import { parseVerifierKey } from './vkey.ts';

const ORIGIN = 'log.example.org/acts';
const TIME = 1_679_315_147;
const root = Uint8Array.from({ length: 32 }, (_, index) => index);
const TEXT = formatCheckpoint({ origin: ORIGIN, size: 20_852_163, root });
const log = signerOf(ORIGIN, Buffer.alloc(32, 1));
const postQuantum = signerOf(ORIGIN, Buffer.alloc(32, 1), 'ml-dsa-44');
const witnesses = Array.from({ length: 4 }, (_, index) =>
  cosignerOf(`witness.example.org/w${index}`, {
    seed: Buffer.alloc(32, 10 + index),
    algorithm: KEY_ALGORITHMS[index % 2]!,
  }),
);
const [w0, w1, w2, w3] = witnesses as [Cosigner, Cosigner, Cosigner, Cosigner];
type Cosigner = (typeof witnesses)[number];

const policy: Policy = {
  logs: [{ vkey: log.vkey }],
  witnesses: witnesses.map(({ vkey }, index) => ({ name: `w${index}`, vkey })),
  groups: [{ name: 'two', least: 2, members: ['w0', 'w1', 'w2', 'w3'] }],
  quorum: 'two',
};
const noteWith = (...lines: string[]) => parseNote(`${signNote(TEXT, [log])}${lines.join('')}`);

describe('the bytes that are signed', () => {
  /** The key's and the signature's own bytes, taken out of vkey and line without our parsers. */
  const partsOf = ({ vkey }: Cosigner, line: string) => {
    const key = Buffer.from(vkey.slice(vkey.indexOf('+', vkey.indexOf('+') + 1) + 1), 'base64').subarray(1);
    const blob = Buffer.from(line.trimEnd().split(' ')[2]!, 'base64').subarray(4);
    return { key, time: blob.subarray(0, 8), signature: blob.subarray(8) };
  };
  const JWK = { '32': ['OKP', 'Ed25519', 'x'], '1312': ['AKP', 'ML-DSA-44', 'pub'] } as const;
  const holds = (key: Buffer, message: Buffer, signature: Buffer) => {
    const [kty, name, member] = JWK[String(key.length) as keyof typeof JWK];
    const jwk = { kty, [kty === 'OKP' ? 'crv' : 'alg']: name, [member]: key.toString('base64url') };
    return verify(null, message, createPublicKey({ key: jwk, format: 'jwk' }), signature);
  };

  test('Ed25519: two lines and the text (tlog-cosignature, "Ed25519 signed message")', () => {
    const { key, time, signature } = partsOf(w0, w0.cosign(TEXT, TIME));
    assert.equal(time.toString('hex'), '0000000064184fcb'.replace('64184fcb', TIME.toString(16)));
    assert.ok(holds(key, Buffer.from(`cosignature/v1\ntime ${TIME}\n${TEXT}`), signature));
  });

  test('ML-DSA-44: the structure cosigned_message, byte for byte, with the name of the cosigner', () => {
    const { key, signature } = partsOf(w1, w1.cosign(TEXT, TIME));
    const name = 'witness.example.org/w1';
    const hex = [
      '737562747265652f76310a00', // "subtree/v1\n\0"
      name.length.toString(16).padStart(2, '0') + Buffer.from(name).toString('hex'),
      TIME.toString(16).padStart(16, '0'),
      ORIGIN.length.toString(16).padStart(2, '0') + Buffer.from(ORIGIN).toString('hex'),
      '0'.repeat(16),
      (20_852_163).toString(16).padStart(16, '0'),
      Buffer.from(root).toString('hex'),
    ];
    assert.equal(signature.length, 2420);
    assert.ok(holds(key, Buffer.from(hex.join(''), 'hex'), signature));
  });
});

test('a log that signs with two algorithms is trusted by whoever knows either key', async () => {
  const note = parseNote(signNote(TEXT, [postQuantum, log]));
  for (const { vkey } of [log, postQuantum])
    assert.deepEqual(await findSignature(note, await parseVerifierKey(vkey)), { found: 'good', time: 0 });
  assert.throws(() => signNote('no checkpoint\n', [postQuantum]));
  const [far, near] = [255, 256].map((length) => signerOf('o'.repeat(length), Buffer.alloc(32), 'ml-dsa-44'));
  assert.ok(far!.sign(formatCheckpoint({ origin: 'a', size: 1, root })));
  assert.throws(() => near!.sign(formatCheckpoint({ origin: 'a', size: 1, root })), /255 bytes/);
});

test('the witnesses of the policy are found with their times, others are passed over', async () => {
  const stranger = cosignerOf('witness.example.org/w0', { seed: Buffer.alloc(32, 99), algorithm: 'ed25519' });
  const note = noteWith(w1.cosign(TEXT, TIME + 1), stranger.cosign(TEXT, TIME), w0.cosign(TEXT, TIME));
  assert.deepEqual(await witnessesOf(note, policy), [
    { name: 'w0', time: TIME },
    { name: 'w1', time: TIME + 1 },
  ]);
  // Two of one witness: the later counts.
  const twice = noteWith(w0.cosign(TEXT, TIME), w0.cosign(TEXT, TIME + 60));
  assert.deepEqual(await witnessesOf(twice, policy), [{ name: 'w0', time: TIME + 60 }]);
});

test('a bad signature of a known witness refuses the note for who knows it, and not for who knows the log alone', async () => {
  const other = TEXT.replace('20852163', '20852164');
  for (const forged of [
    w2.cosign(other, TIME),
    w3.cosign(other, TIME),
    w2.cosign(TEXT, TIME).replace(/AAAA/, 'AAAB'),
  ]) {
    const note = noteWith(w0.cosign(TEXT, TIME), w1.cosign(TEXT, TIME), forged);
    await assert.rejects(witnessesOf(note, policy), /does not fit/);
    await assert.rejects(isWitnessed(note, policy), /does not fit/);
    assert.ok(await isSignedByAny(note, [await parseVerifierKey(log.vkey)]));
    const without = { ...policy, witnesses: policy.witnesses.slice(0, 2) };
    assert.ok(await isWitnessed(note, without), 'nor for who does not know that witness');
  }
});

test('a signature that is cut, or whose time cannot be counted, is a bad one', async () => {
  const line = w0.cosign(TEXT, TIME);
  const bytes = Buffer.from(line.trimEnd().split(' ')[2]!, 'base64');
  const late = Buffer.from(bytes);
  late.writeBigUInt64BE(2n ** 63n, 4);
  for (const blob of [bytes.subarray(0, 12), bytes.subarray(0, -1), bytes.subarray(0, 5), late]) {
    const note = noteWith(`— ${w0.name} ${blob.toString('base64')}\n`);
    assert.deepEqual(await findSignature(note, await parseVerifierKey(w0.vkey)), { found: 'bad' });
  }
  const noCheckpoint = parseNote(`no checkpoint\n\n${w1.cosign(TEXT, TIME)}`);
  assert.deepEqual(await findSignature(noCheckpoint, await parseVerifierKey(w1.vkey)), { found: 'bad' });
});

test('whichever witnesses sign, exactly they count', async () => {
  await fc.assert(
    fc.asyncProperty(fc.subarray([0, 1, 2, 3]), fc.integer({ min: 1, max: 2 ** 40 }), async (signing, time) => {
      const note = noteWith(...signing.map((index) => witnesses[index]!.cosign(TEXT, time)));
      assert.deepEqual(
        await witnessesOf(note, policy),
        signing.map((index) => ({ name: `w${index}`, time })),
      );
      assert.equal(await isWitnessed(note, policy), signing.length >= 2);
    }),
    { numRuns: 30 },
  );
});

test('where the platform lacks an algorithm, what does not hang on it is told all the same', async (t) => {
  const importKey = crypto.subtle.importKey.bind(crypto.subtle);
  t.mock.method(crypto.subtle, 'importKey', (...[format, data, name, ...rest]: Parameters<typeof importKey>) => {
    if (name === 'ML-DSA-44') throw new DOMException('Unrecognized name', 'NotSupportedError');
    return importKey(format as 'spki', data as Uint8Array<ArrayBuffer>, name, ...rest);
  });
  const both = parseNote(signNote(TEXT, [postQuantum, log]));
  const keys = await Promise.all([postQuantum, log].map(({ vkey }) => parseVerifierKey(vkey)));
  assert.ok(await isSignedByAny(both, keys));
  await assert.rejects(isSignedByAny(both, keys.slice(0, 1)), { name: 'NotSupportedError' });
  const enough = noteWith(w0.cosign(TEXT, TIME), w1.cosign(TEXT, TIME), w2.cosign(TEXT, TIME));
  assert.ok(await isWitnessed(enough, policy));
  await assert.rejects(isWitnessed(noteWith(w0.cosign(TEXT, TIME), w1.cosign(TEXT, TIME)), policy), {
    name: 'NotSupportedError',
  });
  assert.equal(await isWitnessed(noteWith(w1.cosign(TEXT, TIME)), policy), false);
});
