import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, test } from 'node:test';
import { promisify } from 'node:util';
import { sandboxDatabase } from '../../src/sandbox.ts';
import { eventually, query, startSandboxed } from '../support/sandbox.ts';

const run = promisify(execFile);

describe('a sandbox', async () => {
  const house = await startSandboxed();
  const vkey = async () => (await fetch(`${await house.sandboxReady()}/log/vkey`)).text();

  test('that is killed while its people are made begins anew, with as many of them', async () => {
    const { name } = sandboxDatabase(house.databaseUrl);
    const busy = `select from pg_stat_activity where datname = '${name}' and query ~ 'registry' and backend_xid is not null`;
    await eventually(async () => (await query(house.databaseUrl, busy)).length > 0);
    const killed = house.sandboxPid()!;
    process.kill(killed, 'SIGKILL');
    await house.sandboxReady();
    assert.notEqual(house.sandboxPid(), killed);
    const people = 'select count(*)::int as people from identity.person';
    assert.deepEqual(await query(house.sandboxUrl, people), await query(house.databaseUrl, people));
  });

  test('that is reset while it runs is made anew, with another log, and nothing else is touched', async () => {
    const address = await house.sandboxReady();
    const before = [await vkey(), await (await fetch(`${house.madang.address}/log/vkey`)).text()];
    const env = { ...process.env, DATABASE_URL: house.databaseUrl, MADANG_HOME: house.home };
    await run(process.execPath, ['bin/madang.mjs', 'sandbox', 'reset', '--yes'], { env });
    const again = await house.sandboxReady(2);
    assert.equal(again, address);
    const after = await (await fetch(`${again}/log/vkey`)).text();
    assert.notEqual(after, before[0]);
    assert.equal(await (await fetch(`${house.madang.address}/log/vkey`)).text(), before[1]);
    assert.equal(await house.madang.stop(), 0);
  });
});
