import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { movableClock } from '../../kernel/index.ts';
import { cosignerOf, signerOf } from '../note/key.ts';
import { parseNote, type Signer } from '../note/note.ts';
import { parsePolicy } from '../note/policy.ts';
import { MissingFromLog } from '../publish/errors.ts';
import { type MisbehaviourKind, readMisbehaviour } from './file.ts';
import { convicts, verifyMisbehaviour } from './misbehaviour.ts';
import { type MonitorOptions, openMonitor } from './monitor.ts';
import { LIES, PROVABLE } from './testing/lies.ts';
import {
  actLeaf,
  type Book,
  EMPTY,
  grow,
  ORIGIN,
  SIGNER,
  sign,
  sourceOf,
  statementLeaf,
  TRUST,
  TRUSTED,
} from './testing/lying-log.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'madang-monitor-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** A log and one who monitors it from several places; what each place shows is put into `shown`. */
async function monitored(shown: Book[], options: Partial<MonitorOptions> = {}) {
  const directory = await mkdtemp(join(folder, 'state-'));
  const alarms: string[] = [];
  const open = () =>
    openMonitor({
      places: shown.map((_, place) => ({ address: `place ${place}`, source: sourceOf(() => shown[place]!) })),
      policy: TRUST,
      directory,
      clock: movableClock('2026-11-21T09:00:00Z'),
      patience: 0,
      onAlarm: async ({ name }) => void alarms.push(name),
      ...options,
    });
  return { directory, alarms, open, monitor: await open() };
}

const standing = async (monitor: Awaited<ReturnType<typeof openMonitor>>) =>
  (await monitor.round()).standing.map(({ name }) => name);
const kindOf = (name: string) => name.replace(/-\d.*$/, '') as MisbehaviourKind;

async function fileOf(directory: string, name: string): Promise<string> {
  return readFile(join(directory, `${name}.misbehaviour.json`), 'utf8');
}

async function isProof(text: string): Promise<boolean> {
  try {
    return convicts(await verifyMisbehaviour(readMisbehaviour(text), TRUSTED));
  } catch {
    return false;
  }
}

describe('each lie is caught in the first round after it is told, and proved where signatures prove it', () => {
  for (const [name, { caught, tell }] of Object.entries(LIES))
    test(`a log that ${name}`, async () => {
      const shown = [grow(grow(EMPTY, 7), 5)];
      const { monitor, directory, alarms } = await monitored(shown);
      assert.deepEqual(await standing(monitor), []);
      shown[0] = tell(shown[0]!, 3);
      const [alarm, ...more] = await standing(monitor);
      assert.deepEqual([more, alarms], [[], [alarm]]);
      assert.ok(caught.includes(kindOf(alarm!)), alarm);
      assert.equal(await isProof(await fileOf(directory, alarm!)), PROVABLE.includes(kindOf(alarm!)));
    });

  test('a random lie about a random place of a random log, told to one of two readers', async () => {
    const growths = fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 3 });
    const lies = fc.constantFrom(...Object.keys(LIES));
    await fc.assert(
      fc.asyncProperty(growths, lies, fc.nat(), fc.nat(1), async (acts, lie, place, reader) => {
        const shown = [EMPTY, EMPTY];
        const { monitor, directory } = await monitored(shown);
        for (const count of acts) {
          shown.fill(grow(shown[0]!, count));
          assert.deepEqual(await standing(monitor), []);
        }
        shown[reader] = LIES[lie]!.tell(shown[reader]!, place % (shown[0]!.leaves.length - 1));
        const found = await standing(monitor);
        assert.notDeepEqual(found, []);
        for (const name of found)
          assert.equal(await isProof(await fileOf(directory, name)), PROVABLE.includes(kindOf(name)), name);
      }),
      { numRuns: 25 },
    );
  });
});

describe('readers who compare', () => {
  test('a log that shows two people two histories of one size is convicted by both', async () => {
    const common = grow(EMPTY, 9);
    const shown = [grow(common, 4), grow(common, 4, 'another')];
    const { monitor, directory } = await monitored(shown);
    assert.deepEqual(await standing(monitor), ['split-15']);
    assert.ok(await isProof(await fileOf(directory, 'split-15')));
  });

  test('and of two sizes, though each of them has never seen anything else', async () => {
    const common = grow(EMPTY, 9);
    const shown = [grow(common, 6, 'another'), grow(common, 2)];
    const { monitor, directory } = await monitored(shown);
    assert.deepEqual(await standing(monitor), ['rewritten-17']);
    assert.ok(await isProof(await fileOf(directory, 'rewritten-17')));
  });

  test('what one reader saw long ago is held against what another is shown now', async () => {
    const old = grow(EMPTY, 5);
    const shown = [old];
    const { monitor, directory, open } = await monitored(shown);
    await monitor.round();
    shown[0] = grow(old, 3);
    await monitor.round();
    shown[0] = grow(EMPTY, 5, 'another');
    assert.deepEqual(await standing(await open()), ['split-6']);
    assert.ok(await isProof(await fileOf(directory, 'split-6')));
  });

  test('a mirror proves what the log no longer serves', async () => {
    const honest = grow(grow(EMPTY, 300), 300);
    const shown = [honest, honest];
    const { monitor, directory } = await monitored(shown);
    assert.deepEqual(await standing(monitor), []);
    shown[0] = sign(honest.leaves.toSpliced(17, 1));
    assert.deepEqual(await standing(monitor), ['rewritten-602']);
    assert.ok(await isProof(await fileOf(directory, 'rewritten-602')));
  });
});

