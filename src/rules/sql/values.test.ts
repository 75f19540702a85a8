import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import pg from 'pg';
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts';
import type { Types } from '../types/types.ts';
import { valuesOf } from './fixture.ts';

let database: TestDatabase;
let client: pg.Client;
before(async () => {
  database = await testDatabase(async () => {}, 'empty');
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
after(async () => {
  await client.end();
  await database.drop();
});

const NUMBER = { kind: 'number' } as const;
const DATE = { kind: 'date' } as const;
const TYPES: Types = {
  a: NUMBER,
  b: NUMBER,
  n: NUMBER,
  d: DATE,
  e: DATE,
  s: { kind: 'string' },
  t: { kind: 'string' },
  span: { kind: 'duration', measure: 'days' },
  months: { kind: 'duration', measure: 'months' },
};

type Rows = readonly Readonly<Record<string, unknown>>[];

/** The same in SQL and traced, for each row. Gives what it is, for expectations by hand. */
async function agree(text: string, rows: Rows): Promise<string[]> {
  const { inSql, traced } = await valuesOf(client, text, TYPES, rows);
  assert.deepEqual(inSql, traced, text);
  return traced;
}

const pairs = (values: readonly unknown[], names: readonly [string, string] = ['a', 'b']): Rows =>
  values.flatMap((one) => values.map((other) => ({ [names[0]]: one, [names[1]]: other })));

const NUMBERS = [
  '0',
  '1',
  '-1',
  '3',
  '-7',
  '0.1',
  '2.5',
  '-2.5',
  '1e25',
  '123456789.123456789',
  '0.000000000001',
  null,
];
const DAYS = [
  '0001-01-01',
  '1900-02-28',
  '1999-12-31',
  '2000-02-29',
  '2024-01-31',
  '2024-02-29',
  '2025-03-30',
  '9999-12-31',
  null,
];

describe('numbers', () => {
  test('division rounds half-even to 34 digits, and by 0 is unknown', async () => {
    const powers = [10, 20, 40, 50, 60].map((power) => String(2n ** BigInt(power)));
    const shown = await agree('a / b', [...pairs([...NUMBERS, ...powers]), { a: 2, b: 3 }, { a: -2, b: 3 }]);
    assert.deepEqual(shown.slice(-2), [`0.${'6'.repeat(33)}7`, `-0.${'6'.repeat(33)}7`]);
    await agree('a / 30', pairs(NUMBERS));
    await agree('a / 12.5', pairs(NUMBERS));
    await agree('a / 0', pairs(NUMBERS));
  });

  test('division of any numbers', async () => {
    const numbers = fc
      .tuple(fc.bigInt({ min: -(10n ** 28n), max: 10n ** 28n }), fc.nat(12))
      .map(([digits, scale]) => `${digits}e-${scale}`);
    const rows = fc.array(fc.record({ a: numbers, b: numbers }), { minLength: 50, maxLength: 50 });
    await fc.assert(
      fc.asyncProperty(rows, async (drawn) => void (await agree('a / b', drawn))),
      { numRuns: 20 },
    );
  });

  test('a tie in the 35th digit goes to the even neighbour', async () => {
    const ties = [`2${'0'.repeat(28)}1`, `2${'0'.repeat(28)}3`, '1', '5', '7'];
    const divisors = [2, 20, 2_000, 2 ** 20, 2 ** 35].map(String);
    await agree(
      'a / b',
      ties.flatMap((a) => divisors.map((b) => ({ a, b }))),
    );
  });

  test('what is beyond 200 digits is unknown', async () => {
    const rows = [{ a: '1e24' }, { a: '1e25' }, { a: '99999999999999999999999999' }, { a: '-1e25' }, { a: null }, {}];
    assert.deepEqual((await agree('a ** 8', rows)).slice(1, 3), ['unknown', 'unknown']);
    assert.equal((await agree('a * a * a * a * a * a * a * a', rows))[2], 'unknown');
    await agree('b ** 3 / 1e190 * 1e-10', [{ b: '0.000000000001' }, { b: '-3' }]);
  });

  test('powers', async () => {
    for (const exponent of [0, 1, 2, 3, 8, -1, -2]) await agree(`a ** ${exponent}`, pairs(NUMBERS));
  });

  test('every way of rounding', async () => {
    const halves = [
      '2.5',
      '-2.5',
      '3.5',
      '-3.5',
      '2.4999',
      '2.5001',
      '0.125',
      '-0.135',
      '1250',
      '1350',
      '-1250',
      '0',
      null,
    ];
    const rows = halves.map((a) => ({ a }));
    for (const way of ['decimal', 'floor', 'ceiling', 'round up', 'round down', 'round half up', 'round half down']) {
      for (const places of [0, 1, 2, -2, 20]) await agree(`${way}(a, ${places})`, rows);
    }
    assert.deepEqual((await agree('decimal(a, 0)', rows)).slice(0, 4), ['2', '-2', '4', '-4']);
  });

  test('what is left of a division, and who is even', async () => {
    await agree('modulo(a, b)', pairs(NUMBERS.filter((number) => number !== '1e25')));
    await agree('even(a)', pairs(NUMBERS));
    await agree('odd(a)', pairs(NUMBERS));
  });

  test('a null among several makes the least and the greatest null', async () => {
    await agree('min(a, b, 2)', pairs([...NUMBERS, undefined]));
    await agree('max(a, b)', pairs([...NUMBERS, undefined]));
  });
});

describe('dates', () => {
  test('months end with the month', async () => {
    for (const months of ['P1M', '-P1M', 'P12M', '-P13M', 'P999Y', '-P2000Y']) {
      await agree(`d + @"${months}" < e`, pairs(DAYS, ['d', 'e']));
      await agree(
        `(d + @"${months}").day`,
        DAYS.map((d) => ({ d })),
      );
      await agree(
        `(d - @"${months}").year`,
        DAYS.map((d) => ({ d })),
      );
    }
  });

  test('the years that PostgreSQL’s calendar does not have', async () => {
    const far = [
      0,
      1,
      -1,
      400 * 365,
      -2_000_000,
      10 ** 9,
      -(10 ** 9),
      365 * 10 ** 9,
      -365 * 10 ** 9,
      10 ** 12,
      1.5,
      '1e20',
      null,
    ];
    const rows = far.flatMap((n) => DAYS.map((d) => ({ d, n })));
    for (const part of ['year', 'month', 'day', 'weekday']) await agree(`(d + n).${part}`, rows);
    await agree('(d + n - d).days', rows);
    await agree('d - n > @"1970-01-01"', rows);
    await agree('max(d, d + n) = d', rows);
    await agree('(d + n + @"P1Y1M").day + (d + n - @"P999999Y").month', rows);
    await agree('years and months duration(d, d + n).months', rows);
    await agree('@"-9999-01-01" < d and d < @"999999-01-01"', rows);
  });

  test('the time from one date to another', async () => {
    const rows = pairs(DAYS, ['d', 'e']);
    for (const text of ['(d - e).days', 'd - e < @"P1000D"', 'd - e = 0', 'years and months duration(d, e).years'])
      await agree(text, rows);
    await agree('years and months duration(d, e).months', rows);
  });

  test('a date from its parts', async () => {
    const parts = [
      [2024, 2, 29],
      [2023, 2, 29],
      [2023, 13, 1],
      [2023, 0, 1],
      [2023, 4, 31],
      [0, 2, 29],
      [-4, 2, 29],
      [-1900, 2, 28],
      [999_999_999, 12, 31],
      [10 ** 9, 1, 1],
      [2024.5, 1, 1],
      [2024, 1, null],
    ].map(([a, b, n]) => ({ a, b, n }));
    for (const part of ['year', 'month', 'day', 'weekday']) await agree(`date(a, b, n).${part}`, parts);
  });

  test('durations', async () => {
    const spans = ['P0D', 'P1D', '-P1D', 'PT1H', '-PT1H', 'P3DT4H5M6.5S', '-P3DT4H5M6.5S', 'P1000000000000D', null];
    const rows = spans.flatMap((span) => DAYS.map((d) => ({ span, d, n: -2.5, months: 'P1Y7M' })));
    for (const unit of ['days', 'hours', 'minutes', 'seconds']) await agree(`span.${unit}`, rows);
    await agree('(d + span).day', rows);
    await agree('(d - span).day', rows);
    await agree('(span * n).hours', rows);
    await agree('(span / n).minutes', rows);
    await agree('span + span < @"P2D"', rows);
    await agree('abs(span) >= n', rows);
    await agree('(months * n).months', rows);
    await agree('(-months / 2).years', rows);
    await agree('span / @"P1D"', rows);
  });
});

describe('texts', () => {
  const TEXTS = ['', 'a', 'ab', 'b', 'Ä', '서울', '臺南', '\u{1F600}', '\uFFFD', '\uE000', null, undefined];

  test('are compared by code points, in whatever language the database is', async () => {
    for (const op of ['=', '!=', '<', '<=', '>', '>=']) await agree(`s ${op} t`, pairs(TEXTS, ['s', 't']));
  });

  test('are put together and looked into', async () => {
    const rows = pairs(TEXTS, ['s', 't']);
    for (const text of [
      's + t = "ab"',
      'string length(s + t)',
      'contains(s, t)',
      'starts with(s, t)',
      'ends with(s, t)',
    ])
      await agree(text, rows);
  });
});
