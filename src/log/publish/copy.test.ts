import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { signerOf } from '../note/key.ts';
import { copyLog } from './copy.ts';
import { directorySource, openDirectory } from './directory.ts';
import { LogError, MissingFromLog } from './errors.ts';
import { entriesUpTo, filesIn, memoryLog, newFolder, signer, trust } from './fixture.ts';
import { rootOf } from './growing-tree.ts';
import { type LogSource, readTilesOf } from './source.ts';
import { readCheckpoint } from './trust.ts';

const LARGEST = 66_000;
const log = await memoryLog(entriesUpTo(LARGEST));

async function copy(folder: string, source: LogSource, more: Partial<Parameters<typeof copyLog>[0]> = {}) {
  return copyLog({ source, directory: await openDirectory(folder), trust, ...more });
}

/**
 * The paths of a log of `size`, written down from c2sp.org/tlog-tiles, with the partial forms that checkpoints of the
 * sizes `before` need as long as there is no full one.
 */
function pathsOf(size: number, before: readonly number[] = []): string[] {
  const paths = pathsOfTree(size);
  const earlier = before.flatMap(pathsOfTree).filter((path) => path.includes('.p/'));
  const open = earlier.filter((path) => !paths.includes(path.replace(/\.p\/.*/, '')));
  return [...new Set(['checkpoint', ...paths, ...open])].sort();
}

function pathsOfTree(size: number): string[] {
  const pad = (index: number) => String(index).padStart(3, '0');
  const paths: string[] = [];
  for (const [level, hashes] of [size, Math.floor(size / 256), Math.floor(size / 65_536)].entries()) {
    const named = level === 0 ? ['tile/0', 'tile/entries'] : [`tile/${level}`];
    for (const place of named) {
      for (let index = 0; index < Math.floor(hashes / 256); index++) paths.push(`${place}/${pad(index)}`);
      if (hashes % 256 > 0) paths.push(`${place}/${pad(Math.floor(hashes / 256))}.p/${hashes % 256}`);
    }
  }
  return paths;
}

/** What a folder must hold: these files and no others, each as the log serves it. */
async function assertHolds(folder: string, size: number, before: readonly number[] = []): Promise<void> {
  const files = await filesIn(folder);
  assert.deepEqual([...files.keys()], pathsOf(size, before));
  assert.equal(files.get('checkpoint')!.toString(), await log.noteAt(size));
  const { root } = await readCheckpoint(await log.noteAt(size));
  assert.deepEqual(await rootOf(size, readTilesOf(directorySource(folder), size)), Buffer.from(root));
}

for (const size of [0, 1, 255, 256, 257, 600, 65_536, LARGEST])
  test(`a log of ${size} becomes the files of the specification`, async () => {
    const folder = await newFolder();
    assert.deepEqual(await copy(folder, log.at(size)), { from: 0, size, shown: size });
    await assertHolds(folder, size);
  });

test('however a log grows, the files are those of its size, and nothing is fetched twice', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 700 }), { minLength: 1, maxLength: 5 }), async (steps) => {
      const folder = await newFolder();
      const asked: string[] = [];
      const sizes: number[] = [];
      let size = 0;
      for (const step of steps) {
        const from = size;
        size += step;
        assert.deepEqual(await copy(folder, log.at(size, asked)), { from, size, shown: size });
        await assertHolds(folder, size, sizes);
        sizes.push(size);
      }
      assert.equal(new Set(asked).size, asked.length);
    }),
    { numRuns: 25 },
  );
});

test('a new note on the same tree replaces the old one: witnesses sign later', async () => {
  const folder = await newFolder();
  await copy(folder, log.at(300));
  const note = `${await log.noteAt(300)}— witness.example ${Buffer.alloc(76, 1).toString('base64')}\n`;
  await copy(folder, { ...log.at(300), checkpoint: async () => note });
  assert.equal((await filesIn(folder)).get('checkpoint')!.toString(), note);
});

test('an older state of the same log changes nothing', async () => {
  const folder = await newFolder();
  await copy(folder, log.at(600));
  assert.deepEqual(await copy(folder, log.at(257)), { from: 600, size: 600, shown: 257 });
  await assertHolds(folder, 600);
});

