import { fromBase64, toBase64 } from '../bytes.ts';
import { type Checkpoint, parseCheckpoint } from '../note/checkpoint.ts';
import { type Note, parseNote } from '../note/note.ts';

/*
 * What is sent to a witness (https://c2sp.org/tlog-witness, "add-checkpoint"): the size that it signed last, the proof that
 * the tree has only grown since, and the checkpoint.
 */

/** A call of add-checkpoint. */
export interface AddCheckpoint {
  /** The size of the tree that the witness is taken to have signed last; 0 when none. */
  old: number;
  /** Consistency proof (RFC 9162 section 2.1.4) from that size to the checkpoint's; empty when `old` is 0. */
  proof: readonly Uint8Array[];
  /** The signed note. */
  checkpoint: string;
}

/** The path after a witness's submission prefix. */
export const ADD_CHECKPOINT = '/add-checkpoint';

/** The media type of a size, which a witness answers with where `old` is not what it signed last. */
export const SIZE_TYPE = 'text/x.tlog.size';

/** Most hashes of a proof: as many as a tree of 2⁶³ leaves needs. */
const PROOF_LIMIT = 63;
const HASH_BYTES = 32;

/** Writes a call. */
export function formatRequest({ old, proof, checkpoint }: AddCheckpoint): string {
  return `old ${old}\n${proof.map((hash) => `${toBase64(hash)}\n`).join('')}\n${checkpoint}`;
}

/** A call taken apart, with its checkpoint. */
export interface ReadRequest {
  old: number;
  proof: readonly Uint8Array[];
  /** The signed note as it came, and taken apart. */
  text: string;
  note: Note;
  checkpoint: Checkpoint;
}

/**
 * Reads a call.
 * @throws Error that says what is malformed.
 */
export function parseRequest(body: string): ReadRequest {
  const end = body.indexOf('\n\n');
  if (end < 0) throw new Error('there is no empty line before the checkpoint');
  const [first, ...lines] = body.slice(0, end).split('\n');
  const size = /^old (.*)$/.exec(first!)?.[1];
  const old = size === undefined ? null : parseSize(size);
  if (old === null) throw new Error('the first line is not "old" and a size');
  if (lines.length > PROOF_LIMIT) throw new Error(`the proof has more than ${PROOF_LIMIT} lines`);
  const proof = lines.map(parseHash);
  const text = body.slice(end + 2);
  const note = parseNote(text);
  return { old, proof, text, note, checkpoint: parseCheckpoint(note.text) };
}

/** A size in decimal without leading zeroes; null for anything else, and for what a number cannot count. */
export function parseSize(text: string): number | null {
  const size = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(size) ? size : null;
}

function parseHash(line: string): Uint8Array {
  const hash = fromBase64(line);
  if (hash.length !== HASH_BYTES) throw new Error('a line of the proof is not a hash');
  return hash;
}
