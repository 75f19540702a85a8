import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createApp, systemClock, type World } from '../kernel/index.ts';
import { logRoom } from './api.ts';
import { act, actsLog, contentOf, openTestLog } from './log-fixture.ts';
import { parseCheckpoint } from './note/checkpoint.ts';
import { parseNote } from './note/note.ts';
import { type Receipt, verifyReceipt } from './receipt/verify.ts';
import { sequenceOnce } from './sequence/sequencer.ts';
import { provesConsistency } from './tree/proof.ts';

let log: Awaited<ReturnType<typeof openTestLog>>;
let world: World;
let get: (path: string) => Promise<Response>;
before(async () => {
  log = await openTestLog();
  world = log.world();
  const app = createApp(world, {
    routes: logRoom(world, actsLog).routes!,
    identify: async () => ({ kind: 'nobody' }),
    preferencesOf: () => ({ locale: 'en' }),
    errorPage: async () => new Response('', { status: 500 }),
    origin: () => 'http://localhost',
    ready: () => true,
  });
  get = async (path) => app.request(path);
});
after(() => log.close());

const checkpointNow = async () => parseCheckpoint(parseNote(await (await get('/log/checkpoint')).text()).text);

test('before the sequencer has run there is no checkpoint to give', async () => {
  assert.equal((await get('/log/checkpoint')).status, 503);
});

test('anyone can follow an act from its number to the published key', async () => {
  await sequenceOnce(world.db, actsLog, systemClock);
  const { entry, salt } = await act(world.db, 1);
  assert.deepEqual(await (await get(`/api/log/entries/${entry}`)).json(), { state: 'pending' });
  await sequenceOnce(world.db, actsLog, systemClock);
  const { state, receipt } = (await (await get(`/api/log/entries/${entry}`)).json()) as {
    state: string;
    receipt: Receipt;
  };
  assert.equal(state, 'logged');
  const policy = await get('/log/policy');
  assert.match(policy.headers.get('content-type')!, /^text\/plain/);
  const checks = await verifyReceipt(receipt, { salt, content: contentOf(1) }, await policy.text());
  assert.ok(checks.every(({ ok }) => ok));
  assert.equal(receipt.checkpoint, await (await get('/log/checkpoint')).text());
});

test('the keys that sign are published by themselves, too', async () => {
  assert.equal(await (await get('/log/vkey')).text(), `${actsLog.signers[0]!.vkey}\n`);
});

test('a follower proves that the log has only grown', async () => {
  const before = await checkpointNow();
  for (let number = 0; number < 5; number++) await act(world.db, number);
  await sequenceOnce(world.db, actsLog, systemClock);
  const now = await checkpointNow();
  const answer = await get(`/api/log/consistency?from=${before.size}&to=${now.size}`);
  const { from, to, proof } = (await answer.json()) as { from: number; to: number; proof: string[] };
  const claim = { first: from, second: to, firstRoot: before.root, secondRoot: now.root };
  assert.ok(await provesConsistency({ ...claim, proof: proof.map((hash) => Buffer.from(hash, 'base64')) }));
});

test('what makes no sense is refused', async () => {
  for (const [path, status] of [
    ['/api/log/entries/00000000-0000-7000-8000-000000000000', 404],
    ['/api/log/entries/17', 422],
    ['/api/log/entries/%00', 422],
    ['/api/log/consistency', 422],
    ['/api/log/consistency?from=-1&to=1', 422],
    ['/api/log/consistency?from=0&to=1e300', 422],
    ['/api/log/consistency?from=one&to=1', 422],
    ['/api/log/consistency?from=2&to=1', 400],
    ['/api/log/consistency?from=0&to=9007199254740991', 400],
  ] as const)
    assert.equal((await get(path)).status, status, path);
});
