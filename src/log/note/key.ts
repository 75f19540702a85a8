import { createPrivateKey, createPublicKey, hash, type KeyObject, randomBytes, sign } from 'node:crypto';
import { ConfigError } from '../../kernel/index.ts';
import { ALGORITHMS, ED25519, ED25519_COSIGNATURE, joinTime, ML_DSA_44_COSIGNATURE } from './algorithms.ts';
import { formatSignature, type Signer } from './note.ts';
import { formatVerifierKey, isKeyName, keyIdInput } from './vkey.ts';

/*
 * The secret halves of keys. A key is kept as a text: base64 of a seed of 32 bytes for Ed25519 (RFC 8032 section 5.1.5),
 * or with `ml-dsa-44:` before it for ML-DSA-44 (FIPS 204 section 3.6.1).
 */

export const KEY_ALGORITHMS = ['ed25519', 'ml-dsa-44'] as const;
export type KeyAlgorithm = (typeof KEY_ALGORITHMS)[number];

/** A secret key. */
export interface Secret {
  algorithm: KeyAlgorithm;
  seed: Uint8Array;
}

/** A witness's signer: it says at which time it signs. */
export interface Cosigner {
  name: string;
  vkey: string;
  /** Signs the text of a checkpoint. @returns the line of the note, newline and all. @param time whole seconds since 1970. */
  cosign(text: string, time: number): string;
}

const SEED_BYTES = 32;

/** Per algorithm: what stands before a seed in PKCS #8, the member of the JWK that is the public key, and the types. */
const KINDS = {
  ed25519: {
    // RFC 8410 section 7
    pkcs8: Buffer.from('302e020100300506032b657004220420', 'hex'),
    publicMember: 'x',
    type: ED25519,
    cosignature: ED25519_COSIGNATURE,
  },
  'ml-dsa-44': {
    // RFC 9881 section 6
    pkcs8: Buffer.from('3034020100300b060960864801650304031104228020', 'hex'),
    publicMember: 'pub',
    type: ML_DSA_44_COSIGNATURE,
    cosignature: ML_DSA_44_COSIGNATURE,
  },
} as const;

/** A new secret key. */
export function newSecret(algorithm: KeyAlgorithm): Secret {
  return { algorithm, seed: randomBytes(SEED_BYTES) };
}

/** Writes a secret key as it is kept. */
export function formatSecret({ algorithm, seed }: Secret): string {
  return `${algorithm === 'ed25519' ? '' : `${algorithm}:`}${Buffer.from(seed).toString('base64')}`;
}

/**
 * Reads secret keys, which stand apart by blanks or newlines.
 * @param source where they come from, for the message. Nothing of the keys is in it.
 * @throws ConfigError when one of them is no key.
 */
export function parseSecrets(text: string, source: string): Secret[] {
  return text
    .trim()
    .split(/\s+/)
    .map((word, index) => {
      const [, prefix = 'ed25519', encoded = ''] = /^(?:([^:]*):)?(.*)$/.exec(word)!;
      const algorithm = KEY_ALGORITHMS.find((known) => known === prefix);
      const seed = Buffer.from(encoded, 'base64');
      if (!algorithm || seed.length !== SEED_BYTES || seed.toString('base64') !== encoded)
        throw new ConfigError(
          `${source} must be base64 of ${SEED_BYTES} bytes, or that after "ml-dsa-44:"; key ${index + 1} in it is not`,
        );
      return { algorithm, seed };
    });
}

/**
 * The signer of a log. By ML-DSA-44 it signs as a cosigner of its own checkpoints (tlog-checkpoint, "Signatures"), with
 * the time 0: it does not state what it has observed.
 * @param origin the log's name in checkpoints.
 * @throws ConfigError when the origin cannot name a key.
 */
export function signerOf(origin: string, seed: Uint8Array, algorithm: KeyAlgorithm = 'ed25519'): Signer {
  const { type } = KINDS[algorithm];
  const { vkey, keyId, signatureOf } = keyOf(origin, { seed, algorithm }, type);
  return { name: origin, vkey, keyId, sign: (text) => signatureOf(text, 0) };
}

/**
 * The signer of a witness.
 * @throws ConfigError when the name cannot name a key.
 */
export function cosignerOf(name: string, secret: Secret): Cosigner {
  const { vkey, keyId, signatureOf } = keyOf(name, secret, KINDS[secret.algorithm].cosignature);
  return { name, vkey, cosign: (text, time) => formatSignature({ name, keyId }, signatureOf(text, time)) };
}

function keyOf(name: string, { algorithm, seed }: Secret, type: number) {
  if (!isKeyName(name)) throw new ConfigError(`What signs is named without blanks and plus, not "${name}"`);
  const { pkcs8, publicMember } = KINDS[algorithm];
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = publicKeyOf(privateKey, publicMember);
  const keyId = Uint8Array.from(hash('sha256', keyIdInput(name, type, publicKey), 'buffer').subarray(0, 4));
  const row = ALGORITHMS[type]!;
  const signatureOf = (text: string, time: number) =>
    joinTime(row, time, sign(null, row.messageOf({ text, name, time }), privateKey));
  return { vkey: formatVerifierKey({ name, keyId, type, publicKey }), keyId, signatureOf };
}

function publicKeyOf(privateKey: KeyObject, member: 'x' | 'pub'): Uint8Array<ArrayBuffer> {
  const jwk = createPublicKey(privateKey).export({ format: 'jwk' }) as Record<string, unknown>;
  return Uint8Array.from(Buffer.from(jwk[member] as string, 'base64url'));
}
