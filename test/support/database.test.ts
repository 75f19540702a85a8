import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { type TestDatabase, testDatabase } from './database.ts';

let migrated = 0;
const migrate = async (url: string) => {
  migrated += 1;
  await query(url, 'create table thing (n int)');
};

async function query(url: string, text: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

let databases: TestDatabase[];
before(async () => {
  databases = await Promise.all([1, 2, 3].map(() => testDatabase(migrate, 'support-database')));
});
after(() => Promise.all(databases.map((database) => database.drop())));

test('each call gets a database of its own from one template', async () => {
  const [one, two] = databases;
  await query(one!.url, 'insert into thing values (1)');
  assert.deepEqual(await query(two!.url, 'select * from thing'), []);
  assert.equal(migrated, 1);
});

test('a template that failed is made anew', async () => {
  const failing = testDatabase(async (url) => {
    await query(url, 'create table half (n int)');
    throw new Error('no');
  }, 'support-database-failing');
  await assert.rejects(failing, /no/);
  const whole = await testDatabase(migrate, 'support-database-failing');
  assert.deepEqual(await query(whole.url, `select to_regclass('half') as half`), [{ half: null }]);
  await whole.drop();
});

test('a dropped database is gone', async () => {
  const database = await testDatabase(migrate, 'support-database');
  await database.drop();
  await assert.rejects(query(database.url, 'select 1'), /does not exist/);
});
