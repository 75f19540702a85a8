import assert from 'node:assert/strict';
import { sign } from 'node:crypto';
import { describe, test } from 'node:test';
import { allVerify, testKey } from '../testing.ts';
import { TAG } from './der.ts';
import { der, oid, sequence, text } from './der-write.ts';
import { readSigningRequest } from './signing-request.ts';

/** A request for a certificate (RFC 2986 section 4), as openssl makes it. */
function signingRequest(key = testKey(), { version = 0, algorithm = '1.2.840.10045.4.3.2' } = {}) {
  const name = sequence(der(TAG.set, sequence(oid('2.5.4.3'), text(TAG.utf8, 'Shop'))));
  const spki = new Uint8Array(key.publicKey.export({ format: 'der', type: 'spki' }));
  const info = sequence(der(TAG.integer, Uint8Array.of(version)), name, spki, der(0xa0, new Uint8Array()));
  const signature = new Uint8Array(sign('sha256', info, key.privateKey));
  return sequence(info, sequence(oid(algorithm)), der(TAG.bitString, Uint8Array.of(0), signature));
}

describe('a request for a certificate', () => {
  test('says a key, and is signed by it', () => {
    const key = testKey();
    const made = signingRequest(key);
    const request = readSigningRequest(made)!;
    assert.deepEqual([request.jwk, allVerify([request.signature])], [key.jwk, true]);
    const name = Buffer.from(made).indexOf('Shop');
    const bent = readSigningRequest(made.map((byte, at) => (at === name ? byte ^ 1 : byte)))!;
    assert.equal(allVerify([bent.signature]), false);
  });

  test('anything else is none', () => {
    const made = signingRequest();
    for (const length of [0, 10, made.length - 1])
      assert.equal(readSigningRequest(made.subarray(0, length)), undefined);
    assert.equal(readSigningRequest(signingRequest(testKey(), { version: 1 })), undefined);
    assert.equal(readSigningRequest(signingRequest(testKey(), { algorithm: '1.2.840.10045.4.3.3' })), undefined);
  });
});
