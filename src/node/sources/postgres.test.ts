import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import pg from 'pg';
import { testDatabase } from '../../../test/support/database.ts';
import { ConfigError } from '../../kernel/index.ts';
import type { MappedColumn, Mapping } from '../settings.ts';
import { clock, NOW } from '../testing/files.ts';
import { openPostgres } from './postgres.ts';

const database = await testDatabase(async (url) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`create schema "hr"; create table "hr"."In sured" (id_no char(10) primary key, "unit ""name""" text,
    joined date, wage numeric(12, 2), active boolean, written timestamptz, remark text)`);
  await client.query(`insert into "hr"."In sured" values
    ('A123456789', 'Harbour Works', '2021-03-02', 45800.50, true, '2026-10-01 09:30:00+08', 'planted'),
    ('B987654321', null, null, null, null, null, 'planted')`);
  await client.end();
}, 'node_postgres');
const admin = new pg.Client({ connectionString: database.url });
await admin.connect();
after(async () => {
  await admin.end();
  await database.drop();
});

/** The address of the database for a new role with these rights on the table. */
async function roleWith(rights: string): Promise<string> {
  const role = `reader_${randomUUID().replaceAll('-', '')}`;
  await admin.query(`create role ${role} login; grant usage on schema hr to ${role};
    grant ${rights} on "hr"."In sured" to ${role}`);
  after(async () => {
    await admin.query(`drop owned by ${role}; drop role ${role}`);
  });
  const url = new URL(database.url);
  url.username = role;
  url.password = '';
  return url.href;
}

const column = (name: string): MappedColumn => ({ column: name, values: undefined });
const MAPPING: Mapping = {
  ...{ registry: 'enrolment', source: 'office', table: 'hr.In sured', person: 'id_no' },
  ...{ newestBy: 'joined', recordedAt: 'written' },
  standards: [],
  fields: new Map<string, MappedColumn>([
    ['employer', column('unit "name"')],
    ['since', column('joined')],
    ['salary', column('wage')],
    ['active', { column: 'active', values: new Map([['true', 'yes']]) }],
  ]),
  answers: { agencies: [], people: false, consent: false },
};

test('a table is read by a role that may only read: the fields asked for, as a registry writes them', async () => {
  const source = await openPostgres(await roleWith('select'), [MAPPING], clock);
  after(() => source.close());
  assert.deepEqual(await source.find(MAPPING, 'A123456789', ['employer', 'since', 'salary', 'active']), {
    asOf: new Date(NOW),
    records: [
      {
        values: { employer: 'Harbour Works', since: '2021-03-02', salary: '45800.50', active: 'yes' },
        recorded_at: '2026-10-01T01:30:00.000Z',
      },
    ],
  });
  assert.deepEqual((await source.find(MAPPING, 'B987654321', ['salary'])).records, [{ values: { salary: null } }]);
  assert.deepEqual((await source.find(MAPPING, 'A123456789', [])).records.length, 1);
  assert.deepEqual((await source.find(MAPPING, "' or true --", ['salary'])).records, []);
});

test('a role that could write is refused, and so is a table or column that is not there', async () => {
  for (const right of ['insert', 'update', 'delete', 'truncate'])
    await assert.rejects(openPostgres(await roleWith(`select, ${right}`), [MAPPING], clock), (error: Error) => {
      assert.ok(error instanceof ConfigError);
      assert.match(error.message, /could write in hr\.In sured/);
      return true;
    });
  const url = await roleWith('select');
  await assert.rejects(openPostgres(url, [{ ...MAPPING, table: 'hr.attic' }], clock), /cannot be read from hr\.attic/);
  const fields = new Map([['employer', column('nothing')]]);
  await assert.rejects(openPostgres(url, [{ ...MAPPING, fields }], clock), /"nothing" does not exist/);
});
