import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, test } from 'node:test';
import { systemClock } from '../../kernel/index.ts';
import { NO_WITNESSES } from '../note/policy.ts';
import { entriesUpTo, type MemoryLog, memoryLog, newFolder, signer } from '../publish/fixture.ts';
import type { LogSource } from '../publish/source.ts';
import { openMonitor } from './monitor.ts';

/** More than one stretch, and some of the next. */
const SIZE = 65_536 + 700;

let log: MemoryLog;
before(async () => {
  log = await memoryLog(entriesUpTo(SIZE));
});

const open = (source: LogSource, directory: string) =>
  openMonitor({
    places: [{ address: 'place 0', source }],
    policy: { ...NO_WITNESSES, logs: [{ vkey: signer.vkey }] },
    directory,
    clock: systemClock,
  });

test('a reader that is broken off goes on from the last stretch that fitted, however it ended', async () => {
  const directory = join(await newFolder(), 'state');
  const source = log.at(SIZE);
  const broken: LogSource = {
    ...source,
    entries: async (wanted) => (wanted.index >= 257 ? assert.fail('the network is gone') : source.entries(wanted)),
  };
  const first = await (await open(broken, directory)).round();
  assert.deepEqual([first.places[0]!.read, first.places[0]!.size, first.standing], [65_536, SIZE, []]);

  const asked: string[] = [];
  const second = await (await open(log.at(SIZE, asked), directory)).round();
  assert.deepEqual([second.places[0]!.read, second.standing], [SIZE, []]);
  const bundles = asked.filter((path) => path.startsWith('tile/entries/'));
  const new_ = ['tile/entries/256', 'tile/entries/257', 'tile/entries/258.p/188'];
  assert.deepEqual(bundles.slice(0, 3), new_, 'what was read is not read again');
  assert.deepEqual(
    bundles.slice(3),
    [0, 1, 2, 3].map((index) => `tile/entries/00${index}`),
    'but for a few, to be sure',
  );
});

test('each round looks at other bundles of those long read, and comes round', async () => {
  const size = 9 * 256 + 7;
  const asked: string[] = [];
  const monitor = await open(log.at(size, asked), join(await newFolder(), 'state'));
  await monitor.round();
  const seen = new Set<string>();
  for (let round = 0; round < 2; round++) {
    asked.length = 0;
    await monitor.round();
    for (const path of asked.filter((one) => one.startsWith('tile/entries/'))) seen.add(path);
  }
  assert.equal(seen.size, 8);
});
