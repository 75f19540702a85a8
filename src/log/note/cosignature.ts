import { sameBytes } from '../bytes.ts';
import { isSignedBy, type Note, parseVerifierKey, timeOf } from './note.ts';
import type { Policy } from './policy.ts';

/*
 * What witnesses sign (https://c2sp.org/tlog-cosignature): that at that time this was the largest tree of the log that
 * they had seen, and that it holds every earlier one. Runs in the browser too.
 */

/** A witness that signed. */
export interface Witnessed {
  /** Its name in the policy. */
  name: string;
  /** Whole seconds since 1970, as the witness says. */
  time: number;
}

/** The witnesses of a policy whose cosignatures on a checkpoint are good. Others are passed over, bad ones too. */
export async function witnessesOf(note: Note, { witnesses }: Pick<Policy, 'witnesses'>): Promise<Witnessed[]> {
  const found = await Promise.all(
    witnesses.map(async ({ name, vkey }) => {
      const verifier = await parseVerifierKey(vkey);
      if (!(await isSignedBy(note, verifier))) return [];
      const own = note.signatures.find((one) => one.name === verifier.name && sameBytes(one.keyId, verifier.keyId))!;
      const time = timeOf(own.signature);
      return time === null ? [] : [{ name, time }];
    }),
  );
  return found.flat();
}
