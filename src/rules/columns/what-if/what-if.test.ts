import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Rule } from '../../decide/rule.ts';
import { NotCompilable } from '../../problem.ts';
import { FACT_TYPES, randomCase } from '../../testing/cases.ts';
import { randomParameters } from '../../testing/facts.ts';
import { pick, seeded } from '../../testing/random.ts';
import { parse } from '../../text/parse.ts';
import type { Types } from '../../types/types.ts';
import { add, decimal, type Numeric } from '../../values/decimal.ts';
import type { Scope } from '../../values/values.ts';
import { compileColumns } from '../program/compile.ts';
import { OUTCOMES, type RuleResult } from '../program/results.ts';
import { type Table, tableOf } from '../table/table.ts';
import type { Figures, Grouping } from './figures.ts';
import { prepareWhatIf } from './what-if.ts';

const TYPES: Types = {
  age: { kind: 'number' },
  income: { kind: 'number' },
  region: { kind: 'enum', values: ['n', 's'] },
};

const rule: Rule = {
  clauses: ['age >= min_age', 'income <= limit', 'region != excluded'].map((text, index) => ({
    id: `c${index}`,
    text,
    tree: parse(text),
  })),
  derived: [{ name: 'limit', tree: parse('base * 2') }],
  flags: [],
  amount: parse('decimal(income * share, 1)'),
};

const ROWS = Array.from({ length: 5000 }, (_, row) => ({
  age: (row * 7) % 90,
  income: (row * 131) % 3000,
  ...(row % 13 > 0 && { region: row % 3 === 0 ? 'n' : 's' }),
}));

const PARAMETERS: Scope = { min_age: 19, base: 500, share: decimal('0.5'), excluded: 'n' };

/** What `compileColumns` says of the same parameters, in the form of figures. */
function expected(of: Rule, types: Types, parameters: Scope, table: Table, { groups, count }: Grouping) {
  const { eligible, yes, no, unknown, amount } = compileColumns(of, types, parameters).run(table);
  const zero: Numeric | undefined = amount && 0;
  const byGroup = Array.from({ length: count }, (): { yes: number; total: Numeric | undefined } => ({
    yes: 0,
    total: zero,
  }));
  for (const [row, code] of eligible.entries()) {
    if (code !== OUTCOMES.yes) continue;
    const group = byGroup[groups[row]!]!;
    group.yes += 1;
    if (amount && !Number.isNaN(amount.values[row]!)) {
      group.total = add(group.total!, decimal(`${BigInt(amount.values[row]!)}e-${amount.scale}`));
    }
  }
  return { result: { yes, no, unknown, total: amount?.total, groups: byGroup }, eligible };
}

const told = ({ yes, no, unknown, total, groups }: Figures) => ({ yes, no, unknown, total, groups });

const bitsOf = (eligible: RuleResult['eligible']): number[] =>
  [...eligible].map((code) => Number(code === OUTCOMES.yes));

const bitsIn = ({ eligible }: Figures, rows: number): number[] =>
  Array.from({ length: rows }, (_, row) => (eligible[row >> 5]! >>> (row & 31)) & 1);

test('after every change the figures are those of the rule with the parameters as they are then', () => {
  const table = tableOf(TYPES, ROWS);
  const grouping = { groups: Uint8Array.from(ROWS, (_, row) => row % 7), count: 7 };
  const whatIf = prepareWhatIf(rule, TYPES, PARAMETERS, table, grouping);
  let parameters = PARAMETERS;
  const changes: readonly Scope[] = [
    {},
    { min_age: 20 },
    { min_age: 65 },
    { base: 700 },
    { base: decimal('700.5'), share: decimal('0.25') },
    { excluded: 's' },
    { excluded: 'nowhere' },
    { share: 0 },
    { min_age: 200 },
    { min_age: 0, base: 10_000 },
    PARAMETERS,
  ];
  const before = bitsIn(whatIf.figures, ROWS.length);
  for (const change of changes) {
    parameters = { ...parameters, ...change };
    const figures = whatIf.set(change);
    const { result, eligible } = expected(rule, TYPES, parameters, table, grouping);
    assert.deepEqual(
      told(figures),
      result,
      JSON.stringify(change, (_, value) => String(value)),
    );
    const bits = bitsOf(eligible);
    assert.deepEqual(bitsIn(figures, ROWS.length), bits);
    assert.equal(figures.gained, bits.filter((bit, row) => bit > before[row]!).length);
    assert.equal(figures.lost, bits.filter((bit, row) => bit < before[row]!).length);
  }
});

test('random rules with random changes of parameters, rows too close to call included', () => {
  let doubtful = 0;
  for (let seed = 1; seed <= 150; seed += 1) {
    const random = seeded(seed);
    const { rule: of, parameters: first, rows } = randomCase(random, 2, 40);
    const table = tableOf(FACT_TYPES, rows);
    const grouping = { groups: Uint8Array.from(rows, () => random.below(3)), count: 3 };
    let parameters = first;
    try {
      const whatIf = prepareWhatIf(of, FACT_TYPES, parameters, table, grouping);
      for (let step = 0; step < 3; step += 1) {
        const others = randomParameters(random);
        const name = pick(random, Object.keys(others));
        parameters = { ...parameters, [name]: others[name]! };
        const figures = whatIf.set({ [name]: others[name]! });
        doubtful += figures.doubtful;
        const { result, eligible } = expected(of, FACT_TYPES, parameters, table, grouping);
        assert.deepEqual({ ...told(figures), total: 0, groups: 0 }, { ...result, total: 0, groups: 0 }, `seed ${seed}`);
        assert.deepEqual(bitsIn(figures, rows.length), bitsOf(eligible), `seed ${seed}`);
      }
    } catch (error) {
      if (!(error instanceof NotCompilable)) throw error;
    }
  }
  assert.ok(doubtful > 0);
});

test('an amount that is the same for everybody is multiplied', () => {
  const flat: Rule = { ...rule, amount: parse('benefit + 0.5') };
  const table = tableOf(TYPES, ROWS);
  const whatIf = prepareWhatIf(flat, TYPES, { ...PARAMETERS, benefit: 100 }, table);
  assert.deepEqual(whatIf.figures.total, decimal(String(whatIf.figures.yes * 100.5)));
  assert.deepEqual(whatIf.set({ benefit: -1 }).total, decimal(String(whatIf.figures.yes * -0.5)));
  assert.equal(whatIf.figures.groups.length, 1);
});
