import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { leafHash } from './merkle.ts';
import { plainPath, plainProof, plainRoot } from './plain-tree.ts';
import { leafHashOf, provesConsistency, provesInclusion } from './proof.ts';

const leaves = Array.from({ length: 70 }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)));
const treeOf = (size: number) => leaves.slice(0, size);

const inclusionOf = (index: number, size: number) => ({
  leafHash: leaves[index]!,
  index,
  size,
  proof: plainPath(index, treeOf(size)),
  root: plainRoot(treeOf(size)),
});

const consistencyOf = (first: number, second: number) => ({
  first,
  second,
  firstRoot: plainRoot(treeOf(first)),
  secondRoot: plainRoot(treeOf(second)),
  proof: first === 0 ? [] : plainProof(first, treeOf(second)),
});

const flip = (hash: Uint8Array, bit: number) => {
  const other = Uint8Array.from(hash);
  other[(bit >> 3) % other.length]! ^= 1 << (bit & 7);
  return other;
};

const size = fc.integer({ min: 1, max: leaves.length });

test('a leaf is hashed the same on both sides', async () => {
  for (const leaf of ['', 'a', 'x'.repeat(500)].map((text) => Buffer.from(text)))
    assert.deepEqual(Buffer.from(await leafHashOf(leaf)), leafHash(leaf));
});

test('every leaf of every small tree is proved', async () => {
  for (let end = 1; end <= 20; end++)
    for (let index = 0; index < end; index++)
      assert.ok(await provesInclusion(inclusionOf(index, end)), `${index} of ${end}`);
});

test('an inclusion proof with anything changed is refused', async () => {
  const changes: ((claim: ReturnType<typeof inclusionOf>, draw: number) => Partial<typeof claim> | undefined)[] = [
    ({ leafHash }, draw) => ({ leafHash: Buffer.from(flip(leafHash, draw)) }),
    ({ root }, draw) => ({ root: Buffer.from(flip(root, draw)) }),
    ({ proof }, draw) =>
      proof.length > 0
        ? { proof: proof.map((hash, at) => (at === draw % proof.length ? Buffer.from(flip(hash, draw)) : hash)) }
        : undefined,
    ({ proof }) => (proof.length > 0 ? { proof: proof.slice(1) } : undefined),
    ({ proof }) => (proof.length > 0 ? { proof: proof.slice(0, -1) } : undefined),
    ({ proof, root }) => ({ proof: [...proof, root] }),
    ({ index, size }, draw) => (size > 1 ? { index: (index + 1 + (draw % (size - 1))) % size } : undefined),
    ({ index }) => ({ index: index + 0.5 }),
    ({ size }) => ({ index: size }),
    () => ({ index: -1 }),
    () => ({ size: 0 }),
    () => ({ size: Number.NaN }),
  ];
  await fc.assert(
    fc.asyncProperty(
      size,
      fc.nat(),
      fc.nat({ max: 255 }),
      fc.constantFrom(...changes),
      async (end, at, draw, change) => {
        const claim = inclusionOf(at % end, end);
        assert.ok(await provesInclusion(claim));
        const changed = change(claim, draw);
        fc.pre(changed !== undefined);
        assert.equal(await provesInclusion({ ...claim, ...changed }), false);
      },
    ),
    { numRuns: 400 },
  );
});

test('every small tree is proved to begin every larger one', async () => {
  for (let second = 0; second <= 20; second++)
    for (let first = 0; first <= second; first++)
      assert.ok(await provesConsistency(consistencyOf(first, second)), `${first} in ${second}`);
});

test('a consistency proof with anything changed is refused', async () => {
  const changes: ((claim: ReturnType<typeof consistencyOf>, draw: number) => Partial<typeof claim> | undefined)[] = [
    ({ firstRoot }, draw) => ({ firstRoot: Buffer.from(flip(firstRoot, draw)) }),
    ({ secondRoot, first }, draw) => (first > 0 ? { secondRoot: Buffer.from(flip(secondRoot, draw)) } : undefined),
    ({ proof }, draw) =>
      proof.length > 0
        ? { proof: proof.map((hash, at) => (at === draw % proof.length ? Buffer.from(flip(hash, draw)) : hash)) }
        : undefined,
    ({ proof }) => (proof.length > 0 ? { proof: [] } : undefined),
    ({ proof }) => (proof.length > 0 ? { proof: proof.slice(1) } : undefined),
    ({ proof, firstRoot }) => ({ proof: [...proof, firstRoot] }),
    ({ second }) => ({ first: second + 1 }),
    () => ({ first: -1 }),
    () => ({ second: Number.NaN }),
  ];
  await fc.assert(
    fc.asyncProperty(
      size,
      fc.nat(),
      fc.nat({ max: 255 }),
      fc.constantFrom(...changes),
      async (end, at, draw, change) => {
        const claim = consistencyOf(at % (end + 1), end);
        assert.ok(await provesConsistency(claim));
        const changed = change(claim, draw);
        fc.pre(changed !== undefined);
        assert.equal(await provesConsistency({ ...claim, ...changed }), false);
      },
    ),
    { numRuns: 400 },
  );
});
