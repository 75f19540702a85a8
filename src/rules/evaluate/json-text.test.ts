import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ValueError } from '../problem.ts';
import { parseTemporal } from '../values/calendar.ts';
import { UNKNOWN, type Value } from '../values/values.ts';
import { readValue, writeValue } from './json-text.ts';

const { json } = fc.letrec<{ json: unknown }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom(null, true, false),
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.integer().map((number) => number / 1000),
    fc.array(tie('json')),
    fc.dictionary(fc.string({ unit: 'binary' }), tie('json')),
  ),
}));

test('JSON survives the way in and out', () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = JSON.stringify(value);
      assert.deepEqual(JSON.parse(writeValue(readValue(text))), JSON.parse(text));
    }),
  );
});

test('numbers keep all their digits', () => {
  for (const digits of ['0.1', '12345678901234567890.123', '-9007199254740993', '0.30000000000000000001']) {
    assert.equal(writeValue(readValue(digits)), digits);
  }
  assert.equal(writeValue(readValue('1e3')), '1000');
});

test('objects are records whatever their fields are called', () => {
  const value = readValue('{"kind": "number", "__proto__": {"a": 1}, "constructor": null}');
  assert.equal(writeValue(value), '{"kind":"number","__proto__":{"a":1},"constructor":null}');
});

test('dates, times and durations are texts', () => {
  const values = ['2026-03-01', '09:30:00Z', '2026-03-01T09:30:00', 'P1DT2H'].map(parseTemporal);
  assert.equal(writeValue(values), '["2026-03-01","09:30:00Z","2026-03-01T09:30:00","P1DT2H"]');
});

test('what JSON does not have is null or a text', () => {
  const range: Value = { kind: 'range', low: 1, high: null, includesLow: true, includesHigh: false };
  assert.equal(writeValue([UNKNOWN, range]), '[null,"[1..)"]');
});

test('what is no JSON, or has a number beyond the limits, is refused', () => {
  for (const text of ['', '{', 'undefined', '[1,]', '1e999']) assert.throws(() => readValue(text), ValueError, text);
});
