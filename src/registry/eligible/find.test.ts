import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { run, sql, transaction } from '../../kernel/index.ts';
import { NotCompilable, type Sql } from '../../rules/index.ts';
import { disclosuresOf } from '../disclosures.ts';
import { type EligibleSearch, findEligible } from './find.ts';
import { DAY, eligibleResident, type Resident, settle, type Town, townGovernment, townPack } from './fixture.ts';
import { statementOf } from './statement.ts';

let town: Town;
before(async () => {
  town = await townGovernment();
});
after(() => town.close());
beforeEach(() => run(town.db, sql`truncate registry.record, registry.reference, registry.disclosure`));

const find = (more: Partial<EligibleSearch> = {}, id = 'heating') =>
  findEligible(town.db, town, { service: town.pack.services.get(id)!, day: DAY, ...more });

/** What is found of some residents, by their numbers. */
async function found(residents: readonly Resident[], more: Partial<EligibleSearch> = {}, id?: string) {
  const ids = await settle(town, residents);
  const numbers = new Map([...ids].map(([number, person]) => [person, number]));
  const { people } = await find(more, id);
  return people.map(({ person, eligible, amount }) => [numbers.get(person), eligible, amount].join(' ')).sort();
}

const bigDog = (chip: string, more: Record<string, unknown> = {}) => ({
  chip,
  size: 'big',
  weight: 30,
  licensed_on: '2025-01-01',
  ...more,
});

describe('who is found', () => {
  test('those who meet all clauses, with the amount', async () => {
    const residents = [
      eligibleResident('N1'),
      eligibleResident('N2', { homes: { members: ['N2'], rent: 100, kind: 'rented' } }),
      eligibleResident('N3', { homes: { members: ['N3'], kind: 'rented' } }),
    ];
    assert.deepEqual(await found(residents), ['N1 yes 100', 'N2 yes 33.33', 'N3 yes ']);
  });

  test('nobody of whom a clause fails, or is not known', async () => {
    const not = [
      eligibleResident('N1', { people: { name: 'Young', born_on: '2008-03-03' } }),
      eligibleResident('N2', { homes: { members: ['N2'], rent: 300, kind: 'owned' } }),
      eligibleResident('N3', { incomes: { monthly: 1000.01 } }),
      eligibleResident('N4', { incomes: { active: true } }),
      eligibleResident('N5', { incomes: { monthly: 1, active: false } }),
      eligibleResident('N6', { dogs: [bigDog('a'), bigDog('b')] }),
      eligibleResident('N7', { jobs: [{ employer: 'x', left_on: '2027-01-01' }] }),
    ];
    const alone = { number: 'N8', people: { name: 'Alone', born_on: '1990-01-01' } };
    assert.deepEqual(await found([...not, alone, eligibleResident('N9')]), ['N9 yes 100']);
  });

  test('limits are met to the cent and to the day', async () => {
    const residents = [
      eligibleResident('N1', { people: { name: 'Just grown up', born_on: '2008-03-02' } }),
      eligibleResident('N2', { incomes: { monthly: 1000 } }),
      eligibleResident('N3', {
        dogs: [bigDog('a'), bigDog('b', { licensed_on: DAY }), bigDog('c', { size: 'small' })],
      }),
    ];
    assert.deepEqual(await found(residents), ['N1 yes 100', 'N2 yes 100', 'N3 yes 100']);
  });

  test('a household counts for each of its members, with all of their records', async () => {
    const family = { members: ['N1', 'N2', 'N3', 'N4'], rent: 600, kind: 'rented' };
    const residents = [
      eligibleResident('N1', { homes: family, incomes: { monthly: 2000.25 } }),
      { number: 'N2', people: { name: 'Spouse', born_on: '1991-01-01' }, incomes: { monthly: 400.25 } },
      { number: 'N3', people: { name: 'Child', born_on: '2015-01-01' }, incomes: { monthly: 0 } },
      { number: 'N4', people: { name: 'Child', born_on: '2020-01-01' }, incomes: { monthly: 0 } },
    ];
    assert.deepEqual(await found(residents), ['N1 yes 220', 'N2 yes 220']);
    await settle(town, [{ number: 'N4', incomes: { monthly: 0.01 } }]);
    assert.deepEqual((await find()).people, []);
  });

  test('one’s own record goes before a household that lists one, and the latest of several holds', async () => {
    const jobs = [
      { employer: 'x', left_on: '2027-01-01' },
      { employer: 'y', left_on: '2026-01-01' },
    ];
    const residents = [
      eligibleResident('N1', { homes: { members: ['N1', 'N2'], rent: 900, kind: 'rented' } }),
      eligibleResident('N2', { jobs }),
    ];
    assert.deepEqual(await found(residents), ['N2 yes 100']);
  });

  test('what an older pack let into a record is read as nothing and ends no statement', async () => {
    const ids = await settle(town, [eligibleResident('N1'), eligibleResident('N2')]);
    const broken = {
      born_on: '2026-02-30',
      rent: 'much',
      members: 'N1',
      kind: 3,
      monthly: [],
      left_on: 'never',
      active: 'x',
    };
    await run(
      town.db,
      sql`update registry.record set data = data || ${JSON.stringify(broken)}::jsonb where subject = ${ids.get('N1')!}`,
    );
    const { people, examined } = await find();
    assert.deepEqual([people.map(({ person }) => person), examined], [[ids.get('N2')], 2]);
  });
});

