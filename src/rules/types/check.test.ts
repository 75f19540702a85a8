import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { inOrderOfText } from '../problem.ts';
import { editDistance } from '../spelling.ts';
import { anyTree } from '../text/fixture.ts';
import { parse } from '../text/parse.ts';
import { print } from '../text/print.ts';
import { check } from './check.ts';
import { BARE_NUMBER, DATE, describe, STRING, type Types } from './types.ts';
import { divideUnits, multiplyUnits, normalUnit } from './units.ts';

const MONTHLY = { kind: 'number', unit: 'TWD/month' } as const;

const NAMES: Types = {
  salary: MONTHLY,
  yearly: { kind: 'number', unit: 'TWD/year' },
  rent: { kind: 'number', unit: 'TWD' },
  months: { kind: 'number', unit: 'month' },
  insured_days: { kind: 'number', unit: 'day' },
  rate: { kind: 'number' },
  born_on: { kind: 'date' },
  today: { kind: 'date' },
  opens: { kind: 'time' },
  sent: { kind: 'date and time' },
  wait: { kind: 'duration' },
  married: { kind: 'boolean' },
  name: { kind: 'string' },
  status: { kind: 'enum', values: ['employed', 'retired'] },
  children: {
    kind: 'list',
    of: { kind: 'record', fields: { born_on: { kind: 'date' }, disabled: { kind: 'boolean' }, income: MONTHLY } },
  },
  ages: { kind: 'range', of: { kind: 'number' } },
  things: { kind: 'list', of: { kind: 'any' } },
  median_income: { kind: 'table', by: 'person', unit: 'TWD/month' },
  tariff: { kind: 'table' },
  f: { kind: 'function', parameters: [BARE_NUMBER, STRING], names: ['count', 'word'], returns: DATE },
  mother: { kind: 'record', fields: { born_on: { kind: 'date' } } },
  anything: { kind: 'any' },
};

const TYPES: readonly [string, string][] = [
  ['salary * 2', 'number in TWD/month'],
  ['salary * months', 'number in TWD'],
  ['rent / months', 'number in TWD/month'],
  ['salary / salary', 'number without a unit'],
  ['salary * rate', 'number in TWD/month'],
  ['salary + 1', 'number in TWD/month'],
  ['1 + 2', 'number'],
  ['max(salary, 0)', 'number in TWD/month'],
  ['decimal(salary * 0.6, 0)', 'number in TWD/month'],
  ['today - born_on', 'duration in days'],
  ['today + wait', 'date'],
  ['today + insured_days', 'date'],
  ['today + 3', 'date'],
  ['today - born_on <= insured_days', 'boolean'],
  ['(today - born_on).days >= insured_days', 'boolean'],
  ['years and months duration(born_on, today).years >= 19', 'boolean'],
  ['years and months duration(mother.born_on, today)', 'duration in months'],
  ['duration("P2M")', 'duration in months'],
  ['status = "retired"', 'boolean'],
  ['status in ("employed", "retired")', 'boolean'],
  ['if married then status else "none"', '"employed" | "retired" | "none"'],
  ['if married then name else null', 'string'],
  ['some c in children satisfies c.disabled', 'boolean'],
  ['max(children.born_on)', 'date'],
  ['count(children) * rent', 'number in TWD'],
  ['name + status', 'string'],
  ['anything + 1', 'any'],
  ['[rent, 1]', 'list of number in TWD'],
  ['@"2026-03-01" + @"P1M"', 'date'],
  ['@"10:30:00".hour', 'number'],
  ['sent - sent', 'duration in days'],
  ['sent.day + opens.minute', 'number'],
  ['{a: salary, "b c": a * 2}', 'record'],
  ['{a: salary, b: a * months}.b', 'number in TWD'],
  ['{f: function(n) if n = 0 then 1 else n * f(n - 1)}.f(3)', 'any'],
  ['[salary..100]', 'range of number in TWD/month'],
  ['(>= today)', 'range of date'],
  ['[1..5].end', 'number'],
  ['ages.start included', 'boolean'],
  ['rate in ages', 'boolean'],
  ['today in [[today..today], (> today)]', 'boolean'],
  ['children[born_on > today and item.disabled].income', 'list of number in TWD/month'],
  ['children[-1].income', 'number in TWD/month'],
  ['sum(children[income > 0].income)', 'number in TWD/month'],
  ['things[anything_at_all > 3]', 'list of any'],
  ['things[1].whatever', 'any'],
  ['sum(for c in children return c.income)', 'number in TWD/month'],
  ['for c in children, i in 1..3 return c.income * i', 'list of number in TWD/month'],
  ['for i in 1..3 return partial[-1] + i', 'list of any'],
  ['for day in today..today + 3 return day', 'list of date'],
  ['some i in 1..3, c in children satisfies c.income > i', 'boolean'],
  ['median_income(3) * 0.6 > salary', 'boolean'],
  ['median_income(count(children))', 'number in TWD/month'],
  ['tariff(rate)', 'number without a unit'],
  ['f(1, "a")', 'date'],
  ['f(word: name, count: rent)', 'date'],
  ['(function(a: number, b) a * 2)(rent, 4)', 'number'],
  ['(function(a) a)(1) + 1', 'any'],
  ['sort(children, function(a, b) a.income < b.income)', 'list of record'],
  ['substring(string: name, start position: 2)', 'string'],
  ['salary instance of list<context<a: date>>', 'boolean'],
  ['get value(mother, "born_on")', 'date'],
];

