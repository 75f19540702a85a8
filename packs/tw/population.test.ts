import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadPack } from '../../src/pack/index.ts';
import { nationalId } from './numbering.ts';
import { people } from './population.ts';

const TODAY = '2026-11-21';
const rows = [...people(7, 2_000, TODAY)];
const rowsOf = (registry: string) => rows.filter((row) => row.registry === registry).map(({ row }) => row);
const persons = new Map(rowsOf('persons').map((row) => [String(row.person), row]));
const membersOf = (row: Record<string, unknown>) => row.members as string[];

describe('the population', () => {
  it('is the same for the same seed and day, and another for another seed', () => {
    assert.deepEqual([...people(7, 50, TODAY)], [...people(7, 50, TODAY)]);
    assert.notDeepEqual([...people(8, 50, TODAY)], [...people(7, 50, TODAY)]);
  });

  it('has as many people as wanted, each with a right number of their own', () => {
    assert.equal(persons.size, 2_000);
    assert.equal(rowsOf('persons').length, 2_000);
    for (const number of persons.keys()) assert.equal(nationalId.check(number), undefined);
    for (const count of [0, 1, 2, 3, 17])
      assert.equal([...people(1, count, TODAY)].filter(({ registry }) => registry === 'persons').length, count);
  });

  it('takes no number of the people written out', async () => {
    const { demo } = await loadPack('tw');
    for (const { number } of demo.personas) assert.ok(!persons.has(number));
  });

  it('has everybody in one household, whose head is among its members', () => {
    const households = rowsOf('households');
    assert.deepEqual(households.flatMap(membersOf).sort(), [...persons.keys()].sort());
    for (const household of households) assert.ok(membersOf(household).includes(String(household.head)));
  });

  it('has households of all shapes', () => {
    const sizes = rowsOf('households').map((household) => membersOf(household).length);
    for (const size of [1, 2, 3, 4, 5, 6]) assert.ok(sizes.includes(size), `none of ${size}`);
    assert.ok(sizes.reduce((sum, size) => sum + size, 0) / sizes.length > 2);
  });

  it('has children who are 16 to 45 years younger than their mother, and siblings who are a year apart', () => {
    const born = (number: unknown) => Date.parse(String(persons.get(String(number))?.born_on));
    const yearsBetween = (from: number, to: number) => (to - from) / 86_400_000 / 365.25;
    const siblings = Map.groupBy(
      [...persons.values()].filter(({ mother }) => mother),
      ({ mother }) => mother,
    );
    for (const [mother, children] of siblings) {
      const days = children.map(({ person }) => born(person)).sort((a, b) => a - b);
      for (const day of days) assert.ok(yearsBetween(born(mother), day) >= 16 && yearsBetween(born(mother), day) <= 45);
      for (const [index, day] of days.slice(1).entries()) assert.ok(yearsBetween(days[index]!, day) >= 1);
    }
    for (const { born_on } of persons.values()) assert.ok(String(born_on) <= TODAY && String(born_on) > '1930-01-01');
  });

  it('has couples who name each other, and family names that go on', () => {
    for (const { person, spouse, surname, name, father } of persons.values()) {
      if (spouse) assert.equal(persons.get(String(spouse))?.spouse, person);
      if (father) assert.equal(surname, persons.get(String(father))?.surname);
      assert.ok(String(name).startsWith(String(surname)));
    }
  });

  it('has nobody in two schemes, and only people of working age in one', () => {
    const labour = rowsOf('labour-enrolment');
    const pension = new Set(rowsOf('pension-enrolment').map(({ person }) => person));
    for (const { person, since, insured_days } of labour) {
      assert.ok(!pension.has(person));
      assert.ok(String(since) >= `${Number(String(persons.get(String(person))?.born_on).slice(0, 4)) + 19}`);
      assert.ok(Number(insured_days) >= 0);
    }
    assert.ok(labour.length > 500 && pension.size > 100);
  });

  it('fits the registries', async () => {
    const { registries } = await loadPack('tw');
    for (const { registry, row } of rows) {
      const { fields } = registries.get(registry)!;
      for (const name of Object.keys(row)) assert.ok(fields[name], `${registry}.${name}`);
      for (const [name, field] of Object.entries(fields))
        assert.ok(field.optional || row[name] !== undefined, `${registry}.${name}`);
    }
  });
});
