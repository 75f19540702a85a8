import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, test } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { createApp, systemClock, uuidv7, type World } from '../../kernel/index.ts';
import { logRoom } from '../api.ts';
import { commitmentOf, encodeLeaf } from '../leaf.ts';
import { actsLog, openTestLog } from '../log-fixture.ts';
import { sequenceOnce } from '../sequence/sequencer.ts';
import { latestCheckpoint } from '../store/checkpoints.ts';
import { insertOutbox } from '../store/outbox.ts';
import { copyLog } from './copy.ts';
import { openDirectory } from './directory.ts';
import { newFolder } from './fixture.ts';
import { httpSource } from './http-source.ts';
import { acceptsGzip } from './serve.ts';
import { trustedBy } from './trust.ts';

/*
 * The log over HTTP, read by a program that is written from c2sp.org/tlog-tiles and RFC 6962 section 2.1 alone and shares
 * nothing with ours.
 */

const sha256 = (...parts: Uint8Array[]) =>
  parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
const LEAF = Buffer.of(0);
const NODE = Buffer.of(1);

/** MTH of RFC 6962 section 2.1, over leaf hashes. */
function treeHash(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return sha256();
  if (hashes.length === 1) return hashes[0]!;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return sha256(NODE, treeHash(hashes.slice(0, split)), treeHash(hashes.slice(split)));
}

function pathOf(level: number | 'entries', index: number, width: number): string {
  const thousands: string[] = [];
  for (let rest = Math.floor(index / 1_000); rest > 0; rest = Math.floor(rest / 1_000))
    thousands.unshift(`x${String(rest % 1_000).padStart(3, '0')}/`);
  const last = String(index % 1_000).padStart(3, '0');
  return `tile/${level}/${thousands.join('')}${last}${width === 256 ? '' : `.p/${width}`}`;
}

let prefix: string;

async function fetched(path: string, headers: Record<string, string> = {}): Promise<Response> {
  const response = await fetch(`${prefix}/${path}`, { headers });
  assert.equal(response.status, 200, path);
  return response;
}

