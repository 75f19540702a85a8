import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ValueError } from '../../problem.ts';
import { ANY, BARE_NUMBER, DATE, describe, numberIn, STRING, type Type } from '../../types/types.ts';
import { UNKNOWN } from '../../values/values.ts';
import { assertAll } from './fixture.ts';
import { applyFunction, functionType, prepareFunction } from './index.ts';

test('arguments stand in order or have the names of the standard', () => {
  assertAll(
    [
      ['substring(string: "foobar", start position: 3)', 'obar'],
      ['substring(length: 2, start position: 3, string: "foobar")', 'ob'],
      ['date(year: 2026, day: 1, month: 3)', '2026-03-01'],
      ['decimal(scale: 1, n: 1.25)', '1.2'],
      ['max(c1: 3, c2: 5)', '5'],
      ['append(list: [1], item1: 2, item2: 3)', '[1, 2, 3]'],
      ['append(list: [1], item: 2)', '[1, 2]'],
      ['is(value1: 1, value2: 1)', 'true'],
      ['time(hour: 9, minute: 30, second: 0)', '09:30:00'],
      ['date(day: 1, month: 3)', /date takes from; or year, month, day/],
      ['floor(m: 1)', /floor takes n; or n, scale/],
      ['floor(n: 1, n: 2)', /floor takes n; or n, scale/],
    ].map(([expression, expected]) => [expression as string, quotedUnless(expected!)] as const),
  );
});

/** Texts are written with quotes. */
function quotedUnless(expected: string | RegExp): string | RegExp {
  return typeof expected === 'string' && /^[a-z]+$/.test(expected) && expected !== 'true' ? `"${expected}"` : expected;
}

test('a call with too few or too many arguments says what is taken', () => {
  assertAll([
    ['floor()', /floor takes number; or number, number/],
    ['floor(1, 2, 3)', /floor takes number; or number, number/],
    ['concatenate()', /concatenate takes list …/],
    ['date(2026, 3)', /date takes string or date or date and time; or number, number, number/],
    ['today(1)', /today takes no arguments/],
  ]);
});

test('null makes a call null unless it has a meaning', () => {
  assertAll([
    ['floor(null)', 'null'],
    ['substring("abc", null)', 'null'],
    ['substring("abc", 1, null)', 'null'],
    ['sum(null)', 'null'],
    ['is defined(null)', 'false'],
    ['string(null)', 'null'],
    ['list contains([1, null], null)', 'true'],
    ['append([1], null)', '[1, null]'],
    ['string join(["a", "b"], null)', '"ab"'],
    ['number("1", null, null)', '1'],
    ['time(9, 30, 0, null)', '09:30:00'],
    ['is(null, null)', 'true'],
  ]);
});

test('what is unknown makes a call unknown unless the rest decides', () => {
  assertAll([
    ['floor(u)', '?'],
    ['floor(null, u)', 'null'],
    ['floor(null, "a")', 'null'],
    ['substring("abc", u)', '?'],
    ['list contains([1, u], 1)', 'true'],
    ['list contains([1, u], 2)', '?'],
    ['all([true, u, false])', 'false'],
    ['all([true, u])', '?'],
    ['any([u, true])', 'true'],
    ['count([u, 1])', '2'],
    ['append([1], u)', '[1, ?]'],
    ['reverse([u, 1])', '[1, ?]'],
    ['concatenate([u], [1])', '[?, 1]'],
    ['concatenate(u, [1])', '?'],
    ['context put({a: 1}, "b", u)', '{a: 1, b: ?}'],
    ['string(u)', '?'],
    ['string([1, u])', '?'],
    ['is(u, 1)', '?'],
    ['max(1, u)', '?'],
    ['is defined(u)', '?'],
  ]);
});

test('a list of one item counts as the item, and an item as the list of it', () => {
  assertAll([
    ['floor([1.5])', '1'],
    ['contains(["foobar"], "bar")', 'true'],
    ['count("a")', '1'],
    ['append(1, 2)', '[1, 2]'],
    ['list contains("a", "a")', 'true'],
    ['reverse(1)', '[1]'],
    ['floor([1.5, 2])', /argument 1 of floor must be a number, not a list/],
    ['floor([])', /argument 1 of floor must be a number, not a list/],
  ]);
});

test('a wrong argument is named', () => {
  assertAll([
    ['floor("a")', /argument 1 of floor must be a number, not a string/],
    ['substring("abc", "b")', /argument 2 of substring must be a number, not a string/],
    ['date(true)', /argument 1 of date must be a string or a date or a date and time, not a boolean/],
    ['list replace([1], "a", 2)', /argument 2 of list replace must be a number or a function, not a string/],
    ['matches("a", "a", 1)', /argument 3 of matches must be a string or null, not a number/],
    ['includes(1, 1)', /argument 1 of includes must be a range, not a number/],
  ]);
});