test('where a partial tile has gone since, the full one serves', async () => {
  const folder = await newFolder();
  const now = log.at(1_024);
  const fullOnly =
    <Wanted extends { width: number; level?: number }>(read: (wanted: Wanted) => Promise<Uint8Array>) =>
    async (wanted: Wanted) => {
      if (!wanted.level && wanted.width < 256) throw new MissingFromLog('dropped');
      return read(wanted);
    };
  const checkpoint = () => log.noteAt(700);
  await copy(folder, { checkpoint, tile: fullOnly(now.tile), entries: fullOnly(now.entries) });
  await assertHolds(folder, 700);
});

test('a log that copies itself keeps the forms of tiles that checkpoints in between need', async () => {
  const folder = await newFolder();
  const sizes = [250, 256, 513, 520, 60_000, 65_800, 65_900];
  const earlierWidths = async (level: number, { above, below }: { above: number; below: number }) =>
    sizes.filter((size) => size > above && size < below).map((size) => Math.floor(size / 256 ** level) % 256);
  for (const size of [300, LARGEST]) await copy(folder, log.at(size), { earlierWidths });
  await assertHolds(folder, LARGEST, sizes);
});

test('broken off anywhere, it goes on where it stopped', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 22 }), fc.integer({ min: 0, max: 700 }), async (reads, from) => {
      const folder = await newFolder();
      await copy(folder, log.at(from));
      const asked: string[] = [];
      const whole = log.at(1_500, asked);
      let left = reads;
      const failing = <Wanted>(read: (wanted: Wanted) => Promise<Uint8Array>) => {
        return async (wanted: Wanted) => {
          if (left-- <= 0) throw new Error('cut off');
          return read(wanted);
        };
      };
      const source = { ...whole, tile: failing(whole.tile), entries: failing(whole.entries) };
      await copy(folder, source, { parallel: 2 }).catch(({ message }) => assert.equal(message, 'cut off'));
      await copy(folder, whole);
      await assertHolds(folder, 1_500, [from]);
      const again = asked.length - new Set(asked).size;
      assert.ok(again <= 4, `${again} of ${asked.length} fetched again`);
    }),
    { numRuns: 30 },
  );
});

test('a signal ends it between bundles; progress counts entries', async () => {
  const folder = await newFolder();
  const stopping = new AbortController();
  const seen: number[] = [];
  const stopped = copy(folder, log.at(5_000), {
    parallel: 1,
    signal: stopping.signal,
    onProgress({ done, total }) {
      seen.push(done);
      assert.equal(total, 5_000);
      if (done >= 1_024) stopping.abort();
    },
  });
  await assert.rejects(stopped, { name: 'AbortError' });
  assert.deepEqual(seen, [256, 512, 768, 1_024]);
  await copy(folder, log.at(5_000), { onProgress: ({ done }) => void seen.push(done) });
  assert.equal(seen.at(-1), 5_000);
  await assertHolds(folder, 5_000);
});

const changedAt = (place: number) => {
  const entries = entriesUpTo(2_000);
  entries[place] = Buffer.from('another entry');
  return memoryLog(entries);
};

/** A source whose answers to some paths are changed. */
function altered(source: LogSource, path: RegExp, change: (bytes: Uint8Array) => Uint8Array): LogSource {
  const within =
    <Wanted extends { index: number; width: number; level?: number }>(read: (wanted: Wanted) => Promise<Uint8Array>) =>
    async (wanted: Wanted) => {
      const bytes = await read(wanted);
      return path.test(`${wanted.level ?? 'entries'}/${wanted.index}`) ? change(bytes) : bytes;
    };
  return { ...source, tile: within(source.tile), entries: within(source.entries) };
}

const flipped = (at: number) => (bytes: Uint8Array) => bytes.with(at, bytes[at]! ^ 1) as Uint8Array;

