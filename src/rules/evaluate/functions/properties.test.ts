import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describe } from '../../types/types.ts';
import { assertAll } from './fixture.ts';
import { applyProperty, propertyTypes } from './index.ts';

test('dates and times have parts', () => {
  assertAll([
    ['@"2026-03-01".year', '2026'],
    ['@"-0044-03-15".year', '-44'],
    ['@"2026-03-01".month', '3'],
    ['@"2026-03-01".day', '1'],
    ['@"2026-03-01".weekday', '7'],
    ['@"2026-03-01T10:20:30".day', '1'],
    ['@"2026-03-01T10:20:30".hour', '10'],
    ['@"10:20:30".hour', '10'],
    ['@"10:20:30".minute', '20'],
    ['@"10:20:30".second', '30'],
    ['@"10:20:30.125".second', '30.125'],
    ['@"10:20:30+09:00".time offset', 'PT9H'],
    ['@"10:20:30Z".time offset', 'PT0S'],
    ['@"10:20:30".time offset', 'null'],
    ['@"2026-07-01T10:20:30@Europe/Paris".time offset', 'PT2H'],
    ['@"10:20:30@Europe/Paris".timezone', '"Europe/Paris"'],
    ['@"10:20:30+09:00".timezone', 'null'],
    ['@"2026-03-01".hour', /a date has no hour/],
    ['@"10:20:30".year', /a time has no year/],
    ['u.year', '?'],
    ['[@"2026-03-01", @"2027-03-01"].year', '[2026, 2027]'],
  ]);
});

test('durations have parts, all with its sign', () => {
  assertAll([
    ['@"P1Y14M".years', '2'],
    ['@"P1Y14M".months', '2'],
    ['@"-P1Y14M".years', '-2'],
    ['@"-P1Y14M".months', '-2'],
    ['@"P1DT25H61M1.5S".days', '2'],
    ['@"P1DT25H61M1.5S".hours', '2'],
    ['@"P1DT25H61M1.5S".minutes', '1'],
    ['@"P1DT25H61M1.5S".seconds', '1.5'],
    ['@"-PT36H".days', '-1'],
    ['@"-PT36H".hours', '-12'],
    ['@"-PT0.5S".seconds', '-0.5'],
    ['@"-PT1H".days', '0'],
    ['@"P1D".years', /a duration in days has no years/],
    ['@"P1Y".days', /a duration in months has no days/],
    ['@"P1Y".weeks', /a duration has no weeks/],
  ]);
});

test('ranges have ends', () => {
  assertAll([
    ['[1..3).start', '1'],
    ['[1..3).end', '3'],
    ['[1..3).start included', 'true'],
    ['[1..3).end included', 'false'],
    ['(>= 3).start', '3'],
    ['(>= 3).end', 'null'],
    ['(< 3).start included', 'false'],
    ['[1..3].low', /a range has no low/],
  ]);
});

test('other values have no properties', () => {
  for (const value of [1, 'a', true]) assert.throws(() => applyProperty(value, 'length'), /has no length/);
  assert.throws(() => applyProperty({ kind: 'date', year: 2026, month: 3, day: 1 }, 'constructor'), /a date has no/);
});

test('the types of properties are known before there is a value', () => {
  const written = (kind: 'date' | 'time' | 'duration' | 'string') =>
    Object.entries(propertyTypes({ kind })).map(([name, type]) => `${name}: ${describe(type)}`);
  assert.deepEqual(written('date'), ['year: number', 'month: number', 'day: number', 'weekday: number']);
  assert.deepEqual(written('time').slice(2), ['second: number', 'time offset: duration in days', 'timezone: string']);
  assert.deepEqual(written('duration').slice(0, 3), [
    'years: number in year',
    'months: number in month',
    'days: number in day',
  ]);
  assert.deepEqual(written('string'), []);
  const ofDates = propertyTypes({ kind: 'range', of: { kind: 'date' } });
  assert.deepEqual(Object.values(ofDates).map(describe), ['date', 'date', 'boolean', 'boolean']);
});
