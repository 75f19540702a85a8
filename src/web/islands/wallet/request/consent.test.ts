import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { askedClaims, type ClaimSets, idOfPath, leastAgreed, toldOf } from './consent.ts';

const NAME = ['name'];
const AGE = ['age_equal_or_over', '19'];
const BORN = ['birthdate'];
const ids = (...paths: (readonly string[])[]) => new Set(paths.map(idOfPath));

test('what every set has is needed and comes first; the rest may be refused', () => {
  const asked = askedClaims([
    [NAME, AGE],
    [BORN, AGE],
  ]);
  assert.deepEqual(
    asked.map(({ path, needed }) => [path, needed]),
    [
      [AGE, true],
      [NAME, false],
      [BORN, false],
    ],
  );
});

test('before anybody has decided, the set that tells least is agreed to', () => {
  assert.deepEqual(leastAgreed([[NAME, AGE], [AGE]]), ids(AGE));
  assert.deepEqual(leastAgreed([[AGE], [BORN]]), ids(AGE), 'of two alike the one that is liked better');
  assert.deepEqual(leastAgreed([[]]), new Set());
});

test('what is refused leads to a smaller set, or to no answer', () => {
  const sets: ClaimSets = [[NAME, AGE], [AGE]];
  assert.deepEqual(toldOf(sets, ids(NAME, AGE)), [NAME, AGE]);
  assert.deepEqual(toldOf(sets, ids(AGE)), [AGE]);
  assert.equal(toldOf(sets, ids(NAME)), undefined);
  assert.deepEqual(toldOf([[AGE], [BORN]], ids(AGE, BORN)), [AGE], 'agreed to both, and only one is told');
});

test('nothing is told that was not agreed to, and never half a set', () => {
  const path = fc.constantFrom(NAME, AGE, BORN, ['sex'], ['address', 'region']);
  const sets = fc.array(fc.uniqueArray(path), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(sets, fc.uniqueArray(path), (all, agreedTo) => {
      const agreed = ids(...agreedTo);
      const told = toldOf(all, agreed);
      if (told) assert.ok(all.includes(told as string[][]) && told.every((one) => agreed.has(idOfPath(one))));
      else assert.ok(all.every((set) => set.some((one) => !agreed.has(idOfPath(one)))));
      assert.ok(toldOf(all, leastAgreed(all)), 'the beginning is an answer');
    }),
    { numRuns: 200 },
  );
});
