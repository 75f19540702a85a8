import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RuleSyntaxError } from '../problem.ts';
import { parse } from './parse.ts';

/** Texts, and each mistake's line, column and message. */
const MISTAKES: readonly [string, ...[number, number, string][]][] = [
  ['', [1, 1, 'the expression is empty']],
  ['a +', [1, 4, 'the expression ends too early']],
  ['a and\n  b c', [2, 3, 'a name has no spaces or signs: write b_c']],
  ['> 3', [1, 1, 'something is missing before >']],
  ['a and > 3', [1, 7, 'something is missing before >']],
  ['a and or b', [1, 7, 'something is missing before or']],
  ['+1', [1, 1, 'something is missing before +']],
  ['1 2', [1, 3, '2 is not expected here']],
  ['[1 2]', [1, 4, '2 is not expected here']],
  ['x in > 3 > 4 + ', [1, 16, 'the expression ends too early']],
  ['(1 + ) * (2 + )', [1, 6, 'something is missing before )'], [1, 15, 'something is missing before )']],
  ['a = (b + (c * d)', [1, 17, 'a closing ) is missing for the ( at line 1, column 5']],
  ['f(x', [1, 4, 'a closing ) is missing for the ( at line 1, column 2']],
  ['{a: 1', [1, 6, 'a closing } is missing for the { at line 1, column 1']],
  ['x in [1..2', [1, 11, 'a closing ] is missing for the [ at line 1, column 6']],
  ['(1..2', [1, 6, 'a closing ) is missing for the ( at line 1, column 1']],
  ['f(a))', [1, 5, 'nothing was opened that ) could close']],
  ['{a 1}', [1, 5, 'a : is missing after a 1']],
  ['if a b else c', [1, 8, 'then is missing']],
  ['if a then b', [1, 12, 'else is missing']],
  ['if a then else c', [1, 11, 'something is missing before else']],
  ['for x in xs', [1, 12, 'return is missing']],
  ['some x xs satisfies x', [1, 11, 'in is missing']],
  ['every x in xs', [1, 14, 'satisfies is missing']],
  ['x between 1 2', [1, 13, 'and is missing']],
  ['x instance number', [1, 12, 'of is missing']],
  ['f(a: 1, 2)', [1, 9, 'name all arguments or none']],
  ['a && b && c', [1, 3, 'write and instead of &&']],
  ['a == b', [1, 4, 'write one = to compare']],
  ['a <> b', [1, 4, 'write != for unequal']],
  ["'abc'", [1, 1, 'a text stands in double quotes']],
  ['a = "b', [1, 5, 'a closing " is missing']],
  ['@2026-03-01', [1, 2, 'what follows @ stands in double quotes']],
  ['not x', [1, 1, 'write not(x)']],
  ['x not in [1]', [1, 1, 'write not(x in …)']],
  ['(!= 5)', [1, 2, '!= makes no range; it can only follow in']],
  ['1e999 + "\\UFFFFFF"', [1, 1, 'the number is too large'], [1, 9, 'there is no character \\UFFFFFF']],
  ['function(a) external {}', [1, 13, 'a function of another language cannot be called from here']],
  [
    '{a b: 1}.a b + c d',
    [1, 2, 'a name has no spaces or signs: write a_b'],
    [1, 10, 'a name has no spaces or signs: write a_b'],
    [1, 16, 'a name has no spaces or signs: write c_d'],
  ],
  ['x instance of context<a b: number>', [1, 23, 'a name has no spaces or signs: write a_b']],
];

function mistakesIn(text: string): RuleSyntaxError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof RuleSyntaxError) return error;
    throw error;
  }
  return assert.fail(`${text} was read`);
}

test('what is not of the language is refused, with all its mistakes', () => {
  for (const [text, ...expected] of MISTAKES) {
    const { problems, line, column, message } = mistakesIn(text);
    assert.deepEqual(
      problems.map(({ at, message }) => [at.line, at.column, message]),
      expected,
      text,
    );
    const [first] = expected;
    assert.deepEqual([line, column, message], [first![0], first![1], `${first![2]} (line ${line}, column ${column})`]);
  }
});

/** What is too long or nests too deeply, and where that is said. */
const LIMITS: readonly [string, number, RegExp][] = [
  [' '.repeat(10_001), 10_001, /longer than 10000/],
  [`${'('.repeat(150)}1${')'.repeat(150)}`, 101, /nested deeper than 100/],
  [`${'{a:['.repeat(60)}1${']}'.repeat(60)}`, 201, /nested deeper than 100/],
  [`${'- '.repeat(150)}1`, 1, /nested deeper than 100/],
  [`1${'+1'.repeat(150)}`, 1, /nested deeper than 100/],
  [`${'if a then '.repeat(120)}1${' else 2'.repeat(120)}`, 994, /nested deeper than 100/],
  [`x instance of ${'function<> -> '.repeat(120)}date`, 1415, /nested deeper than 100/],
];

test('what is too long or too deep is refused', () => {
  for (const [text, column, message] of LIMITS) {
    const error = mistakesIn(text);
    assert.match(error.message, message);
    assert.equal(error.column, column, text);
  }
});

test('what is long and wide is read', () => {
  const entries = Array.from({ length: 900 }, (_, index) => `a${index}: 1`);
  const ranges = Array.from({ length: 900 }, () => '[1..2[');
  for (const text of [`{${entries.join()}}`, `[${ranges.join()}]`, `"${'('.repeat(9000)}"`]) parse(text);
});
