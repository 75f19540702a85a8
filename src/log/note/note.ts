import { type Bytes, concat, fromBase64, sameBytes, toBase64 } from '../bytes.ts';
import { ALGORITHMS, type Algorithm, type Claim, splitTime } from './algorithms.ts';
import { isKeyName, type Verifier } from './vkey.ts';

/*
 * Signed notes (https://c2sp.org/signed-note): a text, a blank line, and one line for each signature. Runs in the browser
 * too; the secret half of a key is in `key.ts`.
 */

/** Whoever signs notes. `name` is that of the key; a log's key is named by its origin. */
export interface Signer {
  name: string;
  /** The public half, as `name+hash+key`. */
  vkey: string;
  keyId: Uint8Array;
  /** The signature on the text of a note, as it stands in its line behind the key's id. */
  sign(text: string): Uint8Array;
}

/** A note taken apart. Its text is worth nothing until a trusted key has been found to have signed it. */
export interface Note {
  text: string;
  signatures: { name: string; keyId: Bytes; signature: Bytes }[];
}

/** How many signatures are looked at; C2SP asks for 16 at least, Go's `note` takes 100. */
const SIGNATURE_LIMIT = 100;
const KEY_ID_BYTES = 4;

/** A note: the text, which ends in a newline, signed by each signer in turn. */
export function signNote(text: string, signers: readonly Signer[]): string {
  assertText(text);
  return `${text}\n${signers.map((signer) => formatSignature(signer, signer.sign(text))).join('')}`;
}

/** The line of a signature, newline and all. */
export function formatSignature({ name, keyId }: Pick<Signer, 'name' | 'keyId'>, signature: Uint8Array): string {
  return `— ${name} ${toBase64(concat(keyId, signature))}\n`;
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
 * What a note says to whoever knows a key: it has signed (at that time, for types that have one), it has not, a signature
 * in its name does not fit, or this platform lacks the algorithm and cannot tell.
 */
export type Finding = { found: 'good'; time: number } | { found: 'absent' | 'bad' | 'unsupported' };

/** Looks for the signatures of one key on a note. Those of other keys are passed over. */
export async function findSignature({ text, signatures }: Note, verifier: Verifier): Promise<Finding> {
  const own = signatures.filter(({ name, keyId }) => name === verifier.name && sameBytes(keyId, verifier.keyId));
  if (own.length === 0) return { found: 'absent' };
  try {
    const times = await Promise.all(own.map(({ signature }) => timeIfGood(text, signature, verifier)));
    return times.includes(null) ? { found: 'bad' } : { found: 'good', time: Math.max(...times.map(Number)) };
  } catch (error) {
    if (isUnsupported(error)) return { found: 'unsupported' };
    throw error;
  }
}

/** The time of a signature (0 for types without one) if it fits, else null. */
async function timeIfGood(text: string, joined: Bytes, { name, type, publicKey }: Verifier): Promise<number | null> {
  const algorithm = ALGORITHMS[type]!;
  const parts = splitTime(algorithm, joined);
  const message = parts && messageOrNull(algorithm, { text, name, time: parts.time });
  if (!message) return null;
  const spki = concat(fromBase64(algorithm.spki), publicKey);
  const key = await crypto.subtle.importKey('spki', spki, algorithm.name, false, ['verify']);
  return (await crypto.subtle.verify(algorithm.name, key, parts.signature, message)) ? parts.time : null;
}

/** What was signed, unless nothing of this form can be. */
function messageOrNull(algorithm: Algorithm, claim: Claim): Bytes | null {
  try {
    return algorithm.messageOf(claim);
  } catch {
    return null;
  }
}

/** Whether an error says that the platform lacks an algorithm. */
export function isUnsupported(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotSupportedError';
}

/**
 * Whether a note is signed by at least one of these keys, and by none of them badly: signed-note has the whole note
 * refused for one bad signature of a known key. Signatures of other keys are passed over.
 * @throws DOMException `NotSupportedError` where it hangs on keys whose algorithm this platform lacks.
 */
export async function isSignedByAny(note: Note, verifiers: readonly Verifier[]): Promise<boolean> {
  const findings = await Promise.all(verifiers.map((verifier) => findSignature(note, verifier)));
  const has = (found: Finding['found']) => findings.some((finding) => finding.found === found);
  if (has('bad')) return false;
  if (!has('good') && has('unsupported')) throw unsupported();
  return has('good');
}

/** What a platform throws for an algorithm that it lacks. */
export function unsupported(): DOMException {
  return new DOMException('This platform lacks the algorithm of the signature', 'NotSupportedError');
}
