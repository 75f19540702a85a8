import { digest, fromBase64, toBase64, utf8 } from '../bytes.ts';
import { canonicalJson } from '../canonical.ts';
import { FileError, readObject } from '../receipt/file.ts';

/*
 * What a monitor caught, as a file, `KIND-SIZE.misbehaviour.json`: one JSON object in UTF-8. Where signatures prove it, it
 * convinces whoever trusts the log's key, with no trust in the monitor and no network. Runs in the browser too.
 */

/** What every file says, whatever it is about. All hashes and leaves are in base64. */
export interface Report {
  version: 1;
  /** The keys of the log and of its witnesses (C2SP tlog-policy), as the monitor had them. Better trust your own copy. */
  policy: string;
  /** When the monitor saw it (ISO 8601 in UTC), where, and what exactly, in English. The monitor's word, not a proof. */
  seen: { at: string; from: string; what: string };
  /**
   * SHA-256 over the canonical JSON (RFC 8785) of all other members, so that a file that was damaged on its way is not
   * taken for a proof. Anyone can compute it; it proves nothing.
   */
  sha256: string;
}

/** A leaf with its inclusion proof (RFC 9162 section 2.1.3) in the tree of the file's checkpoint. */
export interface ProvenLeaf {
  index: number;
  leaf: string;
  proof: string[];
}

/** What is in the file besides, by its kind. Checkpoints are signed notes (C2SP tlog-checkpoint) with all signatures. */
export type Evidence =
  /** Two checkpoints of one size with different roots: the log showed two faces. */
  | { kind: 'split'; first: string; second: string }
  /**
   * A larger tree that does not begin with a smaller one: entries were changed, dropped or moved after they were signed.
   *
   * `proof` is an RFC 9162 consistency proof (section 2.1.4) between the size of `first` and `second`, as it comes out of
   * the tree of `second`; `root` is the root that this tree has at the size of `first`. Two things show that `first` was
   * not its beginning:
   * 1. section 2.1.4.2, run with `root` as first hash and the root that `second` signs as second hash, succeeds;
   * 2. `root` is not the root that `first` signs.
   *
   * A proof that folds to a signed root can hold no other hashes than those of the tree that was signed, or SHA-256 would
   * have a collision. So `root` is what the larger tree says of the smaller, and honest logs sign nothing else.
   * `first` = `second` in size would be a `split`.
   */
  | { kind: 'rewritten'; first: string; second: string; root: string; proof: string[] }
  /** A leaf under a signed checkpoint states totals that cannot be, by itself (one leaf) or after an earlier (two). */
  | { kind: 'statement'; checkpoint: string; leaves: ProvenLeaf[] }
  /** The last leaf of a signed tree states no totals, though (with two leaves) an earlier one does. */
  | { kind: 'no-statement'; checkpoint: string; leaves: ProvenLeaf[] }
  /** A smaller checkpoint was shown after a larger one. */
  | { kind: 'rollback'; first: string; second: string }
  /** Tiles or entries that were served do not hash to the root that is signed. */
  | { kind: 'tampered'; checkpoint: string }
  /** What was served as checkpoint is none of this log, or no key that is known has signed it. */
  | { kind: 'unsigned'; served: string }
  /** Fewer witnesses signed than the policy asks for. */
  | { kind: 'unwitnessed'; checkpoint: string }
  /** No witness has signed lately. */
  | { kind: 'stale'; checkpoint: string }
  /** The log could not be read for too long. */
  | { kind: 'unreachable' };

/** The file. As text it is the canonical JSON (RFC 8785) of exactly these members. */
export type Misbehaviour = Report & Evidence;
export type MisbehaviourKind = Evidence['kind'];
export type EvidenceOf<K extends MisbehaviourKind> = Extract<Evidence, { kind: K }>;

/** The longest list of hashes: a proof in a log of up to 2^53 leaves has no more, but for one. */
const LONGEST_PROOF = 54;

const HASH_BYTES = 32;

