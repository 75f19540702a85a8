import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startPostgres } from './postgres.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madang-postgres-'));
  await chmod(folder, 0o755); // as a data folder usually is: others may pass through
});
after(() => rm(folder, { recursive: true, force: true }));

const fast = { shared_buffers: '16MB' };
const start = (name: string) => startPostgres({ directory: join(folder, name), settings: fast });

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

const postmasterOf = async (name: string) =>
  Number((await readFile(join(folder, name, 'data/postmaster.pid'), 'utf8')).split('\n')[0]);

test('a server starts from nothing, stops, and starts again with its rows', async () => {
  const first = await start('again');
  await query(first.url, 'create table kept (n int)');
  await query(first.url, 'insert into kept values (1)');
  await first.stop();
  await assert.rejects(query(first.url, 'select 1'), 'a stopped server answers nobody');
  const second = await start('again');
  assert.deepEqual(await query(second.url, 'select n from kept'), [{ n: 1 }]);
  await second.stop();
});

test('the cluster is UTF-8 with the builtin locale, durable, and not on the network', async () => {
  const server = await start('again');
  const [locale] = await query(
    server.url,
    `select datlocprovider as provider, datlocale as locale, pg_encoding_to_char(encoding) as encoding
     from pg_database where datname = current_database()`,
  );
  assert.deepEqual(locale, { provider: 'b', locale: 'C.UTF-8', encoding: 'UTF8' });
  const settings = await query(
    server.url,
    `select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'listen_addresses') order by 1`,
  );
  assert.deepEqual(settings, [
    { name: 'fsync', setting: 'on' },
    { name: 'listen_addresses', setting: '' },
    { name: 'synchronous_commit', setting: 'on' },
  ]);
  await server.stop();
});

test('the last of several to stop ends the server, whoever started it', async () => {
  const [owner, joiner, third] = await Promise.all([start('shared'), start('shared'), start('shared')]);
  assert.equal(owner.url, joiner.url);
  await joiner.stop();
  await joiner.stop();
  await query(owner.url, 'select 1');
  await owner.stop();
  await query(third.url, 'select 1');
  await third.stop();
  await assert.rejects(query(owner.url, 'select 1'));
});

test('a crash that cuts every connection does not lose count of who shares the server', async () => {
  const [one, other] = [await start('shared'), await start('shared')];
  const keepers = `select pid from pg_stat_activity where application_name = 'madang-keeper'`;
  const before = await query<{ pid: number }>(one.url, keepers);
  process.kill(before[0]!.pid, 'SIGKILL');
  const counted = async () => {
    const now = await query<{ pid: number }>(one.url, keepers).catch(() => []);
    return now.length === 2 && now.every(({ pid }) => before.every((old) => old.pid !== pid));
  };
  while (!(await counted())) await sleep(50);
  await one.stop();
  await query(other.url, 'select 1');
  await other.stop();
  await assert.rejects(query(other.url, 'select 1'));
});

test('kill -9 of the server loses no committed row', async () => {
  const server = await start('killed');
  await query(server.url, 'create table kept as select generate_series(1, 1000) as n');
  process.kill(await postmasterOf('killed'), 'SIGKILL');
  const again = await start('killed');
  assert.deepEqual(await query(again.url, 'select count(*)::int as n from kept'), [{ n: 1000 }]);
  await server.stop();
  await query(again.url, 'select 1');
  await again.stop();
});

test('kill -9 of the process that started it: the next one takes the server over', async () => {
  const script = `
    import { startPostgres } from ${JSON.stringify(new URL('postgres.ts', import.meta.url).href)};
    const { url } = await startPostgres(${JSON.stringify({ directory: join(folder, 'orphan'), settings: fast })});
    process.stdout.write(url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(child.stdout, 'data');
  const postmaster = await postmasterOf('orphan');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const heir = await start('orphan');
  assert.equal(heir.url, String(url));
  assert.equal(await postmasterOf('orphan'), postmaster, 'the same server');
  await heir.stop();
  await assert.rejects(query(heir.url, 'select 1'));
});

test('a pid file whose number belongs to another process by now does not stop a start', async () => {
  const server = await start('reused');
  const pidFile = join(folder, 'reused/data/postmaster.pid');
  const lines = await readFile(pidFile, 'utf8');
  await server.stop();
  await writeFile(pidFile, lines.replace(/^\d+/, String(process.ppid)));
  const again = await start('reused');
  await again.stop();
});

test('a path too long for a socket gets a short folder for it', async () => {
  const name = join('가'.repeat(40), 'n'.repeat(60));
  const server = await start(name);
  assert.ok(server.socketDirectory.length < 60);
  await query(server.url, 'select 1');
  await server.stop();
  await rm(server.socketDirectory, { recursive: true });
});

test('a server that cannot start says why', async () => {
  const start = startPostgres({ directory: join(folder, 'wrong'), settings: { shared_buffers: 'plenty' } });
  await assert.rejects(start, /did not start[\s\S]*invalid value for parameter "shared_buffers"/);
});
