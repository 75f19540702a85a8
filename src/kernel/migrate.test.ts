import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type TestDatabase, testDatabase } from '../../test/support/database.ts';
import { openDatabase } from './database.ts';
import { type Migrations, migrate } from './migrate.ts';

let folder: string;
let database: TestDatabase;
let opened: ReturnType<typeof openDatabase>;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madang-migrate-'));
});
after(() => rm(folder, { recursive: true, force: true }));
beforeEach(async () => {
  database = await testDatabase(async () => {}, 'kernel_empty');
  opened = openDatabase({ url: database.url, connections: 8 });
});
afterEach(async () => {
  await opened.pool.end();
  await database.drop();
});

/** A room with these files. */
async function room(name: string, files: Record<string, string>): Promise<Migrations> {
  const path = join(folder, name);
  await mkdir(path, { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(join(path, file), text);
  return { room: name, folder: pathToFileURL(`${path}/`) };
}

const rows = async (text: string) => (await opened.pool.query(text)).rows;

test('files are applied in the order of their numbers, rooms in the order given, each once', async () => {
  const first = await room('attic', {
    '0002-more.sql': 'alter table attic.chest add column lid int; insert into attic.chest values (1, 2);',
    '0001-chest.sql': 'create table attic.chest (id int primary key);',
    'README.md': 'not SQL',
  });
  const second = await room('cellar', { '0001-copy.sql': 'create table cellar.chest as table attic.chest;' });
  assert.deepEqual(await migrate(opened.pool, [first, second]), [
    'attic/0001-chest.sql',
    'attic/0002-more.sql',
    'cellar/0001-copy.sql',
  ]);
  assert.deepEqual(await migrate(opened.pool, [first, second]), []);
  assert.deepEqual(await rows('select * from cellar.chest'), [{ id: 1, lid: 2 }]);
});

test('a new file is applied to a database that has the others', async () => {
  const grown = await room('porch', { '0001-a.sql': 'create table porch.a (id int primary key);' });
  await migrate(opened.pool, [grown]);
  await room('porch', { '0002-b.sql': 'insert into porch.a values (7);' });
  assert.deepEqual(await migrate(opened.pool, [grown]), ['porch/0002-b.sql']);
  assert.deepEqual(await rows('select id from porch.a'), [{ id: 7 }]);
});

test('of migrators that start together, one applies each file and the others wait for it', async () => {
  const slow = await room('barn', {
    '0001-hay.sql': 'create table barn.hay (id int primary key); select pg_sleep(0.2);',
    '0002-bale.sql': 'insert into barn.hay values (1);',
  });
  const others = Array.from({ length: 3 }, () => openDatabase({ url: database.url, connections: 1 }));
  const applied = await Promise.all([opened, ...others].map(({ pool }) => migrate(pool, [slow])));
  assert.deepEqual(applied.flat().sort(), ['barn/0001-hay.sql', 'barn/0002-bale.sql']);
  assert.equal(applied.filter((files) => files.length > 0).length, 1);
  assert.deepEqual(await rows('select id from barn.hay'), [{ id: 1 }]);
  await Promise.all(others.map(({ pool }) => pool.end()));
});

test('a failing file is named and leaves nothing; those before it stay; mended, it is applied', async () => {
  const broken = await room('shed', {
    '0001-tool.sql': 'create table shed.tool (id int primary key);',
    '0002-oops.sql': 'create table shed.half (id int); insert into shed.tool values (1); select nonsense;',
  });
  await assert.rejects(migrate(opened.pool, [broken]), /Migration shed\/0002-oops\.sql failed: column "nonsense"/);
  assert.deepEqual(await rows(`select to_regclass('shed.half') as half`), [{ half: null }]);
  assert.deepEqual(await rows('select id from shed.tool'), []);
  await room('shed', { '0002-oops.sql': 'insert into shed.tool values (2);' });
  assert.deepEqual(await migrate(opened.pool, [broken]), ['shed/0002-oops.sql'], 'the lock was given back, too');
  assert.deepEqual(await rows('select id from shed.tool'), [{ id: 2 }]);
});

test('a connection that breaks in the middle is told as the failure of that file', async () => {
  const cut = await room('well', { '0001-cut.sql': 'select pg_terminate_backend(pg_backend_pid());' });
  await assert.rejects(migrate(opened.pool, [cut]), /Migration well\/0001-cut\.sql failed: .*terminat/);
});
