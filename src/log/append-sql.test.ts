import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { all, array, run, sql, systemClock, type World } from '../kernel/index.ts';
import { base64urlOf, committingActs, NEW_SALTS, newEntries } from './append-sql.ts';
import { canonicalJson } from './canonical.ts';
import { commitmentOf, encodeLeaf } from './leaf.ts';
import { actsLog, openTestLog } from './log-fixture.ts';
import { sequenceOnce } from './sequence/sequencer.ts';
import { entryOf, leafAt } from './store/entries.ts';

let log: Awaited<ReturnType<typeof openTestLog>>;
let world: World;
before(async () => {
  log = await openTestLog();
  world = log.world();
});
after(() => log.close());

const { origin } = actsLog;

interface SqlAct {
  agency: string;
  content: unknown;
}

/** Commits acts by one statement, as many as the log is to hold at once. */
function commit(kind: string, at: Date, acts: readonly SqlAct[]) {
  const contents = acts.map(({ content }) => Buffer.from(canonicalJson(content)));
  const agencies = acts.map(({ agency }) => agency);
  return all(
    world.db,
    sql<{ id: string; salt: string; agency: string; content: Buffer }>`
      with act as materialized (
        select ${newEntries(at)} as id, ${NEW_SALTS} as salt, content, agency
        from unnest(${array(contents, 'bytea')}, ${array(agencies, 'text')}) as given (content, agency)),
      ${committingActs(origin, { kind, at }, sql`select id, salt, content, agency from act`)}
      select id, ${base64urlOf(sql`salt`)} as salt, content, agency from act`,
  );
}

const leaves = () =>
  all(
    world.db,
    sql<{ id: string; leaf: Buffer }>`select entry.* from log.outbox, unnest(ids, leaves) as entry (id, leaf)`,
  );

const name = fc.stringMatching(/^[a-z0-9]{1,8}([-._:/][a-z0-9]{1,8}){0,2}$/);
const time = fc.date({ min: new Date('1971-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
const content = fc.jsonValue({ maxDepth: 3 }).filter((value) => JSON.stringify(value).isWellFormed());

test('the database makes the leaves that `commitAct` would, whatever the acts', async () => {
  const body = async (kind: string, at: Date, acts: SqlAct[]) => {
    await run(world.db, sql`truncate log.outbox`);
    const made = await commit(kind, at, acts);
    const found = new Map((await leaves()).map(({ id, leaf }) => [id, leaf.toString()]));
    assert.deepEqual([made.length, found.size], [acts.length, acts.length]);
    for (const { id, salt, agency, content } of made) {
      const commitment = await commitmentOf(salt, JSON.parse(content.toString()));
      const leaf = encodeLeaf({ v: 1, kind, at: at.toISOString(), agency, commitment });
      assert.equal(found.get(id), Buffer.from(leaf).toString());
    }
  };
  const acts = fc.array(fc.record({ agency: name, content }), { maxLength: 20 });
  await fc.assert(fc.asyncProperty(name, time, acts, body), { numRuns: 30 });
});

test('ids are those of the instant and salts have 32 bytes, each of its own', async () => {
  const at = new Date('2026-03-02T09:00:00.123Z');
  const made = await commit('note', at, Array(500).fill({ agency: 'archive', content: {} }));
  const hexadecimal = at.getTime().toString(16).padStart(12, '0');
  for (const { id, salt } of made) {
    assert.match(id, /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    assert.equal(id.replaceAll('-', '').slice(0, 12), hexadecimal);
    assert.equal(Buffer.from(salt, 'base64url').length, 32);
  }
  assert.equal(new Set(made.map(({ id }) => id)).size, made.length);
  assert.equal(new Set(made.map(({ salt }) => salt)).size, made.length);
});

test('more than a row of the outbox holds get their places like any others', async () => {
  await run(world.db, sql`truncate log.outbox`);
  const many = Array.from({ length: 2_500 }, (_, number) => ({ agency: 'archive', content: { number } }));
  const made = await commit('note', new Date(), many);
  const rows = await all(world.db, sql<{ acts: number }>`select acts from log.outbox`);
  assert.deepEqual(
    rows.map(({ acts }) => acts).sort((one, other) => other - one),
    [1_024, 1_024, 452],
  );
  const waiting = new Map((await leaves()).map(({ id, leaf }) => [id, leaf]));
  while ((await sequenceOnce(world.db, actsLog, systemClock)) > 0);
  for (const { id } of made.filter((_, nth) => nth % 250 === 0)) {
    const { index } = (await entryOf(world.db, origin, id))!;
    assert.deepEqual(Buffer.from(await leafAt(world.db, origin, index!)), waiting.get(id));
  }
});

test('a kind that no leaf may have is refused before anything is asked', () => {
  assert.throws(() => committingActs(origin, { kind: "it's", at: new Date() }, sql``), RangeError);
});
