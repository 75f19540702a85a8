import { sha256 as digestOf } from '@noble/hashes/sha2.js';
import type { Sha256, SignatureAlgorithm, SignatureToCheck } from '../../../formats/index.ts';

/*
 * What the formats are given in on a page: hashes and chance, the verifying of signatures and the making of them by WebCrypto.
 * Its counterpart on a server is `src/credentials/primitives.ts`.
 */

/** SHA-256 at once: WebCrypto would have the formats wait for it. */
export const sha256: Sha256 = (bytes) => digestOf(bytes);

/** Bytes that nobody can guess. */
export const randomOf = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length));

const ALGORITHMS: Readonly<
  Record<SignatureAlgorithm, { key: EcKeyImportParams | Algorithm; verify: EcdsaParams | Algorithm }>
> = {
  ES256: { key: { name: 'ECDSA', namedCurve: 'P-256' }, verify: { name: 'ECDSA', hash: 'SHA-256' } },
  ES384: { key: { name: 'ECDSA', namedCurve: 'P-384' }, verify: { name: 'ECDSA', hash: 'SHA-384' } },
  EdDSA: { key: { name: 'Ed25519' }, verify: { name: 'Ed25519' } },
};

/** Whether a signature is right. A key that is none verifies nothing. */
export async function verifies({ alg, jwk, input, signature }: SignatureToCheck): Promise<boolean> {
  const { key, verify } = ALGORITHMS[alg];
  try {
    // Only what makes the public key: `use`, `key_ops` or `alg` beside it are the format's to judge.
    const { kty, crv, x, y } = jwk;
    const bare = { kty, crv, x, ...(y !== undefined && { y }) };
    const imported = await crypto.subtle.importKey('jwk', bare as JsonWebKey, key, false, ['verify']);
    return await crypto.subtle.verify(verify, imported, signature as BufferSource, input as BufferSource);
  } catch {
    return false;
  }
}

/** The first of the signatures that is false, if one is. */
export async function falseOneOf(signatures: readonly SignatureToCheck[]): Promise<SignatureToCheck | undefined> {
  const right = await Promise.all(signatures.map(verifies));
  return signatures.find((_, nth) => !right[nth]);
}

/** A key pair of this device for ES256. The private key never leaves the browser. */
export const newKeyPair = (): Promise<CryptoKeyPair> =>
  crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, ['sign', 'verify']);

/** Signs by ES256: r and s one after the other, as a JWS has it. */
export const signWith = async ({ privateKey }: CryptoKeyPair, input: Uint8Array): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, privateKey, input as BufferSource));

/** The public key as RFC 7517 has it, and nothing beside. */
export async function publicJwk({ publicKey }: CryptoKeyPair): Promise<JsonWebKey> {
  const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  return { kty, crv, x, y } as JsonWebKey;
}
