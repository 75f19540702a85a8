import assert from 'node:assert/strict';
import { test } from 'node:test';
import { disagreements } from './testing/agreement.ts';
import { randomCase } from './testing/cases.ts';
import { seeded } from './testing/random.ts';

const CASES = 1_000_000;
const ROWS = 40;

test('columns decide as the evaluator does in a million random cases', () => {
  const total = { rows: 0, computed: 0 };
  for (let seed = 1_000_000; total.rows < CASES; seed += 1) {
    const { rows, computed, found } = disagreements(randomCase(seeded(seed), 2 + (seed % 4), ROWS));
    assert.deepEqual(found, [], `seed ${seed}`);
    total.rows += rows;
    total.computed += computed;
  }
  console.log(total);
  assert.ok(total.computed > CASES / 2);
});
