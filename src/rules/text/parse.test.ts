import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Tree } from '../tree.ts';
import { withoutPlaces } from './fixture.ts';
import { parse } from './parse.ts';

const read = (text: string, names?: readonly string[]) => withoutPlaces(parse(text, names ? { names } : {}));
const name = (of: string) => ({ kind: 'name', name: of });
const number = (value: number) => ({ kind: 'number', value: String(value) });

/** A form of each part of the language, and its tree. */
const FORMS: readonly [string, unknown][] = [
  ['@"2026-03-01"', { kind: 'temporal', value: '2026-03-01' }],
  ['date("2026-03-01")', { kind: 'call', function: 'date', arguments: [{ kind: 'string', value: '2026-03-01' }] }],
  ['date and\n time(x)', { kind: 'call', function: 'date and time', arguments: [name('x')] }],
  ['?', name('?')],
  ['{}', { kind: 'context', entries: [] }],
  [
    '{a: 1, "b c": a}',
    {
      kind: 'context',
      entries: [
        { key: 'a', value: number(1) },
        { key: 'b c', value: name('a') },
      ],
    },
  ],
  [
    'xs[a > 1]',
    { kind: 'filter', of: name('xs'), condition: { kind: 'compare', op: '>', left: name('a'), right: number(1) } },
  ],
  ['xs[-1]', { kind: 'filter', of: name('xs'), condition: number(-1) }],
  ['x.time offset', { kind: 'path', of: name('x'), field: 'time offset' }],
  [']1..5[', { kind: 'range', low: number(1), high: number(5), includesLow: false, includesHigh: false }],
  ['(1..5]', { kind: 'range', low: number(1), high: number(5), includesLow: false, includesHigh: true }],
  ['(>= 5)', { kind: 'range', low: number(5), high: null, includesLow: true, includesHigh: false }],
  ['(< 5)', { kind: 'range', low: null, high: number(5), includesLow: false, includesHigh: false }],
  [
    'x = >= 5',
    {
      kind: 'compare',
      op: '=',
      left: name('x'),
      right: { kind: 'range', low: number(5), high: null, includesLow: true, includesHigh: false },
    },
  ],
  [
    'for x in xs, i in 1..x return partial',
    {
      kind: 'for',
      variables: [
        { name: 'x', list: name('xs') },
        { name: 'i', list: { kind: 'range', low: number(1), high: name('x'), includesLow: true, includesHigh: true } },
      ],
      result: name('partial'),
    },
  ],
  [
    'every x in xs, y in [1..5] satisfies x',
    {
      kind: 'quantified',
      quantifier: 'every',
      name: 'x',
      list: name('xs'),
      satisfies: {
        kind: 'quantified',
        quantifier: 'every',
        name: 'y',
        list: { kind: 'range', low: number(1), high: number(5), includesLow: true, includesHigh: true },
        satisfies: name('x'),
      },
    },
  ],
  [
    'function(a, b: list<date and time>) a',
    {
      kind: 'function',
      parameters: [{ name: 'a' }, { name: 'b', type: { name: 'list', of: [{ name: 'date and time' }] } }],
      body: name('a'),
    },
  ],
  [
    'f(a: 1, start position: 2)',
    { kind: 'call', function: 'f', arguments: [number(1), number(2)], names: ['a', 'start position'] },
  ],
  ['f(1)(2)', { kind: 'apply', of: { kind: 'call', function: 'f', arguments: [number(1)] }, arguments: [number(2)] }],
  ['(f)(2)', { kind: 'apply', of: name('f'), arguments: [number(2)] }],
  ['null()', { kind: 'apply', of: { kind: 'null' }, arguments: [] }],
  ['--a', { kind: 'negate', of: { kind: 'negate', of: name('a') } }],
  [
    'x in (1, > 2, [3..4], xs)',
    {
      kind: 'in',
      of: name('x'),
      tests: [
        { kind: 'value', value: number(1) },
        { kind: 'comparison', op: '>', to: number(2) },
        { kind: 'range', low: number(3), high: number(4), includesLow: true, includesHigh: true },
        { kind: 'value', value: name('xs') },
      ],
    },
  ],
  ['a /* not b */ // nor c', name('a')],
];

