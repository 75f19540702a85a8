import { sha256 } from '../../kernel/index.ts';

/*
 * The Merkle tree of RFC 9162 section 2.1, as geometry: which subtrees a root or a proof is made of. Where their hashes
 * come from is the business of `tiles.ts`; how a proof is checked, of `proof.ts`.
 * Sizes and indices are numbers up to 2^53, so there are no 32-bit operators here.
 */

/** Length of a SHA-256 hash in bytes. */
export const HASH_BYTES = 32;

/** The root of the tree with no leaves: the hash of nothing (section 2.1.1). */
export const EMPTY_ROOT: Buffer = sha256('');

/** The leaves from `start` up to, not including, `end`. */
export interface Range {
  start: number;
  end: number;
}

/** A complete subtree: the `index`-th of those with 2^height leaves. */
export interface Subtree {
  height: number;
  index: number;
}

/** Hash of a leaf: SHA-256(0x00 || leaf). */
export function leafHash(leaf: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(leaf.length + 1);
  bytes[0] = 0x00;
  bytes.set(leaf, 1);
  return sha256(bytes);
}

// Hashing is synchronous, so one buffer serves every node.
const node = Buffer.alloc(1 + 2 * HASH_BYTES, 0x01);

/** Hash of an inner node: SHA-256(0x01 || left || right). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  node.set(left, 1);
  node.set(right, 1 + HASH_BYTES);
  return sha256(node);
}

/** Hash of a complete subtree from the hashes of one level of it, concatenated; their number is a power of two. */
export function foldLevel(hashes: Uint8Array): Buffer {
  let level = Buffer.from(hashes);
  while (level.length > HASH_BYTES) {
    const above = Buffer.allocUnsafe(level.length / 2);
    for (let at = 0; at < above.length; at += HASH_BYTES) {
      const middle = 2 * at + HASH_BYTES;
      above.set(nodeHash(level.subarray(2 * at, middle), level.subarray(middle, middle + HASH_BYTES)), at);
    }
    level = above;
  }
  return level;
}

/** Hash over a range from those of its complete subtrees, largest first, as `completeSubtrees` lists them. */
export function foldSubtrees(hashes: readonly Uint8Array[]): Buffer {
  if (hashes.length === 0) return EMPTY_ROOT;
  return Buffer.from(hashes.reduceRight((right, left) => nodeHash(left, right)));
}

/** The complete subtrees that a range of the tree falls into, largest first: as many as its length has binary ones. */
export function completeSubtrees({ start, end }: Range): Subtree[] {
  const subtrees: Subtree[] = [];
  for (let from = start; from < end; ) {
    const height = heightWithin(end - from);
    subtrees.push({ height, index: from / 2 ** height });
    from += 2 ** height;
  }
  return subtrees;
}

/** PATH of section 2.1.3.1: the ranges whose hashes prove that leaf `index` is in the tree of `size`, leaf to root. */
export function inclusionPath(index: number, size: number): Range[] {
  const path: Range[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const split = splitOf(start, end);
    if (index < split) {
      path.push({ start: split, end });
      end = split;
    } else {
      path.push({ start, end: split });
      start = split;
    }
  }
  return path.reverse();
}

/** PROOF of section 2.1.4.1: the ranges whose hashes prove that the tree of size `first` is the beginning of `second`. */
export function consistencyPath(first: number, second: number): Range[] {
  if (first === 0) return []; // everything begins with nothing
  const path: Range[] = [];
  let [start, end] = [0, second];
  while (first < end) {
    const split = splitOf(start, end);
    if (first <= split) {
      path.push({ start: split, end });
      end = split;
    } else {
      path.push({ start, end: split });
      start = split;
    }
  }
  // From the left edge, the subtree reached is the first tree itself, which the verifier has already.
  if (start > 0) path.push({ start, end });
  return path.reverse();
}

/** Where the RFC splits a range: after the largest power of two smaller than its length. */
function splitOf(start: number, end: number): number {
  return start + 2 ** heightWithin(end - start - 1);
}

/** The largest h with 2^h <= length. */
function heightWithin(length: number): number {
  let height = 0;
  while (2 ** (height + 1) <= length) height++;
  return height;
}
