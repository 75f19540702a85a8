import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editDistance } from '../spelling.ts';
import { parse } from '../text/parse.ts';
import { check } from './check.ts';
import { describe, type Types } from './types.ts';
import { divideUnits, multiplyUnits, normalUnit } from './units.ts';

const NAMES: Types = {
  salary: { kind: 'number', unit: 'TWD/month' },
  rent: { kind: 'number', unit: 'TWD' },
  months: { kind: 'number', unit: 'month' },
  insured_days: { kind: 'number', unit: 'day' },
  rate: { kind: 'number' },
  born_on: { kind: 'date' },
  today: { kind: 'date' },
  wait: { kind: 'duration' },
  married: { kind: 'boolean' },
  name: { kind: 'string' },
  status: { kind: 'enum', values: ['employed', 'retired'] },
  children: {
    kind: 'list',
    of: { kind: 'record', fields: { born_on: { kind: 'date' }, disabled: { kind: 'boolean' } } },
  },
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
