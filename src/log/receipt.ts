import { AppError, type Db } from '../kernel/index.ts';
import { entryOf, latestCheckpoint, readTiles } from './store.ts';
import { proveConsistency, proveInclusion } from './tiles.ts';
import type { Receipt } from './verify.ts';

/** Where an act stands: waiting for the sequencer, or in the log with its proof. */
export type ReceiptState = { state: 'pending' } | { state: 'logged'; receipt: Receipt };

/**
 * The receipt of an act against the newest checkpoint. It holds nothing personal; on a page for the person, the caller
 * adds `salt` and `content`, which it owns.
 * @throws AppError `not-found` when there is no such entry.
 */
export async function receiptOf(db: Db, entry: string): Promise<ReceiptState> {
  const found = await entryOf(db, entry);
  if (!found) throw new AppError('not-found', 'The log has no entry of this number.');
  if (found.index === null) return { state: 'pending' };
  // An index comes with its checkpoint in one transaction, and checkpoints only grow.
  const { size, note, vkey } = (await latestCheckpoint(db))!;
  const proof = await proveInclusion(found.index, size, (addresses) => readTiles(db, addresses));
  return {
    state: 'logged',
    receipt: {
      version: 1,
      leaf: found.leaf.toString('base64'),
      index: found.index,
      size,
      proof: proof.map((hash) => hash.toString('base64')),
      checkpoint: note,
      vkey,
    },
  };
}

/**
 * Proof that the log of size `from` is the beginning of the log of size `to`: base64 hashes (RFC 9162 section 2.1.4).
 * @throws AppError `bad-request` when the sizes are the wrong way round, or `to` has not been reached.
 */
export async function consistencyOf(db: Db, from: number, to: number): Promise<string[]> {
  const size = (await latestCheckpoint(db))?.size ?? 0;
  if (from > to || to > size) throw new AppError('bad-request', `Ask for from <= to <= ${size}, the size of the log.`);
  const proof = await proveConsistency(from, to, (addresses) => readTiles(db, addresses));
  return proof.map((hash) => hash.toString('base64'));
}
