import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTestLog } from '../../src/log/log-fixture.ts';
import { surviveDatabaseGone } from './log-database-gone.ts';
import { surviveSequencerKills } from './log-kills.ts';

const KILLS = 300;

test(`${KILLS} times kill -9 of the sequencer under load`, async (context) => {
  const log = await openTestLog();
  context.after(() => log.close());
  const { db, pool } = log.world();
  const survived = await surviveSequencerKills(db, pool.options.connectionString!, KILLS);
  console.log(survived);
  assert.ok(survived.acknowledged > KILLS && survived.gotThrough > 0 && survived.gotThrough < KILLS);
});

test('the database is stopped for ten seconds', () => surviveDatabaseGone('stopped', 10));

test('the database is killed, and away for ten seconds', () => surviveDatabaseGone('killed', 10));
