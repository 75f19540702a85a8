import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { loadPack } from '../../src/pack/index.ts';
import { PLACES } from './names.ts';
import { residentNumber } from './numbering.ts';
import { people } from './population.ts';

const TODAY = '2026-11-21';
const rows = [...people(7, 4_000, TODAY)];
const rowsOf = (registry: string) => rows.filter((row) => row.registry === registry).map(({ row }) => row);
const by = (registry: string, field: string) => new Map(rowsOf(registry).map((row) => [String(row[field]), row]));
const persons = by('persons', 'person');
const family = by('family-relations', 'person');
const incomes = by('incomes', 'person');
const list = (row: Record<string, unknown> | undefined, field: string) => (row?.[field] ?? []) as string[];
const yearsFrom = (from: unknown, to: unknown) =>
  (Date.parse(String(to)) - Date.parse(String(from))) / 86_400_000 / 365.25;
const ageOf = (person: string) => yearsFrom(persons.get(person)?.born_on, TODAY);

describe('the population', () => {
  it('is the same for the same seed and day, and another for another seed', () => {
    assert.deepEqual([...people(7, 50, TODAY)], [...people(7, 50, TODAY)]);
    assert.notDeepEqual([...people(8, 50, TODAY)], [...people(7, 50, TODAY)]);
  });

  it('has as many people as wanted, each with a right number of their own', () => {
    assert.equal(persons.size, 4_000);
    assert.equal(rowsOf('persons').length, 4_000);
    for (const number of persons.keys()) assert.equal(residentNumber.check(number), undefined);
    for (const count of [0, 1, 2, 3, 17])
      assert.equal([...people(1, count, TODAY)].filter(({ registry }) => registry === 'persons').length, count);
  });

  it('takes no number of the people written out', async () => {
    const { demo } = await loadPack('kr');
    for (const { person } of demo.records.persons!) assert.ok(!persons.has(String(person)));
  });

  it('has everybody in one household, whose head is among its members', () => {
    const households = rowsOf('households');
    assert.deepEqual(households.flatMap((household) => list(household, 'members')).sort(), [...persons.keys()].sort());
    for (const household of households) assert.ok(list(household, 'members').includes(String(household.head)));
  });

  it('has households of all sizes in all 17 cities and provinces, the most in the capital area', () => {
    const households = rowsOf('households');
    for (const size of [1, 2, 3, 4, 5, 6])
      assert.ok(
        households.some((household) => list(household, 'members').length === size),
        `none of ${size}`,
      );
    const regions = Map.groupBy(households, ({ region }) => region);
    assert.equal(regions.size, PLACES.length);
    const share = (region: string) => regions.get(region)!.length / households.length;
    assert.ok(share('seoul') + share('gyeonggi') + share('incheon') > 0.42);
  });

  it('has couples who name each other and children who name their parents', () => {
    for (const [person, row] of family) {
      const couple = list(row, 'couple');
      assert.ok(
        couple.length === 0 || (couple.length === 2 && couple.includes(person) && row.married_on !== undefined),
      );
      for (const spouse of couple) assert.deepEqual(list(family.get(spouse), 'couple'), couple);
      for (const child of list(row, 'children')) assert.ok(list(family.get(child), 'parents').includes(person));
      for (const parent of list(row, 'parents')) assert.ok(list(family.get(parent), 'children').includes(person));
    }
  });

  it('has children 16 to 50 years younger than their parents, and nobody married under 18', () => {
    for (const [person, row] of family) {
      for (const parent of list(row, 'parents')) {
        const years = yearsFrom(persons.get(parent)?.born_on, persons.get(person)?.born_on);
        assert.ok(years >= 16 && years <= 50, `${years} years`);
      }
      if (row.married_on) assert.ok(yearsFrom(persons.get(person)?.born_on, row.married_on) >= 18);
    }
    for (const { born_on } of persons.values()) assert.ok(String(born_on) <= TODAY && String(born_on) > '1930-01-01');
  });

  it('has brothers and sisters who are at least a year apart', () => {
    for (const row of family.values()) {
      const days = list(row, 'children')
        .map((child) => String(persons.get(child)?.born_on))
        .sort();
      for (const [index, day] of days.slice(1).entries()) assert.ok(yearsFrom(days[index], day) >= 1);
    }
  });

  it('has young people who live away from parents that are known', () => {
    const heads = new Map(rowsOf('households').flatMap((row) => list(row, 'members').map((one) => [one, row.head])));
    const away = [...family].filter(
      ([person, row]) =>
        ageOf(person) < 35 && list(row, 'parents').some((parent) => heads.get(parent) !== heads.get(person)),
    );
    assert.ok(away.length > 100, `${away.length}`);
  });

  it('keeps means for everybody, and work only for those of an age to work', () => {
    for (const registry of ['incomes', 'assets', 'homes', 'health-insurance'])
      assert.deepEqual([...by(registry, 'person').keys()].sort(), [...persons.keys()].sort(), registry);
    for (const [person, { monthly, pay }] of incomes)
      if (ageOf(person) < 15.9) assert.deepEqual([monthly, pay], [0, 0]);
    for (const { person, since, insured_days, days_in_two_years } of rowsOf('employment-insurance')) {
      assert.ok(yearsFrom(persons.get(String(person))?.born_on, since) >= 15);
      assert.ok(Number(days_in_two_years) >= 0 && Number(insured_days) >= Number(days_in_two_years));
    }
  });

  it('recognises no income of children, and of nobody less than nothing', () => {
    for (const [person, { recognised }] of by('assets', 'person')) {
      assert.ok(Number(recognised) >= 0);
      if (ageOf(person) < 15.9 && !rowsOf('households').some(({ head }) => head === person))
        assert.equal(recognised, 0);
    }
  });

  it('keeps the last pregnancy of mothers of babies, due about the day of the birth', () => {
    const due = by('pregnancies', 'mother');
    for (const [mother, row] of family) {
      const youngest = list(row, 'children').at(-1);
      if (!youngest || ageOf(youngest) >= 1.9 || persons.get(mother)?.sex !== 'female') continue;
      const days = yearsFrom(persons.get(youngest)?.born_on, due.get(mother)?.due_on) * 365.25;
      assert.ok(Math.abs(days) <= 15, `${days} days`);
    }
  });

  it('has some of each: students, tenants, owners, founders, pregnant women, people on welfare, with disabilities and out of care', () => {
    const least = {
      enrolments: 80,
      'rental-contracts': 400,
      businesses: 100,
      pregnancies: 5,
      'welfare-entitlements': 60,
    };
    const rare = { disabilities: 60, 'care-leaving': 3, 'shelter-stays': 2, 'employment-insurance': 1_000 };
    for (const [registry, count] of Object.entries({ ...least, ...rare }))
      assert.ok(rowsOf(registry).length >= count, `${registry}: ${rowsOf(registry).length}`);
    assert.ok(rowsOf('homes').some(({ owned }) => Number(owned) > 1));
  });

  it('fits the registries', async () => {
    const { registries } = await loadPack('kr');
    for (const { registry, row } of rows) {
      const { fields } = registries.get(registry)!;
      for (const name of Object.keys(row)) assert.ok(fields[name], `${registry}.${name}`);
      for (const [name, field] of Object.entries(fields)) {
        assert.ok(field.optional || row[name] !== undefined, `${registry}.${name}`);
        if (field.of && row[name] !== undefined)
          assert.ok(Object.hasOwn(field.of, String(row[name])), String(row[name]));
        if (field.format) assert.match(String(row[name]), new RegExp(`^(?:${field.format})$`, 'u'));
      }
    }
  });
});
