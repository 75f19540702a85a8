import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { evaluate as feelin } from 'feelin';
import { result } from './fixture.ts';

/**
 * The functions beside those of feelin, another implementation, on random arguments. Left out is where it leaves the
 * standard: positions outside of a list or from its end, groups in the pattern of `split`, `median`, `mode`, `is`, and half
 * of the relations of ranges.
 */

const number = fc
  .oneof(
    fc.integer({ min: -12, max: 12 }),
    fc.integer({ min: -500, max: 500 }).map((quarters) => quarters / 4),
  )
  .map(String);
const whole = fc.integer({ min: -4, max: 4 }).map(String);
const text = fc
  .string({ unit: fc.constantFrom('a', 'b', 'C', ' ', '한', '1'), maxLength: 6 })
  .map((string) => JSON.stringify(string));
const truth = fc.constantFrom('true', 'false', 'null');
const item = fc.oneof(whole, text, truth);
const place = fc.constantFrom('1', '2', '3');
const position = fc.oneof(
  place,
  place.map((digit) => `-${digit}`),
);
const listOf = (of: fc.Arbitrary<string>, length?: number) =>
  fc.array(of, { minLength: length ?? 0, maxLength: length ?? 5 }).map((items) => `[${items.join(', ')}]`);
const three = listOf(item, 3);
const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((day) => `date("${day.toISOString().slice(0, 10)}")`);
const part = fc.nat(100);
const duration = fc
  .tuple(fc.constantFrom('', '-'), part, part, part, part)
  .map(([sign, days, hours, minutes, seconds]) => `duration("${sign}P${days}DT${hours}H${minutes}M${seconds}S")`);
const range = fc
  .tuple(fc.constantFrom('[', '('), fc.nat(4), fc.integer({ min: 1, max: 4 }), fc.constantFrom(']', ')'))
  .map(([open, low, length, close]) => `${open}${low}..${low + length}${close}`);
const spot = fc.oneof(fc.nat(6).map(String), range);
const context = fc
  .uniqueArray(fc.constantFrom('a', 'b', 'c'))
  .chain((keys) => fc.tuple(...keys.map((key) => item.map((value) => `${key}: ${value}`))))
  .map((entries) => `{${entries.join(', ')}}`);
const key = fc.constantFrom('"a"', '"b"', '"c"');
const pattern = fc.constantFrom('"a"', '" "', '"[ab]"', '"(a|b)+"', '"a.?"');

type Arguments = readonly fc.Arbitrary<string>[];

const ARGUMENTS: Readonly<Record<string, Arguments>> = {
  not: [truth],
  'string length': [text],
  'upper case': [text],
  'lower case': [text],
  'substring before': [text, text],
  'substring after': [text, text],
  contains: [text, text],
  'starts with': [text, text],
  'ends with': [text, text],
  'string join': [listOf(text), text],
  split: [text, fc.constantFrom('"a"', '" "', '"[ab]+"')],
  replace: [text, pattern, fc.constantFrom('"x"', '"[$0]"', '""')],
  matches: [text, pattern],
  'list contains': [listOf(item), item],
  count: [listOf(item)],
  min: [listOf(number)],
  max: [listOf(number)],
  sum: [listOf(number)],
  mean: [listOf(number)],
  stddev: [listOf(whole)],
  product: [listOf(whole)],
  all: [listOf(truth)],
  any: [listOf(truth)],
  sublist: [three, position],
  append: [listOf(item), item],
  concatenate: [listOf(item), listOf(item)],
  'insert before': [three, place, item],
  remove: [three, place],
  'list replace': [three, place, item],
  reverse: [listOf(item)],
  'index of': [listOf(item), item],
  union: [listOf(item), listOf(item)],
  'distinct values': [listOf(item)],
  flatten: [listOf(listOf(item))],
  sort: [listOf(number), fc.constantFrom('function(x, y) x < y', 'function(x, y) x > y')],
  decimal: [number, whole],
  floor: [number],
  ceiling: [number],
  'round up': [number, whole],
  'round down': [number, whole],
  'round half up': [number, whole],
  'round half down': [number, whole],
  abs: [number],
  modulo: [number, number],
  sqrt: [number],
  log: [number],
  exp: [whole],
  odd: [whole],
  even: [whole],
  'day of year': [date],
  'day of week': [date],
  'month of year': [date],
  'week of year': [date],
  string: [fc.oneof(number, truth, date, duration, listOf(item))],
  number: [number.map((digits) => `"${digits}"`)],
  'get value': [context, key],
  'get entries': [context],
  'context put': [context, key, item],
  'context merge': [listOf(context)],
  before: [spot, spot],
  after: [spot, spot],
  meets: [range, range],
  'met by': [range, range],
  overlaps: [range, range],
  includes: [range, spot],
};

/** A value of feelin as it would be written in a rule. */
function written(value: unknown): string {
  if (value === undefined) return 'null';
  if (Array.isArray(value)) return `[${value.map(written).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, field]) => `${name}: ${written(field)}`)
    .join(', ')}}`;
}

/** feelin reckons in JS numbers. */
const isNear = (ours: string, theirs: string) => Math.abs(Number(ours) / Number(theirs) - 1) < 1e-12;

for (const [name, given] of Object.entries(ARGUMENTS)) {
  test(`${name} is what feelin says`, () => {
    fc.assert(
      fc.property(fc.tuple(...given), (args) => {
        const expression = `${name}(${args.join(', ')})`;
        const value = result(expression);
        const ours = value === '?' || value.startsWith('!') ? 'null' : value;
        const theirs = written(feelin(expression, {}).value);
        assert.ok(ours === theirs || isNear(ours, theirs), `${expression}: ${ours}, feelin ${theirs}`);
      }),
    );
  });
}
