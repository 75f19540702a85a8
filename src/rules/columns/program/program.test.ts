import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decide } from '../../decide/decision.ts';
import type { Rule } from '../../decide/rule.ts';
import { NotCompilable } from '../../problem.ts';
import { parse } from '../../text/parse.ts';
import type { Types } from '../../types/types.ts';
import { decimal, toText } from '../../values/decimal.ts';
import { type Scope, UNKNOWN } from '../../values/values.ts';
import { Table, tableOf } from '../table/table.ts';
import { ColumnPrograms, compileColumns } from './compile.ts';
import { OUTCOMES } from './results.ts';

const TYPES: Types = {
  age: { kind: 'number' },
  income: { kind: 'number' },
  born_on: { kind: 'date' },
  name: { kind: 'string' },
  woken_at: { kind: 'time' },
  household: {
    kind: 'list',
    of: { kind: 'record', fields: { income: { kind: 'number' }, born_on: { kind: 'date' } } },
  },
  numbers: { kind: 'list', of: { kind: 'number' } },
  lists: { kind: 'list', of: { kind: 'list', of: { kind: 'number' } } },
};

type Parts = { clauses?: readonly string[]; amount?: string; derived?: Readonly<Record<string, string>> };

const ruleOf = ({ clauses = [], amount, derived = {} }: Parts): Rule => ({
  clauses: clauses.map((text, index) => ({ id: `c${index}`, text, tree: parse(text) })),
  derived: Object.entries(derived).map(([name, text]) => ({ name, tree: parse(text) })),
  flags: [],
  ...(amount && { amount: parse(amount) }),
});

const run = (rule: Rule, rows: readonly Record<string, unknown>[], parameters: Scope = {}) =>
  compileColumns(rule, TYPES, parameters).run(tableOf(TYPES, rows), { clauses: true });

const { yes, no, unknown } = OUTCOMES;

test('a rule is a yes, a no or unknown for each row, and so are its clauses in all', () => {
  const rule = ruleOf({ clauses: ['age >= min_age', 'income <= 1000.5'] });
  const rows = [
    { age: 20, income: 1000.5 },
    { age: 18, income: 5 },
    { age: 30 },
    { age: null, income: 1 },
    { income: 2000 },
    {},
  ];
  const result = run(rule, rows, { min_age: 19 });
  assert.deepEqual([...result.eligible], [yes, no, unknown, no, no, unknown]);
  assert.deepEqual([result.yes, result.no, result.unknown, result.doubtful], [1, 3, 2, 0]);
  assert.deepEqual(result.clauses, [
    { id: 'c0', yes: 2, no: 2, unknown: 2 },
    { id: 'c1', yes: 3, no: 1, unknown: 2 },
  ]);
});

test('amounts are whole numbers of the smallest part, and their sum is exact', () => {
  const rule = ruleOf({ clauses: ['age >= 0'], amount: 'income * 0.6 + 0.05' });
  const rows = [{ age: 1, income: 0.1 }, { age: 1, income: 2 }, { age: -1, income: 3 }, { income: 4 }, { age: 5 }];
  const { amount } = run(rule, rows);
  assert.equal(amount?.scale, 2);
  assert.deepEqual([...amount.values], [11, 125, Number.NaN, 245, Number.NaN]);
  assert.deepEqual([toText(amount.total), amount.paid], ['1.36', 2]);
});

test('an amount that goes on for ever is rounded to six places, a huge one is added exactly', () => {
  const third = run(ruleOf({ amount: 'income / 3' }), [{ income: 1 }, { income: 2 }]);
  assert.deepEqual([third.amount?.scale, [...third.amount!.values]], [6, [333_333, 666_667]]);
  const huge = run(ruleOf({ amount: 'income * 3' }), [{ income: '9007199254740993' }, { income: '0.01' }]);
  assert.equal(toText(huge.amount!.total), '27021597764222979.03');
  assert.equal(huge.doubtful, 1);
});

test('as many rows as there are, in one portion or several', () => {
  const program = compileColumns(ruleOf({ clauses: ['age >= 50'], amount: 'age' }), TYPES, {});
  const table = new Table(TYPES);
  assert.deepEqual([...program.run(table).eligible], []);
  for (const portion of [1, 14, 1, 1, 40, 4096, 5000]) {
    const from = table.length;
    table.append(Array.from({ length: portion }, (_, row) => ({ age: ((from + row) * 37) % 100 })));
    const { eligible, amount, ...tally } = program.run(table);
    const ages = Array.from({ length: table.length }, (_, row) => (row * 37) % 100);
    assert.deepEqual(
      [...eligible],
      ages.map((age) => (age >= 50 ? yes : no)),
    );
    const eligibleAges = ages.filter((age) => age >= 50);
    assert.equal(tally.yes, eligibleAges.length);
    assert.equal(
      amount?.total,
      eligibleAges.reduce((a, b) => a + b, 0),
    );
  }
});

