import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadPack, ruleTypeOf } from '../../pack/index.ts';
import { decide, parse, type Types, toScope } from '../../rules/index.ts';
import { deciderFor } from './deciding.ts';
import { type Figures, YES } from './figures.ts';
import { columnsOf, type FileColumn, toldBy } from './own/columns.ts';
import { People } from './people.ts';
import { type Policy, policiesOf, policyOf } from './policy.ts';
import { NO_REFORM, parametersUnder, type Reform } from './reform.ts';
import { Model } from './simulation.ts';
import type { Given, Subject } from './subjects.ts';

const pack = await loadPack('kr');
const ON = '2026-11-02';

/** Values near to what laws look at, so that outcomes differ. */
const VALUES: Partial<Record<FileColumn['type'], fc.Arbitrary<unknown>>> = {
  boolean: fc.boolean(),
  integer: fc.integer({ min: 0, max: 400 }),
  number: fc.constantFrom(0, 1, 2, 3, 5, 8.5, 60),
  money: fc.oneof(fc.constantFrom(0, 100_000, 700_000, 2_500_000, 50_000_000), fc.integer({ min: 0, max: 9_000_000 })),
  date: fc.constantFrom('1960-01-01', '1985-05-05', '1999-11-02', '2007-11-02', '2026-01-15', '2027-01-01'),
  text: fc.constantFrom('a', 'b'),
};

function anyValue({ type, options }: FileColumn): fc.Arbitrary<unknown> {
  const value = options ? fc.constantFrom(...Object.keys(options)) : VALUES[type];
  if (!value) return fc.constant(undefined);
  return fc.oneof({ weight: 8, arbitrary: value }, fc.constantFrom(null, undefined));
}

function subjectOf(columns: readonly FileColumn[]): fc.Arbitrary<Subject> {
  const facts = columns.filter(({ isExtra }) => !isExtra).map((column) => [column.name, anyValue(column)] as const);
  return fc.record({
    facts: fc.record(Object.fromEntries(facts)) as fc.Arbitrary<Given>,
    region: fc.constantFrom('seoul', 'jeju', null),
    bornOn: fc.constantFrom('1960-01-01', '1999-11-02', null),
    income: fc.option(fc.integer({ min: 0, max: 5 })),
  });
}

function reformOf({ parameters }: Policy): fc.Arbitrary<Reform> {
  const plain = parameters.filter(({ by }) => by === undefined);
  const tables = parameters.filter(({ by }) => by !== undefined);
  return fc.record({
    values: fc.dictionary(fc.constantFrom('', ...plain.map(({ name }) => name)), fc.nat(100_000_000), { maxKeys: 2 }),
    scales: fc.dictionary(fc.constantFrom('', ...tables.map(({ name }) => name)), fc.integer({ min: 10, max: 300 }), {
      maxKeys: 1,
    }),
  });
}

/** A policy, people of a file who tell all that may be told, and a reform. */
const cases = fc.constantFrom(...policiesOf(pack)).chain((policy) => {
  const columns = columnsOf(pack, policy);
  return fc.record({
    policy: fc.constant(policy),
    subjects: fc.array(subjectOf(columns), { minLength: 1, maxLength: 25 }),
    reform: reformOf(policy),
  });
});

function peopleOf(policy: Policy, subjects: readonly Subject[]): People {
  const names = columnsOf(pack, policy).map(({ name }) => name);
  const people = new People(pack, policy, ON, toldBy(pack, policy, names));
  people.append(subjects);
  return people;
}

/** What the rules say of somebody, asked one by one. */
function plain(policy: Policy, { facts }: Subject, reform: Reform) {
  const types: Types = Object.fromEntries(
    [...policy.service.facts.values()].map((fact) => [fact.name, ruleTypeOf(pack, fact)]),
  );
  const day = toScope({ applied_on: { kind: 'date' } }, { applied_on: ON });
  const parameters = { ...parametersUnder(policy, ON, reform), ...day };
  const { eligible, amount } = decide(policy.rule, toScope(types, facts), parameters);
  return { eligible, amount: amount === undefined || amount === null ? undefined : Number(amount) };
}

function plainFigures(policy: Policy, subjects: readonly Subject[], reform: Reform): Figures {
  const found = subjects.map((subject) => plain(policy, subject, reform));
  const yes = found.filter(({ eligible }) => eligible === 'yes');
  return {
    people: subjects.length,
    eligible: yes.length,
    open: found.filter(({ eligible }) => eligible === 'need').length,
    unpriced: yes.filter(({ amount }) => amount === undefined).length,
    amount: yes.reduce((sum, { amount }) => sum + (amount ?? 0), 0),
  };
}

