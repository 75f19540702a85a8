import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../text/parse.ts';
import type { RecordValue, Scope } from '../values/values.ts';
import { namesOf, unknownNames } from './dependencies.ts';

const record = (fields: Scope): RecordValue => ({ kind: 'record', fields });

const NAMES: Record<string, string[]> = {
  'some m in household satisfies m.income > limit': ['household', 'limit'],
  'household[item.born_on > day]': ['day', 'household'],
  'for a in list, b in a.items return a + b + c + count(partial)': ['c', 'list'],
  '{a: x, b: a + y}.b': ['x', 'y'],
  '(function(x) x + y)(z)': ['y', 'z'],
  'median_income(size) * count(household)': ['household', 'median_income', 'size'],
  'a in (b, [c..d], >= e)': ['a', 'b', 'c', 'd', 'e'],
};

for (const [text, names] of Object.entries(NAMES)) {
  test(`names in ${text}`, () => assert.deepEqual(namesOf(parse(text)), names));
}

const TWO = [record({ income: 10 }), record({ income: 30 })];

const OPEN: [text: string, scope: Scope, open: string[]][] = [
  ['count(household[item.income > limit]) > 0', { household: TWO }, ['limit']],
  ['count(household[item.income > limit]) > 0', { household: [] }, []],
  ['count(household[item.income > limit]) > 0', {}, ['household', 'limit']],
  ['some m in household satisfies m.income > 20 or m.income < limit', { household: TWO }, []],
  ['every m in household satisfies m.income > 5 and m.income < limit', { household: TWO }, ['limit']],
  ['sum(for m in household return m.income * rate) > 3', { household: TWO }, ['rate']],
  ['{f: function(x) x + y, z: f(1)}.z > 0', {}, ['y']],
  ['(function(x) x > 1 or y)(x)', { x: 1 }, ['y']],
  ['if a then b else c', { a: true }, ['b']],
  ['median(size) > 3', { size: 1 }, []],
  ['table(size) > 3', { size: 1 }, ['table']],
];

for (const [text, scope, open] of OPEN) {
  test(`open in ${text} with ${Object.keys(scope).join(', ') || 'nothing'}`, () =>
    assert.deepEqual(unknownNames(parse(text), scope), open));
}