describe('pages', () => {
  test('everybody is looked at once, so many at a time', async () => {
    const ids = await settle(
      town,
      Array.from({ length: 7 }, (_, index) => eligibleResident(`N${index}`)),
    );
    const pages = [await find({ limit: 3 })];
    for (let next = pages[0]!.next; next; next = pages.at(-1)!.next) pages.push(await find({ limit: 3, after: next }));
    assert.deepEqual(
      pages.map(({ examined }) => examined),
      [3, 3, 1],
    );
    const all = pages.flatMap(({ people }) => people.map(({ person }) => person));
    assert.deepEqual(all, [...ids.values()].sort());
  });

  test('of nobody there is one empty page', async () => {
    assert.deepEqual(await find(), { people: [], examined: 0, next: undefined });
  });
});

describe('who is told', () => {
  const told = async (person: string) =>
    (await disclosuresOf(town.db, person, { limit: 50 })).map(
      ({ registry, fields, reader, purpose }) => `${reader} ${registry} ${fields.join(',')} ${purpose.law?.article}`,
    );

  test('those who are found, of all that was looked at, and the family whose records counted; nobody else', async () => {
    const ids = await settle(town, [
      eligibleResident('N1', { homes: { members: ['N1', 'N2'], rent: 300, kind: 'rented' } }),
      { number: 'N2', people: { name: 'Child', born_on: '2015-01-01' }, incomes: { monthly: 0 } },
      eligibleResident('N3', { incomes: { monthly: 5000 } }),
    ]);
    await find();
    assert.deepEqual((await told(ids.get('N1')!)).sort(), [
      'heating dogs owner,size,licensed_on,friends 7',
      'heating homes members,rent,kind 7',
      'heating incomes monthly,active 7',
      'heating jobs left_on 7',
      'heating people born_on 7',
    ]);
    assert.deepEqual((await told(ids.get('N2')!)).sort(), [
      'heating incomes monthly,active 7',
      'heating people born_on 7',
    ]);
    assert.deepEqual(await told(ids.get('N3')!), []);
  });

  test('those whom the caller does not want to know of are neither given nor told', async () => {
    const ids = await settle(town, [eligibleResident('N1'), eligibleResident('N2')]);
    const [first, second] = [ids.get('N1')!, ids.get('N2')!];
    let asked: readonly string[] = [];
    const wanted = async (people: readonly string[]) => {
      asked = people;
      return new Set([second]);
    };
    const { people, examined } = await find({ wanted });
    assert.deepEqual([people.map(({ person }) => person), examined, asked], [[second], 2, [first, second].sort()]);
    assert.deepEqual([(await told(first)).length, (await told(second)).length], [0, 5]);
  });

  test('a transaction that is undone tells nobody', async () => {
    const ids = await settle(town, [eligibleResident('N1')]);
    const act = transaction(town.db, async (tx) => {
      await findEligible(tx, town, { service: town.pack.services.get('heating')!, day: DAY });
      throw new Error('undone');
    });
    await assert.rejects(act, /undone/);
    assert.deepEqual(await told(ids.get('N1')!), []);
  });
});

describe('answers that are open', () => {
  const residents = [
    eligibleResident('N1'),
    eligibleResident('N2', { incomes: { monthly: 901 } }),
    eligibleResident('N3', { people: { name: 'Young', born_on: '2015-01-01' } }),
  ];

  test('without them only those are found for whom they do not matter', async () => {
    assert.deepEqual(await found(residents, {}, 'savings'), ['N1 yes ']);
  });

  test('with them those also who would be eligible by their answer', async () => {
    assert.deepEqual(await found(residents, { asking: true }, 'savings'), ['N1 yes ', 'N2 need ']);
  });
});

describe('what cannot be looked for', () => {
  const attempt = (pack: Town['pack'], id: string) =>
    findEligible(town.db, { ...town, pack }, { service: pack.services.get(id)!, day: DAY });

  test('a service about a record, or with a law of another day', async () => {
    await assert.rejects(attempt(town.pack, 'dog-grant'), /is about a record/);
    const pack = townPack('savings', 'facts:\n', 'as_of: born_on\nfacts:\n');
    await assert.rejects(attempt(pack, 'savings'), /differs from person to person/);
  });

  test('a rule beyond SQL, with its place', async () => {
    const pack = townPack('savings', 'income <= poor', 'income <= (for x in [poor] return x)[1]');
    await assert.rejects(attempt(pack, 'savings'), (error) => {
      assert.ok(error instanceof NotCompilable);
      assert.deepEqual([error.in, error.at.column > 1], ['clause poor', true]);
      return true;
    });
  });

  test('a registry that the agency may not read', async () => {
    const registries = new Map(town.pack.registries);
    registries.set('incomes', { ...registries.get('incomes')!, read: [] });
    await assert.rejects(attempt({ ...town.pack, registries }, 'savings'), { code: 'forbidden' });
  });
});

test('no word of the pack stands in the statement', () => {
  const heating = { service: town.pack.services.get('heating')!, day: DAY, asking: true };
  const statement: Sql = statementOf(town, heating, { after: undefined, limit: 1 });
  const text = statement.texts.join('?');
  for (const said of ['rented', 'homes', 'incomes', 'monthly', 'kennel', 'heating', 'household', '18', DAY])
    assert.ok(!text.includes(said), said);
});