async function bytesAt(path: string): Promise<Buffer> {
  const response = await fetched(path);
  assert.equal(response.headers.get('content-type'), 'application/octet-stream');
  assert.equal(response.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  assert.equal(response.headers.get('access-control-allow-origin'), '*');
  return Buffer.from(await response.arrayBuffer());
}

async function readCheckpoint() {
  const response = await fetched('checkpoint');
  assert.equal(response.headers.get('content-type'), 'text/plain; charset=utf-8');
  assert.match(response.headers.get('cache-control')!, /max-age=[0-5]$/);
  const [origin, size, root, blank] = (await response.text()).split('\n');
  assert.equal(blank, '');
  return { origin, size: Number(size), root: Buffer.from(root!, 'base64') };
}

/** The entries of a bundle: big-endian uint16 lengths before each. */
function entriesIn(bundle: Buffer): Buffer[] {
  const entries: Buffer[] = [];
  for (let at = 0; at < bundle.length; ) {
    const length = bundle[at]! * 256 + bundle[at + 1]!;
    assert.ok(at + 2 + length <= bundle.length);
    entries.push(bundle.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries;
}

/** Reads all tiles and bundles of the tree of `size`, held against each other. Gives the leaf hashes. */
async function readTree(size: number): Promise<Buffer[]> {
  const leaves: Buffer[] = [];
  let below: Buffer[] = [];
  for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / 256)) {
    const hashes: Buffer[] = [];
    for (let index = 0; index * 256 < count; index++) {
      const width = Math.min(256, count - index * 256);
      const tile = await bytesAt(pathOf(level, index, width));
      assert.equal(tile.length, width * 32);
      for (let at = 0; at < width; at++) hashes.push(tile.subarray(at * 32, at * 32 + 32));
      if (level > 0) continue;
      const entries = entriesIn(await bytesAt(pathOf('entries', index, width)));
      assert.deepEqual(
        entries.map((entry) => sha256(LEAF, entry)),
        hashes.slice(index * 256),
      );
    }
    if (level === 0) leaves.push(...hashes);
    else
      for (const [at, hash] of hashes.entries())
        assert.deepEqual(hash, treeHash(below.slice(at * 256, at * 256 + 256)));
    below = hashes;
  }
  return leaves;
}

describe('the log over HTTP', () => {
  let log: Awaited<ReturnType<typeof openTestLog>>;
  let world: World;
  let server: Server;
  /** Every tree for which a checkpoint was shown. */
  const shown: { size: number; root: Buffer }[] = [];
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
    server = createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    prefix = `http://127.0.0.1:${(server.address() as AddressInfo).port}/log`;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await log.close();
  });

  /** Makes so many acts; the log grows by them. */
  async function grow(acts: number): Promise<void> {
    for (let left = acts; left > 0; left -= 4_096) {
      const commitment = await commitmentOf(Buffer.alloc(32).toString('base64url'), left);
      const leaf = encodeLeaf({ v: 1, kind: 'case.decided', at: '2026-11-02T01:00:00.000Z', agency: 'a', commitment });
      const entries = Array.from({ length: Math.min(left, 4_096) }, () => ({
        origin: actsLog.origin,
        id: uuidv7(new Date(0)),
        leaf,
      }));
      await insertOutbox(world.db, entries);
      await sequenceOnce(world.db, actsLog, systemClock);
      const { size, root } = await readCheckpoint();
      shown.push({ size, root });
    }
  }

  test('the empty log has a checkpoint and no tiles', async () => {
    await sequenceOnce(world.db, actsLog, systemClock);
    assert.deepEqual(await readCheckpoint(), { origin: actsLog.origin, size: 0, root: sha256() });
    for (const path of ['tile/0/000', 'tile/0/000.p/1', 'tile/entries/000.p/1', 'tile/1/000.p/1'])
      assert.equal((await fetch(`${prefix}/${path}`)).status, 404, path);
  });

  // The first act brings along the leaf that states the keys, so that no log has just one.
  for (const [acts, size] of [
    [1, 2],
    [253, 255],
    [1, 256],
    [1, 257],
    [343, 600],
    [69_400, 70_000],
  ] as const)
    test(`a log of ${size} folds to its root from what is served`, async () => {
      await grow(acts);
      const { root } = shown.at(-1)!;
      assert.equal(shown.at(-1)!.size, size);
      assert.deepEqual(treeHash(await readTree(size)), root);
    });

  test('the tree of 70,000 has the tiles that the specification counts', async () => {
    const widths = [
      [0, 272, 256],
      [0, 273, 112],
      [1, 0, 256],
      [1, 1, 17],
      [2, 0, 1],
    ] as const;
    for (const [level, index, width] of widths) await bytesAt(pathOf(level, index, width));
    for (const path of [
      'tile/0/274',
      'tile/0/273',
      'tile/0/273.p/113',
      'tile/1/001.p/18',
      'tile/2/000',
      'tile/3/000.p/1',
    ])
      assert.equal((await fetch(`${prefix}/${path}`)).status, 404, path);
  });

  test('every tile that an earlier checkpoint needs is still served, and folds to it', async () => {
    for (const { size, root } of shown.filter((checkpoint) => checkpoint.size <= 600))
      assert.deepEqual(treeHash(await readTree(size)), root, `tree of ${size}`);
    const hashes = await readTree(70_000);
    for (const { size } of shown)
      for (let level = 0, count = size; count > 0; level++, count = Math.floor(count / 256)) {
        const [index, width] = [Math.floor(count / 256), count % 256];
        if (width === 0) continue;
        const tile = await bytesAt(pathOf(level, index, width));
        const span = 256 ** level;
        const last = (index * 256 + width - 1) * span;
        assert.equal(tile.length, width * 32);
        assert.deepEqual(tile.subarray(-32), treeHash(hashes.slice(last, last + span)), `${level} of ${size}`);
        if (level === 0) assert.equal(entriesIn(await bytesAt(pathOf('entries', index, width))).length, width);
      }
  });

  test('nothing is served of what is signed but not shown', async () => {
    const witnessed = { ...actsLog, policy: { ...actsLog.policy, quorum: 'nobody-yet' } };
    const before = await readCheckpoint();
    await insertOutbox(world.db, [{ origin: actsLog.origin, id: uuidv7(new Date(0)), leaf: Buffer.from('{}') }]);
    await sequenceOnce(world.db, witnessed, systemClock);
    assert.equal((await latestCheckpoint(world.db, actsLog.origin))!.size, 70_001);
    assert.deepEqual(await readCheckpoint(), before);
    for (const path of ['tile/0/273.p/113', 'tile/entries/273.p/113'])
      assert.equal((await fetch(`${prefix}/${path}`)).status, 404, path);
  });

  test('entries are packed for whom asks for it, and only for them', async () => {
    const plain = await fetched('tile/entries/000', { 'accept-encoding': 'identity' });
    assert.equal(plain.headers.get('content-encoding'), null);
    const packed = await fetched('tile/entries/000', { 'accept-encoding': 'br;q=1, gzip;q=0.5' });
    assert.equal(packed.headers.get('content-encoding'), 'gzip');
    for (const { headers } of [plain, packed]) assert.equal(headers.get('vary'), 'accept-encoding');
    const content = Buffer.from(await plain.arrayBuffer());
    assert.deepEqual(Buffer.from(await packed.arrayBuffer()), content, 'fetch has unpacked it');
    const app = await fetch(`${prefix}/tile/entries/000`, { method: 'HEAD', headers: { 'accept-encoding': 'gzip' } });
    assert.equal(app.headers.get('content-encoding'), 'gzip');
    assert.equal((await app.arrayBuffer()).byteLength, 0);
    const tile = await fetched('tile/0/000', { 'accept-encoding': 'gzip' });
    assert.equal(tile.headers.get('content-encoding'), null);
  });

  test('an address of no tile is refused in words; a reader of many is not', async () => {
    for (const path of [
      'tile/0/0',
      'tile/64/000',
      'tile/0/000.p/256',
      'tile/',
      'tile/0/x000/001',
      'tile/0/%30%30%30',
    ]) {
      const response = await fetch(`${prefix}/${path}`);
      assert.equal(response.status, 400, path);
      assert.match(((await response.json()) as { detail: string }).detail, /tile\/LEVEL\/INDEX/);
      assert.equal(response.headers.get('cache-control'), 'no-store');
    }
    assert.equal(world.config.RATE_LIMIT, 600, 'and by now there have been more than a thousand');
  });

  test('our own copy of it agrees, over HTTP', async () => {
    const directory = await openDirectory(await newFolder());
    const trust = trustedBy({ ...actsLog.policy, logs: actsLog.signers.map(({ vkey }) => ({ vkey })) });
    assert.deepEqual(await copyLog({ source: httpSource(prefix), directory, trust }), {
      from: 0,
      size: 70_000,
      shown: 70_000,
    });
  });
});

test('gzip is sent to whom admits it', () => {
  for (const header of ['gzip', 'gzip, br', 'br, GZIP', 'deflate;q=0.5,gzip; q=0.1', '*', '*;q=0.5', 'gzip;q=1, *;q=0'])
    assert.ok(acceptsGzip(header), header);
  for (const header of [null, '', 'identity', 'br', 'gzip;q=0', 'gzip; q=0.0', '*;q=0', 'gzip;q=0, *', 'gzipped'])
    assert.ok(!acceptsGzip(header), String(header));
});
