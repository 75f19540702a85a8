import { GrowingTree } from '../publish/growing-tree.ts';
import type { LogSource } from '../publish/source.ts';
import { type ReadTiles, TILE_WIDTH } from '../tree/tiles.ts';
import type { Evidence } from './file.ts';

/** A leaf that states something, and where it is. */
export interface StatedLeaf {
  index: number;
  /** In base64. */
  leaf: string;
}

/** How far the log has been followed from one place; plain JSON, as it is kept. */
export interface Followed {
  /** The newest checkpoint that continues all before it; `null` before the first. */
  note: string | null;
  /** How many entries were read and hashed: the beginning of that tree, or all of it. */
  size: number;
  /** The right edge of the tree of `size`: the hashes of the last tile of each level, in base64. */
  edge: string[];
  /** The last leaf that stated totals. */
  totals: StatedLeaf | null;
  /** The last leaf that stated the log's keys. */
  keys: StatedLeaf | null;
  /** The bundle that is read again next. */
  recheck: number;
  /** Since when it could not be read (ISO 8601). */
  unreadableSince: string | null;
}

/** A place from which a log is read, and how far that is. */
export interface View {
  /** The URL or the folder. */
  address: string;
  source: LogSource;
  followed: Followed;
}

/** What was caught; where and when is added by whoever caught it. */
export interface Finding {
  evidence: Evidence;
  /** The size of the tree that it is about. */
  size: number;
  /** What exactly, in English. */
  what: string;
}

/** Tells whoever is to know of what was caught; done when it is kept. */
export type Tell = (finding: Finding) => Promise<void>;

/** A lie beyond which a log cannot be followed. */
export class Caught extends Error {
  readonly finding: Finding;

  constructor(finding: Finding) {
    super(finding.what);
    this.finding = finding;
  }
}

/** Before anything was read. */
export const UNREAD: Followed = {
  note: null,
  size: 0,
  edge: [],
  totals: null,
  keys: null,
  recheck: 0,
  unreadableSince: null,
};

/** The tiles at the right edge of what was read; it gives no others. */
export function edgeTiles({ size, edge }: Pick<Followed, 'size' | 'edge'>): ReadTiles {
  const last = (level: number) => Math.floor(size / TILE_WIDTH ** (level + 1));
  return async (addresses) =>
    addresses
      .filter(({ level, index }) => level < edge.length && index === last(level))
      .map((address) => ({ ...address, hashes: Buffer.from(edge[address.level]!, 'base64') }));
}

/** The tree as far as it was read, to go on from. */
export function treeOf(followed: Followed): Promise<GrowingTree> {
  return GrowingTree.at(followed.size, edgeTiles(followed));
}

/** The right edge of a tree, as it is kept. */
export function edgeOf(tree: GrowingTree): string[] {
  const edge: string[] = [];
  for (let count = tree.size; count > 0; count = Math.floor(count / TILE_WIDTH))
    edge.push(tree.edgeOf(edge.length).toString('base64'));
  return edge;
}
