import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Rule } from '../decide/rule.ts';
import { NotCompilable } from '../problem.ts';
import { parse } from '../text/parse.ts';
import type { Types } from '../types/types.ts';
import { parseDate } from '../values/calendar.ts';
import { decimal } from '../values/decimal.ts';
import type { Column, Group, Meanings } from './columns.ts';
import { MOST_CHARACTERS } from './compile.ts';
import { joined, type Sql, sql, toStatement, word } from './fragment.ts';
import { compileSqlRule, compileSqlTree } from './rule.ts';

const TYPES: Types = {
  salary: { kind: 'number' },
  days: { kind: 'number' },
  born_on: { kind: 'date' },
  kind: { kind: 'enum', values: ['owned', 'rented'] },
  active: { kind: 'boolean' },
  asked: { kind: 'number' },
  loose: { kind: 'boolean' },
  at: { kind: 'time' },
  family: { kind: 'list', of: { kind: 'record', fields: { income: { kind: 'number' } } } },
};

const held = (name: string, more: Partial<Column> = {}): Column => ({
  value: word(`r.${name}`),
  digits: { whole: 15, fraction: 4 },
  ...more,
});

const FAMILY: Group = {
  rows: (alias) => sql`unnest(r.incomes) as ${alias}(income)`,
  item: (alias) => ({ fields: { income: { value: word(`${alias.texts[0]}.income`) } } }),
};

const MEANINGS: Meanings = {
  columns: {
    salary: held('salary'),
    days: held('days', { null: false }),
    born_on: held('born_on'),
    kind: held('kind'),
    active: held('active', { null: false }),
    loose: held('loose', { unknown: word('r.loose_u') }),
    at: held('at'),
    family: FAMILY,
  },
  constants: { applied_on: parseDate('2026-03-01'), least: 280, part: decimal('0.6') },
};

const shown = (piece: Sql): string => piece.texts.join('?').replaceAll(/\s+/g, ' ');
const written = (text: string): string => shown(compileSqlTree(parse(text), TYPES, MEANINGS).value);

const ruleOf = (clauses: Readonly<Record<string, string>>, derived: Readonly<Record<string, string>> = {}): Rule => ({
  clauses: Object.entries(clauses).map(([id, text]) => ({ id, text, tree: parse(text) })),
  derived: Object.entries(derived).map(([name, text]) => ({ name, tree: parse(text) })),
  flags: [],
});

describe('where nothing can be unknown, the SQL is what one would write', () => {
  const cases: Readonly<Record<string, string>> = {
    'days >= least': '(r.days >= ?::numeric)',
    'salary * 12 <= 30000': '((r.salary * ?::numeric) <= ?::numeric)',
    'kind = "rented"': '(r.kind is not distinct from ?::text)',
    'salary = null': '(r.salary is null)',
    'kind != null and active': '((not (r.kind is null)) and r.active)',
    'born_on + duration("P18Y") <= applied_on':
      '((r.born_on + make_interval(months => (?::numeric)::integer))::date <= ?::date)',
    'if active then salary / 4 else 0': '(case when r.active then (r.salary * ?::numeric) else ?::numeric end)',
    'salary in [1..least]': '((r.salary >= ?::numeric) and (r.salary <= ?::numeric))',
    'floor(salary)': '(floor(r.salary))',
    'least * part + 1 > 3': 'true',
    'count(family)':
      '(select count(*)::numeric from (select true as v from unnest(r.incomes) as g1(income) where true) as x2)',
  };
  for (const [text, expected] of Object.entries(cases)) {
    test(text, () => assert.equal(written(text), expected));
  }

  test('what the rule and the pack say is bound', () => {
    const { value } = compileSqlTree(parse('kind = "rented" or salary < 7.25'), TYPES, MEANINGS);
    const { text, values } = toStatement(value);
    assert.equal(text, '((r.kind is not distinct from $1::text) or (r.salary < $2::numeric))');
    assert.deepEqual(values, ['rented', '7.25']);
  });
});

