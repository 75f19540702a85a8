import { type Bytes, concat, digest, fromBase64, toBase64, toHex, utf8 } from '../bytes.ts';
import { ALGORITHMS } from './algorithms.ts';

/*
 * Verifier keys (https://c2sp.org/signed-note): the public half of a key as one word, `name+hash+base64(type || key)`.
 * Runs in the browser too.
 */

/** The public half of a key. */
export interface Verifier {
  /** A log's key is named by its origin. */
  name: string;
  /** Four bytes that, with the name, tell which key has signed. */
  keyId: Bytes;
  /** Signature type; see `algorithms.ts`. */
  type: number;
  publicKey: Bytes;
}

const KEY_ID_BYTES = 4;

/** Whether a key may be named so: not empty, no blanks, no plus. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\s+\p{White_Space}\p{Cc}]/u.test(name);
}

/** The id of a key: the beginning of the SHA-256 of name, newline, type and public key. */
export async function keyIdOf(name: string, type: number, publicKey: Uint8Array): Promise<Bytes> {
  return (await digest(keyIdInput(name, type, publicKey))).slice(0, KEY_ID_BYTES);
}

/** What the id of a key is the beginning of the SHA-256 of. */
export function keyIdInput(name: string, type: number, publicKey: Uint8Array): Bytes {
  return concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey);
}

/** Writes a verifier key. */
export function formatVerifierKey({ name, keyId, type, publicKey }: Verifier): string {
  return `${name}+${toHex(keyId)}+${toBase64(concat(Uint8Array.of(type), publicKey))}`;
}

/**
 * Name, type and public key of a verifier key, before its hash is checked.
 * @throws Error when it is malformed, or of an algorithm that is not known here.
 */
export function readVerifierKey(vkey: string): Omit<Verifier, 'keyId'> & { hash: string } {
  const [, name, hash, key] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
  if (!name || !hash || !key || !isKeyName(name)) throw new Error('Not a verifier key');
  const bytes = fromBase64(key);
  const [type, publicKey] = [bytes[0]!, bytes.slice(1)];
  if (ALGORITHMS[type]?.keyBytes !== publicKey.length) throw new Error('Not a verifier key of an algorithm known here');
  return { name, hash, type, publicKey };
}

/**
 * Reads a verifier key.
 * @throws Error when it is malformed, of another algorithm, or its hash is not that of its name and key.
 */
export async function parseVerifierKey(vkey: string): Promise<Verifier> {
  const { name, hash, type, publicKey } = readVerifierKey(vkey);
  const keyId = await keyIdOf(name, type, publicKey);
  if (toHex(keyId) !== hash) throw new Error('The verifier key does not fit its hash');
  return { name, keyId, type, publicKey };
}

/** Whether a text is a verifier key of an algorithm that is known here. Its hash is not checked. */
export function isVerifierKey(text: string): boolean {
  try {
    return readVerifierKey(text).name !== '';
  } catch {
    return false;
  }
}

/** `name+hash` of a verifier key: name and id together tell one key from all others (signed-note, "Signatures"). */
export function keyTagOf(vkey: string): string {
  return vkey.split('+', 2).join('+');
}
