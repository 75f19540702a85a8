import { toHex } from '../bytes.ts';
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts';
import { isSignedByAny, parseNote, type Signer } from './note.ts';
import type { Policy } from './policy.ts';
import { parseVerifierKey } from './vkey.ts';

/*
 * Who signed a checkpoint. Runs in the browser too.
 */

/** The checkpoint of a note. @throws Error when it is malformed. */
export function checkpointOf(note: string): Checkpoint {
  return parseCheckpoint(parseNote(note).text);
}

/**
 * Whether one of these keys has signed a checkpoint, of those that are named by the log that it is of: no other log's key
 * speaks for it.
 * @throws Error when note or key is malformed; DOMException `NotSupportedError` where the platform cannot tell.
 */
export async function isSignedByLog(note: string, { logs }: Pick<Policy, 'logs'>): Promise<boolean> {
  const { origin } = checkpointOf(note);
  const verifiers = await Promise.all(logs.map(({ vkey }) => parseVerifierKey(vkey)));
  return isSignedByAny(
    parseNote(note),
    verifiers.filter(({ name }) => name === origin),
  );
}

/** Whether a log has signed a note with exactly these keys, as their names and ids say: neither more nor fewer. */
export function isSignedWith(note: string, origin: string, signers: readonly Pick<Signer, 'keyId'>[]): boolean {
  const own = parseNote(note).signatures.filter(({ name }) => name === origin);
  return idsOf(own) === idsOf(signers);
}

const idsOf = (keys: readonly { keyId: Uint8Array }[]) =>
  keys
    .map(({ keyId }) => toHex(keyId))
    .sort()
    .join();
