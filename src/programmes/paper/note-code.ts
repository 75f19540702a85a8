import { sign, timingSafeEqual, verify } from 'node:crypto';
import type { Day } from '../../kernel/index.ts';
import type { NoteKey } from './note-keys.ts';

/*
 * What is on a note besides its words: a QR code with a signed address, and under a scratch field a code. The signature
 * tells a forged note without any database. A copy of a true note has a true signature, too: it is worth nothing, because
 * the ledger pays each serial once, and because whoever copied it has not seen what is under the scratch field.
 */

/** What is printed on a note, and signed. */
export interface PrintedNote {
  programme: string;
  /** In one word. */
  serial: string;
  /** Minor units. */
  value: number;
  /** ISO 4217 code. */
  currency: string;
  /** The last day on which it can be spent; undefined where that depends on when it is handed out. */
  until: Day | undefined;
}

/** What a QR code adds to a serial; as text, since anybody may write anything there. */
export interface NoteSeal {
  value: string;
  until: string;
  /** base64url of the Ed25519 signature (RFC 8032). */
  signature: string;
}

/** The text that is signed: a line for each part, none of which holds a line end. */
function signedText({ programme, serial, value, currency, until }: PrintedNote): Buffer {
  return Buffer.from(`madang note 1\n${programme}\n${serial}\n${value} ${currency}\n${until ?? '-'}\n`);
}

/** What the QR code of a note adds to its serial. */
export function sealNote(key: NoteKey, note: PrintedNote): NoteSeal {
  const signature = sign(null, signedText(note), key.privateKey).toString('base64url');
  return { value: String(note.value), until: note.until ?? '-', signature };
}

/** Whether a seal is this note's, by the key of its print run. Exactly as it was written: of one signature there is one text. */
export function isSealOf({ publicKey }: NoteKey, note: PrintedNote, seal: NoteSeal): boolean {
  if (seal.value !== String(note.value) || seal.until !== (note.until ?? '-')) return false;
  const signature = Buffer.from(seal.signature, 'base64url');
  if (signature.length !== 64 || signature.toString('base64url') !== seal.signature) return false;
  return verify(null, signedText(note), publicKey, signature);
}

/** The address in the QR code of a note. */
export function noteAddress(origin: string, { programme, serial }: PrintedNote, seal: NoteSeal): string {
  const query = new URLSearchParams({ v: seal.value, u: seal.until, s: seal.signature });
  return `${origin}/notes/${programme}/${serial}?${query}`;
}

/** Digits of a scratch code: enough that the few guesses that are allowed find one in ten million notes. */
export const SCRATCH_DIGITS = 8;

/** The code under the scratch field of a note. It is stored nowhere. */
export function scratchCode(key: NoteKey, serial: string): string {
  const number = key.hide(serial).readBigUInt64BE() % 10n ** BigInt(SCRATCH_DIGITS);
  return String(number).padStart(SCRATCH_DIGITS, '0');
}

/** Whether this is the code of a note, blanks aside; it takes as long for a wrong one. */
export function isScratchCode(key: NoteKey, serial: string, typed: string): boolean {
  const right = Buffer.from(scratchCode(key, serial));
  const given = Buffer.from(typed.normalize('NFKC').replaceAll(/[\s-]/g, ''));
  return (
    timingSafeEqual(right, Buffer.concat([given, right]).subarray(0, SCRATCH_DIGITS)) && given.length === SCRATCH_DIGITS
  );
}
