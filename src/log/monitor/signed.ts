import { type Checkpoint, parseCheckpoint } from '../note/checkpoint.ts';
import { isSignedByAny, parseNote } from '../note/note.ts';
import type { Policy } from '../note/policy.ts';
import { parseVerifierKey } from '../note/vkey.ts';

/** The checkpoint of a note; it runs in the browser too. @throws Error when it is malformed. */
export function checkpointOf(note: string): Checkpoint {
  return parseCheckpoint(parseNote(note).text);
}

/**
 * Whether one of these keys of the log that a checkpoint names has signed it. Runs in the browser too.
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
