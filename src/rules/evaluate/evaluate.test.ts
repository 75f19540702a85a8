import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../problem.ts';
import { parse } from '../text/parse.ts';
import { ANY } from '../types/types.ts';
import { fromValue, toValue } from '../values/json.ts';
import { isKnown, type Scope, UNKNOWN } from '../values/values.ts';
import { evaluate } from './evaluate.ts';

const SCOPE: Scope = {
  yes: true,
  no: false,
  gone: null,
  n: toValue(ANY, 7),
  text: 'Taipei',
  born: toValue({ kind: 'date' }, '2026-02-27'),
  children: toValue(ANY, [{ age: 3, name: 'A' }, { age: 8 }]),
};

/** Expressions over the scope above (`u` is unknown) and their values as JSON. */
const VALUES: readonly [string, unknown][] = [
  ['1 + 2 * 3 - 4 / 8', 6.5],
  ['0.1 + 0.2', 0.3],
  ['10 / 4', 2.5],
  ['9007199254740992 + 1', '9007199254740993'],
  ['-2 ** 2', 4],
  ['2 ** -1', 0.5],
  ['-n', -7],
  ['"a" + "b"', 'ab'],
  ['1 = 1.0', true],
  ['1 != 2', true],
  ['"a" < "b"', true],
  ['null = null', true],
  ['gone = 3', false],
  ['gone != 3', true],
  ['gone < 3', null],
  ['gone + 1', null],
  ['n between 7 and 9', true],
  ['n in [7..9]', true],
  ['n in (7..9]', false],
  ['n in [1..7)', false],
  ['n in (1, 2, > 6)', true],
  ['n in [1, 2, 7]', true],
  ['"x" in ("x", "y")', true],
  ['n in (1)', false],
  ['yes and no', false],
  ['yes and gone', null],
  ['no and gone', false],
  ['yes or gone', true],
  ['not(gone)', null],
  ['if gone then 1 else 2', 2],
  ['if n > 5 then "big" else "small"', 'big'],
  ['[1, 2 + 3]', [1, 5]],
  ['[1, 2] = [1, 2]', true],
  ['[1, 2] = [1]', false],
  ['some c in children satisfies c.age > 5', true],
  ['every c in children satisfies c.age > 5', false],
  ['every c in [] satisfies c', true],
  ['some i in [1, 2], j in [2, 3] satisfies i = j', true],
  ['sum(children.age)', 11],
  ['count(children)', 2],
  ['sum(1, 2, 3)', 6],
  ['sum([])', null],
  ['min([3, 1, 2])', 1],
  ['max(1, n)', 7],
  ['max(date("2026-01-01"), born)', '2026-02-27'],
  ['min([1, null])', null],
  ['abs(-3)', 3],
  ['floor(-1.5)', -2],
  ['floor(1.256, 2)', 1.25],
  ['ceiling(1.2)', 2],
  ['decimal(2.345, 2)', 2.34],
  ['decimal(1234, -2)', 1200],
  ['string length("中文😀")', 3],
  ['contains(text, "pei")', true],
  ['starts with(text, "Tai")', true],
  ['ends with(text, "Tai")', false],
  ['upper case(text)', 'TAIPEI'],
  ['lower case(text)', 'taipei'],
  ['substring(text, 4)', 'pei'],
  ['substring(text, -3, 2)', 'pe'],
  ['is defined(gone)', false],
  ['is defined(n)', true],
  ['date("2026-03-01")', '2026-03-01'],
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
  ['years and months duration(date("2000-02-28"), born).years', 25],
  ['born < date("2026-03-01")', true],
  ['-duration("P1Y6M")', '-P1Y6M'],
  ['u = true', undefined],
  ['u = u', undefined],
  ['u + 1', undefined],
  ['u.field', undefined],
  ['no and u', false],
  ['yes and u', undefined],
  ['yes or u', true],
  ['gone and u', undefined],
  ['not(u)', undefined],
  ['gone + u', null],
  ['if u then 1 else 1.0', 1],
  ['if u then 1 else 2', undefined],
  ['if u then gone else null', null],
  ['count([u, u])', 2],
  ['sum([1, u])', undefined],
  ['max(u, 1)', undefined],
  ['some x in [u, true] satisfies x', true],
  ['some x in [u, false] satisfies x', undefined],
  ['every x in [u, false] satisfies x', false],
  ['n in (u, 7)', true],
  ['u in []', undefined],
  ['n in [u..5]', false],
  ['[u, 1] = [2, 2]', false],
  ['is defined(u)', undefined],
  ['children.name = ["A", "B"]', undefined],
];

test('expressions have the values that the language says', () => {
  for (const [text, expected] of VALUES) {
    const problems: Problem[] = [];
    assert.deepEqual(fromValue(evaluate(parse(text), SCOPE, problems)), expected, text);
    assert.deepEqual(problems, [], text);
  }
});

/** What has no value: unknown, with the reason. */
const PROBLEMS: readonly [string, RegExp][] = [
  ['1 / 0', /division by zero/],
  ['1 / (n - 7)', /division by zero/],
  ['9 ** 999 * 9 ** 999', /too large/],
  ['2 ** 0.5', /whole number/],
  ['date("2026-02-30")', /no day 2026-02-30/],
  ['date("9999-12-31") + 1', /no day/],
  ['born + 1.5', /whole number/],
  ['duration("PT1H")', /not a duration/],
  ['duration("P1D") < duration("P1M")', /cannot compare days with months/],
  ['n < "a"', /cannot compare number with string/],
  ['n = "7"', /cannot compare number with string/],
  ['yes < no', /no order/],
  ['"a" * 2', /cannot apply \* to string and number/],
  ['n and yes', /must be true or false/],
  ['n.year', /number has no year/],
  ['born.hour', /date has no hour/],
  ['(born - born).years', /days has no years/],
  ['nothing_known(1)', /no function nothing_known/],
  ['floor("a")', /argument 1 of floor must be a number/],
  ['abs(1, 2)', /abs takes number/],
  ['sum(["a"])', /needs number/],
  ['substring("a", 0)', /counts from 1/],
  ['some x in 3 satisfies x', /needs a list/],
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

test('names of the prototype are names like any other', () => {
  assert.equal(evaluate(parse('constructor'), {}), UNKNOWN);
  assert.equal(evaluate(parse('toString.valueOf'), {}), UNKNOWN);
});
