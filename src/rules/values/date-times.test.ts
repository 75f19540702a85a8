import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ValueError } from '../problem.ts';
import {
  addToMoment,
  compareDateTimes,
  dateTime,
  equalDateTimes,
  formatDateTime,
  midnightUtc,
  nanosecondsFrom,
  offsetOfDateTime,
  parseDateTime,
} from './date-times.ts';
import { fromDayNumber, parseDate } from './dates.ts';
import { NANOSECONDS_PER_DAY, timeOf } from './times.ts';

const zones = fc.oneof(
  fc.constantFrom(null, 'Europe/Paris', 'America/New_York'),
  fc.integer({ min: -50_400, max: 50_400 }),
);
const nanoseconds = fc.integer({ min: 0, max: NANOSECONDS_PER_DAY - 1 });
const moments = fc
  .tuple(fc.integer({ min: -800_000, max: 800_000 }), nanoseconds, zones)
  .map(([day, size, zone]) => dateTime(fromDayNumber(day), timeOf(size, zone)));

const plus = (text: string, days: number, size = 0) => formatDateTime(addToMoment(parseDateTime(text), days, size));
const HOUR = 3_600_000_000_000;

test('a date and time survives its text', () => {
  fc.assert(fc.property(moments, (moment) => assert.deepEqual(parseDateTime(formatDateTime(moment)), moment)));
  assert.equal(formatDateTime(parseDateTime('-0044-03-15T12:00:00.50z')), '-0044-03-15T12:00:00.5Z');
  const ofZone = '2026-03-01T12:00:00@America/Toronto';
  assert.equal(formatDateTime(parseDateTime(ofZone)), ofZone);
});

test('a date alone is local midnight', () => {
  assert.equal(formatDateTime(parseDateTime('2026-03-01')), '2026-03-01T00:00:00');
  assert.equal(formatDateTime(midnightUtc(parseDate('2026-03-01'))), '2026-03-01T00:00:00Z');
});

test('texts of no date and time are refused', () => {
  for (const text of [
    '',
    'T10:00:00',
    '2026-03-01T',
    '2026-03-01T10:00',
    '2026-03-01 10:00:00',
    '2026-03-01T10:00:00T',
    '2026-02-30T10:00:00',
    '2026-03-01t10:00:00',
    '2026-03-01T24:00:00',
  ])
    assert.throws(() => parseDateTime(text), ValueError, text);
});

test('moments are counted as ECMAScript counts them', () => {
  fc.assert(
    fc.property(fc.integer({ min: -8e12, max: 8e12 }), fc.integer({ min: -840, max: 840 }), (milliseconds, minutes) => {
      const local = new Date(milliseconds + minutes * 60_000).toISOString().slice(0, -1);
      const text = `${local.replace(/^[+-]0*(?=\d{4})/, (sign) => (sign[0] === '-' ? '-' : ''))}${
        minutes === 0
          ? 'Z'
          : `${minutes < 0 ? '-' : '+'}${String(Math.floor(Math.abs(minutes) / 60)).padStart(2, '0')}:${String(Math.abs(minutes) % 60).padStart(2, '0')}`
      }`;
      const size = nanosecondsFrom(parseDateTime('1970-01-01T00:00:00Z'), parseDateTime(text));
      assert.equal(size, BigInt(milliseconds) * 1_000_000n);
    }),
  );
});

test('what is between two moments, added to one, leads to the other', () => {
  fc.assert(
    fc.property(moments, moments, (from, to) => {
      const isComparable = (from.time.zone === null) === (to.time.zone === null);
      if (!isComparable) assert.throws(() => nanosecondsFrom(from, to), ValueError);
      else {
        const size = nanosecondsFrom(from, to);
        const day = BigInt(NANOSECONDS_PER_DAY);
        const there = addToMoment(from, Number(size / day), Number(size % day));
        assert.equal(compareDateTimes(there, to), 0);
        assert.deepEqual(there.time.zone, from.time.zone);
      }
    }),
  );
});

test('hours are added through a change of the clocks', () => {
  assert.equal(plus('2026-03-28T12:00:00@Europe/Paris', 1), '2026-03-29T13:00:00@Europe/Paris');
  assert.equal(plus('2026-10-24T12:00:00@Europe/Paris', 0, 24 * HOUR), '2026-10-25T11:00:00@Europe/Paris');
  assert.equal(plus('2026-03-28T12:00:00+01:00', 1), '2026-03-29T12:00:00+01:00');
  assert.equal(plus('2026-12-31T23:30:00', 0, HOUR), '2027-01-01T00:30:00');
  assert.equal(plus('2026-01-01T00:30:00', 0, -HOUR), '2025-12-31T23:30:00');
});

test('moments of zones are compared in UTC, a local one by the clock', () => {
  const compare = (a: string, b: string) => compareDateTimes(parseDateTime(a), parseDateTime(b));
  const same = (a: string, b: string) => equalDateTimes(parseDateTime(a), parseDateTime(b));
  assert.equal(compare('2026-07-01T02:00:00@Europe/Paris', '2026-07-01T00:00:00Z'), 0);
  assert.ok(compare('2026-07-01T02:00:00+03:00', '2026-07-01T00:00:00Z') < 0);
  assert.ok(compare('2026-07-01T02:00:00', '2026-07-01T01:00:00+09:00') > 0);
  assert.ok(same('2026-07-01T00:00:00Z', '2026-06-30T20:00:00-04:00'));
  assert.ok(!same('2026-07-01T00:00:00Z', '2026-07-01T00:00:00'));
  assert.ok(same('2026-07-01T00:00:00', '2026-07-01'));
});

test('the order of moments is one', () => {
  fc.assert(
    fc.property(moments, moments, moments, (a, b, c) => {
      assert.equal(Math.sign(compareDateTimes(a, b)), 0 - Math.sign(compareDateTimes(b, a)));
      const hasZones = [a, b, c].every(({ time }) => time.zone !== null);
      if (hasZones && compareDateTimes(a, b) <= 0 && compareDateTimes(b, c) <= 0)
        assert.ok(compareDateTimes(a, c) <= 0);
    }),
  );
});

test('a date and time has the offset of its day', () => {
  assert.equal(offsetOfDateTime(parseDateTime('2026-07-01T00:00:00@Europe/Paris')), 7200);
  assert.equal(offsetOfDateTime(parseDateTime('2026-01-01T00:00:00@Europe/Paris')), 3600);
  assert.equal(offsetOfDateTime(parseDateTime('2026-01-01T00:00:00')), null);
});

test('sums outside the years are refused', () => {
  assert.throws(() => plus('999999999-12-31T23:00:00', 0, HOUR), ValueError);
  assert.throws(() => plus('2026-01-01T00:00:00', 1e12), ValueError);
});
