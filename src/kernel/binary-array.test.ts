import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { binaryArray } from './binary-array.ts';
import { all, array, openDatabase, sql } from './database.ts';

let database: TestDatabase;
let opened: ReturnType<typeof openDatabase>;
before(async () => {
  database = await testDatabase(async () => {}, 'kernel_empty');
  opened = openDatabase({ url: database.url, connections: 2 });
});
after(async () => {
  await opened.pool.end();
  await database.drop();
});

const plainText = fc.string({ unit: 'grapheme' }).filter((text) => text.isWellFormed() && !text.includes('\0'));
const TYPES: Record<string, fc.Arbitrary<unknown>> = {
  boolean: fc.boolean(),
  bytea: fc.uint8Array().map((bytes) => Buffer.from(bytes)),
  bigint: fc.maxSafeInteger(),
  smallint: fc.integer({ min: -0x8000, max: 0x7fff }),
  int: fc.integer(),
  text: plainText,
  timestamptz: fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31'), noInvalidDate: true }),
  uuid: fc.uuid(),
};

for (const [type, values] of Object.entries(TYPES)) {
  test(`${type}: a list comes back as it was, with its nulls`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(values), { maxLength: 20 }), async (list) => {
        assert.ok(binaryArray(list, type));
        const rows = await all(
          opened.db,
          sql<{ value: unknown }>`select value from unnest(${array(list, type)}) as r(value)`,
        );
        assert.deepEqual(
          rows.map(({ value }) => value),
          list,
        );
      }),
      { numRuns: 40 },
    );
  });
}

test('what is not plainly of its type is left to PostgreSQL', async () => {
  for (const [type, value] of [
    ['uuid', 'no uuid'],
    ['uuid', '0190e0d8-0000-7000-8000-00000000000g'],
    ['uuid', '0190e0d800000-7000-8000-000000000000'],
    ['uuid', '0190e0d8-0000-7000-8000-00000000000가'],
    ['bigint', '12'],
    ['bigint', 2 ** 53],
    ['smallint', 0x8000],
    ['int', 1.5],
    ['text', 1],
    ['timestamptz', '2026-03-02'],
    ['timestamptz', new Date(Number.NaN)],
    ['date', '2026-03-02'],
    ['constructor', 'x'],
  ] as const) {
    assert.equal(binaryArray([value], type), undefined, `${type} ${String(value)}`);
  }
  const read = (value: unknown, type: string) =>
    all(opened.db, sql<object>`select unnest(${array([value], type)}) as value`);
  assert.deepEqual(await read('12', 'bigint'), [{ value: 12 }]);
  await assert.rejects(read('no uuid', 'uuid'), /invalid input syntax for type uuid/);
});
