import type { Db } from '../../kernel/index.ts';
import { latestCheckpoint, type SignedCheckpoint } from '../store/checkpoints.ts';
import { tilesOf } from '../store/tiles.ts';
import { proveConsistency } from '../tree/tiles.ts';
import { type AskedWitness, askWitness, WitnessFault } from './ask.ts';

/** A witness of the policy, as the collector has come to know it. */
export interface Lane extends AskedWitness {
  /** Its name in the policy. */
  name: string;
  /** `name+hash` of its key, under which its cosignatures are kept. */
  tag: string;
  /** The largest size for which its cosignature is kept; -1 when there is none. */
  held: number;
  /** The size that it is taken to have signed last. */
  known: number;
  /** The size that it is being asked to sign now. */
  asking: number | null;
  /** What it did wrong when it was asked last, if anything; and how often in a row. */
  fault: string | null;
  faults: number;
  /** Not before this moment of `performance.now()` is it asked again. */
  restsUntil: number;
}

/** What a witness says cannot be, unless this log was rolled back or forked, or the witness is wrong. */
export class Contradiction extends WitnessFault {}

/** A cosignature as it came. */
export interface Collected {
  line: string;
  /** Whole seconds since 1970, as the witness says. */
  time: number;
}

/**
 * Asks a witness for its cosignature, proving to it that the log has only grown since it signed last. Where it signed
 * another size than was thought, it is asked once more from there.
 * @returns undefined when it has signed a larger tree of this log already: it is asked again for one that is as large.
 * @throws WitnessFault when it gives none; Contradiction when that speaks against this log.
 */
export async function collectFrom(
  lane: Lane,
  target: SignedCheckpoint,
  db: Db,
  signal: AbortSignal,
): Promise<Collected | undefined> {
  const first = await ask(lane, target, db, signal);
  if ('line' in first) return first;
  if (first.size === lane.known) throw conflictWithoutCause(lane, target);
  if (first.size > target.size) {
    const newest = await latestCheckpoint(db, target.origin);
    if (first.size > newest!.size) throw new Contradiction(`it has signed ${first.size} entries, more than there are`);
  }
  lane.known = first.size;
  if (first.size > target.size) return undefined;
  const second = await ask(lane, target, db, signal);
  if ('line' in second) return second;
  if (second.size === lane.known) throw conflictWithoutCause(lane, target);
  throw new WitnessFault('it names another size each time');
}

async function ask(lane: Lane, { origin, size, note }: SignedCheckpoint, db: Db, signal: AbortSignal) {
  const old = lane.known;
  const proof = old === 0 ? [] : await proveConsistency(old, size, tilesOf(db, origin));
  try {
    return await askWitness(lane, { old, proof, checkpoint: note }, signal);
  } catch (error) {
    if (error instanceof WitnessFault && error.status === 422 && old > 0)
      throw new Contradiction(`the ${old} entries that it has signed are not the first of these`, { status: 422 });
    throw error;
  }
}

/** A conflict that names the very size from which it was asked. */
function conflictWithoutCause({ known }: Lane, { size }: SignedCheckpoint): WitnessFault {
  if (known === size) return new Contradiction(`it has signed another tree of ${size} entries`);
  return new WitnessFault('it contradicts itself');
}
