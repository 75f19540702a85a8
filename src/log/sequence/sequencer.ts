import { type Clock, type Db, databaseOver, holdLease, pause, transaction, type World } from '../../kernel/index.ts';
import type { OperatedLog } from '../log.ts';
import { formatCheckpoint } from '../note/checkpoint.ts';
import { signNote } from '../note/note.ts';
import { hasQuorum } from '../note/policy.ts';
import { insertCheckpoint, latestCheckpoint } from '../store/checkpoints.ts';
import { isWaiting, moveOutbox, sweepOutbox } from '../store/outbox.ts';
import { insertTileRuns, tilesOf } from '../store/tiles.ts';
import { appendToTiles } from '../tree/tiles.ts';
import { statementsBefore } from './statements.ts';

/** From one round to the next: an act is in a checkpoint half a second later, and a bit. */
const ROUND_MS = 500;

/** Acts after which a transaction ends and the next begins at once, which bounds its memory and its length. */
const BATCH = 4_096;

/** Acts after which the rows that they have left behind in the outbox are swept away. */
const SWEEP = 65_536;

/**
 * Keeps a log going, in exactly one of all processes on the database.
 * Call `stop` before the pool ends; what has been begun is finished first.
 */
export function startSequencer(world: World, log: OperatedLog): { stop(): Promise<void> } {
  return holdLease(world.pool, `log ${log.origin}`, world.logger, async (connection, signal) => {
    // The one connection that holds the lease, so that nothing can be written by who has lost it.
    const db = databaseOver(connection);
    log.statement?.forget?.();
    for (let unswept = 0; !signal.aborted; ) {
      const rest = pause(ROUND_MS, signal);
      let acts: number;
      do {
        acts = await sequenceOnce(db, log, world.clock);
        unswept += acts;
        if (unswept >= SWEEP) {
          await sweepOutbox(db);
          unswept = 0;
        }
      } while (acts >= BATCH && !signal.aborted);
      await rest;
    }
  });
}

/**
 * Gives the oldest waiting acts their indices, states after them what the log states, grows the tree by all of it and
 * signs it, in one transaction: whatever dies at whatever point, either all of it is there or nothing. Of two that ran at
 * once, only one could commit: they meet in the rows of the outbox and in the indices. The first run signs the empty log.
 * @returns how many acts were taken; 0, with nothing written, when none wait.
 */
export function sequenceOnce(db: Db, log: OperatedLog, clock: Clock, batch: number = BATCH): Promise<number> {
  const { origin, signers, policy } = log;
  return transaction(db, async (tx) => {
    const last = await latestCheckpoint(tx, origin);
    if (last && !(await isWaiting(tx, origin))) return 0;
    const before = last?.size ?? 0;
    const statements = await statementsBefore(tx, log, clock, last);
    const { acts, hashes } = await moveOutbox(tx, { origin, from: before, limit: batch, statements });
    if (acts === 0 && last) return 0;
    const { runs, root } = await appendToTiles(before, hashes, tilesOf(tx, origin));
    await insertTileRuns(tx, origin, runs);
    const size = before + hashes.length / root.length;
    const note = signNote(formatCheckpoint({ origin, size, root }), signers);
    const at = clock.now();
    const publishedAt = hasQuorum(policy, new Set()) ? at : null;
    await insertCheckpoint(tx, { origin, size, root, note, at, publishedAt });
    return acts;
  });
}