describe('rules', () => {
  test('a clause on what is nowhere is open, unless another part decides it', () => {
    const rule = ruleOf({ open: 'asked < 3', decided: 'asked < 3 and days < 0', either: 'asked < 3 or active' });
    const [open, decided, either] = compileSqlRule(rule, TYPES, MEANINGS).clauses;
    assert.deepEqual([shown(open!.met), shown(open!.failed)], ['false', 'false']);
    assert.equal(shown(decided!.failed), '((null and (r.days < ?::numeric)) is false)');
    assert.equal(shown(either!.met), '((null or r.active) is true)');
  });

  test('what is spoken of twice is computed once, where it is first needed', () => {
    const join = { sql: word('join first as one') };
    const later = { sql: word('join second as two'), after: [join] };
    const meanings = {
      ...MEANINGS,
      columns: { ...MEANINGS.columns, salary: held('salary', { join: later }), days: held('days', { join }) },
    };
    const rule = ruleOf({ first: 'active', second: 'double > 1', third: 'double < days' }, { double: 'salary * 2' });
    const { joins, clauses } = compileSqlRule(rule, TYPES, meanings);
    assert.deepEqual(
      joins.map((one) => shown(one.sql)),
      [
        'join first as one',
        'join second as two',
        'cross join lateral (select (r.salary * ?::numeric) as v offset 0) as d1',
      ],
    );
    assert.equal(shown(clauses[1]!.met), '((d1.v > ?::numeric) is true)');
  });

  test('a derived list within itself has two names', () => {
    const text = 'some one in poor satisfies count(poor[item.income > one.income]) > 0';
    const { clauses } = compileSqlRule(ruleOf({ text }, { poor: 'family[item.income < 9]' }), TYPES, MEANINGS);
    const names = new Set(shown(clauses[0]!.met).match(/\bg\d+(?=\(income\))/g));
    assert.ok(names.size > 1, [...names].join());
  });

  test('a long choice between unknowns does not grow beyond measure', () => {
    const chain = (depth: number): string => (depth === 0 ? '0' : `if loose then ${depth} else ${chain(depth - 1)}`);
    const lengths = [10, 20, 40].map((depth) => written(chain(depth)).length);
    assert.ok(lengths[2]! < lengths[1]! * 5 && lengths[1]! < lengths[0]! * 5, lengths.join());
  });
});

describe('what SQL cannot say is refused, with its place', () => {
  const cases: Readonly<Record<string, string>> = {
    'upper case(kind) = "RENTED"': 'line 1, column 1: upper case cannot be called so in SQL',
    'salary > 1 and salary ** days > 2':
      'line 1, column 16: in SQL an exponent is a whole number that the rule states, 8 at most',
    'floor(salary, days) > 1': 'line 1, column 1: in SQL the places to round to are stated by the rule, 100 at most',
    'family[1].income > 3': 'line 1, column 8: a condition must be true or false, not a number',
    '(for x in family, y in family return x.income)[item = 1] = null':
      'line 1, column 2: in SQL one list is gone through at a time, each item by itself',
    'at > @"09:00:00"': 'line 1, column 1: a fact of type time cannot be said in SQL',
    'family = family': 'line 1, column 1: a list is no value in SQL',
    '{a: salary}.a > 1': 'line 1, column 1: a context cannot be said in SQL',
    'kind > 3': 'line 1, column 1: cannot compare a text with a number',
  };
  for (const [text, expected] of Object.entries(cases)) {
    test(text, () => {
      assert.throws(
        () => compileSqlRule(ruleOf({ one: text }), TYPES, MEANINGS),
        (error) => error instanceof NotCompilable && error.message === `clause one, ${expected}`,
      );
    });
  }

  test('the part where it stands is the one that holds it', () => {
    const rule = ruleOf({ one: 'odd_one > 1' }, { odd_one: 'salary ** salary' });
    assert.throws(() => compileSqlRule(rule, TYPES, MEANINGS), { in: 'derived odd_one' });
  });

  test('what would become too long', () => {
    const nested = (depth: number): string =>
      depth === 0 ? 'loose' : `(if ${nested(depth - 1)} then loose else not(loose)) = ${nested(depth - 1)}`;
    assert.throws(() => written(nested(7)), /too long/);
    assert.ok(MOST_CHARACTERS > 100_000);
  });
});

test('pieces are put together with their values in order', () => {
  const piece = joined([sql`a = ${1}`, sql`b in (${2}, ${3})`], ' or ');
  assert.deepEqual(toStatement(sql`select ${piece} and ${word('c')} > ${4}`), {
    text: 'select a = $1 or b in ($2, $3) and c > $4',
    values: [1, 2, 3, 4],
  });
});
