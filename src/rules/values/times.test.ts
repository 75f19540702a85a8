import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ValueError } from '../problem.ts';
import {
  clockParts,
  clockTime,
  compareTimes,
  equalTimes,
  formatTime,
  NANOSECONDS_PER_DAY,
  NANOSECONDS_PER_SECOND,
  nanosecondsBetween,
  offsetOfTime,
  parseTime,
  timeOf,
} from './times.ts';

const zones = fc.oneof(
  fc.constantFrom(null, 0, 'Europe/Paris', 'Asia/Seoul'),
  fc.integer({ min: -50_400, max: 50_400 }),
);
const times = fc
  .tuple(fc.integer({ min: 0, max: NANOSECONDS_PER_DAY - 1 }), zones)
  .map(([size, zone]) => timeOf(size, zone));

test('a time survives its text', () => {
  fc.assert(fc.property(times, (time) => assert.deepEqual(parseTime(formatTime(time)), time)));
});

test('a time is written with as few decimals as possible', () => {
  const cases = [
    ['09:30:00', '09:30:00'],
    ['09:30:00.500', '09:30:00.5'],
    ['09:30:00.000', '09:30:00'],
    ['23:59:59.999999999z', '23:59:59.999999999Z'],
    ['00:00:00+00:00', '00:00:00Z'],
    ['09:30:00-05:30', '09:30:00-05:30'],
    ['09:30:00@Asia/Seoul', '09:30:00@Asia/Seoul'],
  ];
  for (const [text, canonical] of cases) assert.equal(formatTime(parseTime(text!)), canonical);
});

test('times that do not exist are refused', () => {
  const texts = [
    '24:00:00',
    '23:60:00',
    '23:59:60',
    '9:30:00',
    '09:30',
    '09:30:00.',
    '09:30:00.1234567890',
    '',
    'T09:30:00',
    '09:30:00 Z',
    '09:30:00Z@Asia/Seoul',
  ];
  for (const text of texts) assert.throws(() => parseTime(text), ValueError, text);
  for (const parts of [
    [24, 0, 0],
    [0, 60, 0],
    [0, 0, 60 * NANOSECONDS_PER_SECOND],
    [-1, 0, 0],
    [0, 0, -1],
  ])
    assert.throws(() => clockTime(parts[0]!, parts[1]!, parts[2]!, null), ValueError);
});

test('a time is the sum of its parts', () => {
  fc.assert(
    fc.property(times, (time) => {
      const { hours, minutes, seconds, rest } = clockParts(time.nanoseconds);
      assert.deepEqual(clockTime(hours, minutes, seconds * NANOSECONDS_PER_SECOND + rest, time.zone), time);
    }),
  );
});

test('after midnight the clock begins again', () => {
  assert.equal(formatTime(timeOf(NANOSECONDS_PER_DAY, null)), '00:00:00');
  assert.equal(formatTime(timeOf(-1, null)), '23:59:59.999999999');
});

test('times of zones are compared in UTC, a local one with the clock of the other', () => {
  const compare = (a: string, b: string) => Math.sign(compareTimes(parseTime(a), parseTime(b)));
  const same = (a: string, b: string) => equalTimes(parseTime(a), parseTime(b));
  assert.equal(compare('10:00:00Z', '11:00:00+02:00'), 1);
  assert.equal(compare('10:00:00Z', '11:00:00@Europe/Paris'), 0);
  assert.equal(compare('10:00:00', '11:00:00+09:00'), -1);
  assert.ok(same('10:00:00Z', '11:00:00+01:00'));
  assert.ok(same('10:00:00.5', '10:00:00.50'));
  assert.ok(!same('10:00:00Z', '10:00:00'));
  assert.ok(!same('10:00:00', '10:00:01'));
  assert.equal(nanosecondsBetween(parseTime('09:00:00Z'), parseTime('10:00:00Z')), 3600 * NANOSECONDS_PER_SECOND);
});

test('a comparison the other way round is the opposite', () => {
  fc.assert(
    fc.property(times, times, (a, b) => {
      assert.equal(Math.sign(compareTimes(a, b)), 0 - Math.sign(compareTimes(b, a)));
      assert.equal(equalTimes(a, b), equalTimes(b, a));
      assert.ok(equalTimes(a, a));
    }),
  );
});

test('a local time has no offset', () => {
  assert.equal(offsetOfTime(parseTime('10:00:00')), null);
  assert.equal(offsetOfTime(parseTime('10:00:00-01:00')), -3600);
  assert.equal(offsetOfTime(parseTime('10:00:00@Europe/Paris')), 3600);
});
