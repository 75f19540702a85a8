import assert from 'node:assert/strict';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { all, createLogger, sql, systemClock, type World } from '../../kernel/index.ts';
import { act, actsLog, openTestLog } from '../log-fixture.ts';
import { sequenceOnce } from '../sequence/sequencer.ts';
import { publishedCheckpoint } from '../store/checkpoints.ts';
import { directorySource, type WriteDurably } from './directory.ts';
import { startPublisher } from './files.ts';
import { filesIn, newFolder } from './fixture.ts';
import { rootOf } from './growing-tree.ts';
import { formatPath } from './path.ts';
import { postgresSource } from './postgres-source.ts';
import { readResource, readTilesOf, widthIn } from './source.ts';

let log: Awaited<ReturnType<typeof openTestLog>>;
let world: World;
let folder: string;
before(async () => {
  log = await openTestLog();
});
after(() => log.close());
beforeEach(async () => {
  world = log.world();
  await all(world.db, sql`truncate log.outbox, log.entry, log.bundle, log.tile, log.checkpoint`);
  folder = join(await newFolder(), 'files');
});

/** Starts it as a process of its own would; stopped when `work` is done. Gives the lines that it logged. */
async function publishing(work: (own: World, lines: string[]) => Promise<void>, write?: WriteDurably) {
  const lines: string[] = [];
  const own = log.world();
  own.config.LOG_FILES = folder;
  own.logger = createLogger('info', { write: (line) => void lines.push(JSON.parse(line).msg) });
  const publisher = startPublisher(own, actsLog, write);
  try {
    await work(own, lines);
  } finally {
    await publisher.stop();
  }
  return { lines, figures: await own.metrics.registry.metrics() };
}

async function grow(acts: number): Promise<void> {
  for (let number = 0; number < acts; number++) await act(world.db, number);
  await sequenceOnce(world.db, actsLog, systemClock);
}

/** Waits until the files show what the log shows, and checks that they are whole. */
async function followed(): Promise<void> {
  const { note, size, root } = (await publishedCheckpoint(world.db, actsLog.origin))!;
  const files = directorySource(folder);
  while ((await files.checkpoint().catch(() => '')) !== note) await sleep(20);
  assert.deepEqual(await rootOf(size, readTilesOf(files, size)), root);
  for (let index = 0; widthIn(size, 0, index) > 0; index++) {
    const bundle = { level: 'entries', index, width: widthIn(size, 0, index) } as const;
    const [kept, own] = [files, postgresSource(world.db, actsLog.origin)].map((from) => readResource(from, bundle));
    assert.deepEqual(Buffer.from(await kept!), Buffer.from(await own!));
  }
}

const figure = async (own: World, name: string) =>
  new RegExp(`^madang_log_files_${name}\\{log="log\\.example\\.org/acts"\\} (.*)$`, 'm').exec(
    await own.metrics.registry.metrics(),
  )?.[1];

const FAILED = 'the files of the log could not be written; it is tried again';
const AGAIN = 'the files of the log are written again';

test('the files follow the published log, with all that its checkpoints need', async () => {
  await grow(30);
  const { lines } = await publishing(async (own) => {
    await followed();
    for (const acts of [1, 1, 250, 400]) {
      await grow(acts);
      if (acts > 1) await followed();
    }
    while ((await figure(own, 'entries')) !== '683') await sleep(20);
    assert.equal(await figure(own, 'following'), '1');
  });
  assert.deepEqual(lines, []);
  const names = [...(await filesIn(folder)).keys()];
  assert.deepEqual(
    names.filter((name) => !/^tile\/(0|entries)\//.test(name)),
    ['checkpoint', 'policy', 'tile/1/000.p/1', 'tile/1/000.p/2', 'vkey'],
  );
  await grow(5);
  await publishing(followed);
});

test('where no folder is named nothing is written', async () => {
  await startPublisher(world, actsLog).stop();
  await assert.rejects(filesIn(folder));
});

test('a full disk holds up nothing: it is told once, and made good later', async () => {
  let isFull = true;
  const write: WriteDurably = async (path, bytes) => {
    const fails = isFull;
    await writeFile(path, fails ? bytes.subarray(0, bytes.length / 2) : bytes);
    if (fails) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' });
  };
  const { lines } = await publishing(async (own) => {
    await grow(300);
    while ((await figure(own, 'following')) !== '0') await sleep(20);
    await grow(300);
    assert.equal((await publishedCheckpoint(world.db, actsLog.origin))!.size, 601, 'the log goes on');
    assert.deepEqual([...(await filesIn(folder)).keys()], [], 'no half of a file');
    isFull = false;
    await followed();
    while ((await figure(own, 'following')) !== '1') await sleep(20);
  }, write);
  assert.deepEqual(lines, [FAILED, AGAIN]);
});

test('a folder that vanishes is not made anew; what comes back is made good', async () => {
  await grow(10);
  const { lines } = await publishing(async (own) => {
    await followed();
    await rename(folder, `${folder}-away`);
    await grow(10);
    while ((await figure(own, 'following')) !== '0') await sleep(20);
    await assert.rejects(filesIn(folder), { code: 'ENOENT' });
    await rename(`${folder}-away`, folder);
    await followed();
    await rm(join(folder, 'tile'), { recursive: true });
    await grow(10);
    while ((await figure(own, 'following')) !== '0') await sleep(20);
    await rm(join(folder, 'checkpoint'));
    await followed();
    while ((await figure(own, 'following')) !== '1') await sleep(20);
  });
  assert.deepEqual(lines, [FAILED, AGAIN, FAILED, AGAIN]);
});

test('a database that was set back is told, and the files stay as the world has seen them', async () => {
  await grow(20);
  await publishing(followed);
  const before = await filesIn(folder);
  await all(world.db, sql`truncate log.outbox, log.entry, log.bundle, log.tile, log.checkpoint`);
  await grow(5);
  const { lines } = await publishing(async (own) => {
    while ((await figure(own, 'following')) !== '0') await sleep(20);
  });
  assert.deepEqual(lines, [FAILED]);
  const now = await filesIn(folder);
  for (const [name, bytes] of before) assert.deepEqual(now.get(name), bytes, name);
  assert.equal([...now.keys()].filter((name) => name.startsWith('conflict-')).length, 2);
  assert.ok(now.has(formatPath({ level: 0, index: 0, width: 21 })));
});

test('of two processes one writes and has figures of it, and the other takes over', async () => {
  const one = await publishing(async () => {
    const other = await publishing(async () => {
      await grow(3);
      await followed();
    });
    assert.doesNotMatch(other.figures, /madang_log_files_following\{/);
    await grow(3);
    await followed();
  });
  assert.doesNotMatch(one.figures, /madang_log_files_following\{/, 'nor has who has given it up');
});
