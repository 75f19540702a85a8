import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ValueError } from '../problem.ts';
import {
  addDays,
  addMonths,
  daysBetween,
  duration,
  formatDate,
  formatDuration,
  monthsBetween,
  parseDate,
  parseDuration,
  toDayNumber,
} from './calendar.ts';

const dates = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('days are numbered as ECMAScript numbers them', () => {
  fc.assert(fc.property(dates, (text) => assert.equal(toDayNumber(parseDate(text)), Date.parse(text) / 86_400_000)));
});

test('adding the days between two dates leads from one to the other', () => {
  fc.assert(
    fc.property(dates, dates, (from, to) => {
      const days = daysBetween(parseDate(from), parseDate(to));
      assert.equal(formatDate(addDays(parseDate(from), days)), to);
    }),
  );
});

test('months between are whole months completed', () => {
  const cases: [string, string, number][] = [
    ['2011-12-22', '2013-08-24', 20],
    ['2013-08-24', '2011-12-22', -20],
    ['2000-02-29', '2019-02-28', 227],
    ['2026-01-31', '2026-02-28', 0],
    ['2026-03-01', '2026-03-01', 0],
  ];
  for (const [from, to, months] of cases)
    assert.equal(monthsBetween(parseDate(from), parseDate(to)), months, `${from} ${to}`);
});

test('a month is added by the calendar', () => {
  const after = (date: string, months: number) => formatDate(addMonths(parseDate(date), months));
  assert.equal(after('2026-01-31', 1), '2026-02-28');
  assert.equal(after('2024-02-29', 12), '2025-02-28');
  assert.equal(after('2026-01-15', -1), '2025-12-15');
});

test('dates that do not exist are refused', () => {
  for (const text of ['2026-02-29', '2026-13-01', '2026-00-10', '0000-01-01', '2026-1-1', '20260101', '']) {
    assert.throws(() => parseDate(text), ValueError, text);
  }
  assert.throws(() => addDays(parseDate('9999-12-31'), 1), ValueError);
  assert.throws(() => addMonths(parseDate('0001-01-01'), -1), ValueError);
});

test('durations survive their text', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -9_999_999, max: 9_999_999 }),
      fc.constantFrom('days', 'months'),
      (length, measure) => {
        const span = duration(length, measure as 'days');
        assert.deepEqual(parseDuration(formatDuration(span)), span);
      },
    ),
  );
  assert.equal(formatDuration(parseDuration('P1Y14M')), 'P2Y2M');
  for (const text of ['P', 'P1', 'P1Y1D', 'PT5H', '1D', 'P99999999Y', '']) {
    assert.throws(() => parseDuration(text), ValueError, text);
  }
});
