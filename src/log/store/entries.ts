import { all, type Db, first, sql } from '../../kernel/index.ts';
import { decodeLeaf, type Leaf } from '../leaf.ts';
import { TILE_WIDTH } from '../tree/tiles.ts';

/** Where an act is: its index, or null while it waits in the outbox; undefined when this log has none of that id. */
export async function entryOf(db: Db, origin: string, id: string): Promise<{ index: number | null } | undefined> {
  return first(
    db,
    sql<{ index: number | null }>`
      with placed as materialized (select "index" from log.entry where origin = ${origin} and id = ${id})
      select "index" from placed
      union all select null from log.outbox
        where not exists (select from placed) and origin = ${origin} and ${id} = any(ids)`,
  );
}

/** The entries of one bundle so far, each with its length before it (c2sp.org/tlog-tiles); empty when there are none. */
export async function readBundle(db: Db, origin: string, bundle: number): Promise<Buffer> {
  const from = bundle * TILE_WIDTH;
  const read = await first(
    db,
    sql<{ entries: Buffer | null }>`
      select string_agg(entries, '' order by first) as entries from log.bundle
      where origin = ${origin} and first >= ${from} and first < ${from + TILE_WIDTH}`,
  );
  return read!.entries ?? Buffer.alloc(0);
}

/** The leaf at an index. */
export async function leafAt(db: Db, origin: string, index: number): Promise<Buffer> {
  const run = await first(
    db,
    sql<{ first: number; entries: Buffer }>`
      select first, entries from log.bundle where origin = ${origin} and first <= ${index} order by first desc limit 1`,
  );
  return splitBundle(run!.entries)[index - run!.first]!;
}

/** Takes a bundle apart into its leaves. */
export function splitBundle(bundle: Buffer): Buffer[] {
  const leaves: Buffer[] = [];
  for (let at = 0; at < bundle.length; ) {
    const start = at + 2;
    at = start + bundle.readUInt16BE(at);
    leaves.push(bundle.subarray(start, at));
  }
  return leaves;
}

/** The last leaves of a log of `size`, the newest first, with their places from 0. */
export async function latestLeaves(
  db: Db,
  origin: string,
  size: number,
  limit: number,
): Promise<(Leaf & { index: number })[]> {
  const from = Math.max(0, size - limit);
  const first = Math.floor(from / TILE_WIDTH) * TILE_WIDTH;
  const rows = await all(
    db,
    sql<{ entries: Buffer }>`
      select entries from log.bundle where origin = ${origin} and first >= ${first} and first < ${size} order by first`,
  );
  const leaves = rows.flatMap(({ entries }) => splitBundle(entries));
  return leaves
    .map((leaf, place) => ({ leaf, index: first + place }))
    .slice(from - first, size - first)
    .map(({ leaf, index }) => ({ ...decodeLeaf(leaf), index }))
    .reverse();
}
