import { type Bytes, concat, digest, fromBase64, sameBytes, toBase64, toHex, utf8 } from './bytes.ts';

/*
 * Signed notes (https://c2sp.org/signed-note): a text, a blank line, and one line for each signature. Runs in the browser
 * too; the secret half of a key is in `key.ts`.
 */

/** Signature types by their identifier byte. Another algorithm is another row here and in `VERIFY`. */
export const ED25519 = 0x01;

/** Whoever signs notes. `name` is that of the key; a log's key is named by its origin. */
export interface Signer {
  name: string;
  /** The public half, as `name+hash+key`. */
  vkey: string;
  keyId: Uint8Array;
  sign(text: Uint8Array): Uint8Array;
}

/** The public half of a key. */
export interface Verifier {
  name: string;
  keyId: Bytes;
  type: number;
  publicKey: Bytes;
}

/** A note taken apart. Its text is worth nothing until `isSignedBy` says so. */
export interface Note {
  text: string;
  signatures: { name: string; keyId: Bytes; signature: Bytes }[];
}

/** How many signatures are looked at; C2SP asks for 16 at least, Go's `note` takes 100. */
const SIGNATURE_LIMIT = 100;
const KEY_ID_BYTES = 4;
const ED25519_KEY_BYTES = 32;

const VERIFY: Record<number, (key: Bytes, signature: Bytes, text: Bytes) => Promise<boolean>> = {
  [ED25519]: async (key, signature, text) => {
    const publicKey = await crypto.subtle.importKey('raw', key, 'Ed25519', false, ['verify']);
    return crypto.subtle.verify('Ed25519', publicKey, signature, text);
  },
};

/** Whether a key may be named so: not empty, no blanks, no plus. */
export function isKeyName(name: string): boolean {
  return name !== '' && name.isWellFormed() && !/[\s+\p{White_Space}\p{Cc}]/u.test(name);
}

/** What a key's id is the beginning of the SHA-256 of: name, newline, type, public key. */
export function keyIdInput(name: string, type: number, publicKey: Uint8Array): Bytes {
  return concat(utf8(`${name}\n`), Uint8Array.of(type), publicKey);
}

/** Writes a verifier key: `name+hash+base64(type || key)`. */
export function formatVerifierKey({ name, keyId, type, publicKey }: Verifier): string {
  return `${name}+${toHex(keyId)}+${toBase64(concat(Uint8Array.of(type), publicKey))}`;
}

/**
 * Reads a verifier key.
 * @throws Error when it is malformed, of another algorithm, or its hash is not that of its name and key.
 */
export async function parseVerifierKey(vkey: string): Promise<Verifier> {
  const [, name, hash, key] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? [];
  if (!name || !hash || !key || !isKeyName(name)) throw new Error('Not a verifier key');
  const bytes = fromBase64(key);
  const [type, publicKey] = [bytes[0]!, bytes.slice(1)];
  if (type !== ED25519 || publicKey.length !== ED25519_KEY_BYTES) throw new Error('Not an Ed25519 verifier key');
  const keyId = (await digest(keyIdInput(name, type, publicKey))).slice(0, KEY_ID_BYTES);
  if (toHex(keyId) !== hash) throw new Error('The verifier key does not fit its hash');
  return { name, keyId, type, publicKey };
}

/** A note: the text, which ends in a newline, signed by each signer in turn. */
export function signNote(text: string, signers: readonly Signer[]): string {
  assertText(text);
  const lines = signers.map(({ name, keyId, sign }) => `— ${name} ${toBase64(concat(keyId, sign(utf8(text))))}\n`);
  return `${text}\n${lines.join('')}`;
}

/**
 * Takes a note apart, as strictly as Go's `note` package.
 * @throws Error when it is malformed.
 */
export function parseNote(note: string): Note {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) throw new Error('Not a signed note');
  const text = note.slice(0, end + 1);
  assertText(text);
  const lines = note.slice(end + 2, -1).split('\n');
  if (lines.length > SIGNATURE_LIMIT) throw new Error('Too many signatures');
  return { text, signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): Note['signatures'][number] {
  const [, name, encoded] = /^— ([^ ]+) ([^ ]+)$/u.exec(line) ?? [];
  if (!name || !encoded || !isKeyName(name)) throw new Error('Not a signature line');
  const bytes = fromBase64(encoded);
  if (bytes.length <= KEY_ID_BYTES) throw new Error('Not a signature');
  return { name, keyId: bytes.slice(0, KEY_ID_BYTES), signature: bytes.slice(KEY_ID_BYTES) };
}

function assertText(text: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a note must not hold
  if (!text.endsWith('\n') || !text.isWellFormed() || /[\x00-\x09\x0b-\x1f]/.test(text))
    throw new Error('Not the text of a note');
}

/**
 * Whether a note is signed by this key. Signatures of other keys are passed over; one of this key that does not fit
 * refuses the note, whatever else it holds.
 * @throws DOMException `NotSupportedError` where the platform has no Ed25519.
 */
export async function isSignedBy(note: Note, verifier: Verifier): Promise<boolean> {
  const own = note.signatures.filter(({ name, keyId }) => name === verifier.name && sameBytes(keyId, verifier.keyId));
  const verify = VERIFY[verifier.type]!;
  for (const { signature } of own) {
    if (!(await verify(verifier.publicKey, signature, utf8(note.text)))) return false;
  }
  return own.length > 0;
}
