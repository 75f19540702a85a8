import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError } from './config.ts';
import { claimDatabase } from './installation.ts';
import { testQueue } from './job-fixture.ts';

const { db } = await testQueue();

test('a database belongs to the pack that opened it first, however many open it at once', async () => {
  const packs = ['tw', 'kr', 'tw', 'kr', 'tw', 'kr'];
  const opened = await Promise.allSettled(packs.map((pack) => claimDatabase(db, pack)));
  const letIn = new Set(packs.filter((_, nth) => opened[nth]!.status === 'fulfilled'));
  assert.equal(letIn.size, 1);
  const [owner] = letIn;
  await claimDatabase(db, owner!);
  for (const [nth, result] of opened.entries()) {
    assert.equal(result.status, packs[nth] === owner ? 'fulfilled' : 'rejected');
    if (result.status === 'rejected') assert.ok(result.reason instanceof ConfigError, String(result.reason));
  }
});

test('another pack is told whose it is and what to set', async () => {
  await assert.rejects(
    claimDatabase(db, 'elsewhere'),
    /belongs to the pack "(tw|kr)", and not to "elsewhere".*MADANG_HOME/,
  );
});
