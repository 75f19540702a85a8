import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HOSTILE_TEXTS } from '../../../../test/support/arbitrary.ts';
import { loadPack } from '../../../pack/index.ts';
import { queryOf, stateOf } from './state.ts';

const pack = await loadPack('kr');
const ON = '2026-11-02';
const PERSON = '00000000-0000-7000-8000-000000000001';

const read = (fields: Record<string, string>) => {
  const query = { service: 'youth-rent', population: '10000', ...fields };
  return stateOf(pack, query, new URLSearchParams(query), PERSON, ON);
};

test('an address says only what differs from today’s rule', () => {
  const state = read({
    'value.own_limit': '80',
    'value.origin_limit': '100',
    'value.rent_most': '700,000',
    'scale.median_income': '100',
    'value.support_most': '',
    weight: '1',
    unknown: 'x',
  });
  assert.deepEqual(state.reform, { values: { own_limit: 80 }, scales: {} });
  assert.equal(queryOf(state).toString(), 'service=youth-rent&population=10000&value.own_limit=80');
  assert.equal(queryOf(state, { reform: false }).toString(), 'service=youth-rent&population=10000');
  assert.deepEqual(read(Object.fromEntries(queryOf(state))), state, 'read again, it is the same');
});

test('tables are scaled, people are weighted, facts are assumed', () => {
  assert.deepEqual(read({ 'scale.median_income': '112.5' }).reform.scales, { median_income: 112.5 });
  assert.equal(read({ weight: '51.3' }).weight, 51.3);
  const fare = { service: 'k-pass', population: '100000', 'fact.monthly_fare': '80,000' };
  const { assumed, population } = stateOf(pack, fare, new URLSearchParams(fare), PERSON, ON);
  assert.deepEqual([assumed, population], [{ monthly_fare: 80_000 }, { kind: 'synthetic', size: 100_000 }]);
});

test('what cannot be read is told, beside what was typed, and counts as not said', () => {
  for (const text of ['-5', 'many', '1e9', '1'.repeat(17), 'x'.repeat(2_000), '9'.repeat(16)]) {
    const state = read({ 'value.own_limit': text });
    assert.deepEqual(state.reform.values, {}, text);
    assert.ok(state.problems['value.own_limit'], text);
    assert.ok(state.typed['value.own_limit']!.length <= 100);
  }
  assert.ok(
    read({ weight: '0' }).problems.weight && read({ 'scale.median_income': '1001' }).problems['scale.median_income'],
  );
  for (const text of HOSTILE_TEXTS) read({ 'value.own_limit': text, weight: text, 'fact.account': text });
});

test('a policy or a population of no such name is not found', () => {
  const wrongs: Record<string, string>[] = [
    { service: 'none' },
    { service: '__proto__' },
    { population: '20000' },
    { population: 'x' },
  ];
  for (const wrong of wrongs) assert.throws(() => read(wrong), { code: 'not-found' });
  const own = read({ population: PERSON });
  assert.deepEqual(own.population, { kind: 'own', person: PERSON, id: PERSON });
});
