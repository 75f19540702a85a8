import { fromBase64, sameBytes } from '../bytes.ts';
import { isUnsupported } from '../note/note.ts';
import { type Policy, parsePolicy } from '../note/policy.ts';
import { checkpointOf, isSignedByLog } from '../note/signed.ts';
import { leafHashOf, provesConsistency, provesInclusion } from '../tree/proof.ts';
import { type EvidenceOf, isWhole, type Misbehaviour, type MisbehaviourKind, type ProvenLeaf } from './file.ts';
import { faultOf, readTotals } from './totals.ts';

/*
 * Checking what a monitor caught (`file.ts`) with no trust in the monitor. Runs in the browser too.
 */

/** What is checked, each by itself. */
export type MisbehaviourCheckId =
  /** The file is as the monitor wrote it. */
  | 'file-whole'
  /** Each checkpoint is signed by a key of the log that it names. */
  | 'first-signed'
  | 'second-signed'
  | 'checkpoint-signed'
  /** Both checkpoints are of one log and one size, or of one log and the second is larger, or smaller. */
  | 'same-size'
  | 'size-grows'
  | 'size-falls'
  /** They have different roots. */
  | 'roots-differ'
  /** The larger tree has another root at the smaller size than was signed. */
  | 'begins-otherwise'
  /** The leaves are in the log that the checkpoint describes. */
  | 'leaves-in-tree'
  /** The totals that they state cannot be. */
  | 'totals-wrong'
  /** The last leaf states no totals. */
  | 'totals-missing'
  /** The log had stated totals before; `null` where the file does not show it. */
  | 'totals-due'
  /** That it was served so: `null`, as no file can prove that. */
  | 'served-so';

/** The outcome of a check; `null` where it cannot be carried out here, or by anyone from a file. */
export interface MisbehaviourCheck {
  id: MisbehaviourCheckId;
  ok: boolean | null;
}

/** Length of a SHA-256 hash in bytes. */
const HASH_BYTES = 32;

type Trial<E> = (evidence: E, policy: Policy) => boolean | null | Promise<boolean | null>;
type Trials<E> = Partial<Record<MisbehaviourCheckId, Trial<E>>>;

const SERVED_SO: Trials<unknown> = { 'served-so': () => null };
const BOTH_SIGNED: Trials<{ first: string; second: string }> = {
  'first-signed': ({ first }, policy) => isSignedByLog(first, policy),
  'second-signed': ({ second }, policy) => isSignedByLog(second, policy),
};
const SIGNED: Trials<{ checkpoint: string }> = {
  'checkpoint-signed': ({ checkpoint }, policy) => isSignedByLog(checkpoint, policy),
};

/** The checks of each kind, in their order. */
const TRIALS: { [K in MisbehaviourKind]: Trials<EvidenceOf<K>> } = {
  split: {
    ...BOTH_SIGNED,
    'same-size': comparing((first, second) => first === second),
    'roots-differ': ({ first, second }) => !sameBytes(checkpointOf(first).root, checkpointOf(second).root),
  },
  rewritten: {
    ...BOTH_SIGNED,
    'size-grows': comparing((first, second) => first < second),
    'begins-otherwise': beginsOtherwise,
  },
  statement: { ...SIGNED, 'leaves-in-tree': leavesInTree, 'totals-wrong': totalsWrong },
  'no-statement': {
    ...SIGNED,
    'leaves-in-tree': leavesInTree,
    'totals-missing': totalsMissing,
    'totals-due': totalsDue,
  },
  rollback: { ...BOTH_SIGNED, 'size-falls': comparing((first, second) => first > second), ...SERVED_SO },
  tampered: { ...SIGNED, ...SERVED_SO },
  unsigned: SERVED_SO,
  unwitnessed: { ...SIGNED, ...SERVED_SO },
  stale: { ...SIGNED, ...SERVED_SO },
  unreachable: SERVED_SO,
};

