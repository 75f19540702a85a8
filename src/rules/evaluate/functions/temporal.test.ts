import { test } from 'node:test';
import { assertAll } from './fixture.ts';

test('whether two values are one and the same', () => {
  assertAll([
    ['is(1, 1.0)', 'true'],
    ['is(1, "1")', 'false'],
    ['is(null, null)', 'true'],
    ['is(null, 0)', 'false'],
    ['is(u, null)', '?'],
    ['is([1, "a"], [1, "a"])', 'true'],
    ['is([1], [2])', 'false'],
    ['is({a: 1}, {a: 1})', 'true'],
    ['is({a: 1}, {b: 1})', 'false'],
    ['is([1..2], [1..2])', 'true'],
    ['is([1..2], [1..2))', 'false'],
    ['is(@"P1D", @"PT24H")', 'true'],
    ['is(@"PT0S", @"P0M")', 'false'],
    ['is(@"P1D", 1)', 'false'],
    ['is(date("2012-12-25"), date(2012, 12, 25))', 'true'],
    ['is(@"2012-12-25", @"2012-12-25T00:00:00")', 'false'],
    ['is(time("23:00:50Z"), time("23:00:50"))', 'false'],
    ['is(time("23:00:50Z"), time("23:00:50+00:00"))', 'true'],
    ['is(time("22:00:00Z"), time("23:00:00+01:00"))', 'false'],
    ['is(@"2012-12-25T00:00:00@Europe/Paris", @"2012-12-25T00:00:00+01:00")', 'true'],
    ['is(@"2012-07-25T00:00:00@Europe/Paris", @"2012-07-25T00:00:00+01:00")', 'false'],
    ['is(1)', /is takes anything, anything/],
  ]);
});

test('the place of a day in its week and year', () => {
  assertAll([
    ['day of year(@"2019-09-17")', '260'],
    ['day of year(@"2024-12-31")', '366'],
    ['day of year(@"2024-12-31T23:00:00Z")', '366'],
    ['day of week(@"2019-09-17")', '"Tuesday"'],
    ['day of week(@"2026-03-01")', '"Sunday"'],
    ['month of year(@"2019-09-17")', '"September"'],
    ['week of year(@"2019-09-17")', '38'],
    ['week of year(@"2003-12-29")', '1'],
    ['week of year(@"2004-01-04")', '1'],
    ['week of year(@"2005-01-01")', '53'],
    ['week of year(date: @"2005-01-03")', '1'],
    ['day of year(null)', 'null'],
    ['day of week(u)', '?'],
    ['month of year("2019-09-17")', /argument 1 of month of year must be a date or a date and time/],
  ]);
});

test('no function reads the clock', () => {
  assertAll([
    ['today()', /a rule does not read the clock; let the day be a fact/],
    ['now()', /a rule does not read the clock; let the time be a fact/],
  ]);
});
