import {
  createCipheriv,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import { randomOf, sha256Of } from '../../credentials/index.ts';

/*
 * To a receiver alone: a compact JWE (RFC 7516 section 7.1), its key agreed by ECDH-ES with a key of one use (RFC 7518 section
 * 4.6), its content by A256GCM. By node:crypto, and only the key is agreed on another thread: jose, which tests are on the
 * other side with, does all by WebCrypto, which takes several times as long.
 */

/** The public key that answers of a receiver are encrypted to. On P-256, and looked at when it was registered. */
export interface EncryptionKey {
  kid: string;
  x: string;
  y: string;
}

const agreeLater = promisify<Record<'privateKey' | 'publicKey', KeyObject>, Buffer>(diffieHellman);

const ENC = 'A256GCM';
const NONCE_BYTES = 12;

/** Encrypts a text to a receiver. @param cty what it is, without `application/`. */
export async function encryptTo({ kid, x, y }: EncryptionKey, text: string, cty: string): Promise<string> {
  const once = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const shared = await agreeLater({ privateKey: once.privateKey, publicKey: keyAt(x, y) });
  const header = { alg: 'ECDH-ES', enc: ENC, kid, cty, epk: once.publicKey.export({ format: 'jwk' }) };
  const head = Buffer.from(JSON.stringify(header)).toString('base64url');
  const iv = randomOf(NONCE_BYTES);
  // Handed bytes, Node finds out by exceptions whether they are a key, which takes longer than to encrypt.
  const cipher = createCipheriv('aes-256-gcm', createSecretKey(sha256Of(derivation(shared))), iv);
  cipher.setAAD(Buffer.from(head));
  const content = cipher.update(Buffer.from(text));
  cipher.final();
  return [head, '', Buffer.from(iv).toString('base64url'), content.toString('base64url'), tagOf(cipher)].join('.');
}

const tagOf = (cipher: { getAuthTag(): Buffer }): string => cipher.getAuthTag().toString('base64url');

/** What Concat KDF hashes in its only round (NIST SP 800-56A section 5.8.1, RFC 7518 section 4.6.2). */
const derivation = (shared: Buffer): Buffer => Buffer.concat([ROUND, shared, OTHER_INFO]);

const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};
const ROUND = uint32(1);
/** The algorithm with its length, no party's info, and the length of the key in bits. */
const OTHER_INFO = Buffer.concat([uint32(ENC.length), Buffer.from(ENC), uint32(0), uint32(0), uint32(256)]);

function keyAt(x: string, y: string): KeyObject {
  const name = `${x} ${y}`;
  const known = keys.get(name) ?? createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
  if (keys.size >= MOST_KEYS) keys.clear();
  keys.set(name, known);
  return known;
}

/** To read one takes half as long as to use it; receivers are few. */
const keys = new Map<string, KeyObject>();
const MOST_KEYS = 1_000;
