import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../text/parse.ts';
import type { Types } from '../types/types.ts';
import { whyNotInSql } from './check.ts';

const TYPES: Types = {
  born_on: { kind: 'date' },
  home: { kind: 'record', fields: { rooms: { kind: 'number' } } },
  members: { kind: 'list', of: { kind: 'string' } },
  family: { kind: 'list', of: { kind: 'record', fields: { income: { kind: 'number' } } } },
};

const problemOf = (text: string) =>
  whyNotInSql({ derived: [], flags: [], clauses: [{ id: 'one', text, tree: parse(text) }] }, TYPES, { least: 3 });

test('a rule for which SQL has the words', () => {
  for (const text of [
    'count(members) >= least and home.rooms > 1',
    'sum(family[income > least].income) < 9 or born_on = null',
    'asked > 3',
  ])
    assert.equal(problemOf(text), undefined, text);
});

test('one for which it has not, with the place', () => {
  const {
    in: part,
    at,
    reason,
  } = problemOf('home.rooms > 1 and matches("a", "b+") = (some m in members satisfies upper case(m) = "A")')!;
  assert.deepEqual(
    [part, at, reason],
    ['clause one', { line: 1, column: 70 }, 'upper case cannot be called so in SQL'],
  );
});
