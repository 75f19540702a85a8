import { findSignature, type Note, unsupported } from './note.ts';
import { hasQuorum, type Policy } from './policy.ts';
import { parseVerifierKey } from './vkey.ts';

/*
 * What witnesses sign (https://c2sp.org/tlog-cosignature): that at that time this was the largest tree of the log that
 * they had seen, and that it holds every earlier one. Runs in the browser too.
 */

/** A witness that signed. */
export interface Witnessed {
  /** Its name in the policy. */
  name: string;
  /** Whole seconds since 1970, as the witness says; 0 where it says none, which the type ML-DSA-44 allows. */
  time: number;
}

/** What the witnesses of a policy are found to have signed. */
interface Found {
  good: Witnessed[];
  /** Names of those whose signature is there, by an algorithm that this platform lacks. */
  untold: string[];
}

/**
 * The witnesses of a policy whose cosignatures are on a checkpoint. Those of others are passed over, and those by an
 * algorithm that the platform lacks.
 * @throws Error when one of the policy's witnesses has a signature there that does not fit: signed-note has the whole note
 * refused then.
 */
export async function witnessesOf(note: Note, policy: Pick<Policy, 'witnesses'>): Promise<Witnessed[]> {
  return (await findWitnesses(note, policy)).good;
}

/**
 * Whether as many witnesses have signed a checkpoint as the policy asks for, and none of them badly.
 * @throws DOMException `NotSupportedError` where it hangs on witnesses whose algorithm this platform lacks.
 */
export async function isWitnessed(note: Note, policy: Policy): Promise<boolean> {
  const { good, untold } = await findWitnesses(note, policy);
  const names = good.map(({ name }) => name);
  if (hasQuorum(policy, new Set(names))) return true;
  if (hasQuorum(policy, new Set([...names, ...untold]))) throw unsupported();
  return false;
}

async function findWitnesses(note: Note, { witnesses }: Pick<Policy, 'witnesses'>): Promise<Found> {
  const good: Witnessed[] = [];
  const untold: string[] = [];
  for (const { name, vkey } of witnesses) {
    const finding = await findSignature(note, await parseVerifierKey(vkey));
    if (finding.found === 'bad') throw new Error(`The signature of the witness ${name} does not fit`);
    if (finding.found === 'good') good.push({ name, time: finding.time });
    if (finding.found === 'unsupported') untold.push(name);
  }
  return { good, untold };
}
