import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { copyLog } from './copy.ts';
import { openDirectory } from './directory.ts';
import { LogError, MissingFromLog } from './errors.ts';
import { entriesUpTo, memoryLog, newFolder, trust } from './fixture.ts';
import { httpSource } from './http-source.ts';
import { parsePath } from './path.ts';
import { readResource } from './source.ts';

/** A server of one's own, and a log under its address that notes how long it would have waited. */
async function served(answer: RequestListener, signal?: AbortSignal) {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  const waited: number[] = [];
  const wait = async (milliseconds: number) => void waited.push(milliseconds);
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/prefix/`;
  return { source: httpSource(url, { wait, ...(signal && { signal }) }), waited };
}

/** Answers one after another, the last for ever. */
function inTurn(...answers: RequestListener[]): RequestListener {
  return (request, response) => (answers.length > 1 ? answers.shift()! : answers[0]!)(request, response);
}

const status =
  (code: number, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(code, headers).end();
const bytes =
  (content: Buffer, headers: Record<string, string> = {}): RequestListener =>
  (_, response) =>
    response.writeHead(200, headers).end(content);
const cut: RequestListener = (_, response) => {
  response.writeHead(200, { 'content-length': '64' }).write('half');
  setImmediate(() => response.destroy());
};

const TILE = { level: 0, index: 5, width: 2 };

test('a whole log is copied over HTTP, gzip and all', async () => {
  const log = await memoryLog(entriesUpTo(1_300));
  const memory = log.at(1_300);
  const paths: string[] = [];
  const { source } = await served(async (request, response) => {
    const path = request.url!.replace('/prefix/', '');
    paths.push(path);
    if (path === 'checkpoint') return response.end(await memory.checkpoint());
    const content = await readResource(memory, parsePath(path)!);
    assert.match(request.headers['accept-encoding']!, /gzip/);
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(content));
  });
  const directory = await openDirectory(await newFolder());
  assert.equal((await copyLog({ source, directory, trust })).size, 1_300);
  assert.equal(await directory.checkpoint(), await log.noteAt(1_300));
  assert.equal(paths.length, 1 + 2 * 6 + 1);
});

test('what passes is tried again, each time after a longer pause', async () => {
  const { source, waited } = await served(
    inTurn(status(503), status(500), cut, status(502), bytes(Buffer.alloc(64, 1))),
  );
  assert.deepEqual(Buffer.from(await source.tile(TILE)), Buffer.alloc(64, 1));
  assert.deepEqual(waited, [500, 1_000, 2_000, 4_000]);
});

test('what does not pass is told in the end, with the address', async () => {
  const { source, waited } = await served(status(503));
  await assert.rejects(source.tile(TILE), (error: Error) => {
    return error instanceof LogError && /\/prefix\/tile\/0\/005\.p\/2 answers with status 503$/.test(error.message);
  });
  assert.equal(waited.length, 4);
  const nowhere = httpSource('http://127.0.0.1:1/log', { wait: async () => {} });
  await assert.rejects(nowhere.checkpoint(), /127\.0\.0\.1:1\/log\/checkpoint cannot be reached: .+/);
});

test('a server that asks for a pause gets it, within reason', async () => {
  const { source, waited } = await served(
    inTurn(
      status(429, { 'retry-after': '7' }),
      status(503, { 'retry-after': '86400' }),
      status(429, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }),
      bytes(Buffer.alloc(64)),
    ),
  );
  await source.tile(TILE);
  assert.deepEqual(waited, [7_000, 60_000, 2_000]);
});

test('what is not there is missing, and not asked for again', async () => {
  for (const code of [404, 410]) {
    const { source, waited } = await served(status(code));
    await assert.rejects(source.entries({ index: 0, width: 256 }), MissingFromLog);
    assert.deepEqual(waited, []);
  }
  const { source, waited } = await served(status(403));
  await assert.rejects(source.tile(TILE), /status 403/);
  assert.deepEqual(waited, []);
});

test('no answer is read further than it can be true', async () => {
  let sent = 0;
  const endless: RequestListener = (_, response) => {
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536))) sent += 65_536;
    };
    response.on('drain', more);
    more();
  };
  for (const [read, limit] of [
    [(source: ReturnType<typeof httpSource>) => source.checkpoint(), 1_000_000],
    [(source: ReturnType<typeof httpSource>) => source.tile(TILE), 64],
    [(source: ReturnType<typeof httpSource>) => source.entries({ index: 0, width: 3 }), 3 * 65_537],
  ] as const) {
    sent = 0;
    const { source, waited } = await served(endless);
    await assert.rejects(read(source), new RegExp(`larger than the ${limit} bytes`));
    assert.ok(sent < limit + 20_000_000, `${sent} bytes were sent`);
    assert.deepEqual(waited, []);
  }
});

test('a small answer that unfolds without end is refused as well', async () => {
  const bomb = gzipSync(Buffer.alloc(50_000_000));
  const { source } = await served(bytes(bomb, { 'content-encoding': 'gzip' }));
  await assert.rejects(source.entries({ index: 0, width: 256 }), /larger than the 16777472 bytes/);
});

test('a checkpoint that is no UTF-8 is refused', async () => {
  const { source } = await served(bytes(Buffer.of(0xff, 0xfe)));
  await assert.rejects(source.checkpoint(), /no text in UTF-8/);
});

test('a signal ends what is under way', async () => {
  const stopping = new AbortController();
  const { source } = await served(() => stopping.abort(), stopping.signal);
  await assert.rejects(source.checkpoint(), { name: 'AbortError' });
});