/** What a log can do to whoever has copied its first 600 entries. */
const LIES: Record<string, { source(): Promise<LogSource>; says: RegExp }> = {
  'signs another tree of the same size': {
    source: async () => (await changedAt(17)).at(600),
    says: /another tree of 600/,
  },
  'goes back to a smaller tree that never was': {
    source: async () => (await changedAt(17)).at(300),
    says: /another tree of 300/,
  },
  'changes an entry that was copied and is in the last tile': {
    source: async () => (await changedAt(599)).at(1_300),
    says: /other entries than those that were kept here up to 600/,
  },
  'changes an entry that was copied long ago': {
    source: async () => (await changedAt(3)).at(1_300),
    says: /tile\/1\/000\.p\/5 does not hold/,
  },
  'drops an entry': {
    source: async () => (await memoryLog(entriesUpTo(2_000).toSpliced(599, 1))).at(1_300),
    says: /other entries than those that were kept here/,
  },
  'changes an old entry and serves the old tiles': {
    source: async () => ({ ...log.at(1_300), checkpoint: async () => (await changedAt(3)).noteAt(1_300) }),
    says: /does not fold to the root/,
  },
  'serves an entry that is not the one in the tree': {
    source: async () => altered(log.at(1_300), /^entries\/4$/, flipped(-1 + 0x20)),
    says: /Entry 10\d\d does not hash to its place in tile\/0\/004/,
  },
  'serves a wrong tile': {
    source: async () => altered(log.at(1_300), /^0\/4$/, flipped(99)),
    says: /Entry 1027 does not hash/,
  },
  'serves a wrong tile higher up': {
    source: async () => altered(log.at(1_300), /^1\/0$/, flipped(99)),
    says: /tile\/1\/000\.p\/5 does not hold/,
  },
};

for (const [lie, { source, says }] of Object.entries(LIES))
  test(`a log that ${lie} is refused, with both checkpoints kept`, async () => {
    const folder = await newFolder();
    await copy(folder, log.at(600));
    const lying = await source();
    await assert.rejects(copy(folder, lying), says);
    const files = await filesIn(folder);
    const notes = [...files].filter(([name]) => /^conflict-\d+-[0-9a-f]{8}\.note$/.test(name));
    assert.deepEqual(
      notes.map(([, note]) => note.toString()).sort(),
      [await log.noteAt(600), await lying.checkpoint()].sort(),
    );
    for (const [name] of notes) files.delete(name);
    assert.deepEqual([...files.keys()], pathsOf(600), 'nothing of the lie is left');
    assert.equal(files.get('checkpoint')!.toString(), await log.noteAt(600));
    assert.equal((await copy(folder, log.at(1_300))).size, 1_300, 'the true log is still taken');
  });

test('what is no log, or not this one, is refused before anything is fetched', async () => {
  const folder = await newFolder();
  await copy(folder, log.at(10));
  const asked: string[] = [];
  const saying = (note: string): LogSource => ({ ...log.at(2_000, asked), checkpoint: async () => note });
  const thief = signerOf(signer.name, Buffer.alloc(32, 66));
  const other = signerOf('other.example', Buffer.alloc(32, 11));
  for (const [source, says] of [
    [saying('<!doctype html>'), /no checkpoint/],
    [saying((await log.noteAt(2_000)).replace('\n2000\n', '\n2001\n')), /not signed by a trusted key/],
    [(await memoryLog(entriesUpTo(20), thief)).at(20), /not signed by a trusted key/],
    [(await memoryLog(entriesUpTo(20), other)).at(20), /calls itself "other.example"/],
  ] as const)
    await assert.rejects(copy(folder, source), (error: Error) => error instanceof LogError && says.test(error.message));
  await assert.rejects(
    copy(folder, (await memoryLog(entriesUpTo(20), other)).at(20), { trust: readCheckpoint }),
    /holds the log "log.example.org\/copied", not "other.example"/,
  );
  assert.deepEqual(asked, []);
  await assertHolds(folder, 10);
});

test('answers of a wrong length are refused', async () => {
  for (const [path, change] of [
    [/^0\/1$/, (bytes: Uint8Array) => bytes.subarray(1)],
    [/^0\/1$/, (bytes: Uint8Array) => Buffer.concat([bytes, bytes])],
    [/^entries\/1$/, (bytes: Uint8Array) => bytes.subarray(0, -1)],
    [/^entries\/1$/, (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.alloc(3)])],
    [/^entries\/1$/, () => new Uint8Array()],
  ] as const)
    await assert.rejects(copy(await newFolder(), altered(log.at(600), path, change)), LogError);
});

test('a folder whose own tiles are damaged says so, and blames nobody', async () => {
  const folder = await newFolder();
  await copy(folder, log.at(600));
  const directory = await openDirectory(folder);
  await directory.drop({ level: 1, index: 0, width: 2 });
  await directory.put({ level: 1, index: 0, width: 2 }, Buffer.alloc(64, 1));
  await assert.rejects(copy(folder, log.at(700)), /tiles in the folder do not fold to its own checkpoint/);
  assert.ok(![...(await filesIn(folder)).keys()].some((name) => name.startsWith('conflict')));
});
