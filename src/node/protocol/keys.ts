import { createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { sha256 } from '../../kernel/index.ts';

/** A public key of Ed25519 (RFC 8037), with its thumbprint (RFC 7638) as its name. */
export interface PublicKey {
  kty: 'OKP';
  crv: 'Ed25519';
  /** base64url of 32 bytes. */
  x: string;
  kid: string;
}

/** A key that signs messages. */
export interface MessageKey {
  jwk: PublicKey;
  sign(bytes: Uint8Array): Uint8Array;
}

/** What stands before a seed of Ed25519 in PKCS #8 (RFC 8410 section 7). */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Whether a text is the public key of an Ed25519 pair, as files name it: base64url of 32 bytes. */
export const isPublicKey = (x: string): boolean =>
  /^[\w-]{43}$/.test(x) && Buffer.from(x, 'base64url').toString('base64url') === x;

/** The public key of this text. */
export function publicKeyOf(x: string): PublicKey {
  const kid = sha256(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`).toString('base64url');
  return { kty: 'OKP', crv: 'Ed25519', x, kid };
}

/** The pair that a seed of 32 bytes makes (RFC 8032 section 5.1.5). */
export function messageKeyOf(seed: Uint8Array): MessageKey {
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
  const { x } = createPublicKey(key).export({ format: 'jwk' });
  return { jwk: publicKeyOf(x!), sign: (bytes) => sign(null, bytes, key) };
}

/** Whether a signature is by the key. False too for one that is no point of the curve. */
export function isSignedBy({ kid: _, ...jwk }: PublicKey, input: Uint8Array, signature: Uint8Array): boolean {
  try {
    const key: KeyObject = createPublicKey({ key: jwk, format: 'jwk' });
    return verify(null, input, key, signature);
  } catch {
    return false;
  }
}
