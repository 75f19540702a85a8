import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { disagreements } from './testing/agreement.ts';
import { ALL_TYPES, caseFromTape, randomCase } from './testing/cases.ts';
import { seeded } from './testing/random.ts';
import { checkRule } from './types/check-rule.ts';

/** The evaluator and the columns must agree on any rule and any facts. */

const RULES = 500;
const ROWS = 10;

/** Random rules add days to people. */
const OF_UNITS = /number (?:in|without)|\bunit\b/;

test('random rules pass the check of types, units apart', () => {
  for (let seed = 1; seed <= RULES; seed += 1) {
    const { rule } = randomCase(seeded(seed), 3, 0);
    const problems = checkRule(rule, ALL_TYPES).problems.map(({ message }) => message);
    assert.deepEqual(
      problems.filter((message) => !OF_UNITS.test(message)),
      [],
      `seed ${seed}`,
    );
  }
});

test('columns decide as the evaluator does', () => {
  let compared = 0;
  for (let seed = 1; seed <= RULES; seed += 1) {
    const { rows, found } = disagreements(randomCase(seeded(seed), 3, ROWS));
    assert.deepEqual(found, [], `seed ${seed}`);
    compared += rows;
  }
  assert.ok(compared > RULES * ROWS * 0.9, `${compared} rows compared`);
});

test('columns decide as the evaluator does, on the simplest rule that there is against it', () => {
  const tape = fc.array(fc.nat({ max: 1_000_000 }), { minLength: 20, maxLength: 300, size: 'max' });
  fc.assert(
    fc.property(tape, (choices) => {
      assert.deepEqual(disagreements(caseFromTape(choices)).found, []);
    }),
    { numRuns: 300 },
  );
});
