import { AppError, type Db } from '../../kernel/index.ts';
import { type OperatedLog, policyOf } from '../log.ts';
import { formatPolicy } from '../note/policy.ts';
import { publishedCheckpoint, type SignedCheckpoint } from '../store/checkpoints.ts';
import { entryOf, leafAt } from '../store/entries.ts';
import { tilesOf } from '../store/tiles.ts';
import { proveConsistency, proveInclusion } from '../tree/tiles.ts';
import type { Receipt } from './verify.ts';

/** Where an act stands: waiting for the sequencer or for witnesses, or in the log with its proof. */
export type ReceiptState = { state: 'pending' } | { state: 'logged'; receipt: Receipt };

/**
 * The receipt of an act against the newest published checkpoint. It holds nothing personal; on a page for the person, the
 * caller adds `salt` and `content`, which it owns.
 * @throws AppError `not-found` when there is no such entry.
 */
export async function receiptOf(db: Db, log: OperatedLog, entry: string): Promise<ReceiptState> {
  const { origin } = log;
  const [found, checkpoint] = await Promise.all([entryOf(db, origin, entry), publishedCheckpoint(db, origin)]);
  if (!found) throw new AppError('not-found', 'The log has no entry of this number.');
  const { index } = found;
  if (index === null || !checkpoint || index >= checkpoint.size) return { state: 'pending' };
  return { state: 'logged', receipt: await provenAt(db, log, index, checkpoint) };
}

/** The receipt of the leaf at a place, from 0, be it of an act or a statement; undefined where none is published. */
export async function receiptAt(db: Db, log: OperatedLog, index: number): Promise<Receipt | undefined> {
  const checkpoint = await publishedCheckpoint(db, log.origin);
  return checkpoint && index < checkpoint.size ? provenAt(db, log, index, checkpoint) : undefined;
}

async function provenAt(
  db: Db,
  log: OperatedLog,
  index: number,
  { origin, size, note }: SignedCheckpoint,
): Promise<Receipt> {
  const [leaf, proof] = await Promise.all([
    leafAt(db, origin, index),
    proveInclusion(index, size, tilesOf(db, origin)),
  ]);
  return {
    version: 1,
    leaf: leaf.toString('base64'),
    index,
    size,
    proof: proof.map((hash) => hash.toString('base64')),
    checkpoint: note,
    policy: formatPolicy(policyOf(log)),
  };
}

/**
 * Proof that the log of size `from` is the beginning of the log of size `to`: base64 hashes (RFC 9162 section 2.1.4).
 * @throws AppError `bad-request` when the sizes are the wrong way round, or `to` is not published.
 */
export async function consistencyOf(db: Db, origin: string, from: number, to: number): Promise<string[]> {
  const size = (await publishedCheckpoint(db, origin))?.size ?? 0;
  if (from > to || to > size) throw new AppError('bad-request', `Ask for from <= to <= ${size}, the size of the log.`);
  const proof = await proveConsistency(from, to, tilesOf(db, origin));
  return proof.map((hash) => hash.toString('base64'));
}
