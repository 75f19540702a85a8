import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../../test/support/government.ts';
import { all, type Db, sql } from '../../../kernel/index.ts';
import { checkPopulation } from './check.ts';
import { filesOf, HEADERS, ROW } from './fixture.ts';
import { MOST_ATTEMPTS, MOST_FILES, PIECE_BYTES } from './limits.ts';
import { bringPopulation, deleteExpired, deletePopulation, ownPopulation, ownPopulations } from './store.ts';

describe('how files of one’s own are kept', async () => {
  const { gov } = await testGovernment('kr');
  const { bring, peopleIn, parts } = filesOf(gov);
  const now = () => gov.clock.now();

  test('a check that is killed at any moment begins again and comes to the same end', async () => {
    const rows = Array.from({ length: 12_000 }, (_, row) => (row === 7_000 ? 'x' : ROW));
    const own = await bring([HEADERS, ...rows].join('\n'));
    for (const statements of [1, 4]) {
      await assert.rejects(checkPopulation(dying(gov.db, statements), gov.pack, own, now()), /died/);
      assert.equal((await ownPopulation(gov.db, own, now()))!.state, 'checking');
    }
    await checkPopulation(gov.db, gov.pack, own, now());
    const file = (await ownPopulation(gov.db, own, now()))!;
    assert.deepEqual([file.state, file.rowsRead, file.rowsKept, file.rowsBad], ['ready', 12_000, 11_999, 1]);
    assert.equal((await peopleIn(own)).length, 11_999);
    await checkPopulation(gov.db, gov.pack, own, now());
    assert.deepEqual(await ownPopulation(gov.db, own, now()), file, 'once it is done, nothing is done again');
  });

  test('a file on which checks die again and again is given up', async () => {
    const own = await bring(`${HEADERS}\n${ROW}`);
    for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
      await assert.rejects(checkPopulation(dying(gov.db, 3), gov.pack, own, now()), /died/);
    }
    await checkPopulation(gov.db, gov.pack, own, now());
    assert.equal((await ownPopulation(gov.db, own, now()))!.state, 'refused');
  });

  test('a file that breaks off while it comes leaves nothing', async () => {
    const officer = randomUUID();
    async function* broken() {
      yield randomBytes(3 * PIECE_BYTES);
      throw new Error('the line is dead');
    }
    const announced = { person: officer, service: 'k-pass', fileName: 'x', format: 'csv' } as const;
    await assert.rejects(bringPopulation(gov, announced, broken()), /the line is dead/);
    const left = await all(
      gov.db,
      sql`select from services.population where person = ${officer}
        union all select from services.population_part where person = ${officer}`,
    );
    assert.deepEqual(left, []);
  });

  test('it is its officer’s alone, goes when they say so, and after its time', async () => {
    const own = await bring(`${HEADERS}\n${ROW}`);
    await checkPopulation(gov.db, gov.pack, own, now());
    assert.equal(await ownPopulation(gov.db, { ...own, person: randomUUID() }, now()), undefined);
    assert.equal(await deletePopulation(gov.db, { ...own, person: randomUUID() }), false);
    assert.deepEqual(
      (await ownPopulations(gov.db, own.person, now())).map(({ id }) => id),
      [own.id],
    );
    const start = now();
    const { expiresAt } = (await ownPopulation(gov.db, own, start))!;
    assert.equal(await ownPopulation(gov.db, own, expiresAt), undefined, 'not to be had from then on');
    await deleteExpired(gov.db, start);
    assert.equal(await parts('people', own), 1);
    await deleteExpired(gov.db, expiresAt);
    assert.equal(await parts('people', own), 0);

    const another = await bring(`${HEADERS}\n${ROW}`);
    assert.equal(await deletePopulation(gov.db, another), true);
    assert.equal(await parts('file', another), 0);
  });

  test('an officer has no more than so many at once', async () => {
    const officer = randomUUID();
    for (let count = 0; count < MOST_FILES; count += 1) await bring(`${HEADERS}\n${ROW}`, { person: officer });
    await assert.rejects(bring(`${HEADERS}\n${ROW}`, { person: officer }), { code: 'conflict' });
  });
});

/** A database whose process is killed after so many statements. */
function dying(db: Db, statements: number): Db {
  let left = statements;
  const guard = <T extends object>(target: T): T =>
    new Proxy(target, {
      get(of, name) {
        const value = Reflect.get(of, name) as unknown;
        if (typeof value !== 'function') return value;
        return (...given: unknown[]) => {
          if (name === 'executeQuery') {
            left -= 1;
            if (left < 0) throw new Error('the process died');
          }
          const found = (value as (...all: unknown[]) => unknown).apply(of, given);
          return name === 'getExecutor' ? guard(found as object) : found;
        };
      },
    });
  return guard(db);
}
