import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FACT_TYPES, randomRows } from '../../testing/cases.ts';
import { seeded } from '../../testing/random.ts';
import type { Types } from '../../types/types.ts';
import { toScope } from '../../values/json.ts';
import { ScalarColumn } from './scalar.ts';
import { Table, tableOf } from './table.ts';

const TYPES: Types = {
  age: { kind: 'number' },
  born_on: { kind: 'date' },
  single: { kind: 'boolean' },
  region: { kind: 'enum', values: ['north', 'south'] },
  children: { kind: 'list', of: { kind: 'record', fields: { age: { kind: 'number' } } } },
};

const scalar = (table: Table, name: string): ScalarColumn => {
  const column = table.columns.get(name);
  assert.ok(column instanceof ScalarColumn);
  return column;
};

test('a table gives back the facts that it was given', () => {
  for (let seed = 1; seed <= 40; seed += 1) {
    const rows = randomRows(seeded(seed), 30);
    const table = new Table(FACT_TYPES);
    for (let at = 0; at < rows.length; at += 7) table.append(rows.slice(at, at + 7));
    assert.equal(table.length, rows.length);
    for (const [row, facts] of rows.entries()) {
      assert.deepEqual(table.factsAt(row), toScope(FACT_TYPES, facts), `seed ${seed}, row ${row}`);
    }
  }
});

test('columns are as narrow as their values let them be', () => {
  const table = tableOf(TYPES, [{ age: 40 }, { age: null }, {}]);
  const { store } = scalar(table, 'age');
  assert.equal(store.repr, 'i8');
  table.append([{ age: 127 }, { age: 128 }]);
  assert.equal(store.repr, 'i16');
  table.append([{ age: 1_000_000 }]);
  assert.equal(store.repr, 'i32');
  table.append([{ age: 2 ** 40 }]);
  assert.equal(store.repr, 'f64');
  assert.deepEqual(
    [...Array(7).keys()].map((row) => table.factsAt(row).age),
    [40, null, undefined, 127, 128, 1_000_000, 2 ** 40],
  );
  assert.deepEqual([store.low, store.high], [40, 2 ** 40]);
});

test('no value is taken for a state', () => {
  const lowest = [
    -125,
    -126,
    -127,
    -128,
    -32_765,
    -32_766,
    -32_768,
    -(2 ** 31) + 3,
    -(2 ** 31) + 2,
    -(2 ** 31),
    -(2 ** 50),
  ];
  const table = new Table(TYPES);
  for (const [row, age] of lowest.entries()) {
    table.append([{ age }, { age: null }, {}]);
    assert.deepEqual(
      [0, 1, 2].map((at) => table.factsAt(3 * row + at).age),
      [age, null, undefined],
    );
  }
});

test('a column takes on as many decimals as its numbers have', () => {
  const rows = [{ age: 1 }, { age: '2.5' }, { age: 0.25 }, { age: '1e15' }, { age: '0.0000000000001' }, { age: 7 }];
  const table = tableOf(TYPES, rows);
  const column = scalar(table, 'age');
  assert.equal(column.scale, 2);
  assert.deepEqual([...column.asides.keys()], [3, 4]);
  for (const [row, facts] of rows.entries()) assert.deepEqual(table.factsAt(row), toScope(TYPES, facts));
});

test('whole columns are appended from arrays of integers and from values', () => {
  const table = new Table(TYPES);
  table.appendColumns({
    age: Int32Array.of(3, 40),
    born_on: Int32Array.of(0, 19_782),
    single: Uint8Array.of(1, 0),
    region: ['north', null],
    children: [[{ age: 1 }], undefined],
  });
  table.appendColumns({ age: Float64Array.of(1.5) });
  assert.deepEqual(
    table.factsAt(0),
    toScope(TYPES, { age: 3, born_on: '1970-01-01', single: true, region: 'north', children: [{ age: 1 }] }),
  );
  assert.deepEqual(table.factsAt(1), toScope(TYPES, { age: 40, born_on: '2024-02-29', single: false, region: null }));
  assert.deepEqual(table.factsAt(2), toScope(TYPES, { age: 1.5 }));
  assert.throws(() => table.appendColumns({ age: [1], single: [true, false] }), /columns of different lengths: 1, 2/);
});

test('what is not of its type is refused with its row, and nothing is appended', () => {
  const table = tableOf(TYPES, [{ age: 1, children: [{ age: 2 }] }]);
  const wrong: readonly [Record<string, unknown>, RegExp][] = [
    [{ age: 'old' }, /row 1, age: old is not a number/],
    [{ born_on: '2026-02-30' }, /row 1, born_on: there is no day 2026-02-30/],
    [{ single: 1 }, /row 1, single: 1 is not true or false/],
    [{ region: 'nowhere' }, /row 1, region: "nowhere" is not one of north, south/],
    [{ children: [{ age: true }] }, /row 1, children: age: true is not a number/],
  ];
  for (const [row, message] of wrong)
    assert.throws(() => table.append([{ age: 5, children: [{ age: 9 }] }, row]), message);
  assert.equal(table.length, 1);
  table.append([{ age: 7, children: [{ age: 8 }] }]);
  assert.deepEqual(table.factsAt(1), toScope(TYPES, { age: 7, children: [{ age: 8 }] }));
});

test('a fact that the table was not made for is unknown everywhere', () => {
  const table = tableOf(TYPES, [{ age: 1 }, { age: 2 }]);
  const column = table.columnFor('later', { kind: 'number' });
  table.append([{ later: 3 }]);
  assert.equal(column.length, 3);
  assert.deepEqual(
    [0, 2].map((row) => table.factsAt(row).later),
    [undefined, 3],
  );
});
