import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../problem.ts';
import { parse } from '../text/parse.ts';
import { ANY } from '../types/types.ts';
import { fromValue, toValue } from '../values/json.ts';
import { isKnown, type Scope, UNKNOWN } from '../values/values.ts';
import { evaluate, evaluator } from './evaluate.ts';

const SCOPE: Scope = {
  yes: true,
  no: false,
  gone: null,
  n: 7,
  text: 'Taipei',
  born: toValue({ kind: 'date' }, '2026-02-27'),
  children: toValue(ANY, [{ age: 3, name: 'A' }, { age: 8 }]),
};

/** Expressions over the scope above (`u` is unknown) and their values as JSON; undefined is unknown. */
const VALUES: Readonly<Record<string, readonly [string, unknown][]>> = {
  arithmetic: [
    ['1 + 2 * 3 - 4 / 8', 6.5],
    ['0.1 + 0.2', 0.3],
    ['10 / 4', 2.5],
    ['9007199254740992 + 1', '9007199254740993'],
    ['9007199254740991 + 2 - 2', 9007199254740991],
    ['3000000000 * 3000000000 / 3000000000', 3000000000],
    ['-2 ** 2', 4],
    ['2 ** -1', 0.5],
    ['2 ** 3 ** 2', 64],
    ['4 ** 0.5', 2],
    ['27 ** (1 / 3)', 3],
    ['0 ** 0.5', 0],
    ['-n', -7],
    ['"a" + "b"', 'ab'],
    ['gone + 1', null],
    ['gone + u', null],
    ['u + 1', undefined],
  ],
  comparison: [
    ['1 = 1.0', true],
    ['1 != 2', true],
    ['"a" < "b"', true],
    ['null = null', true],
    ['gone = 3', false],
    ['gone != 3', true],
    ['gone < 3', null],
    ['u = true', undefined],
    ['u = u', undefined],
    ['[1, 2] = [1, 2]', true],
    ['[1, 2] = [1]', false],
    ['[u, 1] = [2, 2]', false],
    ['{a: 1} = {a: 1}', true],
    ['[1..3] = [1..3]', true],
    ['[1..3] = [1..3)', false],
    ['born < date("2026-03-01")', true],
  ],
  membership: [
    ['n between 7 and 9', true],
    ['n in [7..9]', true],
    ['n in (7..9]', false],
    ['n in [1..7)', false],
    ['n in (1, 2, > 6)', true],
    ['n in [1, 2, 7]', true],
    ['n in [[1..3], [5..8]]', true],
    ['"x" in ("x", "y")', true],
    ['n in (1)', false],
    ['[1] in [[1], [2]]', true],
    ['[1] in [1]', true],
    ['gone in [1, null]', true],
    ['gone in [1..3]', null],
    ['n in (u, 7)', true],
    ['n in [u, 7]', true],
    ['n in [u, 8]', undefined],
    ['u in []', undefined],
    ['n in [u..5]', false],
    ['n in [u..9]', undefined],
    ['n in [gone..9]', null],
    ['"a" in ["b", 1, "a"]', true],
  ],
  logic: [
    ['yes and no', false],
    ['yes and gone', null],
    ['no and gone', false],
    ['yes or gone', true],
    ['not(gone)', null],
    ['no and u', false],
    ['yes and u', undefined],
    ['yes or u', true],
    ['gone and u', undefined],
    ['not(u)', undefined],
  ],
  conditions: [
    ['if gone then 1 else 2', 2],
    ['if n > 5 then "big" else "small"', 'big'],
    ['if u then 1 else 1.0', 1],
    ['if u then 1 else 2', undefined],
    ['if u then gone else null', null],
    ['if u then [1, {a: 2}] else [1, {a: 2}]', [1, { a: 2 }]],
  ],
  dates: [
    ['date("2026-03-01")', '2026-03-01'],
    ['@"2026-03-01T09:30:00" + @"PT1H"', '2026-03-01T10:30:00'],
    ['@"23:30:00" + @"PT1H"', '00:30:00'],
    ['born.year * 10000 + born.month * 100 + born.day', 20260227],
    ['born + duration("P60D")', '2026-04-28'],
    ['born + duration("P1Y")', '2027-02-27'],
    ['born - duration("P1M")', '2026-01-27'],
    ['duration("P2D") + born', '2026-03-01'],
    ['born + 2', '2026-03-01'],
    ['date("2026-03-01") - born', 'P2D'],
    ['(date("2026-03-01") - born).days', 2],
    ['date("2026-03-01") - born <= 2', true],
    ['(date("2026-03-01") - born) / duration("P1D")', 2],
    ['duration("P1D") * 3', 'P3D'],
    ['duration("P1Y") = duration("P12M")', true],
    ['-duration("P1Y6M")', '-P1Y6M'],
  ],
  paths: [
    ['children.age', [3, 8]],
    ['children.name', undefined],
    ['{a: {b: 1}}.a.b', 1],
    ['{a: 1}.b', undefined],
    ['gone.field', null],
    ['u.field', undefined],
    ['[1..3].end', 3],
    ['[{a: 1}, gone].a', [1, null]],
  ],
};