test('many rules at once come to what each comes to alone, in arrays that are used again', () => {
  const rules = Object.fromEntries(
    Array.from({ length: 70 }, (_, n) => [
      `r${n}`,
      ruleOf({ clauses: [`age > ${n}`, `income < ${n * 7}`], amount: `age + ${n}` }),
    ]),
  );
  const rows = Array.from({ length: 300 }, (_, row) => ({
    age: row % 90,
    ...(row % 11 > 0 && { income: (row * 31) % 500 }),
  }));
  const table = tableOf(TYPES, rows);
  const programs = new ColumnPrograms(rules, TYPES, {});
  const first = programs.run(table);
  const expected = structuredClone(first);
  const again = programs.run(table, { into: first });
  assert.deepEqual(again, expected);
  assert.equal(again.r5!.eligible, first.r5!.eligible);
  for (const [name, rule] of Object.entries(rules)) {
    assert.deepEqual(compileColumns(rule, TYPES, {}).run(table), expected[name]);
  }
});

test('the members of a household are counted and added up, against what is known of the row', () => {
  const rule = ruleOf({
    derived: { adults: 'household[item.born_on <= born_on]', mean_income: 'sum(household.income) / count(household)' },
    clauses: ['count(adults) >= 1', 'some m in household satisfies m.income > mean_income'],
    amount: 'sum(for m in household return if m.income > 100 then 100 else m.income)',
  });
  const rows = [
    {
      born_on: '2000-01-01',
      household: [
        { income: 50, born_on: '1970-01-01' },
        { income: 900, born_on: '2001-01-01' },
      ],
    },
    { born_on: '2000-01-01', household: [{ income: 50, born_on: '2002-01-01' }] },
    { born_on: '2000-01-01', household: [{ income: 50, born_on: '1970-01-01' }, { born_on: '2001-01-01' }] },
    { born_on: '2000-01-01', household: null },
    { born_on: '2000-01-01' },
  ];
  const { eligible, amount, doubtful } = run(rule, rows);
  assert.deepEqual([...eligible], [yes, no, unknown, no, unknown]);
  assert.deepEqual([...amount!.values], [150, Number.NaN, Number.NaN, Number.NaN, Number.NaN]);
  assert.equal(doubtful, 0);
});

test('a list is unknown as long as it is of an item whether it is in it, whatever the others are', () => {
  const born = 'household[born_on <= date("2000-01-01")]';
  const rule = ruleOf({ clauses: [`sum(${born}.income) = null`, `some m in ${born} satisfies m.born_on != null`] });
  const [kept, out] = [
    { born_on: '1970-01-01', income: null },
    { born_on: '2020-01-01', income: 5 },
  ];
  const { clauses } = run(rule, [
    { household: [kept, out] },
    { household: [kept, { income: 5 }] },
    { household: [out] },
  ]);
  assert.deepEqual(clauses, [
    { id: 'c0', yes: 2, no: 0, unknown: 1 },
    { id: 'c1', yes: 1, no: 1, unknown: 1 },
  ]);
});

test('a sum beyond what is exact, and a very long list, are left to the evaluator', () => {
  const income = 2 ** 49 + 1;
  const rule = ruleOf({ clauses: ['sum(household.income) > 0'], amount: 'sum(household.income)' });
  const household = [{ income }, { income }, { income }];
  const long = Array.from({ length: 400 }, () => ({ income: 1 }));
  const { eligible, doubtful, amount } = run(rule, [{ household }, { household: [{ income }] }, { household: long }]);
  assert.deepEqual([[...eligible], doubtful, amount!.total], [[yes, yes, yes], 2, 4 * income + 400]);
});

test('only rows that are too close to call are left to the evaluator', () => {
  const rule = ruleOf({ clauses: ['income / 3 * 3 = income'] });
  const rows = Array.from({ length: 1000 }, (_, row) => ({ income: row }));
  const { doubtful, eligible } = run(rule, rows);
  assert.ok(doubtful > 600);
  assert.deepEqual([...eligible.subarray(0, 4)], [yes, no, no, yes]);
  assert.equal(run(ruleOf({ clauses: ['income / 3 <= 100'] }), rows).doubtful, 0);
  const gaps = [{ income: 2_000_000_000 }, { income: 3 }, { income: null }, {}];
  assert.equal(run(ruleOf({ clauses: ['income * income > 1'] }), gaps).doubtful, 1);
});