test('what is right has a type', () => {
  for (const [text, expected] of TYPES) {
    const { type, problems } = check(parse(text), NAMES);
    assert.deepEqual(problems, [], text);
    assert.equal(describe(type), expected, text);
  }
});

/** Texts, and each problem's column and message. */
const PROBLEMS: readonly [string, ...[number, string][]][] = [
  ['salry > 3', [1, 'there is no salry — did you mean salary?']],
  ['quite_other > 3', [1, 'there is no quite_other']],
  ['salary > rent', [1, 'cannot compare number in TWD/month with number in TWD']],
  ['salary + rent', [1, 'cannot add number in TWD/month and number in TWD']],
  ['rent - rate', [1, 'cannot subtract number in TWD and number without a unit']],
  ['salary * 12 = rent', [1, 'cannot compare number in TWD/month with number in TWD']],
  ['rent in [0..salary]', [13, 'cannot compare number in TWD with number in TWD/month']],
  ['today + rent', [1, 'only days or a duration can be added to a date, not a number in TWD']],
  ['today - born_on < rent', [1, 'cannot compare duration in days with number in TWD']],
  ['duration("P1M") > duration("P1D")', [1, 'cannot compare duration in months with duration in days']],
  ['status = "retird"', [1, '"retird" is not one of "employed" | "retired"']],
  ['status in ("retired", "fired")', [23, '"fired" is not one of "employed" | "retired"']],
  ['status in ["retired", "fired"]', [11, '"fired" is not one of "employed" | "retired"']],
  ['married > 3', [1, 'cannot compare boolean with number']],
  ['married < true', [1, 'boolean has no order']],
  ['salary and married', [1, 'this must be true or false, not number in TWD/month']],
  ['if married then 1 else "a"', [1, 'then gives number but else gives "a"']],
  ['[1, "a"]', [5, '"a" in a list of number']],
  ['mother.born', [1, 'the record has no born']],
  ['mother.bornon', [1, 'the record has no bornon — did you mean born_on?']],
  ['children.age', [1, 'the record has no age']],
  ['today.hour', [1, 'date has no hour']],
  ['some c in married satisfies c', [11, 'this must be a list, not boolean']],
  ['string lenght(name)', [1, 'there is no function string lenght — did you mean string length?']],
  ['string length(rent)', [1, 'argument 1 of string length must be a string, not a number']],
  ['not(1, 2)', [1, 'not takes boolean']],
  ['sum(children.born_on)', [1, 'sum needs number, not date']],
  ['max(salary, rent)', [1, 'cannot put number in TWD/month and number in TWD together']],
  ['date("2026-02-30")', [1, 'there is no day 2026-02-30']],
  ['-name', [1, 'cannot negate string']],
  ['rent ** 2', [1, 'cannot raise a number in TWD to a power']],
  ['name * 2', [1, 'cannot apply * to string and number']],
  ['salary + yearly', [1, 'cannot add number in TWD/month and number in TWD/year']],
  ['sum(children.income) > yearly', [1, 'cannot compare number in TWD/month with number in TWD/year']],
  ['if married then salary else yearly', [1, 'then gives number in TWD/month but else gives number in TWD/year']],
  ['@"2026-02-30"', [1, 'there is no day 2026-02-30']],
  ['(today - born_on).years >= 19', [1, 'duration in days has no years']],
  ['opens.hours', [1, 'time has no hours — did you mean hour?']],
  ['opens < sent', [1, 'cannot compare time with date and time']],
  ['{a: 1, a: 2}', [11, 'a is there twice']],
  ['{age: 1}.agee', [1, 'the record has no agee — did you mean age?']],
  ['{a: b, b: 1}', [5, 'there is no b']],
  ['[salary..yearly]', [1, 'cannot make a range of number in TWD/month and number in TWD/year']],
  ['[true..false]', [1, 'boolean has no order']],
  ['rent in ages', [9, 'cannot compare number in TWD with number without a unit']],
  ['ages.begin', [1, 'range of number without a unit has no begin']],
  ['children[incom > 3]', [10, 'there is no incom — did you mean income?']],
  ['children[income > rent]', [10, 'cannot compare number in TWD/month with number in TWD']],
  ['children["a"]', [10, 'a filter must be a condition or a number, not "a"']],
  ['for x in rent return x', [10, 'this must be a list, not number in TWD']],
  [
    'for x in "a".."c" return x',
    [10, 'only a range of whole numbers or of dates can be gone through, not one of "a" | "c"'],
  ],
  ['for x in (> 3) return x', [11, 'a range without an end cannot be gone through']],
  ['every c in children satisfies c.foo', [31, 'the record has no foo']],
  ['median_income(rent)', [1, 'median_income goes by number in person, not number in TWD']],
  ['median_income()', [1, 'median_income takes one number']],
  ['tariff(rent)', [1, 'tariff goes by number without a unit, not number in TWD']],
  ['f(1)', [1, 'f takes count, word']],
  ['f(name, "a")', [1, 'argument 1 of f must be number, not string']],
  ['f(cout: 1, word: "a")', [1, 'f has no parameter cout — did you mean count?']],
  ['f(word: "a", count: name)', [1, 'argument 2 of f must be number, not string']],
  ['(function(a) a)(1, 2)', [1, 'the function takes a']],
  ['rate(3)', [1, 'rate is number without a unit and cannot be called']],
  ['median_incom(3)', [1, 'there is no function median_incom — did you mean median_income?']],
  ['substring(string: name, start: 2)', [1, 'substring has no parameter start']],
  ['salary instance of list<numbr>', [1, 'there is no type numbr — did you mean number?']],
  ['function(a: dat) a', [1, 'there is no type dat — did you mean date?']],
  ['f = f', [1, 'cannot compare function with function']],
  ['item + partial', [1, 'there is no item'], [8, 'there is no partial']],
  [
    'nme = 1 and foo or salary > rent',
    [1, 'there is no nme — did you mean name?'],
    [13, 'there is no foo'],
    [20, 'cannot compare number in TWD/month with number in TWD'],
  ],
];

