import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatPath, parsePath, type Resource } from './path.ts';

const resources: fc.Arbitrary<Resource> = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 63 }), fc.constant('entries' as const)),
    fc.oneof(fc.nat(2_000), fc.maxSafeNat()),
    fc.integer({ min: 1, max: 256 }),
  )
  .map(([level, index, width]) => ({ level, index, width }));

test('paths are those of the specification', () => {
  const pairs: [Resource, string][] = [
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 'entries', index: 1_234_067, width: 8 }, 'tile/entries/x001/x234/067.p/8'],
    [{ level: 2, index: 0, width: 1 }, 'tile/2/000.p/1'],
    [{ level: 0, index: 999, width: 256 }, 'tile/0/999'],
    [{ level: 0, index: 1_000, width: 255 }, 'tile/0/x001/000.p/255'],
    [{ level: 63, index: 1_000_000, width: 256 }, 'tile/63/x001/x000/000'],
  ];
  for (const [resource, path] of pairs) {
    assert.equal(formatPath(resource), path);
    assert.deepEqual(parsePath(path), resource);
  }
});

test('what is written is read again', () => {
  fc.assert(fc.property(resources, (resource) => assert.deepEqual(parsePath(formatPath(resource)), resource)));
});

test('a path has one spelling: what is read is written the same again', () => {
  const pieces = fc.constantFrom(
    'tile',
    'entries',
    'x000',
    'x001',
    '000',
    '067',
    '0',
    '63',
    '64',
    '.p',
    '256',
    '01',
    '',
  );
  const paths = fc.oneof(
    fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('/')),
    fc.tuple(fc.array(pieces, { maxLength: 6 }), fc.nat(300)).map(([parts, w]) => `tile/${parts.join('/')}.p/${w}`),
  );
  fc.assert(
    fc.property(paths, (path) => {
      const resource = parsePath(path);
      if (resource) assert.equal(formatPath(resource), path);
    }),
    { numRuns: 2_000 },
  );
});

test('every other spelling is refused', () => {
  for (const path of [
    '',
    'tile',
    'tile/0',
    'tile/0/',
    'tile/0/0',
    'tile/0/00',
    'tile/0/0000',
    'tile/0/x000/001',
    'tile/0/x001',
    'tile/0/001/x234',
    'tile/0/001/234',
    'tile/0/X001/234',
    'tile/0/x001//234',
    'tile/00/000',
    'tile/01/000',
    'tile/64/000',
    'tile/100/000',
    'tile/-1/000',
    'tile/+1/000',
    'tile/data/000',
    'tile/Entries/000',
    'tile/0/000.p',
    'tile/0/000.p/',
    'tile/0/000.p/0',
    'tile/0/000.p/01',
    'tile/0/000.p/256',
    'tile/0/000.p/-1',
    'tile/0/000.p/1/',
    'tile/0/000.p/1.p/1',
    'tile/0/000.P/1',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/000\n',
    'tile/0/٠٠٠',
    'tile/0/%30%30%30',
    'tile/0/../000',
    `tile/0/${'x999/'.repeat(5)}999`,
  ])
    assert.equal(parsePath(path), undefined, JSON.stringify(path));
});
