import { all, array, type Db, first, run, sql } from '../kernel/index.ts';
import { decodeLeaf, type Leaf } from './leaf.ts';
import type { Tile, TileAddress } from './tiles.ts';

/** A tree that was signed. */
export interface SignedCheckpoint {
  size: number;
  root: Buffer;
  /** The signed note. */
  note: string;
  /** The verifier key of whoever signed it. */
  vkey: string;
  at: Date;
}

/** Puts an act into the outbox. */
/** Puts encoded leaves into the outbox, in the transaction of their acts. */
export async function insertEntries(tx: Db, entries: readonly { id: string; leaf: Uint8Array }[]): Promise<void> {
  const ids = entries.map(({ id }) => id);
  const leaves = entries.map(({ leaf }) => Buffer.from(leaf));
  await run(
    tx,
    sql`insert into log.outbox (id, leaf, appended_at)
      select id, leaf, clock_timestamp() from unnest(${array(ids, 'uuid')}, ${array(leaves, 'bytea')}) as entry (id, leaf)`,
  );
}

/**
 * Moves the oldest committed acts out of the outbox into the log, with the indices `from`, `from` + 1 and on.
 * @returns their leaves in that order.
 */
export async function moveEntries(tx: Db, from: number, limit: number): Promise<Buffer[]> {
  const moved = await all(
    tx,
    sql<{ index: number; leaf: Buffer }>`
      with oldest as materialized (
        select id from log.outbox order by appended_at, id limit ${limit}
      ), taken as (
        delete from log.outbox using oldest where outbox.id = oldest.id returning outbox.*
      )
      insert into log.entry ("index", id, leaf, appended_at)
      select ${from}::bigint + row_number() over (order by appended_at, id) - 1, id, leaf, appended_at from taken
      returning "index", leaf`,
  );
  return moved.sort((one, other) => one.index - other.index).map(({ leaf }) => leaf);
}

/** An entry, with its index once it has one. */
export function entryOf(db: Db, id: string): Promise<{ leaf: Buffer; index: number | null } | undefined> {
  return first(
    db,
    sql<{ leaf: Buffer; index: number | null }>`
      select leaf, "index" from log.entry where id = ${id}
      union all select leaf, null from log.outbox where id = ${id}`,
  );
}

/** The leaves taken in last, the newest first, with their places from 0. */
export async function latestLeaves(db: Db, limit: number): Promise<(Leaf & { index: number })[]> {
  const rows = await all(
    db,
    sql<{ leaf: Buffer; index: number }>`select leaf, "index" from log.entry order by "index" desc limit ${limit}`,
  );
  return rows.map(({ leaf, index }) => ({ ...decodeLeaf(leaf), index }));
}

/** The newest checkpoint; undefined before the first. */
export function latestCheckpoint(db: Db): Promise<SignedCheckpoint | undefined> {
  return first(
    db,
    sql<SignedCheckpoint>`select size, root, note, vkey, at from log.checkpoint order by size desc limit 1`,
  );
}

/** Keeps a signed checkpoint. Its size is new, or the statement fails. */
export async function insertCheckpoint(tx: Db, { size, root, note, vkey, at }: SignedCheckpoint): Promise<void> {
  await run(
    tx,
    sql`insert into log.checkpoint (size, root, note, vkey, at) values (${size}, ${root}, ${note}, ${vkey}, ${at})`,
  );
}

/** Those of the tiles at these addresses that there are. */
export function readTiles(db: Db, addresses: readonly TileAddress[]): Promise<Tile[]> {
  const levels = addresses.map(({ level }) => level);
  const indices = addresses.map(({ index }) => index);
  return all(
    db,
    sql<Tile>`select level, "index", hashes from log.tile
      join unnest(${array(levels, 'smallint')}, ${array(indices, 'bigint')}) as wanted (level, "index")
      using (level, "index")`,
  );
}

/** Writes tiles that are new or have grown. */
export async function writeTiles(tx: Db, tiles: readonly Tile[]): Promise<void> {
  const levels = tiles.map(({ level }) => level);
  const indices = tiles.map(({ index }) => index);
  const hashes = tiles.map((tile) => tile.hashes);
  await run(
    tx,
    sql`insert into log.tile (level, "index", hashes)
      select * from unnest(${array(levels, 'smallint')}, ${array(indices, 'bigint')}, ${array(hashes, 'bytea')})
      on conflict (level, "index") do update set hashes = excluded.hashes`,
  );
}
