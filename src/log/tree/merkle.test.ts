import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  completeSubtrees,
  consistencyPath,
  EMPTY_ROOT,
  foldLevel,
  foldSubtrees,
  inclusionPath,
  leafHash,
  type Range,
} from './merkle.ts';
import { plainPath, plainProof, plainRoot } from './plain-tree.ts';

const leaves = Array.from({ length: 300 }, (_, index) => leafHash(Buffer.from(`leaf ${index}`)));

/** The hash over a range, from all leaves. */
const hashOf = (range: Range) =>
  foldSubtrees(
    completeSubtrees(range).map(({ height, index }) => {
      const width = 2 ** height;
      return foldLevel(Buffer.concat(leaves.slice(index * width, (index + 1) * width)));
    }),
  );

const size = fc.integer({ min: 0, max: leaves.length });

test('the roots are those that Certificate Transparency publishes for its eight test leaves', () => {
  const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
  const roots = [
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
    '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
    'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  ];
  const hashes = inputs.map((input) => leafHash(Buffer.from(input, 'hex')));
  for (const [count, root] of roots.entries())
    assert.equal(plainRoot(hashes.slice(0, count)).toString('hex'), root, `root of ${count}`);
});

test('a root folds from the complete subtrees as the RFC defines it', () => {
  assert.deepEqual(hashOf({ start: 0, end: 0 }), EMPTY_ROOT);
  fc.assert(fc.property(size, (end) => assert.deepEqual(hashOf({ start: 0, end }), plainRoot(leaves.slice(0, end)))));
});

test('an inclusion path names the nodes of PATH', () => {
  fc.assert(
    fc.property(size, fc.nat(), (end, draw) => {
      fc.pre(end > 0);
      const index = draw % end;
      assert.deepEqual(inclusionPath(index, end).map(hashOf), plainPath(index, leaves.slice(0, end)));
    }),
  );
});

test('a consistency path names the nodes of PROOF', () => {
  fc.assert(
    fc.property(size, fc.nat(), (second, draw) => {
      fc.pre(second > 0);
      const first = 1 + (draw % second);
      assert.deepEqual(consistencyPath(first, second).map(hashOf), plainProof(first, leaves.slice(0, second)));
    }),
  );
});

test('sizes beyond 32 bits keep their geometry', () => {
  const large = 2 ** 40 + 2 ** 33 + 5;
  assert.deepEqual(completeSubtrees({ start: 0, end: large }), [
    { height: 40, index: 0 },
    { height: 33, index: 2 ** 7 },
    { height: 2, index: 2 ** 38 + 2 ** 31 },
    { height: 0, index: 2 ** 40 + 2 ** 33 + 4 },
  ]);
  assert.equal(inclusionPath(2 ** 40 - 1, large).length, 41);
  const covered = inclusionPath(2 ** 39 + 1, large).reduce((sum, { start, end }) => sum + end - start, 1);
  assert.equal(covered, large, 'leaf and siblings make the whole tree');
});
