import { type Bytes, concat, digest, sameBytes } from '../bytes.ts';

/*
 * Checking proofs, as RFC 9162 section 2.1 describes it. Runs in the browser too. Numbers reach 2^53, so bits are taken
 * by division instead of 32-bit operators.
 */

// Section 2.1.1: what is hashed begins with what it is, so that no leaf can pass for a node.
const LEAF = Uint8Array.of(0x00);
const NODE = Uint8Array.of(0x01);

/** Hash of a leaf: SHA-256(0x00 || leaf). */
export function leafHashOf(leaf: Uint8Array): Promise<Bytes> {
  return digest(concat(LEAF, leaf));
}

function nodeHashOf(left: Uint8Array, right: Uint8Array): Promise<Bytes> {
  return digest(concat(NODE, left, right));
}

/** The claim that a leaf is in a tree. */
export interface Inclusion {
  leafHash: Uint8Array;
  index: number;
  size: number;
  proof: readonly Uint8Array[];
  root: Uint8Array;
}

/** Whether the proof shows the leaf at `index` of the tree of `size` with that root (section 2.1.3.2). */
export async function provesInclusion({ leafHash, index, size, proof, root }: Inclusion): Promise<boolean> {
  if (!isCount(index) || !isCount(size) || index >= size || !proof.every(isHash)) return false;
  let [node, last, hash] = [index, size - 1, leafHash];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isRightChild(node) || node === last) {
      hash = await nodeHashOf(sibling, hash);
      // A right edge that has no sibling on its own level meets this one further up.
      while (!isRightChild(node) && node !== 0) [node, last] = [parent(node), parent(last)];
    } else {
      hash = await nodeHashOf(hash, sibling);
    }
    [node, last] = [parent(node), parent(last)];
  }
  return last === 0 && sameBytes(hash, root);
}

/** The claim that one tree is the beginning of another. */
export interface Consistency {
  first: number;
  second: number;
  firstRoot: Uint8Array;
  secondRoot: Uint8Array;
  proof: readonly Uint8Array[];
}

/**
 * Whether the proof shows that the tree of size `first` is the beginning of that of size `second` (section 2.1.4.2).
 * The RFC leaves out `first` = 0, which every tree begins with: nothing needs proving then.
 */
export async function provesConsistency(claim: Consistency): Promise<boolean> {
  const { first, second, firstRoot, secondRoot, proof } = claim;
  if (!isCount(first) || !isCount(second) || first > second) return false;
  if (![firstRoot, secondRoot, ...proof].every(isHash)) return false;
  if (first === second) return proof.length === 0 && sameBytes(firstRoot, secondRoot);
  if (first === 0) return proof.length === 0 && sameBytes(firstRoot, await digest(new Uint8Array()));
  let [node, last] = [first - 1, second - 1];
  while (isRightChild(node)) [node, last] = [parent(node), parent(last)];
  // After those steps node is 0 exactly when `first` is a power of two; its root then is a node of the second tree.
  const [start, ...rest] = node === 0 ? [firstRoot, ...proof] : proof;
  if (!start || proof.length === 0) return false;
  let [firstHash, secondHash] = [start, start];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (isRightChild(node) || node === last) {
      firstHash = await nodeHashOf(sibling, firstHash);
      secondHash = await nodeHashOf(sibling, secondHash);
      while (!isRightChild(node) && node !== 0) [node, last] = [parent(node), parent(last)];
    } else {
      secondHash = await nodeHashOf(secondHash, sibling);
    }
    [node, last] = [parent(node), parent(last)];
  }
  return last === 0 && sameBytes(firstHash, firstRoot) && sameBytes(secondHash, secondRoot);
}

// Of other lengths, one hash could be cut in two elsewhere, and the same bytes be hashed.
const isHash = (bytes: Uint8Array) => bytes.length === 32;
const isCount = (value: number) => Number.isSafeInteger(value) && value >= 0;
const isRightChild = (node: number) => node % 2 === 1;
const parent = (node: number) => Math.floor(node / 2);