for (const [what, cases] of Object.entries(VALUES)) {
  test(`${what}: expressions have the values that the language says`, () => {
    for (const [text, expected] of cases) {
      const problems: Problem[] = [];
      assert.deepEqual(fromValue(evaluate(parse(text), SCOPE, problems)), expected, text);
      if (text !== '"a" in ["b", 1, "a"]') assert.deepEqual(problems, [], text);
    }
  });
}

/** What has no value: unknown, with the reason. */
const PROBLEMS: readonly [string, RegExp][] = [
  ['1 / 0', /division by zero/],
  ['1 / (n - 7)', /division by zero/],
  ['9 ** 999 * 9 ** 999', /too large/],
  ['(-2) ** 0.5', /negative number has no power 0.5/],
  ['2 ** 1001', /beyond ±1000/],
  ['date("2026-02-30")', /no day 2026-02-30/],
  ['@"2026-02-30"', /no day 2026-02-30/],
  ['date("999999999-12-31") + 1', /no day/],
  ['born + 1.5', /whole number/],
  ['duration("P1D") < duration("P1M")', /cannot compare days with months/],
  ['n < "a"', /cannot compare number with string/],
  ['n = "7"', /cannot compare number with string/],
  ['[n] = 7', /cannot compare list with number/],
  ['yes < no', /no order/],
  ['n in [1.."a"]', /cannot compare number with string/],
  ['[1.."a"]', /cannot compare number with string/],
  ['[yes..no]', /boolean has no order/],
  ['"a" * 2', /cannot apply \* to string and number/],
  ['-text', /cannot negate string/],
  ['n and yes', /must be true or false/],
  ['n.year', /number has no year/],
  ['text.year', /string has no year/],
  ['born.hour', /date has no hour/],
  ['nothing_known(1)', /no function nothing_known/],
  ['{a: 1, a: 2}', /a is there twice/],
];

test('an operation without a value is unknown and says why', () => {
  for (const [text, reason] of PROBLEMS) {
    const problems: Problem[] = [];
    const value = evaluate(parse(text), SCOPE, problems);
    assert.ok(!isKnown(value), text);
    assert.match(problems.map(({ message }) => message).join('; '), reason, text);
  }
});

test('a problem has the place of its operation', () => {
  const problems: Problem[] = [];
  assert.equal(evaluate(parse('yes and\n  1 / 0 > 1'), SCOPE, problems), UNKNOWN);
  assert.deepEqual(problems, [{ at: { line: 2, column: 3 }, message: 'division by zero' }]);
});

test('a decided condition hides the problem behind it', () => {
  const problems: Problem[] = [];
  assert.equal(evaluate(parse('n != 7 and 1 / (n - 7) > 1'), SCOPE, problems), false);
  assert.deepEqual(problems, []);
});

test('what is wrong on one side does not keep the other from deciding', () => {
  assert.equal(evaluate(parse('1 / 0 > 1 and no'), SCOPE), false);
  assert.equal(evaluate(parse('n in [1.."a"] or yes'), SCOPE), true);
  assert.equal(evaluate(parse('[1, "a"] = [2, 3]'), SCOPE), false);
});

test('names of the prototype are names like any other', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    assert.equal(evaluate(parse(name), {}), UNKNOWN, name);
  }
  assert.equal(evaluate(parse('toString.valueOf'), {}), UNKNOWN);
  assert.equal(evaluate(parse('constructor'), { constructor: 1 }), 1);
});

test('an evaluator is a tree made ready for many scopes', () => {
  const isAdult = evaluator(parse('age >= 19'));
  assert.deepEqual(
    [{ age: 20 }, { age: 18 }, { age: null }, {}].map((scope) => isAdult(scope as Scope)),
    [true, false, null, UNKNOWN],
  );
});
