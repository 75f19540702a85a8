import { fromBase64 } from '../bytes.ts';
import { decodeLeaf, type Leaf, type Opening } from '../leaf.ts';
import { type Witnessed, witnessesOf } from '../note/cosignature.ts';
import { parseNote } from '../note/note.ts';
import { parsePolicy } from '../note/policy.ts';
import { checkpointOf } from '../note/signed.ts';
import { type Check, type Receipt, verifyReceipt } from './verify.ts';

/*
 * All that can be said of a receipt, for people and programs. Runs in the browser too.
 */

/** What the checks come to together: the worst of them counts. */
export type Outcome = 'proved' | 'disproved' | 'undecided';

/** All that can be said of a receipt. */
export interface Examined {
  outcome: Outcome;
  checks: Check[];
  /** The witnesses of the policy whose cosignatures are good, with the times that they give. */
  witnesses: Witnessed[];
  /** Whether the policy asks for any witness. Where it does not, `checkpoint-witnessed` says nothing. */
  asksWitnesses: boolean;
}

/**
 * Checks a receipt and says who has witnessed it. It never throws, and needs no network.
 * @param policy the keys that are trusted (c2sp.org/tlog-policy).
 */
export async function examineReceipt(
  receipt: Receipt,
  opening: Opening | undefined,
  policy: string,
): Promise<Examined> {
  const [checks, witnesses] = await Promise.all([
    verifyReceipt(receipt, opening, policy),
    witnessesBy(receipt, policy).catch(() => []), // then the check of the witnesses has not passed either
  ]);
  return { outcome: outcomeOf(checks), checks, witnesses, asksWitnesses: asksWitnesses(policy) };
}

/** The worst of the checks counts: one that failed, then one that could not be made. */
export function outcomeOf(checks: readonly Pick<Check, 'ok'>[]): Outcome {
  if (checks.some(({ ok }) => ok === false)) return 'disproved';
  return checks.some(({ ok }) => ok === null) ? 'undecided' : 'proved';
}

/** Under what a finding is found in the catalogue of words. */
export function findingOf({ id, ok }: Check, asked: boolean): 'ok' | 'alone' | 'failed' | 'unknown' {
  if (ok === null) return 'unknown';
  if (!ok) return 'failed';
  return id === 'checkpoint-witnessed' && !asked ? 'alone' : 'ok';
}

async function witnessesBy({ checkpoint }: Receipt, policy: string): Promise<Witnessed[]> {
  return witnessesOf(parseNote(checkpoint), parsePolicy(policy));
}

/** Whether a policy asks for any witness; one that cannot be read is taken to. */
function asksWitnesses(policy: string): boolean {
  try {
    return parsePolicy(policy).quorum !== 'none';
  } catch {
    return true;
  }
}

/** What a receipt claims, to be shown beside what the checks found. */
export interface Claims {
  leaf: Leaf;
  /** The name of the log that its checkpoint is of. */
  origin: string;
}

/**
 * What a receipt claims.
 * @throws Error when its leaf or its checkpoint is malformed.
 */
export function claimsOf({ leaf, checkpoint }: Pick<Receipt, 'leaf' | 'checkpoint'>): Claims {
  return { leaf: decodeLeaf(fromBase64(leaf)), origin: checkpointOf(checkpoint).origin };
}

/** Whose word on keys is taken: the reader's own, that of the site that gave the page, or that of the file itself. */
export interface Trust {
  keys: 'own' | 'site' | 'file';
  policy: string;
}

/**
 * Whose keys a checkpoint is checked with. Those of a site speak for its own log alone; a file that claims to be of that
 * log is never checked with keys that it brings along itself.
 * @param given policies: the reader's own and the site's, where there are any.
 */
export function trustFor(
  { checkpoint, policy }: Pick<Receipt, 'checkpoint' | 'policy'>,
  { own, site }: { own?: string | undefined; site?: string | undefined } = {},
): Trust {
  if (own) return { keys: 'own', policy: own };
  if (site && parsePolicy(site).logs.some(({ vkey }) => vkey.startsWith(`${originOf(checkpoint)}+`)))
    return { keys: 'site', policy: site };
  return { keys: 'file', policy };
}

/** The first line of a checkpoint: its origin, before anything of it is checked. */
function originOf(checkpoint: string): string {
  return checkpoint.split('\n', 1)[0]!;
}
