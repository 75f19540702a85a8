import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { systemClock, type World } from '../../kernel/index.ts';
import type * as Island from '../browser/verify.ts';
import type { Opening } from '../leaf.ts';
import { act, actsLog, contentOf, openTestLog, POLICY, signer } from '../log-fixture.ts';
import { formatCheckpoint, parseCheckpoint } from '../note/checkpoint.ts';
import { signerOf } from '../note/key.ts';
import { parseNote, signNote } from '../note/note.ts';
import { sequenceOnce } from '../sequence/sequencer.ts';
import { examineReceipt } from './examine.ts';
import { consistencyOf, receiptOf } from './receipt.ts';
import { type CheckId, type Receipt, verifyReceipt } from './verify.ts';

let log: Awaited<ReturnType<typeof openTestLog>>;
let world: World;
let receipt: Receipt;
let neighbour: Receipt;
let opening: Opening;
before(async () => {
  log = await openTestLog();
  world = log.world();
  for (let number = 0; number < 12; number++) {
    const { entry, salt } = await act(world.db, number);
    assert.deepEqual(await receiptOf(world.db, actsLog, entry), { state: 'pending' });
    await sequenceOnce(world.db, actsLog, systemClock);
    const state = await receiptOf(world.db, actsLog, entry);
    assert.ok(state.state === 'logged');
    // Behind the first act, the log has stated its keys.
    assert.equal(state.receipt.index, number === 0 ? 0 : number + 1);
    if (number === 6) opening = { salt, content: contentOf(number) };
  }
  [receipt, neighbour] = [await receiptAt(7), await receiptAt(8)];
});
after(() => log.close());

async function receiptAt(index: number): Promise<Receipt> {
  const { rows } = await world.pool.query<{ id: string }>('select id from log.entry where "index" = $1', [index]);
  const state = await receiptOf(world.db, actsLog, rows[0]!.id);
  assert.ok(state.state === 'logged');
  return state.receipt;
}

const failed = async (changed: Partial<Receipt>, open = opening, vkey = POLICY): Promise<CheckId[]> => {
  const checks = await verifyReceipt({ ...receipt, ...changed }, open, vkey);
  return checks.filter(({ ok }) => ok !== true).map(({ id }) => id);
};

test('a receipt verifies as it is, and says nothing of the content without its opening', async () => {
  assert.deepEqual(await failed({}), []);
  const checks = await verifyReceipt(receipt, undefined, POLICY);
  assert.deepEqual(checks, [
    { id: 'leaf-in-tree', ok: true },
    { id: 'checkpoint-signed', ok: true },
    { id: 'checkpoint-witnessed', ok: true },
  ]);
});

test('whatever is tampered with, the check that covers it fails', async () => {
  const leaf = Buffer.from(receipt.leaf, 'base64').toString();
  const edited = Buffer.from(leaf.replace('social-affairs', 'social-affairz')).toString('base64');
  const otherSalt = { ...opening, salt: Buffer.alloc(32).toString('base64url') };
  const otherContent = { ...opening, content: { ...contentOf(6), amount: 81_601 } };
  const swapped = [...receipt.proof].reverse();
  const stranger = signerOf(signer.name, Buffer.alloc(32, 8));

  assert.deepEqual(await failed({}, otherSalt), ['content-matches']);
  assert.deepEqual(await failed({}, { ...opening, salt: 'short' }), ['content-matches']);
  assert.deepEqual(await failed({}, otherContent), ['content-matches']);
  assert.deepEqual(await failed({ leaf: edited }), ['leaf-in-tree']);
  assert.deepEqual(await failed({ leaf: neighbour.leaf }), ['content-matches', 'leaf-in-tree']);
  assert.deepEqual(await failed({ leaf: '' }), ['content-matches', 'leaf-in-tree']);
  assert.deepEqual(await failed({ index: 8 }), ['leaf-in-tree']);
  assert.deepEqual(await failed({ size: 14 }), ['leaf-in-tree']);
  assert.deepEqual(await failed({ version: 2 as 1 }), ['leaf-in-tree']);
  assert.deepEqual(await failed({ proof: swapped }), ['leaf-in-tree']);
  assert.deepEqual(await failed({ proof: receipt.proof.slice(1) }), ['leaf-in-tree']);
  assert.deepEqual(await failed({ proof: ['not base64'] }), ['leaf-in-tree']);
  assert.deepEqual(await failed({ checkpoint: 'nonsense' }), [
    'leaf-in-tree',
    'checkpoint-signed',
    'checkpoint-witnessed',
  ]);
  // A root alone does not bind the size: the same proof may fit two. The signature does.
  const larger = receipt.checkpoint.replace('\n13\n', '\n14\n');
  assert.deepEqual(await failed({ checkpoint: larger, size: 14 }), ['checkpoint-signed']);
  assert.deepEqual(await failed({}, opening, `log ${stranger.vkey}\nquorum none\n`), ['checkpoint-signed']);
  assert.deepEqual(await failed({}, opening, 'nonsense'), ['checkpoint-signed', 'checkpoint-witnessed']);
});

test("a checkpoint of another log is refused even when the log's own key signed it", async () => {
  const state = parseCheckpoint(parseNote(receipt.checkpoint).text);
  const checkpoint = signNote(formatCheckpoint({ ...state, origin: 'log.example.org/other' }), [signer]);
  assert.deepEqual(await failed({ checkpoint }), ['checkpoint-signed']);
});

test('an entry that the log does not have is not found', async () => {
  await assert.rejects(receiptOf(world.db, actsLog, '00000000-0000-7000-8000-000000000000'), { code: 'not-found' });
});

test('consistency is asked for sizes that there are', async () => {
  assert.deepEqual(await consistencyOf(world.db, actsLog.origin, 0, 13), []);
  for (const [from, to] of [
    [5, 4],
    [5, 14],
  ] as const)
    await assert.rejects(consistencyOf(world.db, actsLog.origin, from, to), { code: 'bad-request' });
});

test("the browser's bundle uses nothing of Node and comes to the same outcome", async () => {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('../browser/verify.ts', import.meta.url))],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    minify: true,
    write: false,
  });
  const code = outputFiles[0]!.contents;
  assert.ok(code.length < 12_288, `${code.length} bytes`);
  const { verifyInBrowser } = (await import(
    `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
  )) as typeof Island;
  assert.deepEqual(await verifyInBrowser({ ...receipt, ...opening }), await examineReceipt(receipt, opening, POLICY));
  const erased = await verifyInBrowser(receipt);
  assert.deepEqual(
    erased.checks.map(({ id }) => id),
    ['leaf-in-tree', 'checkpoint-signed', 'checkpoint-witnessed'],
  );
});