function assertFigures(found: Figures, expected: Figures): void {
  assert.ok(
    Math.abs(found.amount - expected.amount) <= 1e-9 * Math.abs(expected.amount),
    `${found.amount}, not ${expected.amount}`,
  );
  assert.deepEqual({ ...found, amount: 0 }, { ...expected, amount: 0 });
}

test('figures of all and of every group are those that the rules give person by person, before and after a reform', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ policy, subjects, reform }) => {
      const people = peopleOf(policy, subjects);
      const model = new Model(pack, { policy, people, on: ON, assumed: {} });
      const { whole, breakdowns, refusal } = await model.simulate(reform);
      assert.equal(refusal, undefined);
      assertFigures(whole.before, plainFigures(policy, subjects, NO_REFORM));
      assertFigures(whole.after, plainFigures(policy, subjects, reform));
      const regions = breakdowns.find(({ name }) => name === 'region');
      for (const { name, before, after } of regions?.groups ?? []) {
        const some = subjects.filter(({ region }) => (region ?? 'unknown') === name);
        assertFigures(before, plainFigures(policy, some, NO_REFORM));
        assertFigures(after, plainFigures(policy, some, reform));
      }
    }),
    { numRuns: 150 },
  );
});

test('a rule that columns do not compute is decided person by person, with the same figures', async () => {
  const policy = policyOf(pack, 'youth-rent')!;
  const text = 'matches(string(household_size), "^[1-3]$")';
  const clause = { id: 'small', tree: parse(text), text };
  const slow: Policy = { ...policy, rule: { ...policy.rule, clauses: [...policy.rule.clauses, clause] } };
  const [subjects] = fc.sample(fc.array(subjectOf(columnsOf(pack, policy)), { minLength: 200, maxLength: 200 }), {
    numRuns: 1,
    seed: 7,
  });
  const people = peopleOf(slow, subjects!);
  const decider = deciderFor({ policy: slow, people, on: ON, assumed: {} });
  assert.match(decider.refusal!, /clause small/);
  const told: number[] = [];
  const outcomes = await decider.decide({ values: { own_limit: 500 }, scales: {} }, (done) => told.push(done));
  assert.equal(told.at(-1), 200);
  for (const [row, subject] of subjects!.entries()) {
    const { eligible, amount } = plain(slow, subject, { values: { own_limit: 500 }, scales: {} });
    assert.equal(outcomes.eligible[row] === YES, eligible === 'yes');
    if (eligible === 'yes') assert.equal(outcomes.amount[row], amount);
  }
});

test('what is assumed of everybody decides those whom it is not known of, and not those who say otherwise', async () => {
  const policy = policyOf(pack, 'k-pass')!;
  const subject = (facts: Given): Subject => ({ facts, region: null, bornOn: null, income: null });
  const base = { born_on: '2000-01-01', has_k_pass: false, region: 'busan' };
  const silent = peopleOf(policy, [subject(base)]);
  assert.ok(silent.told.includes('monthly_fare'), 'a column of the file, though this person’s is empty');
  const unasked = new People(pack, policy, ON, ['has_k_pass']);
  unasked.append([subject(base), subject({ ...base, born_on: '1950-01-01' })]);
  const simulate = (assumed: Given) =>
    new Model(pack, { policy, people: unasked, on: ON, assumed }).simulate(NO_REFORM);
  const unknown = (await simulate({})).whole.before;
  const known = (await simulate({ monthly_fare: 100_000 })).whole.before;
  assert.ok(unknown.open > 0 && unknown.eligible === 0);
  assert.ok(known.eligible > 0 && known.amount > 0 && known.open === 0);
});

test('the law of the day that a service names applies, person by person', async () => {
  const tw = await loadPack('tw');
  const policy = policyOf(tw, 'maternity-benefit-labour')!;
  const facts = {
    weeks: 40,
    labour_since: '1990-01-01',
    labour_left_on: null,
    insured_days: 9_999,
    pension_paid_for: null,
  };
  const born = (born_on: string | undefined): Subject => ({
    facts: { ...facts, average_salary: 30_000, ...(born_on && { born_on }) },
    region: null,
    bornOn: null,
    income: null,
  });
  const people = new People(tw, policy, ON);
  people.append([born('2026-10-01'), born('2013-10-01'), born(undefined), born('2026-09-01')]);
  assert.equal(people.cohorts.length, 2, 'the law of now, and that of before all that is stated');
  const { decide: run } = deciderFor({ policy, people, on: ON, assumed: {} });
  const { eligible, amount } = await run(NO_REFORM);
  assert.deepEqual([...eligible], [1, 0, 2, 1]);
  assert.deepEqual([amount[0], amount[3]], [60_000, 60_000]);
});
