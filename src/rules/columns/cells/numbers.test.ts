import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluate } from '../../evaluate/evaluate.ts';
import { parse } from '../../text/parse.ts';
import type { Types } from '../../types/types.ts';
import { ColumnPrograms } from '../program/compile.ts';
import { OUTCOMES } from '../program/results.ts';
import { tableOf } from '../table/table.ts';

const TYPES: Types = { a: { kind: 'number' }, b: { kind: 'number' } };

/** Numbers whose quotients are whole, end, or go on for ever; ties between two roundings; nought and small parts. */
const NUMBERS = [0, 1, 2, 3, 7, 12, -1, -5, 0.5, -2.5, 0.1, 0.01, 99.995, 1_000_003, -30];

const EXPRESSIONS = [
  'a',
  'a / b',
  'a / b * b',
  'a / b / b',
  'a / 3',
  'a / 3 * 3',
  'a / 8',
  '1 / a / (1 / b)',
  'a / b + 1 / b',
  '(a + 1) / b',
  'a / b - a / 7',
  'a * b - 0.1',
  'a ** 2',
  'a ** -1',
  '(a / b) ** 2',
  'floor(a / b)',
  'floor(a / b * b)',
  'floor(a / b, 1)',
  'ceiling(a / b * b, 1)',
  'decimal(a / b, 1)',
  'decimal(a / 3, 2)',
  'decimal(a, -1)',
  'round up(a / b, 0)',
  'round down(a / 7, 1)',
  'round half up(a / b, 0)',
  'round half down(a / 4, 0)',
  'round half up(a / 3 * 3 / 2, 0)',
  'decimal(a / 7 * 7 / 2, 0)',
  'round up(a / 3 * 3, 0)',
  'modulo(a, b)',
  'abs(-a / b)',
  'max(a / b, 1, a)',
  'min(a / b, b / a)',
  'mean([a, b, 1])',
  '(if a > b then a / b else b)',
];

const REFERENCES = ['a', '1', '0.5', 'a / b', 'b * a', 'decimal(a / b, 1)', '-0.1'];

test('numbers in columns compare as exact decimals do, at every tie', () => {
  const texts = EXPRESSIONS.flatMap((left) =>
    REFERENCES.flatMap((right) => ['=', '<'].map((op) => `${left} ${op} ${right}`)),
  );
  const trees = texts.map((text) => ({ text, tree: parse(text) }));
  const rules = trees.map(({ text, tree }) => [text, { derived: [], flags: [], clauses: [{ id: 'c', text, tree }] }]);
  const rows = NUMBERS.flatMap((a) => NUMBERS.map((b) => ({ a, b })));
  const table = tableOf(TYPES, rows);
  const results = new ColumnPrograms(Object.fromEntries(rules), TYPES, {}).run(table);
  let doubtful = 0;
  for (const { text, tree } of trees) {
    const { eligible, doubtful: ofRule } = results[text]!;
    doubtful += ofRule;
    for (const [row, facts] of rows.entries()) {
      const value = evaluate(tree, table.factsAt(row));
      const expected = value === true ? OUTCOMES.yes : value === false ? OUTCOMES.no : OUTCOMES.unknown;
      assert.equal(eligible[row], expected, `${text} of ${JSON.stringify(facts)}`);
    }
  }
  // The evaluator has the last word on ties of quotients only, not on everything.
  assert.ok(doubtful < (texts.length * rows.length) / 6, String(doubtful));
});
