import { witnessesOf } from '../note/cosignature.ts';
import { parseNote } from '../note/note.ts';
import { hasQuorum, type Policy } from '../note/policy.ts';
import { checkpointOf, isSignedByLog } from '../note/signed.ts';
import { LogError } from '../publish/errors.ts';
import { readTilesOf } from '../publish/source.ts';
import type { ReadTiles } from '../tree/tiles.ts';
import { compareTrees, isUnreadable, proveRewritten, type Rewritten } from './prove.ts';
import { Caught, edgeTiles, type Finding, type View } from './view.ts';

/*
 * Looking at a log's newest checkpoint from one place: whether it is the log's, whether others have signed it, and whether
 * it continues what was seen before.
 */

/** What a look needs to know. */
export interface Looking {
  origin: string;
  /** Keys and witnesses as they are known by now. */
  policy: Policy;
  /** Checkpoints that were seen lately, from whatever place. */
  recent: readonly string[];
  /** All places from which the log is read: tiles of any of them may prove something. */
  views: readonly View[];
  /** Now, in seconds since 1970, and how old the newest cosignature may be; `null` for any age. */
  now: number;
  maxAge: number | null;
}

/** What was seen. */
export interface Seen {
  note: string;
  /** Witnesses of the policy that signed, and when the last of them did (seconds since 1970; `null` when none says). */
  witnesses: number;
  newest: number | null;
  /** What is worth an alarm and does not keep the log from being followed. */
  findings: Finding[];
}

/** Most of what is kept of something that should have been a checkpoint. */
const SERVED_LIMIT = 20_000;

/**
 * Looks at a log from one place, and takes over its checkpoint if it continues the one that was followed there.
 * @throws Caught when it does not; what the source throws when it cannot be read.
 */
export async function look(view: View, looking: Looking): Promise<Seen> {
  const note = await view.source.checkpoint();
  const { size, root } = await ownCheckpoint(note, looking);
  const seen = { note, ...(await witnessing(note, looking)) };
  for (const other of [...looking.recent, ...(view.followed.note === null ? [] : [view.followed.note])]) {
    const known = checkpointOf(other);
    if (known.size === size && !Buffer.from(known.root).equals(root)) throw splitOf(other, note, size);
  }
  if (view.followed.note !== null) await assertContinues(view.followed.note, note, view, looking.views);
  view.followed = { ...view.followed, note };
  return seen;
}

/** Two checkpoints of one size with different roots. */
export function splitOf(first: string, second: string, size: number): Caught {
  const what = `The log has signed two different trees of ${size} entries`;
  return new Caught({ evidence: { kind: 'split', first, second }, size, what });
}

/** The tiles of the tree of `size` from all who may have them: what we have read ourselves, then every place. */
export function tilesFrom(views: readonly View[], size: number): ReadTiles[] {
  const own = views.filter(({ followed }) => followed.size === size).map(({ followed }) => edgeTiles(followed));
  return [...own, ...views.map(({ source }) => readTilesOf(source, size))];
}

async function ownCheckpoint(note: string, { origin, policy }: Looking) {
  const problem = await problemOf(note, origin, policy);
  if (problem === undefined) return checkpointOf(note);
  throw new Caught({ evidence: { kind: 'unsigned', served: note.slice(0, SERVED_LIMIT) }, size: 0, what: problem });
}

async function problemOf(note: string, origin: string, policy: Policy): Promise<string | undefined> {
  try {
    const named = checkpointOf(note).origin;
    if (named !== origin) return `What is served is a checkpoint of the log "${named}", not of "${origin}"`;
    if (!(await isSignedByLog(note, policy)))
      return 'The checkpoint is not signed by a key of the log that is known here';
    await witnessesOf(parseNote(note), policy);
    return undefined;
  } catch (error) {
    return `What is served as checkpoint is none: ${(error as Error).message}`;
  }
}

async function witnessing(note: string, { policy, now, maxAge }: Looking): Promise<Omit<Seen, 'note'>> {
  const { size } = checkpointOf(note);
  const signed = await witnessesOf(parseNote(note), policy);
  const times = signed.map(({ time }) => time).filter((time) => time > 0);
  const newest = times.length > 0 ? Math.max(...times) : null;
  const findings: Finding[] = [];
  if (!hasQuorum(policy, new Set(signed.map(({ name }) => name)))) {
    const names = signed.map(({ name }) => name).join(', ') || 'none';
    const what = `Too few witnesses have signed for the policy: ${names}`;
    findings.push({ evidence: { kind: 'unwitnessed', checkpoint: note }, size, what });
  }
  if (maxAge !== null && (newest === null || now - newest > maxAge)) {
    const what = newest === null ? 'No witness says when it signed' : `The last witness signed ${now - newest} s ago`;
    findings.push({ evidence: { kind: 'stale', checkpoint: note }, size, what });
  }
  return { witnesses: signed.length, newest, findings };
}

async function assertContinues(known: string, note: string, view: View, views: readonly View[]): Promise<void> {
  const [before, after] = [checkpointOf(known), checkpointOf(note)];
  if (before.size === after.size) return; // their roots were compared
  const grows = before.size < after.size;
  const [first, second] = grows ? [known, note] : [note, known];
  const { size } = checkpointOf(second);
  const { says, failure } = grows ? await askTiles(view, first, second) : {};
  if (says === 'begins') return;
  const evidence = says ?? (await proveRewritten(first, second, tilesFrom(views, size)));
  if (evidence) throw rewrittenOf(evidence);
  if (!grows) {
    const what = `The log went back from ${before.size} entries to ${after.size}`;
    throw new Caught({ evidence: { kind: 'rollback', first: known, second: note }, size: after.size, what });
  }
  if (failure) throw failure;
  const what = `The tiles that are served do not fold to the root that is signed for ${size} entries`;
  throw new Caught({ evidence: { kind: 'tampered', checkpoint: note }, size, what });
}

/** A larger tree that does not begin with a smaller one that was signed, too. */
export function rewrittenOf(evidence: Rewritten): Caught {
  const [smaller, { size }] = [checkpointOf(evidence.first).size, checkpointOf(evidence.second)];
  const what = `The tree of ${size} entries does not begin with that of ${smaller} entries, which is signed, too`;
  return new Caught({ evidence, size, what });
}

/** What the tiles at a place say of two trees; `failure` when they could not be read. */
async function askTiles(
  { source }: View,
  first: string,
  second: string,
): Promise<{ says?: 'begins' | Rewritten | null; failure?: LogError }> {
  try {
    return { says: await compareTrees(first, second, readTilesOf(source, checkpointOf(second).size)) };
  } catch (error) {
    if (!(error instanceof LogError)) throw error;
    return isUnreadable(error) ? { failure: error } : {}; // tiles of a wrong length say nothing either
  }
}
