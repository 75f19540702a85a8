import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parsePath } from '../publish/path.ts';
import { readMisbehaviour } from './file.ts';
import { convicts, verifyMisbehaviour } from './misbehaviour.ts';
import { LIES } from './testing/lies.ts';
import { type Book, EMPTY, grow, SIGNER, sourceOf, TRUSTED } from './testing/lying-log.ts';

/*
 * The command as a process of its own, over real HTTP, against a log that begins to lie.
 */

const root = fileURLToPath(new URL('../../..', import.meta.url));
const honest = grow(grow(EMPTY, 300), 40);
let book: Book;
let posted: string[];
let folder: string;
let address: string;

const source = sourceOf(() => book);
const server = createServer(async (request, response) => {
  await answer(request, response).catch(() => response.writeHead(404).end());
});

async function answer(request: IncomingMessage, response: ServerResponse) {
  const path = request.url!.replace(/^\/log\//, '');
  if (request.method === 'POST') {
    posted.push(Buffer.concat(await Array.fromAsync(request)).toString());
    return response.writeHead(200).end();
  }
  const resource = parsePath(path);
  if (resource?.level === 'entries') return response.end(await source.entries(resource));
  if (resource) return response.end(await source.tile({ ...resource, level: Number(resource.level) }));
  const texts: Record<string, string> = { checkpoint: book.note, policy: TRUSTED };
  return texts[path] === undefined ? response.writeHead(404).end() : response.end(texts[path]);
}

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madang-monitor-'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(async () => {
  server.closeAllConnections();
  server.close();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(() => {
  [book, posted] = [honest, []];
});

/** Starts the command; `saying` resolves when it has printed that, or ended. */
function monitor(state: string, ...words: string[]) {
  const args = ['bin/madang.mjs', 'log', 'monitor', `${address}/log`, '--state', join(folder, state), ...words];
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  const saying = async (words: RegExp) => {
    while (!words.test(output) && child.exitCode === null) await once(child.stdout, 'data');
    assert.match(output, words);
  };
  return { child, ended, saying, output: () => output };
}

test('it follows an honest log, and ends with a proof in its folder and at the webhook when that begins to lie', async () => {
  const running = monitor('follow', '--every', '1', '--webhook', `${address}/hook`);
  await running.saying(/: 342 entries, all verified\n/);
  book = grow(honest, 2);
  await running.saying(/: 345 entries, all verified\n/);
  book = LIES['edits an entry and grows']!.tell(book, 17);
  assert.equal(await running.ended, 1, running.output());
  assert.match(running.output(), /ALARM rewritten-348: The tree of 348 entries does not begin with/);
  const text = await readFile(join(folder, 'follow/rewritten-348.misbehaviour.json'), 'utf8');
  assert.deepEqual(posted, [text]);
  assert.ok(convicts(await verifyMisbehaviour(readMisbehaviour(text), TRUSTED)));
});

test('what it knew when it was killed, it holds against what it is shown afterwards', async () => {
  const killed = monitor('killed', '--every', '1');
  await killed.saying(/all verified/);
  killed.child.kill('SIGKILL');
  assert.equal(await killed.ended, 'SIGKILL');
  book = LIES['swaps two entries']!.tell(honest, 5);
  const again = monitor('killed', '--once');
  assert.equal(await again.ended, 1);
  assert.match(again.output(), /ALARM split-342/);
});

test('once is one round; the key that was trusted first is kept, and another not taken', async () => {
  const first = monitor('once', '--once');
  assert.equal(await first.ended, 0, first.output());
  assert.match(first.output(), /The keys are taken from the log itself/);
  assert.equal(await readFile(join(folder, 'once/policy'), 'utf8'), TRUSTED);
  book = LIES['signs with a key that it never announced']!.tell(honest, 0);
  const second = monitor('once', '--once');
  assert.equal(await second.ended, 1);
  assert.match(
    second.output(),
    /ALARM unsigned-0: The checkpoint is not signed by a key of the log that is known here/,
  );
});

test('it stops when it is asked to, and says when it was called wrongly', async () => {
  const running = monitor('stop', '--every', '600', '--vkey', SIGNER.vkey);
  await running.saying(/all verified/);
  running.child.kill('SIGTERM');
  assert.equal(await running.ended, 0);
  const wrong = monitor('wrong', '--every', '0');
  assert.equal(await wrong.ended, 2, wrong.output());
});
