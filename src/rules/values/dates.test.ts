import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ValueError } from '../problem.ts';
import {
  addDays,
  addMonths,
  type CalendarDate,
  calendarDate,
  dayOfYear,
  daysBetween,
  formatDate,
  fromDayNumber,
  monthsBetween,
  parseDate,
  toDayNumber,
  weekdayOf,
  weekOfYear,
} from './dates.ts';

const FIRST = toDayNumber(calendarDate(-999_999_999, 1, 1));
const LAST = toDayNumber(calendarDate(999_999_999, 12, 31));

const dates = fc
  .oneof(fc.integer({ min: -800_000, max: 800_000 }), fc.integer({ min: FIRST, max: LAST }))
  .map(fromDayNumber);

/** The days that a JS Date knows too. */
const jsDates = fc.integer({ min: -100_000_000, max: 100_000_000 });

const isLast = (date: CalendarDate) => addDays(date, 1).month !== date.month;

test('days are numbered as ECMAScript numbers them', () => {
  fc.assert(
    fc.property(jsDates, (days) => {
      const date = new Date(days * 86_400_000);
      const expected = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
      const { year, month, day } = fromDayNumber(days);
      assert.deepEqual([year, month, day], expected);
      assert.equal(toDayNumber({ kind: 'date', year, month, day }), days);
      assert.equal(weekdayOf(fromDayNumber(days)), date.getUTCDay() || 7);
    }),
  );
});

test('a date survives its text and its number', () => {
  fc.assert(
    fc.property(dates, (date) => {
      assert.deepEqual(parseDate(formatDate(date)), date);
      assert.deepEqual(fromDayNumber(toDayNumber(date)), date);
    }),
  );
});

test('the calendar, day by day', () => {
  const lengths = (year: number) => [
    31,
    year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28,
    31,
    30,
    31,
    30,
    31,
    31,
    30,
    31,
    30,
    31,
  ];
  let date = calendarDate(-5, 1, 1);
  for (let year = -5; year <= 2500; year += year === 5 ? 1890 : 1) {
    date = calendarDate(year, 1, 1);
    for (const [month, length] of lengths(year).entries()) {
      for (let day = 1; day <= length; day += 1) {
        assert.deepEqual(date, { kind: 'date', year, month: month + 1, day });
        date = addDays(date, 1);
      }
    }
    assert.deepEqual(date, calendarDate(year + 1, 1, 1));
  }
});

test('adding the days between two dates leads from one to the other', () => {
  fc.assert(fc.property(dates, dates, (from, to) => assert.deepEqual(addDays(from, daysBetween(from, to)), to)));
});

test('months between are the most that can be added without going past the second date', () => {
  fc.assert(
    fc.property(fc.integer({ min: -800_000, max: 800_000 }), fc.nat(100_000), (start, days) => {
      const [from, to] = [fromDayNumber(start), fromDayNumber(start + days)];
      const months = monthsBetween(from, to);
      // The last day of a month that is shorter does not yet complete it.
      assert.ok(daysBetween(addMonths(from, months), to) >= 0);
      const next = addMonths(from, months + 1);
      assert.ok(daysBetween(to, next) > 0 || (next.day < from.day && daysBetween(to, next) === 0) || isLast(to));
      assert.equal(monthsBetween(to, from), 0 - months);
    }),
  );
});

test('months between are whole months completed', () => {
  const cases: [string, string, number][] = [
    ['2011-12-22', '2013-08-24', 20],
    ['2013-08-24', '2011-12-22', -20],
    ['2000-02-29', '2019-02-28', 227],
    ['2026-01-31', '2026-02-28', 0],
    ['2026-01-31', '2026-03-31', 2],
    ['-0001-12-31', '0001-01-01', 12],
  ];
  for (const [from, to, months] of cases)
    assert.equal(monthsBetween(parseDate(from), parseDate(to)), months, `${from} ${to}`);
});

test('a month is added by the calendar, and stops at its last day', () => {
  const after = (date: string, months: number) => formatDate(addMonths(parseDate(date), months));
  assert.equal(after('2026-01-31', 1), '2026-02-28');
  assert.equal(after('2024-02-29', 12), '2025-02-28');
  assert.equal(after('2026-01-15', -1), '2025-12-15');
  assert.equal(after('0000-01-15', -1), '-0001-12-15');
  fc.assert(
    fc.property(dates, fc.integer({ min: -5000, max: 5000 }), (date, months) => {
      fc.pre(Math.abs(date.year) < 999_999_000);
      const later = addMonths(date, months);
      assert.equal(later.year * 12 + later.month, date.year * 12 + date.month + months);
      assert.ok(later.day === date.day || (later.day < date.day && isLast(later)));
    }),
  );
});

test('weeks and days of the year are those of ISO 8601', () => {
  const cases: [string, number, number, number][] = [
    ['2026-01-01', 1, 1, 4],
    ['2026-12-31', 365, 53, 4],
    ['2024-12-30', 365, 1, 1],
    ['2005-01-01', 1, 53, 6],
    ['2000-02-29', 60, 9, 2],
    ['-0001-03-01', 60, 9, 1],
  ];
  for (const [text, day, week, weekday] of cases) {
    const date = parseDate(text);
    assert.deepEqual([dayOfYear(date), weekOfYear(date), weekdayOf(date)], [day, week, weekday], text);
  }
});

test('the days of a week have one number, and the next week another', () => {
  fc.assert(
    fc.property(fc.integer({ min: -800_000, max: 800_000 }), (days) => {
      const monday = fromDayNumber(days * 7 + 4);
      assert.equal(weekdayOf(monday), 1);
      for (let day = 1; day < 7; day += 1) assert.equal(weekOfYear(addDays(monday, day)), weekOfYear(monday));
      const next = weekOfYear(addDays(monday, 7));
      assert.ok(next === weekOfYear(monday) + 1 || (next === 1 && weekOfYear(monday) >= 52));
    }),
  );
});

test('only years of four digits or more are written, and only as XML Schema writes them', () => {
  const texts = ['0000-01-01', '-0044-03-15', '10000-01-01', '-999999999-12-31', '999999999-12-31'];
  for (const text of texts) assert.equal(formatDate(parseDate(text)), text);
});

test('dates that do not exist are refused', () => {
  const texts = [
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-1-1',
    '20260101',
    '',
    '+2026-01-01',
    '02026-01-01',
    '-0000-01-01',
    '1000000000-01-01',
    '2026-01-01Z',
    ' 2026-01-01',
    '2026-01-01\n',
    '２０２６-01-01',
  ];
  for (const text of texts) assert.throws(() => parseDate(text), ValueError, text);
  assert.throws(() => addDays(parseDate('999999999-12-31'), 1), ValueError);
  assert.throws(() => addMonths(parseDate('-999999999-01-01'), -1), ValueError);
  assert.throws(() => calendarDate(1_000_000_000, 1, 1), ValueError);
});
