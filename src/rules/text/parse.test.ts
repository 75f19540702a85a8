import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { unknownNames } from '../decide/dependencies.ts';
import { evaluate } from '../evaluate/evaluate.ts';
import { RuleSyntaxError } from '../problem.ts';
import { check } from '../types/check.ts';
import { parse } from './parse.ts';
import { print } from './print.ts';

/** Texts and how the printer says them: with the fewest parentheses, so that it shows the grouping. */
const GROUPINGS: readonly [string, string][] = [
  ['a or b and c', 'a or b and c'],
  ['(a or b) and c', '(a or b) and c'],
  ['a and (b and c)', 'a and (b and c)'],
  ['(a and b) and c', 'a and b and c'],
  ['a - b - c', 'a - b - c'],
  ['a - (b - c)', 'a - (b - c)'],
  ['(a + b) * c', '(a + b) * c'],
  ['2 ** 3 ** 2', '2 ** 3 ** 2'],
  ['2 ** (3 ** 2)', '2 ** (3 ** 2)'],
  ['-a ** 2', '-a ** 2'],
  ['-(a ** 2)', '-(a ** 2)'],
  ['- 1', '-1'],
  ['-(1)', '-(1)'],
  ['a - -1', 'a - -1'],
  ['a--b', 'a - -b'],
  ['1.50', '1.5'],
  ['x in [1..5] and y', 'x in [1..5] and y'],
  ['p and x in [1..5] or q', 'p and x in [1..5] or q'],
  ['x in >3 and y', 'x in (> 3) and y'],
  ['x in (1) and y', 'x in (1) and y'],
  ['x in (1, >2, (3..4])', 'x in (1, > 2, (3..4])'],
  ['x in ((> 3))', 'x in (> 3)'],
  ['x in ]1..5[', 'x in (1..5)'],
  ['x in list_a and y', 'x in (list_a) and y'],
  ['x in ["a", "b"] = y', 'x in (["a", "b"]) = y'],
  ['x between 1 and a + 2 and y', 'x in [1..a + 2] and y'],
  ['not(x) and y', 'not(x) and y'],
  ['if a then b else c + 1', 'if a then b else c + 1'],
  ['(if a then b else c) + 1', '(if a then b else c) + 1'],
  ['some x in xs, y in x.ys satisfies x = y', 'some x in xs satisfies some y in x.ys satisfies x = y'],
  ['(every x in xs satisfies x) or y', '(every x in xs satisfies x) or y'],
  ['years  and months\tduration(a, b).years', 'years and months duration(a, b).years'],
  ['date ("2026-03-01").year // born', 'date("2026-03-01").year'],
  ['"\\u4e2d\\n\\"\\\\"', '"中\\u000a\\"\\\\"'],
];

test('operators group by precedence', () => {
  for (const [text, printed] of GROUPINGS) {
    assert.equal(print(parse(text)), printed, text);
    assert.equal(print(parse(printed)), printed, printed);
  }
});

const ERRORS: readonly [string, number, number, RegExp][] = [
  ['', 1, 1, /empty/],
  ['a +', 1, 4, /ends too early/],
  ['a and\n  b c', 2, 3, /write b_c/],
  ['> 3', 1, 1, /missing before >/],
  ['1 2', 1, 3, /2 is not expected/],
  ['"a\nb"', 1, 1, /not expected|missing/],
  ['[1..5]', 1, 1, /range that does not follow in/],
  ['a = [1..5]', 1, 5, /range that does not follow in/],
  ['xs[1]', 1, 1, /filter is not part/],
  ['{a: 1}', 1, 1, /context is not part/],
  ['f(a: 1)', 1, 3, /named argument is not part/],
  ['a.f(1)', 1, 1, /only a function name/],
  ['1e999', 1, 1, /too large/],
  ['x in > 3 > 4 + ', 1, 16, /ends too early/],
  [`${'('.repeat(150)}1${')'.repeat(150)}`, 1, 101, /nested deeper than 100/],
  [`1${'+1'.repeat(150)}`, 1, 1, /nested deeper than 100/],
  [' '.repeat(10_001), 1, 10_001, /longer than 10000/],
];

test('a text that is not of the language is refused with its place', () => {
  for (const [text, line, column, message] of ERRORS) {
    assert.throws(
      () => parse(text),
      (error: unknown) => {
        assert.ok(error instanceof RuleSyntaxError, text);
        assert.match(error.message, message);
        assert.deepEqual([error.line, error.column], [line, column], text);
        return true;
      },
      text,
    );
  }
});

test('nodes know where they stand', () => {
  const tree = parse('a and\n  b > 1');
  assert.ok(tree.kind === 'logic');
  assert.deepEqual(tree.at, { line: 1, column: 1 });
  assert.deepEqual(tree.right.at, { line: 2, column: 3 });
});

const WORDS =
  'a b x.y 1 -2 .5 "t" true false null + - * / ** = != < <= > >= in between and or not( min( date( if then else some every satisfies ( ) [ ] .. , . { } @ ? // for return' +
  ' string years months duration of instance 中 \\ " \n';
const soup = fc.array(fc.constantFrom(...WORDS.split(' ')), { maxLength: 25 }).map((words) => words.join(' '));

test('no text makes the room throw anything but a syntax error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), soup), (text) => {
      try {
        const tree = parse(text);
        check(tree, {});
        evaluate(tree, {});
        unknownNames(tree, {});
        assert.equal(print(parse(print(tree))), print(tree));
      } catch (error) {
        assert.ok(error instanceof RuleSyntaxError, `${JSON.stringify(text)}: ${error}`);
        assert.ok(error.line >= 1 && error.column >= 1);
      }
    }),
    { numRuns: 3000 },
  );
});

test('long and deep nonsense is refused too', () => {
  const pieces = ['(', '[', '-', '- ', 'if ', 'f(', 'a.', '1+', 'a and ', 'x in (', 'some x in ', '"', '{'];
  for (const piece of pieces) {
    assert.throws(() => parse(piece.repeat(Math.floor(5000 / piece.length))), RuleSyntaxError, piece);
  }
});
