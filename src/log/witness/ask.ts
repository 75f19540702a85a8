import { sameBytes } from '../bytes.ts';
import { findSignature, formatSignature, parseNote } from '../note/note.ts';
import type { Verifier } from '../note/vkey.ts';
import { ADD_CHECKPOINT, type AddCheckpoint, formatRequest, parseSize, SIZE_TYPE } from './request.ts';

/*
 * Asking a witness for its cosignature (https://c2sp.org/tlog-witness). Nothing of what it answers is believed before it
 * is checked, and whatever it does costs no more than a time-out and a small buffer.
 */

/** A witness as it is asked. */
export interface AskedWitness {
  /** Its submission prefix. */
  url: string;
  verifier: Verifier;
}

/** What a witness has answered: its cosignature as a line of the note, or the size that it signed last. */
export type Answer = { line: string; time: number } | { size: number };

/** A witness did not do what it was asked. The message says what it did, in a few words of ours. */
export class WitnessFault extends Error {
  /** The HTTP status that it answered with, if it got so far. */
  readonly status: number | undefined;
  constructor(message: string, options: { status?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.status = options.status;
  }
}

/** Room for a cosignature or two; the longest that there are have 3.3 kB. */
const ANSWER_LIMIT = 16 * 1024;

/**
 * Asks a witness to sign a checkpoint.
 * @param signal ends it; a time-out should be in it.
 * @returns a cosignature that has been verified, or the size of a conflict.
 * @throws WitnessFault for everything else.
 */
export async function askWitness(
  { url, verifier }: AskedWitness,
  request: AddCheckpoint,
  signal: AbortSignal,
): Promise<Answer> {
  const { status, type, body } = await post(
    `${url.replace(/\/$/, '')}${ADD_CHECKPOINT}`,
    formatRequest(request),
    signal,
  );
  if (status === 200) return readCosignature(request.checkpoint, body, verifier);
  const size = status === 409 && type === SIZE_TYPE ? parseSize(body.replace(/\n$/, '')) : null;
  if (size === null) throw new WitnessFault(`it answered ${status}`, { status });
  return { size };
}

async function post(url: string, body: string, signal: AbortSignal) {
  try {
    const response = await fetch(url, { method: 'POST', body, signal, redirect: 'manual' });
    const type = response.headers.get('content-type')?.split(';')[0]?.trim();
    return { status: response.status, type, body: await readLimited(response) };
  } catch (cause) {
    if (cause instanceof WitnessFault) throw cause;
    if ((cause as Error).name === 'TimeoutError') throw new WitnessFault('it did not answer in time', { cause });
    const code = ((cause as Error).cause as NodeJS.ErrnoException | undefined)?.code;
    throw new WitnessFault(`it was not reached${code ? ` (${code})` : ''}`, { cause });
  }
}

async function readLimited({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > ANSWER_LIMIT) throw new WitnessFault('its answer has no end'); // leaving the loop closes the connection
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** The cosignature of this witness on this very checkpoint; lines of others are passed over. */
async function readCosignature(checkpoint: string, lines: string, verifier: Verifier): Promise<Answer> {
  const { name, keyId } = verifier;
  try {
    const note = parseNote(`${parseNote(checkpoint).text}\n${lines}`);
    const finding = await findSignature(note, verifier);
    const [own, ...more] = note.signatures.filter((one) => one.name === name && sameBytes(one.keyId, keyId));
    if (own && more.length === 0 && finding.found === 'good' && finding.time > 0)
      return { line: formatSignature(verifier, own.signature), time: finding.time };
  } catch (cause) {
    throw new WitnessFault('its answer is no cosignature', { cause });
  }
  throw new WitnessFault('its cosignature does not fit');
}
