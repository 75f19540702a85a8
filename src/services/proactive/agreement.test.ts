import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import type { Government, Service } from '../../pack/index.ts';
import {
  DAY,
  eligibleResident,
  type Resident,
  settle,
  type Town,
  townGovernment,
} from '../../registry/eligible/fixture.ts';
import { assess, findEligible, gatherFacts, minorUnits } from '../../registry/index.ts';
import { serviceReader } from '../cases/context.ts';

const COUNT = 100;
const NUMBERS = Array.from({ length: COUNT }, (_, index) => `N${index}`);

const days = fc.constantFrom(
  '1960-02-29',
  '2008-03-01',
  '2008-03-02',
  '2008-03-03',
  '2024-02-29',
  '2025-12-31',
  DAY,
  '2026-03-03',
);
const amounts = fc.constantFrom(0, 0.01, 333.33, 500, 900, 900.01, 1000, 1500, 2400.5);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const numbers = fc.uniqueArray(fc.constantFrom(...NUMBERS), { minLength: 1, maxLength: 4 });

/** Fields that were drawn; the others are left out. */
const fields = (drawn: Record<string, fc.Arbitrary<unknown>>) =>
  fc
    .record(drawn)
    .map((record) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)));

const resident = (number: string): fc.Arbitrary<Resident> =>
  fc
    .record({
      people: fields({ name: fc.constant('Name'), born_on: days }),
      homes: maybe(
        fields({ members: numbers, rent: maybe(amounts), kind: maybe(fc.constantFrom('rented', 'rented', 'owned')) }),
      ),
      incomes: maybe(
        fields({
          monthly: maybe(amounts),
          active: maybe(fc.boolean()),
          share: maybe(fc.double({ min: 0, max: 1, noNaN: true })),
        }),
      ),
      jobs: fc.uniqueArray(fields({ employer: fc.constantFrom('x', 'y', 'z'), left_on: maybe(days) }), {
        maxLength: 2,
        selector: ({ employer }) => employer,
      }),
      dogs: fc.uniqueArray(
        fields({
          chip: fc.constantFrom('a', 'b'),
          size: fc.constantFrom('big', 'small'),
          weight: fc.nat(50),
          friends: maybe(numbers),
          licensed_on: maybe(days),
        }),
        { maxLength: 2, selector: ({ chip }) => chip },
      ),
    })
    .map((held) => ({ number, ...held }) as Resident);

/** What is found when the registries are read one person after another. */
async function oneByOne(gov: Government, service: Service, person: string): Promise<string | undefined> {
  const roles = { applicant: person };
  const facts = await gatherFacts(gov.db, gov, {
    facts: [...service.facts.values()],
    roles,
    matter: null,
    answers: {},
    readerOf: () => serviceReader(service),
    purpose: { text: service.title },
    granted: () => undefined,
    appliedOn: DAY,
  });
  const { eligible, amount } = assess(gov, service, facts, roles, DAY);
  return eligible === 'no' ? undefined : `${person} ${eligible} ${amount}`;
}

let town: Town;
before(async () => {
  town = await townGovernment();
});
after(() => town.close());

test('who is eligible is the same, asked of all at once or read one by one', async () => {
  const [residents] = fc.sample(fc.tuple(...NUMBERS.map(resident)), 1);
  const ids = await settle(town, [...residents!, eligibleResident('N1000'), eligibleResident('N1001')]);
  for (const id of ['heating', 'savings']) {
    const service = town.pack.services.get(id)!;
    const { people } = await findEligible(town.db, town, { service, day: DAY, asking: true });
    const found = people.map(({ person, eligible, amount }) => `${person} ${eligible} ${minorUnits(town, amount)}`);
    const expected: string[] = [];
    for (const person of ids.values()) expected.push(...[(await oneByOne(town, service, person)) ?? []].flat());
    assert.deepEqual(found, expected.sort(), id);
    assert.ok(found.length > 0, id);
  }
});
