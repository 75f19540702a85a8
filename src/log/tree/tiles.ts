import {
  completeSubtrees,
  consistencyPath,
  foldLevel,
  foldSubtrees,
  HASH_BYTES,
  inclusionPath,
  type Range,
  type Subtree,
} from './merkle.ts';

/*
 * The tree cut into tiles (https://c2sp.org/tlog-tiles): tile (level, index) holds up to 256 hashes of complete subtrees
 * of 256^level leaves. Full tiles never change, only the last of each level grows; those last ones are the compact range
 * from which the tree goes on. A tile that has grown since still serves every smaller tree: its beginning is the same.
 */

export interface TileAddress {
  level: number;
  index: number;
}

/** A tile's hashes, concatenated. */
export interface Tile extends TileAddress {
  hashes: Buffer;
}

/** Hashes that stand side by side in one tile; `first` counts hashes on their level from 0. */
export interface TileRun {
  level: number;
  first: number;
  hashes: Buffer;
}

/** Fetches tiles, as far as they have grown. Whoever keeps them (PostgreSQL, files, another machine) is behind this. */
export interface ReadTiles {
  (addresses: readonly TileAddress[]): Promise<Tile[]>;
  /** For tiles that nobody else can change: the hashes of complete subtrees that were folded before, by `height/index`. */
  folded?: Map<string, Buffer>;
}

/** Tiles at hand, by `keyOf`. */
type TileMap = ReadonlyMap<string, Buffer>;

const TILE_HEIGHT = 8;
/** Hashes of a full tile, and entries of a full bundle. */
export const TILE_WIDTH = 2 ** TILE_HEIGHT;
const TILE_BYTES = TILE_WIDTH * HASH_BYTES;

/**
 * Adds leaf hashes, concatenated, to a tree of `size`.
 * @returns what is to be added to the tiles, and the root of the larger tree.
 */
export async function appendToTiles(
  size: number,
  leafHashes: Buffer,
  read: ReadTiles,
): Promise<{ runs: TileRun[]; root: Buffer }> {
  const tiles = mapOf(await read(rightEdge(size)));
  const runs: TileRun[] = [];
  let fresh = leafHashes;
  let count = size; // of hashes on this level before
  for (let level = 0; fresh.length > 0; level++) {
    const completed: Buffer[] = [];
    for (let offset = 0; offset < fresh.length; ) {
      const first = count + offset / HASH_BYTES;
      const begun = first % TILE_WIDTH;
      const hashes = fresh.subarray(offset, offset + (TILE_WIDTH - begun) * HASH_BYTES);
      const address = { level, index: Math.floor(first / TILE_WIDTH) };
      const tile = begun === 0 ? hashes : Buffer.concat([prefixOf(tiles, address, begun), hashes]);
      runs.push({ level, first, hashes });
      tiles.set(keyOf(address), tile);
      if (tile.length === TILE_BYTES) completed.push(foldLevel(tile));
      offset += hashes.length;
    }
    fresh = Buffer.concat(completed);
    count = Math.floor(count / TILE_WIDTH);
  }
  return { runs, root: rootOf(tiles, size + leafHashes.length / HASH_BYTES) };
}

function rootOf(tiles: TileMap, size: number): Buffer {
  return foldSubtrees(completeSubtrees({ start: 0, end: size }).map((subtree) => subtreeHash(tiles, subtree)));
}

/** Inclusion proof (RFC 9162 section 2.1.3) of leaf `index` in the tree of `size`, leaf to root. */
export function proveInclusion(index: number, size: number, read: ReadTiles): Promise<Buffer[]> {
  return hashesOf(inclusionPath(index, size), read);
}

/** Consistency proof (RFC 9162 section 2.1.4) between the trees of two sizes. */
export function proveConsistency(first: number, second: number, read: ReadTiles): Promise<Buffer[]> {
  return hashesOf(consistencyPath(first, second), read);
}

/** Hashes that are kept in `folded`, 3 MB of them; then those that came first go. */
const MOST_FOLDED = 16_384;
/** To fold fewer hashes again costs less than a place. */
const WORTH_KEEPING = 16;

/**
 * The hashes over ranges, with all tiles that they need fetched at once. A proof folds some thousand hashes, most of them
 * the same for every leaf of a log, and complete subtrees never change.
 */
async function hashesOf(ranges: readonly Range[], read: ReadTiles): Promise<Buffer[]> {
  const parts = ranges.map(completeSubtrees);
  const known = new Map<string, Buffer>();
  const unknown: Subtree[] = [];
  for (const subtree of parts.flat()) {
    const hash = read.folded?.get(nameOf(subtree));
    if (hash) known.set(nameOf(subtree), hash);
    else unknown.push(subtree);
  }
  const addresses = new Map(
    unknown.map(placeOf).map(({ level, index }) => [keyOf({ level, index }), { level, index }]),
  );
  const tiles = mapOf(await read([...addresses.values()]));
  for (const subtree of unknown) {
    const hash = subtreeHash(tiles, subtree);
    known.set(nameOf(subtree), hash);
    if (read.folded && placeOf(subtree).width >= WORTH_KEEPING) keep(read.folded, subtree, hash);
  }
  return parts.map((subtrees) => foldSubtrees(subtrees.map((subtree) => known.get(nameOf(subtree))!)));
}

function keep(folded: Map<string, Buffer>, subtree: Subtree, hash: Buffer): void {
  if (folded.size >= MOST_FOLDED) folded.delete(folded.keys().next().value!);
  folded.set(nameOf(subtree), hash);
}

function subtreeHash(tiles: TileMap, subtree: Subtree): Buffer {
  const place = placeOf(subtree);
  return foldLevel(prefixOf(tiles, place, place.from + place.width).subarray(place.from * HASH_BYTES));
}

/** The last tile of each level of a tree of `size`, where it is not full. */
function rightEdge(size: number): TileAddress[] {
  const edge: TileAddress[] = [];
  for (let [level, count] = [0, size]; count > 0; level++) {
    if (count % TILE_WIDTH > 0) edge.push({ level, index: Math.floor(count / TILE_WIDTH) });
    count = Math.floor(count / TILE_WIDTH);
  }
  return edge;
}

/** Which tile covers a subtree, and which of its hashes do. */
function placeOf({ height, index }: Subtree): TileAddress & { from: number; width: number } {
  const level = Math.floor(height / TILE_HEIGHT);
  const width = 2 ** (height % TILE_HEIGHT);
  const first = index * width;
  return { level, index: Math.floor(first / TILE_WIDTH), from: first % TILE_WIDTH, width };
}

/** The first `width` hashes of a tile. */
function prefixOf(tiles: TileMap, address: TileAddress, width: number): Buffer {
  const hashes = tiles.get(keyOf(address));
  if (!hashes || hashes.length < width * HASH_BYTES) throw new Error(`Tile ${keyOf(address)} is missing or too short`);
  return hashes.subarray(0, width * HASH_BYTES);
}

const nameOf = ({ height, index }: Subtree) => `${height}/${index}`;
const keyOf = ({ level, index }: TileAddress) => `${level}/${index}`;
const mapOf = (tiles: readonly Tile[]) => new Map(tiles.map((tile) => [keyOf(tile), tile.hashes]));
