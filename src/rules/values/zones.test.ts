import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ValueError } from '../problem.ts';
import { formatZone, offsetAt, offsetOfLocal, offsetZone, parseZone, standardOffset } from './zones.ts';

const seconds = (text: string) => Date.parse(`${text}Z`) / 1000;

test('a zone survives its text', () => {
  for (const text of [
    '',
    'Z',
    '+09:00',
    '-05:30',
    '+14:00',
    '-00:00:30',
    '@Europe/Paris',
    '@Asia/Seoul',
    '@Etc/GMT+3',
    '@UTC',
  ])
    assert.equal(formatZone(parseZone(text)), text);
  fc.assert(
    fc.property(fc.integer({ min: -50_400, max: 50_400 }), (offset) =>
      assert.equal(parseZone(formatZone(offsetZone(offset))), offset),
    ),
  );
});

test('no offset at all is Z', () => {
  for (const text of ['z', '+00:00', '-00:00', '+00:00:00']) assert.equal(parseZone(text), 0);
});

test('zones that do not exist are refused', () => {
  for (const text of [
    '+14:01',
    '-15:00',
    '+9:00',
    '+0900',
    '+09:60',
    '@',
    '@Europe/Nowhere',
    'Europe/Paris',
    '@+09:00',
    '@a b',
    '@../x',
    'UTC',
  ])
    assert.throws(() => parseZone(text), ValueError, text);
  assert.throws(() => offsetZone(50_401), ValueError);
});

test('a zone has the offset of the moment', () => {
  const cases: [string, string, number][] = [
    ['Europe/Paris', '2026-01-01T00:00:00', 3600],
    ['Europe/Paris', '2026-07-01T00:00:00', 7200],
    ['Asia/Seoul', '2026-07-01T00:00:00', 32_400],
    ['America/St_Johns', '2026-01-01T00:00:00', -12_600],
    ['UTC', '2026-01-01T00:00:00', 0],
  ];
  for (const [zone, at, offset] of cases) assert.equal(offsetAt(zone, seconds(at)), offset, `${zone} ${at}`);
  assert.equal(offsetAt(-3600, 0), -3600);
  // Beyond what JS knows the offset stays what it was.
  assert.equal(offsetAt('Asia/Seoul', 1e15), 32_400);
});

test('clocks that are put forward skip times, and put back they show them twice', () => {
  const paris = (local: string) => offsetOfLocal('Europe/Paris', seconds(local));
  assert.equal(paris('2026-03-29T01:59:59'), 3600);
  assert.equal(paris('2026-03-29T02:30:00'), 3600);
  assert.equal(paris('2026-03-29T03:00:00'), 7200);
  assert.equal(paris('2026-10-25T01:59:59'), 7200);
  assert.equal(paris('2026-10-25T02:30:00'), 7200);
  assert.equal(paris('2026-10-25T03:00:00'), 3600);
  assert.equal(offsetOfLocal(7200, 0), 7200);
});

test('a local time that is not skipped belongs to a moment at which the clocks show it', () => {
  const zones = fc.constantFrom(
    'Europe/Paris',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Seoul',
    'Pacific/Apia',
  );
  fc.assert(
    fc.property(zones, fc.integer({ min: 0, max: 2_000_000_000 }), (zone, instant) => {
      const local = instant + offsetAt(zone, instant);
      const again = local - offsetOfLocal(zone, local);
      assert.equal(again + offsetAt(zone, again), local);
    }),
  );
});

test('a time of no date has the standard offset, on both halves of the earth', () => {
  assert.equal(standardOffset('Europe/Paris'), 3600);
  assert.equal(standardOffset('Australia/Sydney'), 36_000);
  assert.equal(standardOffset(-60), -60);
});
