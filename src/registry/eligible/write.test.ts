import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { all, run, sql } from '../../kernel/index.ts';
import { build } from '../../rules/index.ts';
import { disclosuresOf } from '../disclosures.ts';
import { findEligible } from './find.ts';
import { DAY, eligibleResident, type Resident, settle, type Town, townGovernment } from './fixture.ts';
import { writeEligible } from './write.ts';

let town: Town;
before(async () => {
  town = await townGovernment();
  await run(town.db, sql`create table written (person uuid primary key, amount numeric, rent numeric)`);
});
after(() => town.close());
beforeEach(() => run(town.db, sql`truncate registry.record, registry.reference, registry.disclosure, written`));

const family = (number: string, members: string[], more: Partial<Resident> = {}) =>
  eligibleResident(number, { homes: { members, rent: 300 * members.length, kind: 'rented' }, ...more });

/** A couple of whom both are found, a mother with a child, someone who earns too much, and someone alone. */
const TOWN: readonly Resident[] = [
  family('N1', ['N1', 'N2']),
  { number: 'N2', people: { name: 'Spouse', born_on: '1991-01-01' }, incomes: { monthly: 400 } },
  family('N3', ['N3', 'N4']),
  { number: 'N4', people: { name: 'Child', born_on: '2015-01-01' }, incomes: { monthly: 0 } },
  eligibleResident('N5', { incomes: { monthly: 5000 } }),
  eligibleResident('N6'),
];

const heating = () => ({ service: town.pack.services.get('heating')!, day: DAY });
const write = (after?: string, limit?: number) =>
  writeEligible(town.db, town, {
    ...heating(),
    also: { rent: build.name('rent') },
    write: sql`insert into written select person, amount, rent from found on conflict do nothing returning amount`,
    ...(after && { after }),
    ...(limit && { limit }),
  });
const written = () =>
  all(
    town.db,
    sql<{
      person: string;
      amount: string;
    }>`select person, trim_scale(amount)::text as amount from written order by person`,
  );

/** Who saw what of each of them. */
async function told(people: Iterable<string>) {
  const seen = [];
  for (const person of people)
    for (const { id, ...one } of await disclosuresOf(town.db, person, { limit: 50 }))
      seen.push(JSON.stringify({ person, ...one, fields: one.fields.toSorted() }));
  return seen.sort();
}

describe('writing down who is eligible', () => {
  test('the same people are written and told of the same as when they are found', async () => {
    const ids = await settle(town, TOWN);
    const { people } = await findEligible(town.db, town, heating());
    const toldThen = await told(ids.values());
    await run(town.db, sql`truncate registry.disclosure`);
    const { written: count, amount, examined, next } = await write();
    assert.deepEqual(
      await written(),
      people.map(({ person, amount }) => ({ person, amount })),
    );
    assert.equal(amount, Math.round(people.reduce((sum, { amount }) => sum + Number(amount), 0)));
    assert.deepEqual([count, examined, next], [people.length, TOWN.length, undefined]);
    assert.ok(people.length >= 4 && toldThen.length > 4 * people.length);
    assert.deepEqual(await told(ids.values()), toldThen);
  });

  test('page by page, each once', async () => {
    await settle(town, TOWN);
    let rows = 0;
    for (let next: string | undefined = ''; next !== undefined; ) {
      const page = await write(next, 2);
      rows += page.written;
      next = page.next;
    }
    assert.equal(rows, (await written()).length);
    assert.equal((await write()).written, 0, 'what is written is not written again');
  });

  test('a transaction that is undone writes nothing and tells nobody', async () => {
    const ids = await settle(town, TOWN);
    const failing = writeEligible(town.db, town, {
      ...heating(),
      write: sql`insert into written select person, 1 / (amount - amount) from found returning amount`,
    });
    await assert.rejects(failing, /division by zero/);
    assert.deepEqual([await written(), await told(ids.values())], [[], []]);
  });
});

test('what is read of many on one occasion is kept once', async () => {
  await settle(town, TOWN);
  await run(town.db, sql`truncate registry.access`);
  await write();
  await run(town.db, sql`truncate written`);
  await write();
  const [row] = await all(
    town.db,
    sql`select count(*) as kept, count(distinct a) as different, (select count(*) from registry.disclosure) as told
      from (select registry, fields, reader, agency, purpose from registry.access) a`,
  );
  const { kept, different, told } = row as Record<string, number>;
  assert.ok(kept === different && told! > 2 * kept!);
});
