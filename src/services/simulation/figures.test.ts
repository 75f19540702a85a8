import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { breakdownOf, changeOf, figuresOf, NO, OPEN, type Outcomes, rowsIn, wholeOf, YES } from './figures.ts';

/** Somebody under today's rule and under a reform, in one of three groups. */
const person = fc.record({
  group: fc.nat(2),
  before: fc.record({
    eligible: fc.constantFrom(NO, YES, OPEN),
    amount: fc.option(fc.integer({ min: 0, max: 10_000 })),
  }),
  after: fc.record({
    eligible: fc.constantFrom(NO, YES, OPEN),
    amount: fc.option(fc.integer({ min: 0, max: 10_000 })),
  }),
});
type Person = typeof person extends fc.Arbitrary<infer P> ? P : never;

const GROUPS = ['a', 'b', 'c'];

const outcomesOf = (people: Person[], when: 'before' | 'after'): Outcomes => ({
  eligible: Uint8Array.from(people, (one) => one[when].eligible),
  amount: Float64Array.from(people, (one) => one[when].amount ?? Number.NaN),
});

const paid = ({ eligible, amount }: Person['before']): number => (eligible === YES ? (amount ?? 0) : 0);
const sum = (numbers: number[]): number => numbers.reduce((all, one) => all + one, 0);

/** The same, said plainly. */
function plainFigures(people: Person[], when: 'before' | 'after') {
  const is = (wanted: number) => people.filter((one) => one[when].eligible === wanted);
  return {
    people: people.length,
    eligible: is(YES).length,
    open: is(OPEN).length,
    unpriced: is(YES).filter((one) => one[when].amount === null).length,
    amount: sum(people.map((one) => paid(one[when]))),
  };
}

function plainChange(people: Person[]) {
  const gains = people.map((one) => ({
    money: paid(one.after) - paid(one.before),
    standing: Number(one.after.eligible === YES) - Number(one.before.eligible === YES),
  }));
  const winners = gains.filter(({ money, standing }) => money > 0 || (money === 0 && standing > 0));
  const losers = gains.filter(({ money, standing }) => money < 0 || (money === 0 && standing < 0));
  return {
    winners: winners.length,
    losers: losers.length,
    gained: sum(winners.map(({ money }) => money)),
    lost: sum(losers.map(({ money }) => -money)),
  };
}

test('figures and changes of groups are those of a plain count, and add up to those of all', () => {
  fc.assert(
    fc.property(fc.array(person, { maxLength: 60 }), (people) => {
      const groupOf = Uint16Array.from(people, ({ group }) => group);
      const [before, after] = [outcomesOf(people, 'before'), outcomesOf(people, 'after')];
      const rows = rowsIn(before, after);
      const breakdown = breakdownOf(GROUPS, groupOf);
      const inGroup = (group: number) => people.filter((one) => one.group === group);
      const figures = figuresOf(before, breakdown, rows);
      const changes = changeOf(before, after, breakdown, rows);
      for (const group of GROUPS.keys()) {
        assert.deepEqual(figures[group], plainFigures(inGroup(group), 'before'));
        assert.deepEqual(changes[group], plainChange(inGroup(group)));
      }
      const whole = wholeOf(people.length);
      assert.deepEqual(figuresOf(before, whole, rowsIn(before)), [plainFigures(people, 'before')]);
      const [all] = changeOf(before, after, whole, rows);
      assert.deepEqual(all, plainChange(people));
      const net = sum(people.map((one) => paid(one.after) - paid(one.before)));
      assert.equal(all!.gained - all!.lost, net);
    }),
  );
});
