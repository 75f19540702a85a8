import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { leafHash } from './merkle.ts';
import { plainPath, plainProof, plainRoot } from './plain-tree.ts';
import { provesConsistency, provesInclusion } from './proof.ts';
import { appendToTiles, proveConsistency, proveInclusion, type ReadTiles, type TileRun } from './tiles.ts';

const leaves = Array.from({ length: 70_001 }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)));

/** Tiles in memory. It holds to what the specification says of tiles: they only grow, and at most to 256 hashes. */
function memoryTiles() {
  const tiles = new Map<string, Buffer>();
  const read: ReadTiles = async (addresses) =>
    addresses.flatMap(({ level, index }) => {
      const hashes = tiles.get(`${level}/${index}`);
      return hashes ? [{ level, index, hashes }] : [];
    });
  const write = (fresh: readonly TileRun[]) => {
    for (const { level, first, hashes } of fresh) {
      const address = `${level}/${Math.floor(first / 256)}`;
      const before = tiles.get(address) ?? Buffer.alloc(0);
      assert.equal(before.length, (first % 256) * 32, 'a tile only grows');
      const grown = Buffer.concat([before, hashes]);
      assert.ok(grown.length <= 8192 && hashes.length % 32 === 0);
      tiles.set(address, grown);
    }
  };
  return { tiles, read, write };
}

async function grow(batches: readonly number[]) {
  const memory = memoryTiles();
  let size = 0;
  const roots = new Map<number, Buffer>();
  for (const batch of batches) {
    const { runs, root } = await appendToTiles(size, Buffer.concat(leaves.slice(size, size + batch)), memory.read);
    memory.write(runs);
    size += batch;
    roots.set(size, root);
  }
  return { ...memory, size, roots };
}

test('in whatever batches a tree grows, its roots are those of the RFC', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 6 }), async (batches) => {
      const { roots } = await grow(batches);
      for (const [size, root] of roots) assert.deepEqual(root, plainRoot(leaves.slice(0, size)));
    }),
    { numRuns: 40 },
  );
});

test('proofs from tiles are those of the RFC, for the tree of today and every earlier one', async () => {
  const { read, size } = await grow([1, 254, 1, 300, 244]);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: size }), fc.nat(), async (end, draw) => {
      const at = draw % end;
      assert.deepEqual(await proveInclusion(at, end, read), plainPath(at, leaves.slice(0, end)));
      assert.deepEqual(await proveConsistency(at + 1, end, read), plainProof(at + 1, leaves.slice(0, end)));
    }),
  );
  assert.deepEqual(await proveConsistency(0, size, read), []);
});

test('what was folded before gives the same proofs, for one tree after the other', async () => {
  const { read, roots } = await grow([65_535, 1, 4_465]);
  const remembering: ReadTiles = Object.assign((addresses: Parameters<ReadTiles>[0]) => read(addresses), {
    folded: new Map(),
  });
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...roots.keys()), fc.nat(), async (size, draw) => {
      const index = draw % size;
      assert.deepEqual(await proveInclusion(index, size, remembering), await proveInclusion(index, size, read));
      assert.deepEqual(await proveConsistency(index, size, remembering), await proveConsistency(index, size, read));
    }),
    { numRuns: 200 },
  );
  assert.ok(remembering.folded!.size > 0 && remembering.folded!.size <= 16_384);
});

test('70,001 leaves in three levels of tiles: proofs verify, few tiles are read, tile hashes are stored once', async () => {
  const { read, size, roots, tiles } = await grow([65_535, 1, 1, 4_464]);
  const root = roots.get(size)!;
  assert.deepEqual(root, plainRoot(leaves));
  for (const index of [0, 1, 255, 256, 65_535, 65_536, 69_999, 70_000]) {
    let asked = 0;
    const counting: ReadTiles = (addresses) => {
      asked += addresses.length;
      return read(addresses);
    };
    const proof = await proveInclusion(index, size, counting);
    assert.ok(asked <= 6, `${asked} tiles for ${index}`);
    assert.ok(await provesInclusion({ leafHash: leaves[index]!, index, size, proof, root }));
  }
  for (const [first, firstRoot] of roots) {
    const proof = await proveConsistency(first, size, read);
    assert.ok(await provesConsistency({ first, second: size, firstRoot, secondRoot: root, proof }));
  }
  const stored = [...tiles.values()].reduce((sum, hashes) => sum + hashes.length / 32, 0);
  assert.equal(stored, 70_001 + 273 + 1);
});

test('a tile that is missing or too short is an error, never a wrong proof', async () => {
  const { tiles, read } = await grow([600]);
  tiles.set('0/1', tiles.get('0/1')!.subarray(0, 64));
  await assert.rejects(proveInclusion(300, 600, read), /Tile 0\/1 is missing or too short/);
  tiles.delete('0/2');
  await assert.rejects(appendToTiles(600, leaves[600]!, read), /Tile 0\/2 is missing/);
});
