import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Types } from '../../types/types.ts';
import { tableOf } from '../table/table.ts';
import { crossed, groupByBand, groupByText } from './grouping.ts';

const TYPES: Types = {
  region: { kind: 'string' },
  income: { kind: 'number' },
  born_on: { kind: 'date' },
  single: { kind: 'boolean' },
};

const table = tableOf(TYPES, [
  { region: 'south', income: 10, born_on: '2000-01-01' },
  { region: 'north', income: 99.99, born_on: '1999-12-31' },
  { region: null, income: 100, born_on: null },
  { region: 'south', income: 1000 },
  { income: -5, born_on: '2024-02-29' },
  { region: 'east' },
]);

test('rows are grouped by text, by bands of numbers and of dates', () => {
  const byRegion = groupByText(table, 'region');
  assert.deepEqual(byRegion.names, ['east', 'north', 'south', null]);
  assert.deepEqual([...byRegion.groups], [2, 1, 3, 2, 3, 0]);
  const byIncome = groupByBand(table, 'income', [0, '99.995', 1000]);
  assert.deepEqual([...byIncome.groups], [1, 1, 2, 3, 0, 4]);
  assert.deepEqual(byIncome.names, [0, 1, 2, 3, null]);
  const byBirth = groupByBand(table, 'born_on', ['2000-01-01']);
  assert.deepEqual([...byBirth.groups], [1, 0, 2, 2, 1, 2]);
});

test('groups are crossed', () => {
  const both = crossed(groupByText(table, 'region'), groupByBand(table, 'born_on', ['2000-01-01']));
  assert.equal(both.count, 12);
  assert.deepEqual([...both.groups], [7, 3, 11, 8, 10, 2]);
});

test('what has no groups is refused', () => {
  assert.throws(() => groupByText(table, 'nobody'), /not grouped by nobody/);
  assert.throws(() => groupByBand(table, 'single', [true as never]), /a boolean has no bands/);
  assert.throws(() => groupByBand(table, 'income', ['much']), /much is not a number/);
});
