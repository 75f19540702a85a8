import { createPublicKey, generateKeyPairSync, hash, type KeyObject, randomBytes, sign, verify } from 'node:crypto';
import type { SignatureToCheck, Unsigned } from './signing.ts';

/** SHA-256 by Node, as the server gives it in. */
export function sha256(bytes: Uint8Array): Uint8Array {
  // Twice as fast as 'buffer', whose memory Node gets from elsewhere.
  const text = hash('sha256', bytes, 'binary');
  const digest = new Uint8Array(32);
  for (let at = 0; at < 32; at += 1) digest[at] = text.charCodeAt(at);
  return digest;
}

let pool = randomBytes(8_192);
let drawn = 0;

/** Random bytes by Node: drawn many at once, which costs hardly more than a few. */
export function random(length: number): Uint8Array {
  if (drawn + length > pool.length) {
    pool = randomBytes(8_192);
    drawn = 0;
  }
  drawn += length;
  return pool.subarray(drawn - length, drawn);
}

/** A pair of keys for tests. */
export interface TestKey {
  privateKey: KeyObject;
  publicKey: KeyObject;
  jwk: JsonWebKey;
}

/** A new pair of keys on P-256. */
export function testKey(): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { privateKey, publicKey, jwk: publicKey.export({ format: 'jwk' }) as JsonWebKey };
}

/** Signs bytes by ES256: raw, as a JWS has it, or in DER. */
export function rawSign(
  { privateKey: key }: TestKey,
  input: Uint8Array,
  dsaEncoding: 'ieee-p1363' | 'der' = 'ieee-p1363',
) {
  return new Uint8Array(sign('sha256', input, { key, dsaEncoding }));
}

/** Signs by ES256. */
export function signBy<T>(key: TestKey, { input, finish }: Unsigned<T>): T {
  return finish(rawSign(key, input));
}

/** Whether all signatures that a check handed out are right. */
export function allVerify(signatures: readonly SignatureToCheck[]): boolean {
  return signatures.every(({ jwk, input, signature }) => {
    const key = createPublicKey({ key: jwk as import('node:crypto').JsonWebKey, format: 'jwk' });
    return verify('sha256', input, { key, dsaEncoding: 'ieee-p1363' }, signature);
  });
}