test('what is wrong is said with its place, all of it', () => {
  for (const [text, ...expected] of PROBLEMS) {
    const { problems } = check(parse(text), NAMES);
    assert.deepEqual(
      problems.map(({ at, message }) => [at.column, message]),
      expected,
      text,
    );
  }
});

test('any tree can be checked, and its mistakes are told in the order of the text', () => {
  fc.assert(
    fc.property(anyTree, (tree) => {
      const { problems } = check(parse(print(tree)), NAMES);
      assert.deepEqual(problems, problems.toSorted(inOrderOfText));
    }),
    { numRuns: 1000 },
  );
});

test('units multiply and divide', () => {
  assert.equal(multiplyUnits('TWD/month', 'months'), 'TWD');
  assert.equal(divideUnits('TWD', 'month'), 'TWD/month');
  assert.equal(divideUnits('', 'month'), '1/month');
  assert.equal(multiplyUnits('1/month', 'month'), '');
  assert.equal(multiplyUnits('b', 'a'), 'a*b');
  assert.equal(normalUnit('days'), 'day');
  assert.equal(normalUnit(), '');
});

test('edit distance', () => {
  assert.equal(editDistance('kitten', 'sitting'), 3);
  assert.equal(editDistance('', 'abc'), 3);
  assert.equal(editDistance('same', 'same'), 0);
});
