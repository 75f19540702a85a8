import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../text/parse.ts';
import { type Case, coverageOf, type Gap } from './coverage.ts';
import type { Rule } from './rule.ts';

const clause = (id: string, text: string) => ({ id, text, tree: parse(text) });

const RULE: Rule = {
  clauses: [clause('adult', 'age >= 19'), clause('resident', 'resident')],
  derived: [
    { name: 'rate', tree: parse('if resident then (if age > 64 then 3 else 2) else 1') },
    { name: 'apart', tree: parse('if resident then 1 else 0') },
  ],
  amount: parse('rate * sum(for n in [1, 2] return if n > 1 then 1 else 0)'),
  flags: [],
};

const of = (...facts: Case['facts'][]): string[] =>
  coverageOf(
    RULE,
    facts.map((known) => ({ facts: known, parameters: {} })),
  ).map(inWords);

const inWords = (gap: Gap): string =>
  'clause' in gap ? `${gap.clause} ${gap.kind}` : `${gap.in} ${gap.at.column} ${gap.kind}`;

test('without examples nothing is tried', () => {
  const branches = ['derived rate 1 then', 'derived rate 1 else', 'derived rate 19 then', 'derived rate 19 else'];
  assert.deepEqual(of(), ['adult yes', 'adult no', 'resident yes', 'resident no', ...branches]);
});

test('a clause is tried when it is met somewhere, and somewhere is the only reason for a no', () => {
  const both = { age: 10, resident: false };
  assert.deepEqual(of(both).slice(0, 4), ['adult yes', 'adult no', 'resident yes', 'resident no']);
  const clauses = of(both, { age: 30, resident: true }, { age: 10, resident: true }, { age: 30, resident: false });
  assert.deepEqual(
    clauses.filter((gap) => !gap.startsWith('derived')),
    [],
  );
  assert.deepEqual(of({ age: 10 }).slice(0, 3), ['adult yes', 'resident yes', 'resident no']);
});

test('a branch is tried when somebody who is not refused takes it', () => {
  assert.deepEqual(of({ age: 70, resident: true }).slice(2), ['derived rate 1 else', 'derived rate 19 else']);
  assert.deepEqual(of({ age: 70, resident: true }, { age: 20, resident: true }).slice(2), ['derived rate 1 else']);
  const branches = of({ age: 70, resident: false }).filter((gap) => gap.startsWith('derived'));
  assert.equal(branches.length, 4);
});
