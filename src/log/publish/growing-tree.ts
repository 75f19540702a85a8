import { foldLevel, HASH_BYTES } from '../tree/merkle.ts';
import { appendToTiles, type ReadTiles, TILE_WIDTH, type Tile, type TileAddress } from '../tree/tiles.ts';
import { widthIn } from './source.ts';

/** The root of the tree of `size`, from its tiles. */
export async function rootOf(size: number, read: ReadTiles): Promise<Buffer> {
  return (await appendToTiles(size, Buffer.alloc(0), read)).root;
}

/** The last tile of each level of a tree of `size`, where it is partial. */
export function partialTiles(size: number): (TileAddress & { width: number })[] {
  const tiles: (TileAddress & { width: number })[] = [];
  for (let [level, count] = [0, size]; count > 0; level++) {
    const index = Math.floor(count / TILE_WIDTH);
    const width = widthIn(size, level, index);
    if (width > 0) tiles.push({ level, index, width });
    count = index;
  }
  return tiles;
}

/** A tree that grows by whole tiles of leaf hashes; only its right edge is in memory, however large it is. */
export class GrowingTree {
  #size: number;
  readonly #edge: Map<number, Buffer>;

  private constructor(size: number, edge: Map<number, Buffer>) {
    this.#size = size;
    this.#edge = edge;
  }

  /** The tree of `size`, to go on from. */
  static async at(size: number, read: ReadTiles): Promise<GrowingTree> {
    const widths = new Map(partialTiles(size).map(({ level, width }) => [level, width]));
    const tiles = await read(partialTiles(size));
    return new GrowingTree(
      size,
      new Map(tiles.map(({ level, hashes }) => [level, hashes.subarray(0, widths.get(level)! * HASH_BYTES)])),
    );
  }

  get size(): number {
    return this.#size;
  }

  /** The hashes of the last tile of a level, as far as it has grown; empty where none is begun. */
  edgeOf(level: number): Buffer {
    return this.#edge.get(level) ?? Buffer.alloc(0);
  }

  /** Adds leaf hashes, at most as many as its last tile has room for. Gives the tiles above them that became full. */
  append(leafHashes: Uint8Array): Tile[] {
    const filled: Tile[] = [];
    this.#size += leafHashes.length / HASH_BYTES;
    let hashes = leafHashes;
    for (let level = 0; ; level++) {
      const tile = Buffer.concat([this.edgeOf(level), hashes]);
      if (tile.length < TILE_WIDTH * HASH_BYTES) {
        this.#edge.set(level, tile);
        return filled;
      }
      this.#edge.delete(level);
      const index = this.#size / TILE_WIDTH ** (level + 1) - 1;
      if (level > 0) filled.push({ level, index, hashes: tile });
      hashes = foldLevel(tile);
    }
  }

  /** Reads the right edge, for the root and the partial tiles. */
  readonly read: ReadTiles = async (addresses) =>
    addresses.map(({ level, index }) => ({ level, index, hashes: this.edgeOf(level) }));
}
