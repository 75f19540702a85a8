import type { Checkpoint } from '../note/checkpoint.ts';
import { checkpointOf } from '../note/signed.ts';
import { LogError, MissingFromLog } from '../publish/errors.ts';
import { rootOf } from '../publish/growing-tree.ts';
import { type LogSource, readTilesOf } from '../publish/source.ts';
import { provesConsistency } from '../tree/proof.ts';
import { proveConsistency, proveInclusion, type ReadTiles } from '../tree/tiles.ts';
import type { EvidenceOf, ProvenLeaf } from './file.ts';

/*
 * Making proofs out of the tiles of a log that may lie: nothing that they say counts before it folds to a signed root.
 */

export type Rewritten = EvidenceOf<'rewritten'>;

/** A log could not be read, for whatever reason; that proves nothing against it. */
export class Unreadable extends LogError {}

/** A source of which every failure is `Unreadable`, apart from `MissingFromLog`. What is then wrong is the log's doing. */
export function guarded(source: LogSource): LogSource {
  const guard = async <T>(read: Promise<T>): Promise<T> => {
    try {
      return await read;
    } catch (error) {
      if (error instanceof MissingFromLog) throw error;
      throw new Unreadable((error as Error).message, { cause: error });
    }
  };
  return {
    checkpoint: () => guard(source.checkpoint()),
    tile: (wanted) => guard(source.tile(wanted)),
    entries: (wanted) => guard(source.entries(wanted)),
  };
}

/** Whether an error says no more than that something could not be read. */
export function isUnreadable(error: unknown): error is LogError {
  return error instanceof Unreadable || error instanceof MissingFromLog;
}

/**
 * The root that a signed tree has at a smaller size, with the consistency proof between the two (RFC 9162 section 2.1.4).
 * @returns `null` when the tiles do not fold to the signed root, and so say nothing.
 */
export async function rootWithin(
  { size, root }: Pick<Checkpoint, 'size' | 'root'>,
  smaller: number,
  read: ReadTiles,
): Promise<{ root: Buffer; proof: Buffer[] } | null> {
  const [firstRoot, proof] = await Promise.all([rootOf(smaller, read), proveConsistency(smaller, size, read)]);
  const claim = { first: smaller, second: size, firstRoot, secondRoot: root, proof };
  return (await provesConsistency(claim)) ? { root: firstRoot, proof } : null;
}

/** Whether the larger tree begins with the smaller one, or proof that it does not; `null` when the tiles say nothing. */
export async function compareTrees(
  first: string,
  second: string,
  read: ReadTiles,
): Promise<'begins' | Rewritten | null> {
  const before = checkpointOf(first);
  const within = await rootWithin(checkpointOf(second), before.size, read);
  if (!within) return null;
  if (within.root.equals(before.root)) return 'begins';
  const [root, ...proof] = [within.root, ...within.proof].map((hash) => hash.toString('base64'));
  return { kind: 'rewritten', first, second, root: root!, proof };
}

/** Proof that a larger tree does not begin with a smaller one, from whoever still has tiles of the larger one. */
export async function proveRewritten(
  first: string,
  second: string,
  tiles: readonly ReadTiles[],
): Promise<Rewritten | undefined> {
  for (const read of tiles) {
    // Whoever lacks a tile or cannot be reached has nothing to say here; that is noticed elsewhere.
    const compared = await compareTrees(first, second, read).catch(() => null);
    if (compared !== null) return compared === 'begins' ? undefined : compared;
  }
  return undefined;
}

/** A leaf (base64) with its inclusion proof in the tree of `size`. */
export async function proveLeaf(
  { index, leaf }: Pick<ProvenLeaf, 'index' | 'leaf'>,
  size: number,
  source: LogSource,
): Promise<ProvenLeaf> {
  const proof = await proveInclusion(index, size, readTilesOf(source, size));
  return { index, leaf, proof: proof.map((hash) => hash.toString('base64')) };
}
