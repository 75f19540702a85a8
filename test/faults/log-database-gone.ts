import assert from 'node:assert/strict';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate, openDatabase, startPostgres } from '../../src/kernel/index.ts';
import { latestCheckpoint, logMigrations } from '../../src/log/index.ts';
import { actsLog } from '../../src/log/log-fixture.ts';
import { newHome } from './government.ts';
import { assertNothingLost, startLoad, startSequencerProcess } from './sequencers.ts';
import { until } from './soundness.ts';

/** How a database server goes: it is told to, or it is killed and must recover. */
export type Going = 'stopped' | 'killed';

/** Takes the database away from two sequencers and from people who act, for so many seconds, and gives it back. */
export async function surviveDatabaseGone(going: Going, seconds: number): Promise<void> {
  const home = await newHome();
  const directory = join(home, 'postgres');
  const before = await startPostgres({ directory });
  const servers = [before];
  const { db, pool } = openDatabase({ url: before.url });
  await migrate(pool, [logMigrations]);
  const sizeNow = async () => (await latestCheckpoint(db, actsLog.origin))?.size ?? 0;
  const sequencers = await Promise.all([startSequencerProcess(before.url), startSequencerProcess(before.url)]);
  const load = startLoad(db, 8);
  try {
    await until(async () => (await sizeNow()) > 0, 'the log has begun');
    if (going === 'stopped') await before.stop();
    else process.kill(Number.parseInt(await readFile(join(directory, 'data/postmaster.pid'), 'utf8'), 10), 'SIGKILL');
    // The server processes of a killed one notice it one by one.
    const isGone = () =>
      sizeNow().then(
        () => false,
        () => true,
      );
    await until(isGone, 'the database is gone');
    await sleep(seconds * 1_000);
    servers.push(await startPostgres({ directory }));
    assert.equal(servers.at(-1)!.url, before.url);

    const size = await sizeNow();
    const acknowledged = load.acknowledged.length;
    await until(async () => (await sizeNow()) > size && load.acknowledged.length > acknowledged, 'both go on');
    await load.stop();
    assert.ok(load.broken() > 0, 'acts were refused meanwhile');
    await assertNothingLost(db, load.acknowledged);
  } finally {
    await load.stop();
    await Promise.all(sequencers.map((sequencer) => sequencer.kill()));
    await pool.end();
    for (const server of servers) await server.stop();
  }
  await rm(home, { recursive: true });
}
