import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadPack } from '../../pack/index.ts';
import { breakdownsOf } from './breakdowns.ts';
import { Traits } from './traits.ts';

const pack = await loadPack('kr');

const day = fc
  .date({ min: new Date('1920-01-01'), max: new Date('2026-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const today = fc.oneof(day, fc.constantFrom('2024-02-29', '2026-02-28', '2026-03-01'));

const traitsOf = (people: Partial<Parameters<Traits['add']>[0]>[]): Traits => {
  const traits = new Traits();
  for (const one of people) traits.add({ region: null, bornOn: null, income: null, ...one });
  return traits;
};

/** The name of each row's group. */
const namesIn = ({ groups, groupOf }: { groups: readonly string[]; groupOf: Uint16Array }): string[] =>
  [...groupOf].map((group) => groups[group]!);

function ageOn(born: string, on: string): number {
  const years = Number(on.slice(0, 4)) - Number(born.slice(0, 4));
  return on.slice(5) < born.slice(5) ? years - 1 : years;
}

test('people are in the band of their age, whatever the day; those not born yet in none', () => {
  fc.assert(
    fc.property(fc.array(fc.option(day), { minLength: 1, maxLength: 50 }), today, (births, on) => {
      const { age } = breakdownsOf(pack, traitsOf(births.map((bornOn) => ({ bornOn }))), on);
      if (births.every((born) => born === null)) return assert.equal(age, undefined);
      const bands = [0, 19, 25, 30, 35, 45, 55, 65, 75];
      const expected = births.map((born) => {
        const years = born === null ? -1 : ageOn(born, on);
        return years < 0 ? 'unknown' : `from-${bands.findLast((from) => from <= years)}`;
      });
      assert.deepEqual(namesIn(age!), expected);
      assert.deepEqual(new Set(age!.groups), new Set(expected));
    }),
  );
});

test('tenths of incomes are in order, keep equal incomes together, and hold about a tenth where incomes differ', () => {
  const income = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 10_000_000 }));
  fc.assert(
    fc.property(fc.array(fc.option(income), { minLength: 1, maxLength: 200 }), (incomes) => {
      const found = breakdownsOf(pack, traitsOf(incomes.map((one) => ({ income: one }))), '2026-11-02').income;
      if (!found) return assert.ok(incomes.every((one) => one === null));
      assert.equal(found.titles.length, found.groups.length);
      for (const [row, one] of incomes.entries()) {
        const group: string = found.groups[found.groupOf[row]!]!;
        if (one === null) assert.equal(group, 'unknown');
        for (const [other, two] of incomes.entries()) {
          if (one === null || two === null) continue;
          if (one === two) assert.equal(found.groupOf[row], found.groupOf[other]);
          if (one < two) assert.ok(found.groupOf[row]! <= found.groupOf[other]!);
        }
      }
    }),
    { numRuns: 50 },
  );
  const even = traitsOf(Array.from({ length: 1_000 }, (_, income) => ({ income })));
  const { income: tenths } = breakdownsOf(pack, even, '2026-11-02');
  const counts = tenths!.groups.map((_, group) => tenths!.groupOf.filter((one) => one === group).length);
  assert.deepEqual(counts, Array(10).fill(100));
  assert.equal(tenths!.titles[0]!.en, 'Tenth 1 (lowest 10%)');
});

test('where many have the same income, the group says which tenths it is', () => {
  const half = traitsOf(Array.from({ length: 100 }, (_, row) => ({ income: row < 55 ? 0 : row })));
  const { income } = breakdownsOf(pack, half, '2026-11-02');
  assert.deepEqual(
    income!.titles.map(({ en }) => en),
    ['Tenths 1 to 6 (lowest 60%)', 'Tenth 7', 'Tenth 8', 'Tenth 9', 'Tenth 10 (highest 10%)'],
  );
});

test('regions stand in the order of the pack, others after them, those of nobody last', () => {
  const { region } = breakdownsOf(
    pack,
    traitsOf([{ region: 'jeju' }, { region: null }, { region: 'Elsewhere' }, { region: 'seoul' }]),
    '2026-11-02',
  );
  assert.deepEqual(region!.groups, ['seoul', 'jeju', 'Elsewhere', 'unknown']);
  assert.deepEqual(namesIn(region!), ['jeju', 'unknown', 'Elsewhere', 'seoul']);
  assert.deepEqual(breakdownsOf(pack, traitsOf([{}, {}]), '2026-11-02'), {});
});
