import { concatBytes } from '../bytes.ts';
import type { Sha256 } from '../signing.ts';

/*
 * A Merkle tree over claims, whose root is what an issuer signs: what is shown is proved by few hashes, however many claims
 * there are. Leaves and nodes are hashed apart (as RFC 6962 section 2.1 does), so that no node passes for a leaf.
 */

/**
 * Bytes of a hash, cut off SHA-256: to find another leaf for one takes 2^128 tries, as many as to break the signature above
 * it. That it is no more than that against two leaves made to collide helps nobody: an issuer makes both, with salts.
 */
export const HASH_BYTES = 16;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);

/** The hash of a claim as it is written. */
export const leafHash = (leaf: Uint8Array, sha256: Sha256): Uint8Array =>
  sha256(concatBytes(LEAF, leaf)).subarray(0, HASH_BYTES);

const nodeHash = (left: Uint8Array, right: Uint8Array, sha256: Sha256): Uint8Array =>
  sha256(concatBytes(NODE, left, right)).subarray(0, HASH_BYTES);

/** The root of a tree of so many levels over its leaves' hashes, of which there are 2^depth. */
export function rootOf(hashes: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  let level = hashes;
  while (level.length > 1)
    level = Array.from({ length: level.length / 2 }, (_, nth) =>
      nodeHash(level[2 * nth]!, level[2 * nth + 1]!, sha256),
    );
  return level[0]!;
}

/**
 * What proves some of the leaves: the roots of all the largest parts in which none of these are, from left to right.
 * @param shown places of these leaves.
 */
export function proofOf(hashes: readonly Uint8Array[], shown: ReadonlySet<number>, sha256: Sha256): Uint8Array[] {
  const within = (from: number, to: number): Uint8Array[] => {
    if (!holdsOne(shown, from, to)) return [rootOf(hashes.slice(from, to), sha256)];
    if (to - from === 1) return [];
    const middle = (from + to) / 2;
    return [...within(from, middle), ...within(middle, to)];
  };
  return within(0, hashes.length);
}

/**
 * The root that leaves and their proof lead to.
 * @param leaves hashes of those shown, by their places.
 * @returns undefined where the proof holds too little or too much.
 */
export function provenRoot(
  leaves: ReadonlyMap<number, Uint8Array>,
  { depth, proof, sha256 }: { depth: number; proof: readonly Uint8Array[]; sha256: Sha256 },
): Uint8Array | undefined {
  const left = [...proof];
  const shown = new Set(leaves.keys());
  const within = (from: number, to: number): Uint8Array | undefined => {
    if (!holdsOne(shown, from, to)) return left.shift();
    if (to - from === 1) return leaves.get(from);
    const middle = (from + to) / 2;
    const [one, other] = [within(from, middle), within(middle, to)];
    return one && other && nodeHash(one, other, sha256);
  };
  const root = within(0, 2 ** depth);
  return left.length === 0 ? root : undefined;
}

const holdsOne = (places: ReadonlySet<number>, from: number, to: number): boolean =>
  [...places].some((place) => place >= from && place < to);
