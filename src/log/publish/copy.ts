import type { Checkpoint } from '../note/checkpoint.ts';
import { HASH_BYTES, leafHash } from '../tree/merkle.ts';
import { TILE_WIDTH } from '../tree/tiles.ts';
import { entriesOf, firstEntries } from './bundle.ts';
import type { LogDirectory } from './directory.ts';
import { LogError, MissingFromLog, RefusedLog } from './errors.ts';
import { GrowingTree, partialTiles, rootOf } from './growing-tree.ts';
import { inOrder } from './parallel.ts';
import { formatPath, type Resource } from './path.ts';
import { type LogSource, readResource, readTilesOf, widthIn } from './source.ts';
import { readCheckpoint, type VouchFor } from './trust.ts';

/** What a copy is made of. */
export interface CopyOptions {
  source: LogSource;
  directory: LogDirectory;
  /** Who vouches for the source's checkpoints. */
  trust: VouchFor;
  /**
   * The widths below 256 that the last tile of a level had under earlier checkpoints of these sizes. Whoever has one of
   * those may ask for these forms; given by a log about itself. Other copies have what their own checkpoints need.
   */
  earlierWidths?(level: number, sizes: { above: number; below: number }): Promise<number[]>;
  /** Bundles that are fetched at once, each with its tile. Each needs up to 17 MB while it is checked. */
  parallel?: number;
  /** Told after each bundle; both count entries. */
  onProgress?(progress: { done: number; total: number }): void;
  signal?: AbortSignal;
}

/** What came of it. */
export interface Copied {
  /** Entries that the folder had before. */
  from: number;
  /** Entries that it has now. */
  size: number;
  /** Entries that the source says it has; fewer than `size` where it shows an older state than is kept here. */
  shown: number;
}

const PARALLEL = 8;

/**
 * Brings a folder up to the newest checkpoint of a log. Whatever comes is checked before that checkpoint is put in place:
 * each entry hashes to its place in the tiles, the tiles fold to each other and to the signed root, and what the folder
 * had before is the beginning of it. What was broken off goes on where it stopped.
 * @throws RefusedLog when the log does not fit its own signatures or what it served before. Both checkpoints are then kept
 * side by side as `conflict-SIZE-ROOT.note`, and the folder stays at its own.
 */
export async function copyLog(options: CopyOptions): Promise<Copied> {
  const { source, directory, trust } = options;
  const note = await source.checkpoint();
  const next = await trust(note);
  const keptNote = await noteOf(directory);
  const kept = keptNote === undefined ? undefined : await readCheckpoint(keptNote);
  if (kept && kept.origin !== next.origin)
    throw new LogError(`The folder holds the log "${kept.origin}", not "${next.origin}"`);
  const from = kept?.size ?? 0;
  try {
    if (kept) await assertContinues(directory, kept, next);
    if (next.size > from) await grow(options, from, next);
  } catch (error) {
    if (error instanceof RefusedLog) await keepEvidence(directory, [note, keptNote]);
    throw error;
  }
  if (next.size >= from && note !== keptNote) {
    await directory.putCheckpoint(note);
    await dropPartials(directory, from, next.size);
  }
  return { from, size: Math.max(from, next.size), shown: next.size };
}

async function noteOf(directory: LogDirectory): Promise<string | undefined> {
  try {
    return await directory.checkpoint();
  } catch (error) {
    if (error instanceof MissingFromLog) return undefined;
    throw error;
  }
}

/** Checks that the folder is whole, and that a tree no larger than its own is the beginning of its own. */
async function assertContinues(directory: LogDirectory, kept: Checkpoint, next: Checkpoint): Promise<void> {
  const read = readTilesOf(directory, kept.size);
  if (!(await rootOf(kept.size, read)).equals(kept.root))
    throw new LogError('The tiles in the folder do not fold to its own checkpoint; begin anew in another folder');
  if (next.size <= kept.size && !(await rootOf(next.size, read)).equals(next.root))
    throw new RefusedLog(`The log has signed another tree of ${next.size} entries than the one that is kept here`);
}

async function grow(options: CopyOptions, from: number, next: Checkpoint): Promise<void> {
  const { directory, onProgress, signal, parallel = PARALLEL } = options;
  try {
    const tree = await GrowingTree.at(from, readTilesOf(directory, from));
    const bundles = range(Math.floor(from / TILE_WIDTH), Math.ceil(next.size / TILE_WIDTH));
    const copied = inOrder(bundles, parallel, (index) => {
      signal?.throwIfAborted();
      return copyBundle(options, index, widthIn(next.size, 0, index));
    });
    for await (const tile of copied) {
      const known = tree.edgeOf(0);
      if (!known.equals(tile.subarray(0, known.length)))
        throw new RefusedLog(`The log serves other entries than those that were kept here up to ${from}`);
      const filled = tree.append(tile.subarray(known.length));
      for (const { hashes, ...above } of filled) await copyTile(options, { ...above, width: TILE_WIDTH }, hashes);
      onProgress?.({ done: tree.size, total: next.size });
    }
    for (const tile of partialTiles(next.size).filter(({ level }) => level > 0))
      await copyTile(options, tile, tree.edgeOf(tile.level));
    if (!(await rootOf(next.size, tree.read)).equals(next.root))
      throw new RefusedLog(`What the log serves does not fold to the root that it signed for ${next.size} entries`);
    await putEarlierForms(options, from, next.size);
  } catch (error) {
    // Nobody has seen these under a checkpoint of this folder; kept, they would refuse the true ones.
    if (error instanceof RefusedLog) await dropDrafts(directory, from, next.size);
    throw error;
  }
}

