import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { RuleSyntaxError } from '../problem.ts';
import { anyTree } from './fixture.ts';
import { type ParseOptions, parse } from './parse.ts';
import { print } from './print.ts';

const WORDS =
  'a b x.y 1 -2 .5 "t" true false null + - * / ** = != < <= > >= in between and or not( min( date( if then else some every' +
  ' satisfies ( ) [ ] .. , . { } : {a: @ @"P1D" ? // /* */ for return partial string years months duration and time( of' +
  ' instance list< range< context< function< > -> function( external 中 \ud83d \\ " \\u \n';
const soup = fc.array(fc.constantFrom(...WORDS.split(' ')), { maxLength: 25 }).map((words) => words.join(' '));

/** The text of a tree in which a few characters are gone, doubled, moved or others. */
const mutated = fc
  .tuple(
    anyTree,
    fc.array(fc.tuple(fc.nat(), fc.nat({ max: 4 }), fc.constantFrom(...WORDS.split(' '))), { maxLength: 3 }),
  )
  .map(([tree, changes]) =>
    changes.reduce((text, [where, much, word]) => {
      const at = where % (text.length + 1);
      return text.slice(0, at) + word + text.slice(at + much);
    }, print(tree)),
  );

const options: fc.Arbitrary<ParseOptions> = fc.constantFrom({}, { names: [] }, { names: ['a b', 'a-b', 'in a'] });

function assertReadOrRefused(text: string, how: ParseOptions): void {
  const lines = text.split('\n');
  try {
    const printed = print(parse(text, how));
    assert.equal(print(parse(printed, how)), printed);
  } catch (error) {
    assert.ok(error instanceof RuleSyntaxError, `${JSON.stringify(text)}: ${error}`);
    const [first] = error.problems;
    assert.deepEqual(first?.at, { line: error.line, column: error.column });
    for (const { at, message } of error.problems) {
      assert.ok(message !== '' && at.column >= 1 && at.column <= lines[at.line - 1]!.length + 1, JSON.stringify(text));
    }
  }
}

test('any text is read or refused with places inside it', () => {
  fc.assert(
    fc.property(fc.oneof(soup, mutated, fc.string({ unit: 'binary', maxLength: 60 })), options, assertReadOrRefused),
    { numRuns: 5000 },
  );
});

test('long and deep nonsense is refused too', () => {
  const pieces = [
    ...['(', '[', '{', '{a:', 'f(', 'a[', 'a.', '@', '"', ')', ']', '}', '..', '1..', '(1..', '//', '/*', 'a\n', ','],
    ...[
      '-',
      '- ',
      '+',
      '1+',
      'a and ',
      'x in (',
      'x in ',
      'some x in ',
      'for x in ',
      'if ',
      'if a then ',
      'function() ',
    ],
    ...['x instance of ', 'list<', 'context<a:', 'date and ', 'a ', 'a-', '? ', '\ud83d', '中', '\\'],
  ];
  for (const piece of pieces) {
    const text = piece.repeat(Math.floor(3000 / piece.length));
    for (const how of [{}, { names: ['a b', 'a-b'] }]) assertReadOrRefused(text, how);
  }
});
