import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts';
import { migrate, openDatabase, systemClock, uuidv7 } from '../../kernel/index.ts';
import { migrations } from '../api.ts';
import { commitmentOf, encodeLeaf } from '../leaf.ts';
import { act, actsLog, audit, contentOf, POLICY, signer } from '../log-fixture.ts';
import { formatCheckpoint } from '../note/checkpoint.ts';
import { signNote } from '../note/note.ts';
import { receiptOf } from '../receipt/receipt.ts';
import { verifyReceipt } from '../receipt/verify.ts';
import { sequenceOnce } from '../sequence/sequencer.ts';
import { leafHash } from '../tree/merkle.ts';
import { appendToTiles } from '../tree/tiles.ts';

/*
 * A log of the first version, moved into the tables of the second.
 */

let database: TestDatabase;
let opened: ReturnType<typeof openDatabase>;
beforeEach(async () => {
  database = await testDatabase(async () => {}, 'empty');
  opened = openDatabase({ url: database.url });
  const folder = await mkdtemp(join(tmpdir(), 'madang-migrations-'));
  await copyFile(new URL('0001-log.sql', migrations.folder), join(folder, '0001-log.sql'));
  await migrate(opened.pool, [{ room: 'log', folder: pathToFileURL(`${folder}/`) }]);
  await rm(folder, { recursive: true });
});
afterEach(async () => {
  await opened.pool.end();
  await database.drop();
});

const AT = new Date('2026-03-01T09:00:00Z');
const salt = Buffer.alloc(32, 3).toString('base64url');

async function oldAct(number: number) {
  const commitment = await commitmentOf(salt, contentOf(number));
  const leaf = { v: 1, kind: 'case.decided', at: AT.toISOString(), agency: 'social-affairs', commitment } as const;
  return { id: uuidv7(AT), leaf: encodeLeaf(leaf) };
}

/** Fills the tables of the first version as it did: leaves one by one, a tile in one row. */
async function fillOldTables(sizes: readonly number[], waiting: number) {
  const { pool } = opened;
  const acts = await Promise.all(Array.from({ length: sizes.at(-1)! + waiting }, (_, number) => oldAct(number)));
  const logged = acts.slice(0, sizes.at(-1));
  for (const [index, { id, leaf }] of logged.entries())
    await pool.query('insert into log.entry values ($1, $2, $3, $4)', [index, id, leaf, AT]);
  const hashes = logged.map(({ leaf }) => leafHash(leaf));
  for (const size of sizes) {
    const { runs, root } = await appendToTiles(0, Buffer.concat(hashes.slice(0, size)), async () => []);
    const note = signNote(formatCheckpoint({ origin: signer.name, size, root }), [signer]);
    await pool.query('insert into log.checkpoint values ($1, $2, $3, $4, $5)', [size, root, note, signer.vkey, AT]);
    if (size < logged.length) continue;
    for (const { level, first, hashes: tile } of runs)
      await pool.query('insert into log.tile values ($1, $2, $3)', [level, first / 256, tile]);
  }
  for (const { id, leaf } of acts.slice(logged.length))
    await pool.query('insert into log.outbox values ($1, $2, clock_timestamp())', [id, leaf]);
  return acts;
}

test('a log from before is the same log in the new tables, and goes on', async () => {
  const { db, pool } = opened;
  const acts = await fillOldTables([0, 1, 256, 700], 5);
  assert.deepEqual(await migrate(pool, [migrations]), ['log/0002-logs.sql']);
  const ids = acts.map(({ id }) => id);
  const { entries, sizes } = await audit(db);
  assert.deepEqual({ entries, sizes }, { entries: ids.slice(0, 700), sizes: [0, 1, 256, 700] });
  const fresh = await act(db, 1);
  assert.equal(await sequenceOnce(db, actsLog, systemClock), 6);
  assert.deepEqual((await audit(db)).entries, [...ids, fresh.entry]);
  for (const number of [0, 255, 256, 699, 700, 704]) {
    const state = await receiptOf(db, actsLog, ids[number]!);
    assert.ok(state.state === 'logged');
    const checks = await verifyReceipt(state.receipt, { salt, content: contentOf(number) }, POLICY);
    assert.ok(
      checks.every(({ ok }) => ok),
      JSON.stringify(checks),
    );
  }
});

test('a log that was never used is moved, too', async () => {
  await migrate(opened.pool, [migrations]);
  assert.equal(await sequenceOnce(opened.db, actsLog, systemClock), 0);
  assert.deepEqual((await audit(opened.db)).sizes, [0]);
});

test('acts that wait for a first checkpoint stop the migration, and are still there', async () => {
  const { pool } = opened;
  const { id, leaf } = await oldAct(1);
  await pool.query('insert into log.outbox values ($1, $2, clock_timestamp())', [id, leaf]);
  await assert.rejects(migrate(pool, [migrations]), /0002-logs.sql failed: null value in column "origin"/);
  const { rows } = await pool.query('select id from log.outbox');
  assert.deepEqual(rows, [{ id }]);
});
