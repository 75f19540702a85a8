import type { Db } from '../../kernel/index.ts';
import type { OperatedLog } from '../log.ts';
import { keyTagOf } from '../note/vkey.ts';
import { latestCosignatures, publishedCheckpoint } from '../store/checkpoints.ts';

/** How a witness of the policy stands to the log, for whoever looks at it. */
export interface WitnessNow {
  /** Its name in the policy. */
  name: string;
  vkey: string;
  /** Where it is asked, if the policy says so. */
  url?: string;
  /** The largest size that it has signed; null when it has signed none. */
  size: number | null;
  /** When it signed that, as it says itself; null with `size`. */
  at: Date | null;
  /** Whether its signature on the published checkpoint is missing. */
  behind: boolean;
}

/** The witnesses of a log's policy, in its order, and what each has signed last. */
export async function witnessesNow(db: Db, { origin, policy }: OperatedLog): Promise<WitnessNow[]> {
  const tags = policy.witnesses.map(({ vkey }) => keyTagOf(vkey));
  const [published, signed] = await Promise.all([
    publishedCheckpoint(db, origin),
    latestCosignatures(db, origin, tags),
  ]);
  const latest = new Map(signed.map((one) => [one.witness, one]));
  return policy.witnesses.map(({ name, vkey, url }, index) => {
    const { size = null, at = null } = latest.get(tags[index]!) ?? {};
    return { name, vkey, ...(url !== undefined && { url }), size, at, behind: (size ?? -1) < (published?.size ?? 0) };
  });
}
