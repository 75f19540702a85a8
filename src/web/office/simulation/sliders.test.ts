import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { slideFor } from './sliders.ts';

test('a slider goes by round steps to about twice the number', () => {
  assert.deepEqual(slideFor(60), { least: 0, most: 120, step: 2 });
  assert.deepEqual(slideFor(19), { least: 0, most: 38, step: 1 });
  assert.deepEqual(slideFor(700_000), { least: 0, most: 1_400_000, step: 20_000 });
  assert.deepEqual(slideFor(0.06), { least: 0, most: 0.12, step: 0.002 });
  assert.deepEqual(slideFor(19_761), { least: 261, most: 39_761, step: 500 });
  assert.deepEqual(slideFor(0), { least: 0, most: 10, step: 1 });
  assert.deepEqual(slideFor(60, 300), { least: 0, most: 300, step: 5 });
});

test('every slider stands exactly on today’s number and reaches the present one', () => {
  const numbers = fc.oneof(
    fc.integer({ min: 0, max: 10 ** 12 }),
    fc.integer({ min: 1, max: 10 ** 6 }).map((n) => n / 1000),
  );
  fc.assert(
    fc.property(numbers, numbers, (today, now) => {
      const { least, most, step } = slideFor(today, now);
      const steps = (today - least) / step;
      assert.ok(Math.abs(steps - Math.round(steps)) < 1e-6, `${today} is ${steps} steps of ${step} from ${least}`);
      assert.ok(least >= 0 && least < step && most >= Math.max(today, now) * (1 - 1e-9));
      assert.ok((most - least) / step <= 202);
    }),
  );
});
