import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ValueError } from '../problem.ts';
import {
  addDuration,
  addToDateTime,
  addToTime,
  type CalendarDate,
  type DateTime,
  type Duration,
  durationOf,
  formatTemporal,
  fromDayNumber,
  negateDuration,
  parseTemporal,
  subtractDates,
  subtractDateTimes,
  subtractTimes,
  type Time,
  timeOf,
} from './calendar.ts';

const read = <T>(text: string) => parseTemporal(text) as T;

test('a literal is of the kind that its text is of', () => {
  const kinds: [string, string][] = [
    ['2026-03-01', 'date'],
    ['-10000-03-01', 'date'],
    ['2026-03-01T09:30:00', 'date and time'],
    ['09:30:00', 'time'],
    ['09:30:00@Asia/Seoul', 'time'],
    ['P1D', 'duration'],
    ['-PT5M', 'duration'],
    ['P1Y', 'duration'],
  ];
  for (const [text, kind] of kinds) {
    assert.equal(parseTemporal(text).kind, kind);
    assert.equal(formatTemporal(parseTemporal(text)), text);
  }
  for (const text of ['', 'x', '2026', '2026-03', '10', 'now'])
    assert.throws(() => parseTemporal(text), ValueError, text);
});

test('durations are added to dates, times and moments', () => {
  const date = (from: string, span: string) =>
    formatTemporal(addDuration(read<CalendarDate>(from), read<Duration>(span)));
  const moment = (from: string, span: string) =>
    formatTemporal(addToDateTime(read<DateTime>(from), read<Duration>(span)));
  const time = (from: string, span: string) => formatTemporal(addToTime(read<Time>(from), read<Duration>(span)));
  assert.equal(date('2026-01-31', 'P1M'), '2026-02-28');
  assert.equal(date('2026-01-31', 'P1D'), '2026-02-01');
  assert.equal(date('2026-01-31', 'PT23H'), '2026-01-31');
  assert.equal(date('2026-01-31', '-PT1H'), '2026-01-30');
  assert.equal(moment('2026-01-31T10:00:00Z', 'P1M'), '2026-02-28T10:00:00Z');
  assert.equal(moment('2026-01-31T10:00:00Z', 'P1DT14H'), '2026-02-02T00:00:00Z');
  assert.equal(time('23:30:00+01:00', 'PT1H'), '00:30:00+01:00');
  assert.equal(time('00:30:00', '-P1DT1H'), '23:30:00');
  assert.throws(() => time('00:30:00', 'P1M'), ValueError);
});

test('differences are durations of days', () => {
  assert.equal(formatTemporal(subtractDates(read('2026-03-01'), read('2026-02-01'))), 'P28D');
  assert.equal(formatTemporal(subtractTimes(read('10:00:00Z'), read('10:00:00+01:00'))), 'PT1H');
  assert.equal(formatTemporal(subtractDateTimes(read('2026-03-01T00:00:00'), read('2026-03-02T12:00:00'))), '-P1DT12H');
  assert.throws(() => subtractTimes(read('10:00:00Z'), read('10:00:00')), ValueError);
  assert.throws(() => subtractDateTimes(read('2026-03-01T00:00:00Z'), read('2026-03-01T00:00:00')), ValueError);
});

const DAY = 86_400_000_000_000n;
const spans = fc.bigInt({ min: -(10n ** 9n) * DAY, max: 10n ** 9n * DAY }).map(durationOf);
const days = fc.integer({ min: -1_000_000, max: 1_000_000 }).map(fromDayNumber);
const sizes = fc.integer({ min: 0, max: Number(DAY) - 1 });

test('a time goes round the clock and comes back', () => {
  fc.assert(
    fc.property(sizes, spans, (size, span) => {
      const time = timeOf(size, null);
      assert.deepEqual(addToTime(addToTime(time, span), negateDuration(span)), time);
    }),
  );
});

test('a moment and a duration give the moment that is so far away', () => {
  fc.assert(
    fc.property(days, sizes, spans, (date, size, span) => {
      const moment: DateTime = { kind: 'date and time', date, time: timeOf(size, 3600) };
      const there = addToDateTime(moment, span);
      assert.deepEqual(subtractDateTimes(there, moment), span);
      assert.deepEqual(addToDateTime(there, negateDuration(span)), moment);
    }),
  );
});