/**
 * Checks a file of misbehaviour. It never throws: whatever is malformed does not pass. The log is convicted when every
 * check is true (`convicts`); kinds that have `served-so` never convict, they are a monitor's testimony.
 * @param policy the log's keys that one trusts (c2sp.org/tlog-policy). It convicts only a log whose key is among them.
 */
export async function verifyMisbehaviour(file: Misbehaviour, policy: string): Promise<MisbehaviourCheck[]> {
  const trials = (TRIALS[file.kind] ?? {}) as Trials<Misbehaviour>;
  const whole: [MisbehaviourCheckId, Trial<Misbehaviour>] = ['file-whole', isWhole];
  const all = [whole, ...(Object.entries(trials) as [MisbehaviourCheckId, Trial<Misbehaviour>][])];
  return Promise.all(
    all.map(async ([id, trial]) => ({ id, ok: await outcomeOf(() => trial(file, parsePolicy(policy))) })),
  );
}

/** Whether these checks prove that the log misbehaved, with no trust in whoever made the file. */
export function convicts(checks: readonly MisbehaviourCheck[]): boolean {
  return checks.length > 1 && checks.every(({ ok }) => ok === true);
}

function comparing(sizes: (first: number, second: number) => boolean): Trial<{ first: string; second: string }> {
  return (evidence) => {
    const [first, second] = [checkpointOf(evidence.first), checkpointOf(evidence.second)];
    return first.origin === second.origin && sizes(first.size, second.size);
  };
}

async function beginsOtherwise({ first, second, root, proof }: EvidenceOf<'rewritten'>): Promise<boolean> {
  const [before, after] = [checkpointOf(first), checkpointOf(second)];
  const firstRoot = hashFrom(root);
  const claim = { first: before.size, second: after.size, firstRoot, secondRoot: after.root };
  const begins = await provesConsistency({ ...claim, proof: proof.map(hashFrom) });
  return begins && !sameBytes(firstRoot, before.root);
}

/** A hash, which has to have its length: what is hashed of two could else be cut in two elsewhere. */
function hashFrom(text: string): Uint8Array {
  const bytes = fromBase64(text);
  if (bytes.length !== HASH_BYTES) throw new Error('Not a hash');
  return bytes;
}

async function leavesInTree({ checkpoint, leaves }: { checkpoint: string; leaves: ProvenLeaf[] }): Promise<boolean> {
  const { size, root } = checkpointOf(checkpoint);
  const found = await Promise.all(
    leaves.map(async ({ index, leaf, proof }) =>
      provesInclusion({
        leafHash: await leafHashOf(fromBase64(leaf)),
        index,
        size,
        root,
        proof: proof.map(fromBase64),
      }),
    ),
  );
  const inOrder = leaves.every(({ index }, at) => at === 0 || leaves[at - 1]!.index < index);
  return inOrder && (leaves.length === 1 || leaves.length === 2) && !found.includes(false);
}

function totalsWrong({ checkpoint, leaves }: EvidenceOf<'statement'>): boolean {
  const { origin } = checkpointOf(checkpoint);
  const stated = leaves.map(({ leaf }) => readTotals(fromBase64(leaf), origin));
  const [first, second] = stated;
  if (!first || second === null) return false;
  return (second ? faultOf(second, first) : faultOf(first)) !== null;
}

function totalsMissing({ checkpoint, leaves }: EvidenceOf<'no-statement'>): boolean {
  const { origin, size } = checkpointOf(checkpoint);
  const last = leaves.at(-1)!;
  return last.index === size - 1 && readTotals(fromBase64(last.leaf), origin) === null;
}

function totalsDue({ checkpoint, leaves }: EvidenceOf<'no-statement'>): boolean | null {
  if (leaves.length < 2) return null;
  return readTotals(fromBase64(leaves[0]!.leaf), checkpointOf(checkpoint).origin) !== null;
}

async function outcomeOf(trial: () => boolean | null | Promise<boolean | null>): Promise<boolean | null> {
  // Browsers give WebCrypto only to pages that came over HTTPS or from this machine.
  if (!globalThis.crypto?.subtle) return null;
  try {
    return await trial();
  } catch (error) {
    return isUnsupported(error) ? null : false;
  }
}
