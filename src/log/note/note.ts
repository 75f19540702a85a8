import { type Bytes, concat, digest, fromBase64, sameBytes, toBase64, toHex, utf8 } from '../bytes.ts';

/*
 * Signed notes (https://c2sp.org/signed-note): a text, a blank line, and one line for each signature. Runs in the browser
 * too; the secret half of a key is in `key.ts`.
 */

/** Signature types by their identifier byte (signed-note; tlog-cosignature for those of witnesses). */
export const ED25519 = 0x01;
export const ED25519_COSIGNATURE = 0x04;

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

/** How signatures of a type are made. */
interface Algorithm {
  /** Its name in WebCrypto. */
  name: string;
  /** Length of a public key in bytes. */
  keyBytes: number;
  /** What is signed: the text itself, unless the signature brings something along. `null`: it cannot be of this type. */
  signed(text: Bytes, signature: Bytes): { message: Bytes; signature: Bytes } | null;
}

/** The algorithms that there are. Another is another row. */
const ALGORITHMS: Record<number, Algorithm> = {
  [ED25519]: { name: 'Ed25519', keyBytes: 32, signed: (message, signature) => ({ message, signature }) },
  [ED25519_COSIGNATURE]: { name: 'Ed25519', keyBytes: 32, signed: timestamped },
};

/** A timestamped signature: the time in seconds as 8 bytes, and a signature over that time and the text. */
function timestamped(text: Bytes, signature: Bytes): { message: Bytes; signature: Bytes } | null {
  const time = timeOf(signature);
  if (time === null) return null;
  return { message: concat(utf8(`cosignature/v1\ntime ${time}\n`), text), signature: signature.slice(TIME_BYTES) };
}

const TIME_BYTES = 8;

/** The seconds since 1970 that a timestamped signature begins with; `null` where it is too short or the time too large. */
export function timeOf(signature: Uint8Array): number | null {
  if (signature.length <= TIME_BYTES) return null;
  const time = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  return Number.isSafeInteger(time) ? time : null;
}

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
  if (ALGORITHMS[type]?.keyBytes !== publicKey.length) throw new Error('Not a verifier key of an algorithm known here');
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
  const { name, signed } = ALGORITHMS[verifier.type]!;
  const text = utf8(note.text);
  for (const { signature } of own) {
    const claim = signed(text, signature);
    if (!claim) return false;
    const key = await crypto.subtle.importKey('raw', verifier.publicKey, name, false, ['verify']);
    if (!(await crypto.subtle.verify(name, key, claim.signature, claim.message))) return false;
  }
  return own.length > 0;
}
