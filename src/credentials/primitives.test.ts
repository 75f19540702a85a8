import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { test } from 'node:test';
import type { SignatureToCheck } from '../formats/index.ts';
import { falseOneOf, randomOf, sha256Of, verifies } from './primitives.ts';

const INPUT = new TextEncoder().encode('to be signed');

/** A signature by a new key. */
function signed(alg: SignatureToCheck['alg']): SignatureToCheck {
  const { privateKey, publicKey } =
    alg === 'EdDSA'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: alg === 'ES256' ? 'P-256' : 'P-384' });
  const hash = { ES256: 'sha256', ES384: 'sha384', EdDSA: null }[alg];
  const signature = new Uint8Array(sign(hash, INPUT, { key: privateKey, dsaEncoding: 'ieee-p1363' }));
  return { what: 'a signature', alg, jwk: publicKey.export({ format: 'jwk' }) as JsonWebKey, input: INPUT, signature };
}

test('signatures by each algorithm are verified, and false ones found', () => {
  for (const alg of ['ES256', 'ES384', 'EdDSA'] as const) {
    const right = signed(alg);
    const bent = { ...right, signature: right.signature.with(5, right.signature[5]! ^ 1) };
    assert.equal(verifies(right), true);
    assert.equal(falseOneOf([right, bent]), bent);
    assert.equal(falseOneOf([right]), undefined);
  }
});

test('a key that is none verifies nothing', () => {
  const right = signed('ES256');
  assert.equal(verifies({ ...right, jwk: { ...right.jwk, y: 'A'.repeat(43) } }), false);
  assert.equal(verifies({ ...right, jwk: {} }), false);
});

test('a certificate that was found right is remembered, and no other passes for it', () => {
  const right: SignatureToCheck = { ...signed('ES256'), lasting: true };
  for (let time = 0; time < 2; time += 1) assert.equal(verifies(right), true);
  assert.equal(verifies({ ...right, input: Uint8Array.of(1) }), false);
  assert.equal(verifies({ ...right, signature: new Uint8Array(64) }), false);
  assert.equal(verifies({ ...right, jwk: signed('ES256').jwk }), false);
});

test('hashes are those of the standard, and chance is drawn anew', () => {
  assert.deepEqual(sha256Of(INPUT), new Uint8Array(createHash('sha256').update(INPUT).digest()));
  assert.notDeepEqual(randomOf(16), randomOf(16));
});