/** Copies a bundle of entries with the tile of their hashes, checked against each other. Gives the tile. */
async function copyBundle({ source, directory }: CopyOptions, index: number, width: number): Promise<Buffer> {
  const bundle: Resource = { level: 'entries', index, width };
  const tile: Resource = { level: 0, index, width };
  const [entries, hashes] = await Promise.all([obtain(source, directory, bundle), obtain(source, directory, tile)]);
  for (const [place, { start, end }] of entriesOf(entries, width).entries()) {
    const hash = hashes.subarray(place * HASH_BYTES, (place + 1) * HASH_BYTES);
    if (!leafHash(entries.subarray(start, end)).equals(hash))
      throw new RefusedLog(`Entry ${index * TILE_WIDTH + place} does not hash to its place in ${formatPath(tile)}`);
  }
  await directory.put(bundle, entries);
  await directory.put(tile, hashes);
  return Buffer.from(hashes);
}

/** Copies a tile above the leaves, which must be as the tiles below it fold. */
async function copyTile({ source, directory }: CopyOptions, tile: Resource, folded: Buffer): Promise<void> {
  if (!folded.equals(await obtain(source, directory, tile)))
    throw new RefusedLog(`${formatPath(tile)} does not hold the hashes of the tiles below it`);
  await directory.put(tile, folded);
}

/** Adds the forms that the last tiles had under checkpoints between the two. */
async function putEarlierForms({ directory, earlierWidths }: CopyOptions, from: number, size: number): Promise<void> {
  if (!earlierWidths) return;
  for (const tile of partialTiles(size)) {
    const start = tile.index * TILE_WIDTH ** (tile.level + 1);
    const widths = await earlierWidths(tile.level, { above: Math.max(from, start), below: size });
    for (const width of widths.filter((earlier) => earlier > 0 && earlier < tile.width)) {
      const hashes = await directory.tile(tile);
      await directory.put({ ...tile, width }, hashes.subarray(0, width * HASH_BYTES));
      if (tile.level > 0) continue;
      const bundle = { level: 'entries', index: tile.index } as const;
      const entries = await directory.entries(tile);
      await directory.put({ ...bundle, width }, firstEntries(entries, width));
    }
  }
}

/** What a copy that was broken off has fetched already is not fetched again. */
async function obtain(source: LogSource, directory: LogDirectory, wanted: Resource): Promise<Uint8Array> {
  return readResource((await directory.has(wanted)) ? directory : source, wanted);
}

/** All tiles and bundles that a tree of `size` has and one of `from` has not. */
function* resourcesBetween(from: number, size: number): Generator<Resource> {
  for (let level = 0; size >= TILE_WIDTH ** level; level++) {
    for (const index of range(Math.floor(from / TILE_WIDTH ** (level + 1)), size / TILE_WIDTH ** (level + 1))) {
      const width = widthIn(size, level, index);
      if (width === widthIn(from, level, index)) continue;
      yield { level, index, width };
      if (level === 0) yield { level: 'entries', index, width };
    }
  }
}

async function dropDrafts(directory: LogDirectory, from: number, size: number): Promise<void> {
  for (const resource of resourcesBetween(from, size)) await directory.drop(resource);
}

/** Where the tree ended before, its partial tiles have full ones now (the specification lets them go). */
async function dropPartials(directory: LogDirectory, from: number, size: number): Promise<void> {
  for (const { level, index } of partialTiles(from)) {
    if (widthIn(size, level, index) < TILE_WIDTH) continue;
    await directory.dropPartial({ level, index });
    if (level === 0) await directory.dropPartial({ level: 'entries', index });
  }
}

async function keepEvidence(directory: LogDirectory, notes: readonly (string | undefined)[]): Promise<void> {
  for (const note of notes) {
    if (note === undefined) continue;
    const { size, root } = await readCheckpoint(note);
    await directory.replace(`conflict-${size}-${Buffer.from(root).toString('hex').slice(0, 8)}.note`, note);
  }
}

function* range(start: number, end: number): Generator<number> {
  for (let at = start; at < end; at++) yield at;
}
