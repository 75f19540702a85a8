import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatTemporal, fromDayNumber, type Temporal, timeOf } from '../../values/calendar.ts';
import { decimal } from '../../values/decimal.ts';
import { assertAll } from './fixture.ts';
import { applyFunction } from './index.ts';

test('dates', () => {
  assertAll([
    ['date("2012-12-25")', '2012-12-25'],
    ['date(2012, 12, 25)', '2012-12-25'],
    ['date(date and time("2012-12-24T23:59:00Z"))', '2012-12-24'],
    ['date(date("2012-12-25"))', '2012-12-25'],
    ['date(-44, 3, 15)', '-0044-03-15'],
    ['date("2012-12-25T10:00:00")', /is not a date such as/],
    ['date("2012-02-30")', /there is no day 2012-02-30/],
    ['date(2012, 13, 1)', /there is no day 2012-13-01/],
    ['date(2012, 1.5, 1)', /whole/],
    ['date(null)', 'null'],
    ['date(2012, null, 1)', 'null'],
    ['date(u)', '?'],
    ['date(2012)', /argument 1 of date must be a string or a date or a date and time, not a number/],
  ]);
});

test('times', () => {
  assertAll([
    ['time("23:59:00z")', '23:59:00Z'],
    ['time("00:00:01.500@Asia/Seoul")', '00:00:01.5@Asia/Seoul'],
    ['time(23, 59, 0)', '23:59:00'],
    ['time(23, 59, 1.25)', '23:59:01.25'],
    ['time(23, 59, 0, duration("PT9H"))', '23:59:00+09:00'],
    ['time(23, 59, 0, duration("-PT2H30M"))', '23:59:00-02:30'],
    ['time(23, 59, 0, duration("PT0S"))', '23:59:00Z'],
    ['time(23, 59, 0, null)', '23:59:00'],
    ['time(date and time("2012-12-24T23:59:00Z"))', '23:59:00Z'],
    ['time(time("10:00:00"))', '10:00:00'],
    ['time(24, 0, 0)', /there is no time/],
    ['time(23, 59, 60)', /seconds are between 0 and 60/],
    ['time(23, 59, -1)', /seconds are between 0 and 60/],
    ['time(1, 1, 1, duration("P1D"))', /at most 14 hours from UTC/],
    ['time(1, 1, 1, duration("PT0.5S"))', /an offset is so many hours/],
    ['time(1, 1, 1, duration("P1M"))', /an offset is so many hours/],
    ['time("25:00:00")', /there is no time|is not a time/],
    ['time(date("2012-12-24"))', /argument 1 of time must be/],
    ['time(1, 1, null)', 'null'],
  ]);
});

test('dates and times', () => {
  assertAll([
    ['date and time("2012-12-24T23:59:00")', '2012-12-24T23:59:00'],
    ['date and time("2012-12-24")', '2012-12-24T00:00:00'],
    ['date and time(date("2012-12-24"), time("23:59:00Z"))', '2012-12-24T23:59:00Z'],
    ['date and time(date and time("2012-12-24T10:00:00"), time("23:59:00"))', '2012-12-24T23:59:00'],
    ['date and time(date: date("2012-12-24"), time: time("01:00:00"))', '2012-12-24T01:00:00'],
    ['date and time(null)', 'null'],
    ['date and time(date("2012-12-24"), null)', 'null'],
    ['date and time("x")', /is not a date such as/],
    ['date and time(1)', /argument 1 of date and time must be/],
  ]);
});

test('durations', () => {
  assertAll([
    ['duration("P1DT25H")', 'P2DT1H'],
    ['duration("-P2Y2M")', '-P2Y2M'],
    ['duration(duration("P1D"))', 'P1D'],
    ['duration("P1M1D")', /is not a duration/],
    ['duration("P1Y1D")', /is not a duration/],
    ['duration(null)', 'null'],
    ['duration(u)', '?'],
    ['years and months duration(date("2011-12-22"), date("2013-08-24"))', 'P1Y8M'],
    ['years and months duration(date("2013-08-24"), date("2011-12-22"))', '-P1Y8M'],
    ['years and months duration(@"2013-01-01", @"2013-01-31")', 'P0M'],
    ['years and months duration(@"2013-01-01T10:00:00", @"2014-01-01")', 'P1Y'],
    ['years and months duration(from: @"2013-01-01", to: @"2013-02-01")', 'P1M'],
    ['years and months duration(@"2013-01-01", null)', 'null'],
    [
      'years and months duration("2013-01-01", @"2013-02-01")',
      /argument 1 of years and months duration must be a date/,
    ],
  ]);
});