test('honest growth never alarms, however readers lag behind each other and begin anew', async () => {
  const step = fc.record({ acts: fc.integer({ min: 0, max: 250 }), who: fc.nat(2), restarts: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      const shown = [EMPTY, EMPTY, EMPTY];
      const { monitor, open, directory } = await monitored(shown);
      let [newest, current] = [EMPTY, monitor];
      for (const { acts, who, restarts } of steps) {
        if (acts > 0) newest = grow(newest, acts);
        shown[who] = newest;
        if (restarts) current = await open();
        const { places, standing: alarms } = await current.round();
        assert.deepEqual(alarms, []);
        for (const [place, { size, read }] of places.entries())
          assert.deepEqual([size, read], [shown[place]!.leaves.length, shown[place]!.leaves.length]);
      }
      assert.deepEqual(await readdir(directory), ['state.json']);
    }),
    { numRuns: 15 },
  );
});

describe('keys', () => {
  const [old, young] = [SIGNER, signerOf(ORIGIN, Buffer.alloc(32, 9))];
  const announcing = (book: Book, keys: readonly Signer[], signers: readonly Signer[]) =>
    grow(sign([...book.leaves, statementLeaf('log.keys', { keys: keys.map(({ vkey }) => vkey) })]), 1, 'one', signers);

  test('a key that is announced under a known one is known from then on', async () => {
    const shown = [announcing(EMPTY, [old], [old])];
    const told: string[] = [];
    const { monitor, open } = await monitored(shown, { onKeys: (keys) => void told.push(...keys) });
    assert.deepEqual(await standing(monitor), []);
    shown[0] = announcing(shown[0]!, [young, old], [young, old]);
    assert.deepEqual(await standing(monitor), []);
    shown[0] = announcing(shown[0]!, [young], [young]);
    assert.deepEqual(await standing(await open()), []);
    assert.deepEqual(told, [young.vkey]);
    // The old key is given up: nobody signs with it any more who may.
    shown[0] = grow(shown[0]!, 1, 'one', [old]);
    assert.deepEqual(await standing(await open()), [`unsigned-${shown[0].leaves.length}`]);
  });

  test('what is served as checkpoint has to be one of this log', async () => {
    const shown = [grow(EMPTY, 1)];
    const { monitor } = await monitored(shown);
    for (const note of ['', 'not found\n', shown[0]!.note.replace('/acts', '/facts'), `${shown[0]!.note}x`]) {
      shown[0] = { ...shown[0]!, note };
      assert.deepEqual(await standing(monitor), ['unsigned-0']);
    }
  });
});

