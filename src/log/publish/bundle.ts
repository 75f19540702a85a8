import { LogError } from './errors.ts';

/** Bytes of the length before each entry. */
const LENGTH_BYTES = 2;

/** The largest bundle of `width` entries in bytes: each at most 65,535 and its length. */
export function largestBundle(width: number): number {
  return width * (LENGTH_BYTES + 0xffff);
}

/**
 * The first entries of a bundle (https://c2sp.org/tlog-tiles), each with its length before it as they stand there.
 * @throws LogError when it holds fewer.
 */
export function firstEntries(bundle: Uint8Array, width: number): Uint8Array {
  return bundle.subarray(0, entriesOf(bundle, width).at(-1)?.end ?? 0);
}

/** Where the first entries of a bundle are, without their lengths. @throws LogError when it holds fewer than `width`. */
export function entriesOf(bundle: Uint8Array, width: number): { start: number; end: number }[] {
  const entries: { start: number; end: number }[] = [];
  for (let at = 0; entries.length < width; ) {
    const start = at + LENGTH_BYTES;
    const end = start + bundle[at]! * 256 + bundle[at + 1]!;
    if (!(end <= bundle.length)) throw new LogError(`A bundle holds ${entries.length} whole entries, not ${width}`);
    entries.push({ start, end });
    at = end;
  }
  return entries;
}