test('numbers', () => {
  assertAll([
    ['number("1")', '1'],
    ['number("-1.50")', '-1.5'],
    ['number("1e3")', '1000'],
    ['number(".5")', '0.5'],
    ['number(7)', '7'],
    ['number("1 000,0", " ", ",")', '1000'],
    ['number("1,000.5", ",", ".")', '1000.5'],
    ['number("1.000,5", ".", ",")', '1000.5'],
    ['number("1000,5", null, ",")', '1000.5'],
    ['number("1,000", ",", null)', '1000'],
    ['number("1.5", null, null)', '1.5'],
    ['number(from: "1,5", grouping separator: null, decimal separator: ",")', '1.5'],
    ['number("1.5", " ", ",")', /is not a number/],
    ['number("1,000.5", ",", ",")', /the two separators must not be the same/],
    ['number("1;000", ";", ".")', /a grouping separator is/],
    ['number("1000;5", " ", ";")', /a decimal separator is/],
    ['number("abc")', /"abc" is not a number/],
    ['number("")', /is not a number/],
    ['number("+1")', /is not a number/],
    ['number("1 ")', /is not a number/],
    ['number("Infinity")', /is not a number/],
    ['number("0x10")', /is not a number/],
    ['number(null)', 'null'],
    ['number(null, ",", ".")', 'null'],
  ]);
});

test('values as text', () => {
  assertAll([
    ['string(1.10)', '"1.1"'],
    ['string(10 ** 20)', '"100000000000000000000"'],
    ['string(true)', '"true"'],
    ['string("a\\"b")', '"a\\"b"'],
    ['string(null)', 'null'],
    ['string(u)', '?'],
    ['string(@"2012-12-25")', '"2012-12-25"'],
    ['string(@"-PT90M")', '"-PT1H30M"'],
    ['string(date and time("2012-12-24T23:59:00@Asia/Seoul"))', '"2012-12-24T23:59:00@Asia/Seoul"'],
    ['string([1, "a", null, [true]])', '"[1, \\"a\\", null, [true]]"'],
    ['string({a: "x", "b c": 1, "d-e": null})', '"{a: \\"x\\", b c: 1, \\"d-e\\": null}"'],
    ['string([])', '"[]"'],
    ['string({})', '"{}"'],
    ['string([1..3))', '"[1..3)"'],
    ['string(function(x) x)', '"function(x)"'],
    ['string([u])', '?'],
  ]);
});

test('ranges of their text', () => {
  assertAll([
    ['range("[18..21)")', '[18..21)'],
    ['range("(1..2]")', '(1..2]'],
    ['range("]1..2[")', '(1..2)'],
    ['range("[1..)")', '[1..)'],
    ['range("(..2]")', '(..2]'],
    ['range("[\\"a\\"..\\"c\\"]")', '["a".."c"]'],
    ['range("[@\\"2026-01-01\\"..@\\"2026-12-31\\"]")', '[@"2026-01-01"..@"2026-12-31"]'],
    ['range("[date(\\"2026-01-01\\")..date(\\"2026-12-31\\")]")', '[@"2026-01-01"..@"2026-12-31"]'],
    ['range("[duration(\\"P1D\\")..duration(\\"P2D\\")]")', '[@"P1D"..@"P2D"]'],
    ['range("[3..1]")', /is not a range/],
    ['range("[1..\\"a\\"]")', /is not a range/],
    ['range("[@\\"P1D\\"..@\\"P1M\\"]")', /is not a range/],
    ['range("(..)")', /is not a range/],
    ['range("[..1]")', /is not a range/],
    ['range("[1..2")', /is not a range/],
    ['range("[1+1..3]")', /is not a range/],
    ['range("")', /is not a range/],
    ['range(null)', 'null'],
  ]);
});

const days = fc.integer({ min: -800_000, max: 800_000 }).map(fromDayNumber);
const times = fc
  .tuple(fc.integer({ min: 0, max: 86_399_999_999_999 }), fc.constantFrom(null, 0, -3600, 'Europe/Paris'))
  .map(([size, zone]) => timeOf(size, zone));

test('what text makes of a value, conversion makes of the text', () => {
  const back = (name: string, value: Temporal) => applyFunction(name, [applyFunction('string', [value])]);
  fc.assert(
    fc.property(days, times, (date, time) => {
      const moment = { kind: 'date and time', date, time } as const;
      assert.deepEqual(back('date', date), date);
      assert.deepEqual(back('time', time), time);
      assert.deepEqual(back('date and time', moment), moment);
      assert.equal(applyFunction('string', [moment]), formatTemporal(moment));
      assert.deepEqual(applyFunction('date and time', [date, time]), moment);
      assert.deepEqual([applyFunction('date', [moment]), applyFunction('time', [moment])], [date, time]);
      assert.deepEqual(applyFunction('date', [date.year, date.month, date.day]), date);
    }),
  );
});

test('a number survives its text, with any separators', () => {
  const numbers = fc
    .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(10))
    .map(([coefficient, scale]) => decimal(`${coefficient}e-${scale}`));
  fc.assert(
    fc.property(numbers, fc.constantFrom(' ', ',', '.'), fc.constantFrom(',', '.'), (number, grouping, point) => {
      fc.pre(grouping !== point);
      const text = String(applyFunction('string', [number]));
      assert.deepEqual(applyFunction('number', [text]), number);
      const [whole, fraction] = text.split('.');
      const grouped = whole!.replace(/\B(?=(\d{3})+$)/g, grouping);
      const written = fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
      assert.deepEqual(applyFunction('number', [written, grouping, point]), number);
    }),
  );
});
