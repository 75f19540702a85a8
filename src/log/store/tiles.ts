import { all, array, type Db, run, sql } from '../../kernel/index.ts';
import type { ReadTiles, Tile, TileRun } from '../tree/tiles.ts';
import { TILE_WIDTH } from '../tree/tiles.ts';
import { byteArrays } from './byte-arrays.ts';

/** Reads the tiles of a log, as far as they have grown. */
export function tilesOf(db: Db, origin: string): ReadTiles {
  const known = readers.get(db) ?? new Map<string, ReadTiles>();
  readers.set(db, known);
  const reader = known.get(origin) ?? Object.assign(readerOf(db, origin), { folded: new Map() });
  known.set(origin, reader);
  return reader;
}

/** By database, so that what a transaction reads and then takes back is remembered by nobody else. */
const readers = new WeakMap<Db, Map<string, ReadTiles>>();

const readerOf =
  (db: Db, origin: string): ReadTiles =>
  (addresses) => {
    if (addresses.length === 0) return Promise.resolve([]);
    const levels = addresses.map(({ level }) => level);
    const indices = addresses.map(({ index }) => index);
    return all(
      db,
      sql<Tile>`
        select wanted.level, wanted."index", runs.hashes
        from unnest(${array(levels, 'smallint')}, ${array(indices, 'bigint')}) as wanted (level, "index")
        cross join lateral (
          select string_agg(hashes, '' order by first) as hashes from log.tile
          where origin = ${origin} and tile.level = wanted.level
            and first >= wanted."index" * ${TILE_WIDTH} and first < (wanted."index" + 1) * ${TILE_WIDTH}
        ) runs
        where runs.hashes is not null`,
    );
  };

/** Adds hashes at the ends of tiles. */
export async function insertTileRuns(tx: Db, origin: string, runs: readonly TileRun[]): Promise<void> {
  const levels = runs.map(({ level }) => level);
  const firsts = runs.map((tile) => tile.first);
  const hashes = runs.map((tile) => tile.hashes);
  await run(
    tx,
    sql`insert into log.tile (origin, level, first, hashes)
      select ${origin}, * from unnest(${array(levels, 'smallint')}, ${array(firsts, 'bigint')}, ${byteArrays(hashes)})`,
  );
}