test('every part of the language has its tree', () => {
  for (const [text, tree] of FORMS) assert.deepEqual(read(text), tree, text);
});

const TYPES: readonly [string, unknown][] = [
  ['number', { name: 'number' }],
  ['Any', { name: 'Any' }],
  ['tax.rate', { name: 'tax.rate' }],
  ['years and months duration', { name: 'years and months duration' }],
  ['list<days and time duration>', { name: 'list', of: [{ name: 'days and time duration' }] }],
  ['range< date and time >', { name: 'range', of: [{ name: 'date and time' }] }],
  ['list<range<number>>', { name: 'list', of: [{ name: 'range', of: [{ name: 'number' }] }] }],
  [
    'context<a: string, b: range<date>>',
    { name: 'context', fields: { a: { name: 'string' }, b: { name: 'range', of: [{ name: 'date' }] } } },
  ],
  ['function<> -> Any', { name: 'function', of: [], returns: { name: 'Any' } }],
  [
    'function<number, date>->list<date>',
    { name: 'function', of: [{ name: 'number' }, { name: 'date' }], returns: { name: 'list', of: [{ name: 'date' }] } },
  ],
];

test('instance of takes every form of a type', () => {
  for (const [text, type] of TYPES) {
    assert.deepEqual(read(`x instance of ${text}`), { kind: 'instance', of: name('x'), type }, text);
  }
  assert.deepEqual(read('range < number'), { kind: 'compare', op: '<', left: name('range'), right: name('number') });
});

const STRINGS: readonly [string, string][] = [
  [String.raw`"\u4e2d\n\"\\\t\'"`, '中\n"\\\t\''],
  [String.raw`"\U01F40E\uD83D\uDE00"`, '🐎😀'],
  [String.raw`"\d+\."`, String.raw`\d+\.`],
  [String.raw`"\\u0009"`, String.raw`\u0009`],
];

test('escapes in strings', () => {
  for (const [text, value] of STRINGS) assert.deepEqual(read(text), { kind: 'string', value }, text);
});

/** Names that are known, a text, and the names in its tree. */
const NAMED: readonly [string[], string, string[]][] = [
  [['Full Name'], 'Full   Name = b', ['Full Name', 'b']],
  [['a-b'], 'a-b - c-d', ['a-b', 'c', 'd']],
  [['in a list'], 'for i in in a list return i', ['in a list', 'i']],
  [['Flight.No', "x's"], "Flight.No + x's", ['Flight.No', "x's"]],
  [['p'], 'p.full name', ['p']],
  [[], '{a+b: 1, c: a+b}', ['a+b']],
  [[], '{"p q": 1, r: p q - 1}', ['p q']],
  [[], 'for x-y in xs return x-y', ['xs', 'x-y']],
  [[], '(function(p-q) p-q + 1)(2)', ['p-q']],
  [[], 'not known', ['not known']],
];

/** The names that a tree speaks of, in the order of the text. */
function namesIn(tree: unknown): string[] {
  if (typeof tree !== 'object' || tree === null) return [];
  const { kind, name: own } = tree as Partial<Tree> & { name?: string };
  return kind === 'name' ? [own!] : Object.values(tree).flatMap(namesIn);
}

test('names that are known may have spaces and signs', () => {
  for (const [names, text, expected] of NAMED) assert.deepEqual(namesIn(read(text, names)), expected, text);
});

test('nodes know where they stand', () => {
  const tree = parse('a and\n  b > 1');
  assert.ok(tree.kind === 'logic');
  assert.deepEqual(tree.at, { line: 1, column: 1 });
  assert.deepEqual(tree.right.at, { line: 2, column: 3 });
});
