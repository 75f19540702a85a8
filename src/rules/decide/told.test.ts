import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../text/parse.ts';
import type { Scope } from '../values/values.ts';
import { decide } from './decision.ts';
import type { Rule } from './rule.ts';

const clause = (id: string, text: string) => ({ id, text, tree: parse(text) });

/** Whoever does not know all incomes may say what share of the median the household has. */
const RULE: Rule = {
  clauses: [clause('low', 'share <= 60'), clause('small', 'size < 5')],
  derived: [
    { name: 'share', tree: parse('100 * income / median'), told: true },
    { name: 'median', tree: parse('if size > 1 then 200 else 100') },
  ],
  flags: [],
};

const decided = (facts: Scope) => {
  const { eligible, because, need } = decide(RULE, facts, {});
  return { eligible, because, need };
};

test('a fact that may be told stands for what it rests on; what is needed elsewhere is needed all the same', () => {
  assert.deepEqual(decided({}), { eligible: 'need', because: [], need: ['share', 'size'] });
  assert.deepEqual(decided({ size: 2 }).need, ['share']);
  assert.deepEqual(decided({ share: 50 }).need, ['size']);
});

test('what was told is taken as it is, absence included', () => {
  assert.equal(decided({ share: 50, size: 2 }).eligible, 'yes');
  assert.deepEqual(decided({ share: 50, size: 2, income: 190 }), { eligible: 'yes', because: [], need: [] });
  assert.deepEqual(decided({ share: null, size: 2 }).because, ['low']);
});

test('when everything under it is known nobody has to tell it', () => {
  assert.deepEqual(decided({ income: 100, size: 2 }), { eligible: 'yes', because: [], need: [] });
  assert.deepEqual(decided({ income: 190, size: 2 }).because, ['low']);
});

test('the reasons show what was told as a fact, and what was computed with what it was computed from', () => {
  const usesOf = (facts: Scope) => decide(RULE, facts, {}).clauses[0]!.uses;
  assert.deepEqual(usesOf({ share: 50, size: 2 }), [{ name: 'share', source: 'fact', value: 50 }]);
  assert.deepEqual(
    usesOf({ income: 100, size: 2 }).map(({ name, source }) => `${source} ${name}`),
    ['derived share', 'fact income', 'derived median', 'fact size'],
  );
});

test('a value given for a derived fact that may not be told is not taken', () => {
  assert.deepEqual(decided({ share: 50, size: 2, median: 1 }).eligible, 'yes');
  assert.equal(decide(RULE, { income: 100, size: 2, median: 1 }, {}).eligible, 'yes');
});