/** What each member has to be. */
const MEMBERS: Record<string, { what: string; is(value: unknown): boolean }> = {
  version: { what: '1', is: (value) => value === 1 },
  kind: {
    what: 'a kind that is known here',
    is: (value) => typeof value === 'string' && Object.hasOwn(EVIDENCE, value),
  },
  policy: { what: 'a text', is: isText },
  seen: { what: 'three texts: at, from, what', is: isSeen },
  sha256: { what: 'a hash in base64', is: isHash },
  first: { what: 'a signed note', is: isText },
  second: { what: 'a signed note', is: isText },
  checkpoint: { what: 'a signed note', is: isText },
  served: { what: 'a text', is: isText },
  root: { what: 'a hash in base64', is: isHash },
  proof: { what: 'a list of hashes in base64', is: isProof },
  leaves: { what: 'one or two leaves with their proofs', is: isLeaves },
};

const REPORT = ['version', 'kind', 'policy', 'seen', 'sha256'];

/** The members of each kind besides those of every file. */
const EVIDENCE: Record<MisbehaviourKind, readonly string[]> = {
  split: ['first', 'second'],
  rewritten: ['first', 'second', 'root', 'proof'],
  statement: ['checkpoint', 'leaves'],
  'no-statement': ['checkpoint', 'leaves'],
  rollback: ['first', 'second'],
  tampered: ['checkpoint'],
  unsigned: ['served'],
  unwitnessed: ['checkpoint'],
  stale: ['checkpoint'],
  unreachable: [],
};

/** Puts evidence into a file. */
export async function reportOf(evidence: Evidence, report: Omit<Report, 'version' | 'sha256'>): Promise<Misbehaviour> {
  const file = { version: 1, ...report, ...evidence } as const;
  return { ...file, sha256: await digestOf(file) };
}

/** The text of a file. */
export function formatMisbehaviour(file: Misbehaviour): string {
  return canonicalJson(file);
}

/** Whether a JSON object is meant as a file of misbehaviour, and not as a receipt. */
export function isMisbehaviour(file: object): boolean {
  return Object.hasOwn(file, 'kind');
}

/**
 * Reads the text of a file, strictly: it has one spelling, and what is not understood is not passed over. It says nothing
 * of whether the file is true; `verifyMisbehaviour` does.
 * @throws FileError that names the member and what is wrong with it.
 */
export function readMisbehaviour(text: string): Misbehaviour {
  const file = readObject(text);
  const fault = faultOf(file);
  if (fault) throw fault;
  if (canonicalJson(file) !== text) throw new FileError('not-json');
  return file as unknown as Misbehaviour;
}

/** Whether a file has the members of its kind and is as the monitor wrote it. */
export async function isWhole(file: Misbehaviour): Promise<boolean> {
  const { sha256, ...rest } = file;
  return faultOf({ ...file }) === undefined && sha256 === (await digestOf(rest));
}

async function digestOf(members: object): Promise<string> {
  return toBase64(await digest(utf8(canonicalJson(members))));
}

function faultOf(file: Record<string, unknown>): FileError | undefined {
  const { kind } = file;
  const members = [...REPORT, ...(MEMBERS.kind!.is(kind) ? EVIDENCE[kind as MisbehaviourKind] : [])];
  for (const name of members) {
    const { what, is } = MEMBERS[name]!;
    if (!Object.hasOwn(file, name)) return new FileError('missing', name);
    if (!is(file[name])) return new FileError('malformed', name, what);
  }
  const unknown = Object.keys(file).find((name) => !members.includes(name));
  return unknown === undefined ? undefined : new FileError('unknown', unknown);
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isSeen(value: unknown): boolean {
  return hasExactly(value, { at: isText, from: isText, what: isText });
}

function isLeaves(value: unknown): boolean {
  const isLeaf = (leaf: unknown) => hasExactly(leaf, { index: Number.isSafeInteger, leaf: isText, proof: isProof });
  return Array.isArray(value) && (value.length === 1 || value.length === 2) && value.every(isLeaf);
}

function isProof(value: unknown): boolean {
  return Array.isArray(value) && value.length <= LONGEST_PROOF && value.every(isHash);
}

function isHash(value: unknown): boolean {
  try {
    return fromBase64(value as string).length === HASH_BYTES;
  } catch {
    return false;
  }
}

function hasExactly(value: unknown, members: Record<string, (member: unknown) => boolean>): boolean {
  const object = Object(value) as Record<string, unknown>;
  const names = Object.keys(members);
  return Object.keys(object).length === names.length && names.every((name) => members[name]!(object[name]));
}
