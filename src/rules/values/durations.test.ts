import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ValueError } from '../problem.ts';
import { decimal } from './decimal.ts';
import {
  addDurations,
  compareDurations,
  compareWithDays,
  type Duration,
  divideDuration,
  divideDurations,
  duration,
  durationOf,
  formatDuration,
  multiplyDuration,
  negateDuration,
  parseDuration,
  subtractDurations,
} from './durations.ts';

const spansOfDays = fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n }).map(durationOf);
const spansOfMonths = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((months) => duration(months, 'months'));
const pairs = fc.oneof(fc.tuple(spansOfDays, spansOfDays), fc.tuple(spansOfMonths, spansOfMonths));

const canonical = (text: string) => formatDuration(parseDuration(text));

test('a duration survives its text', () => {
  fc.assert(
    fc.property(fc.oneof(spansOfDays, spansOfMonths), (span) =>
      assert.deepEqual(parseDuration(formatDuration(span)), span),
    ),
  );
});

test('a duration is written in as few units as possible', () => {
  const cases = [
    ['P1DT25H', 'P2DT1H'],
    ['PT36H', 'P1DT12H'],
    ['PT0S', 'PT0S'],
    ['P0D', 'PT0S'],
    ['-PT0S', 'PT0S'],
    ['P0Y', 'P0M'],
    ['P1Y14M', 'P2Y2M'],
    ['-P13M', '-P1Y1M'],
    ['P12M', 'P1Y'],
    ['PT90M', 'PT1H30M'],
    ['PT1.50S', 'PT1.5S'],
    ['PT0.000000001S', 'PT0.000000001S'],
    ['-PT0.5S', '-PT0.5S'],
    ['-P1DT2H3M4.005S', '-P1DT2H3M4.005S'],
    ['PT3600S', 'PT1H'],
    ['PT1.S', 'PT1S'],
  ];
  for (const [text, expected] of cases) assert.equal(canonical(text!), expected, text);
});

test('texts of no duration are refused', () => {
  const texts = [
    '',
    'P',
    'PT',
    'P1',
    'P1Y1D',
    'P1YT1H',
    'P1D1H',
    'P1DT',
    '1D',
    '+P1D',
    'P-1D',
    'P1.5D',
    'PT.5S',
    'PT1.0000000001S',
    'P1W',
    'p1d',
    'P1D ',
    'P1000000000001D',
    'P9999999999999999Y',
  ];
  for (const text of texts) assert.throws(() => parseDuration(text), ValueError, text);
});

test('a duration has limits', () => {
  assert.equal(formatDuration(duration(1e12, 'days')), 'P1000000000000D');
  assert.throws(() => duration(1e12 + 1, 'days'), ValueError);
  assert.throws(() => durationOf(10n ** 27n), ValueError);
  assert.throws(() => duration(0.5, 'days'), ValueError);
  assert.throws(() => multiplyDuration(parseDuration('P1D'), decimal('1e13')), ValueError);
});

test('zero has no sign', () => {
  const zero = duration(-0, 'months');
  for (const span of [zero, negateDuration(zero), multiplyDuration(parseDuration('-P1M'), decimal('0.5'))])
    assert.deepEqual(span, { kind: 'duration', measure: 'months', length: 0, nanoseconds: 0 });
});

test('subtraction takes back what addition did', () => {
  fc.assert(
    fc.property(pairs, ([a, b]) => {
      assert.deepEqual(subtractDurations(addDurations(a, b), b), a);
      assert.deepEqual(addDurations(a, b), addDurations(b, a));
      assert.deepEqual(negateDuration(negateDuration(a)), a);
      assert.deepEqual(addDurations(a, negateDuration(a)), multiplyDuration(a, 0));
      assert.equal(Math.sign(compareDurations(a, b)), signOf(subtractDurations(a, b)));
    }),
  );
});

const signOf = ({ length, nanoseconds }: Duration) => (length < 0 ? -1 : Number(length > 0 || nanoseconds > 0));

test('so many times a duration is the duration so many times', () => {
  fc.assert(
    fc.property(pairs, fc.integer({ min: 1, max: 8 }), ([span], times) => {
      const added = Array.from({ length: times }, () => span).reduce(addDurations);
      assert.deepEqual(multiplyDuration(span, times), added);
      assert.deepEqual(divideDuration(added, times), span);
      if (signOf(span) !== 0) assert.equal(divideDurations(added, span), times);
    }),
  );
});

test('products and quotients are cut off at a nanosecond or a month', () => {
  const text = (span: Duration) => formatDuration(span);
  assert.equal(text(multiplyDuration(parseDuration('P1M'), decimal('1.9'))), 'P1M');
  assert.equal(text(divideDuration(parseDuration('-P3M'), 2)), '-P1M');
  assert.equal(text(divideDuration(parseDuration('P1D'), 3)), 'PT8H');
  assert.equal(text(divideDuration(parseDuration('PT1S'), 3)), 'PT0.333333333S');
  assert.equal(text(multiplyDuration(parseDuration('P1Y'), decimal('0.5'))), 'P6M');
  assert.deepEqual(divideDurations(parseDuration('P1Y'), parseDuration('P5M')), decimal('2.4'));
});

test('a duration of days compares with a number of days', () => {
  assert.equal(compareWithDays(parseDuration('P7D'), 7), 0);
  assert.ok(compareWithDays(parseDuration('P7DT1H'), 7) > 0);
  assert.equal(compareWithDays(parseDuration('PT12H'), decimal('0.5')), 0);
  assert.throws(() => compareWithDays(parseDuration('P7M'), 7), ValueError);
});

test('days and months do not mix', () => {
  const [days, months] = [parseDuration('P30D'), parseDuration('P1M')];
  for (const mix of [addDurations, subtractDurations, compareDurations, divideDurations])
    assert.throws(() => mix(days, months), ValueError);
  for (const zero of [parseDuration('PT0S'), parseDuration('P0M')])
    assert.throws(() => divideDurations(zero, zero), ValueError);
  assert.throws(() => divideDuration(days, 0), ValueError);
});
