import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../bin/commands/command.ts';
import { logMirrorCommand } from '../bin/commands/log-mirror.ts';
import { type LogSource, MissingFromLog, signerOf } from '../src/log/index.ts';
import {
  answerTo,
  entriesUpTo,
  filesIn,
  type MemoryLog,
  memoryLog,
  newFolder,
  signer,
  witness,
} from '../src/log/publish/fixture.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What the server shows at the moment. */
let shown: LogSource;
let vkeys = `${signer.vkey}\n`;
let url: string;
let log: MemoryLog;
const server = createServer(async (request, response) => {
  try {
    const path = request.url!.replace('/log/', '');
    response.end(path === 'vkey' ? vkeys : await answerTo(shown, path));
  } catch (error) {
    response.writeHead(error instanceof MissingFromLog ? 404 : 500).end();
  }
});
before(async () => {
  log = await memoryLog(entriesUpTo(3_000));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/log`;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

/** Starts `madang log mirror`; `limit` is that of a file's size, in units of 1,024 bytes. */
function launched(words: string[], limit?: number) {
  const command = [process.execPath, 'bin/madang.mjs', 'log', 'mirror', ...words];
  const child = spawn('bash', ['-c', `${limit ? `ulimit -f ${limit}; ` : ''}exec "$0" "$@"`, ...command], {
    cwd: ROOT,
  });
  const said = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => (said.out += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (said.err += text));
  const ended = once(child, 'close').then(([code]) => ({ code: code as number, ...said }));
  return { child, said, ended };
}

const mirror = (words: string[], limit?: number) => launched(words, limit).ended;

test('the first time it says whom it trusts, and it keeps to that key', async () => {
  const folder = join(await newFolder(), 'new');
  shown = log.at(700);
  const first = await mirror([url, folder]);
  assert.deepEqual([first.code, first.out], [0, '700 entries, 700 of them new; all verified\n']);
  assert.match(first.err, /trusts the log's own word/);
  assert.ok(first.err.includes(signer.vkey));
  assert.equal(await readFile(join(folder, 'vkey'), 'utf8'), vkeys);

  vkeys = 'other.example+00000000+AAAA\n';
  shown = log.at(1_000);
  assert.deepEqual(await mirror([`${url}/`, folder]), {
    code: 0,
    out: '1000 entries, 300 of them new; all verified\n',
    err: '',
  });
  vkeys = `${signer.vkey}\n`;
});

test('with another key, too few witnesses or a lie it fails in words, and shows both checkpoints', async () => {
  const folder = await newFolder();
  shown = log.at(700);
  await mirror(['--vkey', signer.vkey, url, folder]);
  const stranger = signerOf('other.example', Buffer.alloc(32, 5)).vkey;
  const policy = join(folder, 'policy');
  await writeFile(policy, `log ${signer.vkey}\nwitness w ${witness.vkey}\nquorum w\n`);
  const [foreign, unwitnessed] = await Promise.all([
    mirror(['--vkey', stranger, url, await newFolder()]),
    mirror(['--policy', policy, url, await newFolder()]),
  ]);
  assert.deepEqual([foreign.code, foreign.out, unwitnessed.code, unwitnessed.out], [1, '', 1, '']);
  assert.match(foreign.err, /^The log calls itself "log\.example\.org\/copied", of which no key is trusted\n$/);
  assert.match(unwitnessed.err, /^The checkpoint of 700 entries has not enough witnesses for the policy\n$/);

  const entries = entriesUpTo(3_000);
  entries[5] = Buffer.from('rewritten');
  shown = (await memoryLog(entries)).at(900);
  const refused = await mirror(['--follow', '1', url, folder]); // this ends even following
  assert.deepEqual([refused.code, refused.out], [1, '']);
  assert.match(refused.err, /^tile\/1\/000\.p\/3 does not hold .*\n.*kept as conflict-/);
  assert.doesNotMatch(refused.err, /^ +at /m);
  const notes = [...(await filesIn(folder))].filter(([name]) => name.startsWith('conflict-'));
  assert.deepEqual(
    notes.map(([, note]) => note.toString()).sort(),
    [await log.noteAt(700), await shown.checkpoint()].sort(),
  );
});

test('a disk that takes no more is told; with room again the same command goes on', async () => {
  const folder = await newFolder();
  shown = log.at(3_000);
  // Tiles have 8 KiB and bundles a bit more: the first are written, the others break off in their midst.
  const full = await mirror(['--vkey', signer.vkey, url, folder], 8);
  assert.deepEqual([full.code, full.out], [1, '']);
  assert.match(full.err, /^EFBIG: file too large, write$/m);
  for (const [name, bytes] of await filesIn(folder))
    if (name.startsWith('tile/')) {
      assert.deepEqual(bytes, Buffer.from(await answerTo(shown, name)), name);
    } else assert.equal(name, 'vkey');
  assert.equal((await mirror([url, folder])).out, '3000 entries, 3000 of them new; all verified\n');
});

test('following takes what is new, outlives a log that is away, and ends when told', async () => {
  const folder = await newFolder();
  shown = log.at(100);
  const { child, said, ended } = launched(['--vkey', signer.vkey, '--follow', '1', url, folder]);
  while (!said.out.includes('100 entries')) await sleep(20);
  shown = { ...log.at(100), checkpoint: () => Promise.reject(new MissingFromLog('away')) };
  while (!said.err.includes('There is no')) await sleep(20);
  shown = log.at(400);
  while (!said.out.includes('400 entries, 300 of them new')) await sleep(20);
  shown = log.at(50);
  while (!said.err.includes('The log shows an older state, of 50 entries; 400 are kept here.')) await sleep(20);
  child.kill('SIGINT');
  const { code, err } = await ended;
  assert.equal(code, 0);
  assert.match(err, /; trying again\n/);
  assert.match(err, /Stopped\. The same command goes on from here\.\n$/);
});

test('called wrongly it says how it is called', async () => {
  for (const [words, says] of [
    [[], /Name the URL of a log and a folder/],
    [[url], /Name the URL/],
    [['ftp://x', 'dir'], /"ftp:\/\/x" is no http or https URL/],
    [['--follow', '0', url, 'dir'], /--follow takes 1 to 86400 seconds/],
    [['--vkey', 'a', '--policy', 'b', url, 'dir'], /not both/],
    [['--policy', '/nowhere', url, '/tmp'], /There is no file "\/nowhere"/],
    [['--fast', url, 'dir'], /'--fast'/],
  ] as const) {
    await assert.rejects(
      logMirrorCommand.run([...words]),
      (error) => error instanceof UsageError && says.test(error.message),
    );
  }
});
