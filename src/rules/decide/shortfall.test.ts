import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../text/parse.ts';
import { fromValue } from '../values/json.ts';
import type { Scope } from '../values/values.ts';
import type { Knowledge } from './explain.ts';
import { lookupsIn } from './lookups.ts';
import { valueOn } from './parameters.ts';
import { type Shortfall, shortfallOf } from './shortfall.ts';

const KNOWLEDGE: Knowledge = {
  parameters: { limit: 19 },
  derived: [
    { name: 'adult', tree: parse('age >= limit') },
    { name: 'apart', tree: parse('every parent in parents satisfies parent != head') },
  ],
  scope: {
    ...{ age: 17, limit: 19, adult: false, income: 300, region: 'south', spouse: null, home: true, apart: false },
    ...{ parents: ['A'], head: 'A' },
  },
};

const inWords = (shortfall: Shortfall | undefined): string => {
  if (!shortfall) return 'nothing';
  if (shortfall.kind === 'test')
    return `${shortfall.name} ${shortfall.op} ${JSON.stringify(fromValue(shortfall.value))}`;
  if ('values' in shortfall) return `${shortfall.name} ${shortfall.kind} ${shortfall.values.join(', ')}`;
  return `${shortfall.kind}(${shortfall.of.map(inWords).join('; ')})`;
};

const CASES: Record<string, string> = {
  'age >= 19': 'age >= 19',
  'limit <= age': 'age >= 19',
  'age < 19': 'nothing',
  'unknown > 3': 'nothing',
  'not(home)': 'home = false',
  'not(age < 19 and home)': 'any(age >= 19; home = false)',
  'not(age < 19 or home)': 'all(age >= 19; home = false)',
  'age >= 19 and income <= 200 and home': 'all(age >= 19; income <= 200)',
  'age >= 19 or income <= 200': 'any(age >= 19; income <= 200)',
  'age >= 19 or income / 2 < 3': 'nothing',
  'income / 2 < 3': 'nothing',
  adult: 'age >= 19',
  apart: 'apart = true',
  'age in [19..34]': 'age >= 19',
  'income in [19..34]': 'income <= 34',
  'not(age in [10..18])': 'any(age < 10; age > 18)',
  'age in (< 10, 18)': 'any(age < 10; age = 18)',
  'region in ("north", "east")': 'region in north, east',
  'not(region in ("south", "east"))': 'region not in south, east',
  'region = "north"': 'region = "north"',
  'region != "south"': 'region != "south"',
  'is defined(spouse)': 'spouse != null',
  'home = null': 'home = null',
  'spouse >= 3': 'spouse >= 3',
  'if home then age >= 65 else age >= 19': 'age >= 65',
};

for (const [text, expected] of Object.entries(CASES)) {
  test(`what ${text} lacks`, () => assert.equal(inWords(shortfallOf(parse(text), KNOWLEDGE)), expected));
}

test('the look-ups in tables, those under derived facts included', () => {
  const parameters: Scope = { median: valueOn({ values: { '2026-01-01': { 1: 100, 2: 150 } } }, '2026-03-01') };
  const derived = [{ name: 'share', tree: parse('income / median(size)') }];
  const scope = { ...parameters, income: 300, size: 2, share: 2 };
  assert.deepEqual(lookupsIn(parse('share < 1 and median(1) > other'), { scope, parameters, derived }), [
    { table: 'median', by: 2, value: 150 },
    { table: 'median', by: 1, value: 100 },
  ]);
});