describe('what else is worth an alarm', () => {
  test('too few witnesses, and witnesses that signed too long ago', async () => {
    const witness = cosignerOf('witness.example.org', { algorithm: 'ed25519', seed: Buffer.alloc(32, 3) });
    const policy = parsePolicy(`${TRUSTED.replace('quorum none', '')}witness w ${witness.vkey}\nquorum w\n`);
    const clock = movableClock('2026-11-21T09:00:00Z');
    const book = grow(EMPTY, 2);
    const shown = [book];
    const { monitor } = await monitored(shown, { policy, clock, maxAge: 60 });
    assert.deepEqual(await standing(monitor), ['unwitnessed-3', 'stale-3']);
    const cosigned = witness.cosign(parseNote(book.note).text, clock.now().getTime() / 1_000);
    shown[0] = { ...book, note: book.note + cosigned };
    assert.deepEqual(await standing(monitor), []);
    const { places } = await monitor.round();
    assert.deepEqual(places[0]!.seen, { witnesses: 1, newest: clock.now().getTime() / 1_000 });
    clock.advance(61_000);
    assert.deepEqual(await standing(monitor), ['stale-3']);
  });

  test('a log that cannot be read for too long, told once for each time', async () => {
    const clock = movableClock('2026-11-21T09:00:00Z');
    const shown = [grow(EMPTY, 2), grow(EMPTY, 2)];
    const sources = shown.map((_, place) => sourceOf(() => shown[place] ?? assert.fail('out of order')));
    const places = sources.map((source, place) => ({ address: `place ${place}`, source }));
    const { monitor, alarms } = await monitored(shown, { places, clock, patience: 100 });
    assert.deepEqual(await standing(monitor), []);
    for (let time = 0; time < 2; time++) {
      shown.pop();
      assert.deepEqual(await standing(monitor), []);
      clock.advance(99_000);
      assert.deepEqual(await standing(monitor), []);
      clock.advance(1_000);
      for (let round = 0; round < 3; round++) assert.deepEqual(await standing(monitor), ['unreachable-3-at-2']);
      shown.push(shown[0]!);
      assert.deepEqual(await standing(monitor), []);
    }
    assert.deepEqual(alarms, ['unreachable-3-at-2', 'unreachable-3-at-2']);
  });

  test('entries that are withheld, though their checkpoint is shown', async () => {
    const book = grow(EMPTY, 300);
    const withheld = (): never => {
      throw new MissingFromLog('no such bundle');
    };
    const places = [{ address: 'place 0', source: { ...sourceOf(() => book), entries: async () => withheld() } }];
    const { monitor } = await monitored([book], { places });
    assert.deepEqual(await standing(monitor), ['unreachable-301']);
  });

  test('a log that states no totals at all, where it should', async () => {
    const shown = [sign([actLeaf(0), actLeaf(1)])];
    const { monitor } = await monitored(shown);
    assert.deepEqual(await standing(monitor), [], 'not every log has a ledger');
    const strict = await monitored(shown, { totalsDue: true });
    assert.deepEqual(await standing(strict.monitor), ['no-statement-2']);
    const file = readMisbehaviour(await fileOf(strict.directory, 'no-statement-2'));
    const open = (await verifyMisbehaviour(file, TRUSTED)).filter(({ ok }) => ok !== true);
    assert.deepEqual(open, [{ id: 'totals-due', ok: null }], 'that it should have is not in the file');
  });

  test('every checkpoint ends with totals, also one whose reading was broken off', async () => {
    const first = grow(EMPTY, 3);
    const silent = sign([...first.leaves, actLeaf(4)]);
    const shown = [first];
    let breaks = false;
    const source = sourceOf(() => shown[0]!);
    const entries = async (wanted: { index: number; width: number }) =>
      breaks ? assert.fail('broken off') : source.entries(wanted);
    const places = [{ address: 'place 0', source: { ...source, entries } }];
    const { monitor, open } = await monitored(shown, { places, patience: 100 });
    await monitor.round();
    [shown[0], breaks] = [silent, true];
    assert.deepEqual(await standing(monitor), []);
    [shown[0], breaks] = [grow(silent, 2), false];
    assert.deepEqual(await standing(await open()), ['no-statement-5']);
  });
});

describe('its state', () => {
  test('an alarm is told once, stands as long as its cause does, and does not hide the next', async () => {
    const honest = grow(EMPTY, 5);
    const shown = [honest];
    const { monitor, alarms, open } = await monitored(shown);
    await monitor.round();
    shown[0] = LIES['edits an entry and signs again']!.tell(honest, 2);
    for (let round = 0; round < 2; round++) assert.deepEqual(await standing(monitor), ['split-6']);
    assert.deepEqual(await standing(await open()), ['split-6']);
    shown[0] = grow(honest, 1);
    assert.deepEqual(await standing(await open()), [], 'back to what was signed first, it is followed again');
    shown[0] = LIES['makes money out of nothing']!.tell(shown[0], 0);
    assert.deepEqual(await standing(await open()), ['statement-10']);
    assert.deepEqual(alarms, ['split-6', 'statement-10']);
  });

  test('a folder is of one log, and a damaged state is not taken for none', async () => {
    const { monitor, directory } = await monitored([grow(EMPTY, 1)]);
    await monitor.round();
    const options = { places: [], directory, clock: movableClock('2026-11-21T09:00:00Z') };
    const other = signerOf('log.example.org/other', Buffer.alloc(32, 1));
    await assert.rejects(
      openMonitor({ ...options, policy: { ...TRUST, logs: [{ vkey: other.vkey }] } }),
      /follows the log/,
    );
    await assert.rejects(
      openMonitor({ ...options, policy: { ...TRUST, logs: [...TRUST.logs, other] } }),
      /exactly one log/,
    );
    await assert.rejects(openMonitor({ ...options, policy: { ...TRUST, logs: [] } }), /exactly one log/);
    await writeFile(join(directory, 'state.json'), '{"version":');
    await assert.rejects(openMonitor({ ...options, policy: TRUST }), /no state of a monitor/);
  });
});
