import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Parameter, typeOfParameter, valueOn } from '../decide/parameters.ts';
import { ValueError } from '../problem.ts';
import type { Type } from '../types/types.ts';
import { fromValue, toScope, toValue } from './json.ts';
import { UNKNOWN } from './values.ts';

const NUMBER: Type = { kind: 'number' };
const CHILD: Type = { kind: 'record', fields: { born_on: { kind: 'date' }, twin: { kind: 'boolean' } } };

test('facts survive the way in and out', () => {
  const cases: [Type, unknown][] = [
    [NUMBER, 40000],
    [NUMBER, 0.1],
    [NUMBER, '12345678901234567890.5'],
    [{ kind: 'string' }, 'ok'],
    [{ kind: 'enum', values: ['a', 'b'] }, 'b'],
    [{ kind: 'boolean' }, false],
    [{ kind: 'date' }, '2026-03-01'],
    [{ kind: 'duration' }, 'P60D'],
    [{ kind: 'time' }, '09:30:00+09:00'],
    [{ kind: 'date and time' }, '2026-03-01T09:30:00'],
    [{ kind: 'list', of: CHILD }, [{ born_on: '2026-03-01', twin: null }, { twin: true }]],
    [{ kind: 'any' }, { a: [1, 'x', null, true] }],
    [{ kind: 'date' }, null],
  ];
  for (const [type, json] of cases) assert.deepEqual(fromValue(toValue(type, json)), json);
});

test('what is left out is unknown, and unknown is left out', () => {
  assert.equal(toValue(NUMBER, undefined), UNKNOWN);
  assert.equal(fromValue(UNKNOWN), undefined);
  assert.equal(fromValue([null, UNKNOWN]), undefined);
  assert.deepEqual(fromValue({ kind: 'record', fields: { a: UNKNOWN, b: null } }), { b: null });
});

test('a declared field that is not told is there as unknown', () => {
  assert.deepEqual(toValue(CHILD, { twin: true }), { kind: 'record', fields: { born_on: UNKNOWN, twin: true } });
});

test('JSON of another type is refused', () => {
  const cases: [Type, unknown, RegExp][] = [
    [NUMBER, 'many', /many is not a number/],
    [NUMBER, Number.NaN, /not a number/],
    [NUMBER, true, /true is not a number/],
    [{ kind: 'boolean' }, 'yes', /not true or false/],
    [{ kind: 'date' }, '2026-02-30', /no day/],
    [{ kind: 'date' }, 20260101, /not a date/],
    [{ kind: 'enum', values: ['married'] }, 'maried', /not one of married — did you mean married/],
    [{ kind: 'list', of: NUMBER }, 3, /not a list/],
    [{ kind: 'time' }, '25:00:00', /no time/],
    [{ kind: 'table' }, {}, /not a table/],
    [CHILD, [], /not a record/],
    [CHILD, { twin: 1 }, /twin: 1 is not true or false/],
  ];
  for (const [type, json, message] of cases) {
    assert.throws(() => toValue(type, json), { name: new ValueError('').name, message });
  }
});

test('a scope takes what is declared and names what is wrong', () => {
  const types = { age: NUMBER, name: { kind: 'string' } } as const;
  assert.deepEqual(Object.keys(toScope(types, { age: 3, other: 1 })), ['age']);
  assert.throws(() => toScope(types, { age: 'x' }), /^ValueError: age: x is not a number/);
});

test('a parameter has the value in force on the day', () => {
  const parameter: Parameter = { unit: 'day', values: { '2014-06-01': 280, '2026-01-01': '300' } };
  assert.equal(valueOn(parameter, '2014-05-31'), UNKNOWN);
  assert.equal(fromValue(valueOn(parameter, '2014-06-01')), 280);
  assert.equal(fromValue(valueOn(parameter, '2025-12-31')), 280);
  assert.equal(fromValue(valueOn(parameter, '2026-01-01')), 300);
  assert.throws(() => valueOn(parameter, 'today'), ValueError);
  assert.throws(() => valueOn({ values: { '2026-02-30': 1 } }, '2027-01-01'), ValueError);
  assert.deepEqual(typeOfParameter(parameter), { kind: 'number', unit: 'day' });
});