test('what columns do not compute is refused with its part, place and reason', () => {
  const cases: readonly [Parts, RegExp][] = [
    [
      { clauses: ['age > 1', 'age > 2 and\n  string length(name) > 3'] },
      /clause c1, line 2, column 3: string length is not computed/,
    ],
    [
      { derived: { d: 'age ** income' }, clauses: ['d > 1'] },
      /derived d, line 1, column 8: an exponent is a whole number/,
    ],
    [{ amount: 'household[1].income' }, /amount, line 1, column 11: a condition is true or false, not a number/],
    [{ clauses: ['name < "b"'] }, /clause c0, line 1, column 1: a text has no order here/],
    [{ clauses: ['woken_at = null'] }, /a time has no column/],
    [{ clauses: ['lists = null'] }, /a list within a list has no column/],
    [{ clauses: ['nobody = 1'] }, /there is no nobody/],
    [{ clauses: ['age'] }, /a condition is true or false, not a number/],
    [{ amount: 'sum(for m in household, n in household return m.income)' }, /only one list is gone through here/],
    [
      { clauses: ['some m in household satisfies some n in household satisfies m.income > n.income'] },
      /a list is gone through within itself/,
    ],
    [{ clauses: ['some m in household satisfies m.income in (numbers)'] }, /two lists are gone through at once/],
    [
      { clauses: ['some m in household satisfies m.income in (household.income)'] },
      /a list is gone through within itself/,
    ],
    [{ clauses: ['floor(income, age) = 1'] }, /a scale is a whole number up to 15, the same for everybody/],
    [{ clauses: ['{a: age} = null'] }, /a context is not computed in columns/],
    [{ clauses: ['round up(age) = 1'] }, /round up does not take 1 arguments/],
  ];
  for (const [parts, message] of cases) {
    assert.throws(
      () => compileColumns(ruleOf(parts), TYPES, {}),
      (error) => error instanceof NotCompilable && message.test(error.message),
      String(message),
    );
  }
});

test('a parameter that is not in force leaves open what rests on it', () => {
  const rule = ruleOf({ clauses: ['age > limit or income > 10'] });
  const { eligible } = run(
    rule,
    [
      { age: 1, income: 11 },
      { age: 1, income: 9 },
    ],
    { limit: UNKNOWN },
  );
  assert.deepEqual([...eligible], [yes, unknown]);
});

test('what a law says in tables is looked up', () => {
  const rows = [
    ['0', '0.1'],
    ['1000', '0.2'],
  ].map(([from, value]) => ({ from: decimal(from!), value: decimal(value!) }));
  const parameters: Scope = {
    rate: { kind: 'table', marginal: false, rows },
    tax: { kind: 'table', marginal: true, rows },
  };
  const people = [{ income: 999 }, { income: 1000 }, { income: 1500.5 }, { income: -1 }, { income: null }];
  const flat = run(ruleOf({ amount: 'rate(income)' }), people, parameters).amount!;
  assert.deepEqual([flat.scale, [...flat.values]], [1, [1, 2, 2, Number.NaN, Number.NaN]]);
  const marginal = run(ruleOf({ amount: 'tax(income)' }), people, parameters).amount!;
  assert.deepEqual([marginal.scale, [...marginal.values]], [2, [9990, 10_000, 20_010, 0, Number.NaN]]);
});

test('long lists and tables do not exhaust the stack', () => {
  const numbers = Array.from({ length: 700 }, (_, index) => index * 3);
  const rows = numbers.map((from) => ({ from, value: from / 3 }));
  const rule = ruleOf({
    clauses: [`age in (${numbers.join(', ')})`, `age in ([${numbers.join(', ')}])`],
    amount: `flat(age) + marginal(age) + sum(age, ${numbers.join(', ')})`,
  });
  const parameters: Scope = {
    flat: { kind: 'table', marginal: false, rows },
    marginal: { kind: 'table', marginal: true, rows },
  };
  const people = [{ age: 9 }, { age: 10 }, { age: 2097 }];
  const { eligible, amount } = run(rule, people, parameters);
  assert.deepEqual([...eligible], [yes, no, yes]);
  const table = tableOf(TYPES, people);
  const expected = [0, 2].map((row) => decide(rule, table.factsAt(row), parameters).amount);
  assert.deepEqual([amount!.values[0], amount!.values[2]], expected);
});
