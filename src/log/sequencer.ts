import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { type Clock, type Db, holdLease, pause, transaction, type World } from '../kernel/index.ts';
import { formatCheckpoint } from './checkpoint.ts';
import { leafHash } from './merkle.ts';
import { type Signer, signNote } from './note.ts';
import { insertCheckpoint, latestCheckpoint, moveEntries, readTiles, writeTiles } from './store.ts';
import { appendToTiles } from './tiles.ts';

/** How long the sequencer rests when it has caught up: an act is in a checkpoint half a second later, and a bit. */
const ROUND_MS = 500;

/** Most entries in one transaction, which bounds its memory and its length. */
const BATCH = 4_096;

/**
 * Keeps the log going, in exactly one of all processes on the database: the log is named by the signer.
 * Call `stop` before the pool ends; what has been begun is finished first.
 */
export function startSequencer(world: World, signer: Signer): { stop(): Promise<void> } {
  return holdLease(world.pool, 'log', world.logger, async (connection, signal) => {
    const db = databaseOver(connection);
    while (!signal.aborted) {
      const sequenced = await sequenceOnce(db, signer, world.clock);
      if (sequenced < BATCH) await pause(ROUND_MS, signal);
    }
  });
}

/**
 * Gives the oldest waiting acts their indices, grows the tree by them and signs it, all in one transaction: whatever dies
 * at whatever point, either all of it is there or nothing. Of two that ran at once, only one could commit: they meet in
 * the rows of the outbox and in the indices. The first run signs the empty log.
 * @returns how many acts were taken; 0, with nothing written, when none wait.
 */
export function sequenceOnce(db: Db, signer: Signer, clock: Clock, batch: number = BATCH): Promise<number> {
  return transaction(db, async (tx) => {
    const last = await latestCheckpoint(tx);
    const before = last?.size ?? 0;
    const leaves = await moveEntries(tx, before, batch);
    if (leaves.length === 0 && last) return 0;
    const { tiles, root } = await appendToTiles(before, leaves.map(leafHash), (wanted) => readTiles(tx, wanted));
    await writeTiles(tx, tiles);
    const size = before + leaves.length;
    const note = signNote(formatCheckpoint({ origin: signer.name, size, root }), [signer]);
    await insertCheckpoint(tx, { size, root, note, vkey: signer.vkey, at: clock.now() });
    return leaves.length;
  });
}

/** The one connection that holds the lease, so that nothing can be written by who has lost it. */
function databaseOver(connection: pg.PoolClient): Db {
  const query = connection.query.bind(connection) as pg.PoolClient['query'];
  const pool = { connect: async () => ({ query, release() {} }), end: async () => {} };
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}
