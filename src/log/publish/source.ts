import { HASH_BYTES } from '../tree/merkle.ts';
import { type ReadTiles, TILE_WIDTH, type TileAddress } from '../tree/tiles.ts';
import { firstEntries } from './bundle.ts';
import { LogError, MissingFromLog } from './errors.ts';
import { formatPath, type Resource } from './path.ts';

/*
 * A published log, wherever it is read from: its own database, HTTP, or a folder (https://c2sp.org/tlog-tiles).
 */

/** A tile as it is when it holds `width` hashes, 1 to 256. */
export interface TileRequest extends TileAddress {
  width: number;
}

/** A bundle of entries as it is when it holds `width` of them, 1 to 256. */
export interface BundleRequest {
  index: number;
  width: number;
}

/** Where a log is read. All of it rejects with `LogError`: `MissingFromLog` when there is no such thing. */
export interface LogSource {
  /** The newest checkpoint, a signed note. It is worth nothing until its signatures are checked. */
  checkpoint(): Promise<string>;
  /** The hashes of a tile, concatenated: 32 times `width` bytes. */
  tile(wanted: TileRequest): Promise<Uint8Array>;
  /** The entries of a bundle, each with its length before it in two bytes. */
  entries(wanted: BundleRequest): Promise<Uint8Array>;
}

/** The hashes of a tile, or entries of a bundle, in a tree of `size`: 0 to 256. */
export function widthIn(size: number, level: number, index: number): number {
  const count = Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH;
  return Math.max(0, Math.min(TILE_WIDTH, count));
}

/**
 * A tile or a bundle of a log, by whatever address it still has: once the full one is there, the log may have dropped
 * those that were partial, and the beginning of the full one is the same.
 * @throws MissingFromLog; LogError when it is of another length than it must be.
 */
export async function readResource(source: LogSource, wanted: Resource): Promise<Uint8Array> {
  try {
    return await fetchExactly(source, wanted);
  } catch (error) {
    if (!(error instanceof MissingFromLog) || wanted.width === TILE_WIDTH) throw error;
    const full = await fetchExactly(source, { ...wanted, width: TILE_WIDTH });
    return wanted.level === 'entries' ? firstEntries(full, wanted.width) : full.subarray(0, wanted.width * HASH_BYTES);
  }
}

async function fetchExactly(source: LogSource, { level, index, width }: Resource): Promise<Uint8Array> {
  if (level === 'entries') {
    const bundle = await source.entries({ index, width });
    const entries = firstEntries(bundle, width);
    if (entries.length < bundle.length)
      throw new LogError(`${formatPath({ level, index, width })} holds more than ${width} entries`);
    return entries;
  }
  const tile = await source.tile({ level, index, width });
  if (tile.length !== width * HASH_BYTES)
    throw new LogError(`${formatPath({ level, index, width })} has ${tile.length} bytes, not ${width * HASH_BYTES}`);
  return tile;
}

/**
 * The tiles of a log as they are in its tree of `size`, for proofs (`tree/tiles.ts`). Those that this tree does not have
 * are left out. Nothing is checked but lengths: whoever folds them compares the root.
 */
export function readTilesOf(source: LogSource, size: number): ReadTiles {
  return async (addresses) => {
    const wanted = addresses.map((address) => ({ ...address, width: widthIn(size, address.level, address.index) }));
    return Promise.all(
      wanted
        .filter(({ width }) => width > 0)
        .map(async (tile) => ({
          level: tile.level,
          index: tile.index,
          hashes: Buffer.from(await readResource(source, tile)),
        })),
    );
  };
}
