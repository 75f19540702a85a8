import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { all, type Db, movableClock, sql, transaction, type World } from '../../kernel/index.ts';
import { commitAct } from '../append.ts';
import type { OperatedLog } from '../log.ts';
import { audit, contentOf, openTestLog } from '../log-fixture.ts';
import { signerOf } from '../note/key.ts';
import { parseNote } from '../note/note.ts';
import { NO_WITNESSES } from '../note/policy.ts';
import { sequenceOnce } from './sequencer.ts';

/*
 * Random histories of logs that live side by side: acts of one or of several logs in one transaction, batches of all
 * sizes, keys that change, statements, clocks that jump. Each is held against a model that is only lists.
 */

let database: Awaited<ReturnType<typeof openTestLog>>;
let world: World;
before(async () => {
  database = await openTestLog();
  world = database.world();
});
after(() => database.close());

/** Which of a log's keys sign: by themselves, together, or exchanged. */
const KEYS = [[1], [2, 1], [2], [3, 2, 1]];

type Step =
  | { do: 'act'; on: readonly number[] }
  | { do: 'sequence'; log: number; batch: number }
  | { do: 'both'; batch: number }
  | { do: 'keys'; log: number; keys: readonly number[] }
  | { do: 'clock'; seconds: number };

const which = fc.nat({ max: 1 });
const batch = fc.constantFrom(1, 3, 300);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('act'), on: fc.array(which, { minLength: 1, maxLength: 5 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('sequence'), log: which, batch }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('both'), batch }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('keys'), log: which, keys: fc.constantFrom(...KEYS) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('clock'), seconds: fc.integer({ min: -3_600, max: 3_600 }) }) },
) as fc.Arbitrary<Step>;

/** A log, and what must be in it. */
class Model {
  log: OperatedLog;
  keys: readonly number[] = KEYS[0]!;
  readonly acts: string[] = [];

  constructor(stating: boolean) {
    const origin = `log.example.org/${randomUUID()}`;
    this.log = { origin, signers: signersOf(origin, this.keys), policy: NO_WITNESSES };
    if (stating) this.log.statement = { kind: 'count', read: async () => ({ acts: String(this.acts.length) }) };
  }

  sign(keys: readonly number[]): void {
    this.keys = keys;
    this.log = { ...this.log, signers: signersOf(this.log.origin, keys) };
  }
}

const signersOf = (origin: string, keys: readonly number[]) =>
  keys.map((key) => signerOf(origin, Buffer.alloc(32, key)));

async function run(db: Db, logs: readonly Model[], steps: readonly Step[]): Promise<void> {
  const clock = movableClock('2026-03-01T09:00:00Z');
  for (const what of steps) {
    if (what.do === 'clock') clock.advance(what.seconds * 1_000);
    if (what.do === 'keys') logs[what.log]!.sign(what.keys);
    if (what.do === 'sequence') await sequenceOnce(db, logs[what.log]!.log, clock, what.batch);
    if (what.do === 'both') await Promise.all(logs.map(({ log }) => sequenceOnce(db, log, clock, what.batch)));
    if (what.do === 'act')
      await transaction(db, async (tx) => {
        for (const number of what.on) {
          const model = logs[number]!;
          const act = { kind: 'case.decided', agency: 'social-affairs', at: clock.now(), content: contentOf(number) };
          model.acts.push((await commitAct(tx, model.log.origin, act)).entry);
        }
      });
  }
  for (const { log } of logs) while ((await sequenceOnce(db, log, clock)) > 0);
}

/** Each checkpoint's keys are those that the last `log.keys` leaf under it names, and ends in the statement. */
async function assertStated({ log: { origin, statement }, acts }: Model): Promise<void> {
  const everyKey = signersOf(origin, [1, 2, 3]);
  const { entries, leaves, sizes } = await audit(world.db, { origin, signers: everyKey });
  assert.deepEqual(entries, acts, 'every act, in the order in which they were done');
  const notes = await all(
    world.db,
    sql<{ size: number; note: string }>`
      select size, note from log.checkpoint where origin = ${origin} and size > 0 order by size`,
  );
  const tags = new Map(everyKey.map(({ vkey, keyId }) => [Buffer.from(keyId).toString('hex'), vkey]));
  let named: string | undefined;
  let from = 0;
  for (const { size, note } of notes) {
    const batch = leaves.slice(from, size);
    const statements = batch.filter((leaf) => leaf.statement);
    assert.deepEqual(batch.slice(-statements.length || batch.length), statements, 'statements stand last');
    assert.ok(statements.length < batch.length, 'and never alone');
    const signed = parseNote(note).signatures.map(({ keyId }) => tags.get(Buffer.from(keyId).toString('hex')));
    const expected = statement ? ['count'] : [];
    if (named !== signed.join()) expected.unshift('log.keys');
    assert.deepEqual(
      statements.map(({ kind }) => kind),
      expected,
      'keys are stated when they change, and only then',
    );
    if (expected[0] === 'log.keys') assert.deepEqual(statements[0]!.statement, { keys: signed });
    assert.ok(statements.every(({ agency }) => agency === origin));
    named = signed.join();
    from = size;
  }
  assert.equal(sizes.at(-1) ?? 0, leaves.length);
}

test('two logs in one database: whatever happens, each is whole, and has its own acts only', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const logs = [new Model(false), new Model(true)];
      await run(world.db, logs, steps);
      for (const model of logs) await assertStated(model);
    }),
    { numRuns: 30 },
  );
});

test('over many tiles and with large batches, too', async () => {
  const logs = [new Model(true), new Model(true)];
  const many: Step = { do: 'act', on: Array.from({ length: 700 }, (_, index) => index % 2) };
  const sequence: Step = { do: 'both', batch: 300 };
  await run(world.db, logs, [many, sequence, many, many, { do: 'keys', log: 1, keys: [2, 1] }, sequence, many]);
  for (const model of logs) await assertStated(model);
});
