import type { Checkpoint } from '../note/checkpoint.ts';
import { isWitnessed } from '../note/cosignature.ts';
import { isSignedByAny, parseNote } from '../note/note.ts';
import type { Policy } from '../note/policy.ts';
import { checkpointOf } from '../note/signed.ts';
import { parseVerifierKey } from '../note/vkey.ts';
import { LogError } from './errors.ts';

/** Reads a checkpoint and vouches for it, or rejects with `LogError`. */
export type VouchFor = (note: string) => Promise<Checkpoint>;

/** Trusts checkpoints that a key of the log has signed, and as many witnesses as the policy asks for. */
export function trustedBy(policy: Policy): VouchFor {
  return async (text) => {
    const checkpoint = await readCheckpoint(text);
    const note = parseNote(text);
    const verifiers = await Promise.all(policy.logs.map(({ vkey }) => parseVerifierKey(vkey))).catch(refuse);
    const own = verifiers.filter(({ name }) => name === checkpoint.origin);
    if (own.length === 0) throw new LogError(`The log calls itself "${checkpoint.origin}", of which no key is trusted`);
    if (!(await isSignedByAny(note, own)))
      throw new LogError('The checkpoint is not signed by a trusted key; was the key of the log replaced?');
    if (!(await isWitnessed(note, policy).catch(refuse)))
      throw new LogError(`The checkpoint of ${checkpoint.size} entries has not enough witnesses for the policy`);
    return checkpoint;
  };
}

/** Takes a checkpoint as it is, for one that comes from our own database or was vouched for before. */
export const readCheckpoint: VouchFor = async (text) => {
  try {
    return checkpointOf(text);
  } catch (cause) {
    throw new LogError('That is no checkpoint (c2sp.org/tlog-checkpoint)', { cause });
  }
};

/** A key that is none, or a known witness's signature that does not fit, which refuses the whole note. */
function refuse(cause: Error): never {
  throw new LogError(cause.message, { cause });
}