test('the work of a call is counted', () => {
  const work = (name: string, ...args: Parameters<typeof applyFunction>[1]) => {
    let spent = 0;
    const spend = (steps: number) => {
      spent += steps;
    };
    applyFunction(name, args, undefined, { standard: false, spend });
    return spent;
  };
  assert.equal(work('floor', 1), 1);
  assert.equal(work('count', Array(500).fill(1)), 501);
  assert.equal(work('string length', 'a'.repeat(20_000)), 21);
  assert.ok(
    work(
      'distinct values',
      Array.from({ length: 100 }, (_, index) => ({ kind: 'record', fields: { index } }) as const),
    ) > 4000,
  );
  assert.ok(work('matches', 'a'.repeat(1000), 'b') > 100);
  const stop = () => {
    throw new ValueError('enough');
  };
  assert.throws(() => applyFunction('floor', [1], undefined, { standard: false, spend: stop }), /enough/);
});

test('a call prepared once can be made many times', () => {
  const call = prepareFunction('substring', 2, ['start position', 'string'])!;
  assert.deepEqual([call([2, 'abc']), call([3, 'abc']), call([UNKNOWN, 'abc'])], ['bc', 'c', UNKNOWN]);
});

const LIST_OF_NUMBERS: Type = { kind: 'list', of: BARE_NUMBER };
const IN_COINS = numberIn('coin');

test('a call has a type before it has a value', () => {
  const cases: [string, Type[], string][] = [
    ['floor', [IN_COINS], 'number in coin'],
    ['floor', [ANY], 'any'],
    ['sum', [{ kind: 'list', of: IN_COINS }], 'number in coin'],
    ['max', [IN_COINS, BARE_NUMBER], 'number in coin'],
    ['max', [DATE, DATE], 'date'],
    ['count', [LIST_OF_NUMBERS], 'number'],
    ['append', [LIST_OF_NUMBERS, BARE_NUMBER], 'list of number'],
    ['concatenate', [LIST_OF_NUMBERS, LIST_OF_NUMBERS], 'list of number'],
    ['date', [STRING], 'date'],
    ['years and months duration', [DATE, DATE], 'duration in months'],
    ['split', [STRING, STRING], 'list of string'],
    ['index of', [LIST_OF_NUMBERS, BARE_NUMBER], 'list of number'],
    ['flatten', [{ kind: 'list', of: LIST_OF_NUMBERS }], 'list of number'],
    ['mode', [LIST_OF_NUMBERS], 'list of number'],
    ['before', [DATE, { kind: 'range', of: DATE }], 'boolean'],
  ];
  for (const [name, types, expected] of cases) {
    const type = functionType(name, types);
    assert.equal(typeof type === 'string' ? type : describe(type), expected, name);
  }
  assert.deepEqual(functionType('substring', [BARE_NUMBER, STRING], ['start position', 'string']), STRING);
});

test('a call that cannot be is refused before it is made', () => {
  const cases: [string, Type[], string[] | undefined, RegExp][] = [
    ['flor', [BARE_NUMBER], undefined, /^there is no function flor — did you mean floor\?$/],
    ['floor', [STRING], undefined, /^argument 1 of floor must be a number, not a string$/],
    ['floor', [], undefined, /^floor takes number; or number, number$/],
    ['substring', [STRING, BARE_NUMBER], ['string', 'start'], /^substring has no parameter start/],
    ['sum', [{ kind: 'list', of: DATE }], undefined, /^sum needs number, not date$/],
    ['max', [DATE, STRING], undefined, /^cannot put date and string together$/],
    ['list contains', [LIST_OF_NUMBERS, STRING], undefined, /^list contains cannot compare/],
    ['append', [LIST_OF_NUMBERS, STRING], undefined, /^append cannot put/],
    ['modulo', [IN_COINS, numberIn('day')], undefined, /^modulo needs two numbers in the same unit$/],
    ['sqrt', [IN_COINS], undefined, /^sqrt needs a number without a unit$/],
    ['product', [{ kind: 'list', of: IN_COINS }], undefined, /^product needs numbers without a unit$/],
    ['today', [], undefined, /^today gives no value: a rule does not read the clock/],
    ['during', [STRING, { kind: 'range', of: DATE }], undefined, /^during /],
  ];
  for (const [name, types, names, reason] of cases) {
    const type = functionType(name, types, names);
    assert.equal(typeof type, 'string', name);
    assert.match(type as string, reason);
  }
});
