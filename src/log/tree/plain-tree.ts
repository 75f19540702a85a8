import { EMPTY_ROOT, nodeHash } from './merkle.ts';

/*
 * The tree as RFC 9162 section 2.1 writes it down, over all leaf hashes at once: slow, plain, and what the tests hold
 * everything else against.
 */

type Hashes = readonly Buffer[];

const splitOf = (length: number): number => {
  let power = 1;
  while (power * 2 < length) power *= 2;
  return power;
};

/** MTH of section 2.1.1. */
export function plainRoot(leaves: Hashes): Buffer {
  if (leaves.length === 0) return EMPTY_ROOT;
  if (leaves.length === 1) return leaves[0]!;
  const k = splitOf(leaves.length);
  return nodeHash(plainRoot(leaves.slice(0, k)), plainRoot(leaves.slice(k)));
}

/** PATH of section 2.1.3.1. */
export function plainPath(m: number, leaves: Hashes): Buffer[] {
  if (leaves.length === 1) return [];
  const k = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m < k ? [...plainPath(m, left), plainRoot(right)] : [...plainPath(m - k, right), plainRoot(left)];
}

/** PROOF of section 2.1.4.1, for 0 < m <= n. */
export function plainProof(m: number, leaves: Hashes): Buffer[] {
  return subProof(m, leaves, true);
}

function subProof(m: number, leaves: Hashes, known: boolean): Buffer[] {
  if (m === leaves.length) return known ? [] : [plainRoot(leaves)];
  const k = splitOf(leaves.length);
  const [left, right] = [leaves.slice(0, k), leaves.slice(k)];
  return m <= k ? [...subProof(m, left, known), plainRoot(right)] : [...subProof(m - k, right, false), plainRoot(left)];
}
