import assert from 'node:assert/strict';
import { test } from 'node:test';
import { minorUnits } from './assess.ts';

test('amounts are whole minor units, halves rounded up by what the amount says and not by its nearest double', () => {
  const of = (decimals: number, amount: unknown) =>
    minorUnits({ pack: { currency: { decimals } } } as Parameters<typeof minorUnits>[0], amount);
  assert.deepEqual([of(0, 700_000), of(0, '0.5'), of(2, 12.5), of(2, '33.33')], [700_000, 1, 1_250, 3_333]);
  assert.deepEqual([of(2, '1.005'), of(2, 8.575), of(2, '1.00499')], [101, 858, 100]);
  assert.deepEqual([of(2, '-1'), of(2, '1e3'), of(2, '90071992547409.92'), of(2, null)], [null, null, null, null]);
});
