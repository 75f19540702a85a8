import { TILE_WIDTH } from '../tree/tiles.ts';

/*
 * The addresses of a log's tiles and entry bundles under its URL prefix (https://c2sp.org/tlog-tiles), which are the names
 * of files as well: `tile/<L>/<N>[.p/<W>]` and `tile/entries/<N>[.p/<W>]`.
 */

/** A tile, or with `entries` for a level a bundle of entries, as it is when it holds `width` hashes or entries. */
export interface Resource {
  level: number | 'entries';
  /** Counted from 0 within its level. */
  index: number;
  /** 1 to 256; below 256 it is partial. */
  width: number;
}

const LAST_LEVEL = 63;

/** Index 1234067 as `x001/x234/067`. */
function formatIndex(index: number): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!;
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
}

/** The path of a tile or bundle, without a slash before it. */
export function formatPath({ level, index, width }: Resource): string {
  return `tile/${level}/${formatIndex(index)}${width < TILE_WIDTH ? `.p/${width}` : ''}`;
}

const PATH = /^tile\/(entries|0|[1-9]\d?)\/((?:x\d{3}\/)*\d{3})(?:\.p\/([1-9]\d{0,2}))?$/;

/**
 * Reads a path as strictly as `formatPath` writes it: each tile has one address only.
 * @returns undefined when it is none.
 */
export function parsePath(path: string): Resource | undefined {
  const [, place, groups, partial] = PATH.exec(path) ?? [];
  if (place === undefined || groups === undefined) return undefined;
  const level = place === 'entries' ? 'entries' : Number(place);
  const resource: Resource = {
    level,
    index: Number(groups.replaceAll(/[x/]/g, '')),
    width: partial === undefined ? TILE_WIDTH : Number(partial),
  };
  const known = level === 'entries' || level <= LAST_LEVEL;
  const within = Number.isSafeInteger(resource.index) && (partial === undefined || resource.width < TILE_WIDTH);
  return known && within && formatPath(resource) === path ? resource : undefined;
}
