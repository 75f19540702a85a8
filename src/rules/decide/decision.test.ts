import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from '../text/parse.ts';
import { checkRule } from '../types/check-rule.ts';
import type { Types } from '../types/types.ts';
import { toScope } from '../values/json.ts';
import { type Decision, decide, type Rule } from './decision.ts';
import { typeOfParameter, valueOn } from './parameters.ts';

const FACTS: Types = {
  insured_days: { kind: 'number', unit: 'day' },
  salary: { kind: 'number', unit: 'TWD/month' },
  born_on: { kind: 'date' },
  today: { kind: 'date' },
  resident: { kind: 'boolean' },
  abroad: { kind: 'boolean' },
};
const DAYS_REQUIRED = { unit: 'day', values: { '2014-06-01': 280 } };

const clause = (id: string, text: string) => ({ id, text, tree: parse(text) });

const RULE: Rule = {
  derived: [
    { name: 'is_adult', tree: parse('age >= 19') },
    { name: 'age', tree: parse('years and months duration(born_on, today).years') },
  ],
  clauses: [
    clause('insured', 'insured_days >= days_required'),
    clause('adult', 'is_adult'),
    clause('home', 'resident or not(abroad)'),
  ],
  amount: parse('decimal(salary * 2, 0)'),
  flags: [{ id: 'far', tree: parse('abroad') }],
};

function decided(facts: Record<string, unknown>, on = '2026-03-01'): Decision {
  const parameters = { days_required: valueOn(DAYS_REQUIRED, on) };
  return decide(RULE, toScope(FACTS, { today: on, ...facts }), parameters);
}

const ALL = { insured_days: 400, salary: 40000, born_on: '1996-03-01', resident: true, abroad: false };

test('yes, with the amount and nothing left to ask', () => {
  const { eligible, because, need, amount, flags, problems } = decided(ALL);
  assert.deepEqual(
    { eligible, because, need, amount, flags, problems },
    {
      eligible: 'yes',
      because: [],
      need: [],
      amount: 80000,
      flags: [],
      problems: [],
    },
  );
});

test('no, with every clause that is not met, and nothing more is asked', () => {
  const { eligible, because, need, amount } = decided({ insured_days: 100, born_on: '2010-01-01' });
  assert.deepEqual(
    { eligible, because, need, amount },
    {
      eligible: 'no',
      because: ['insured', 'adult'],
      need: [],
      amount: undefined,
    },
  );
});

test('need names base facts under derived ones, and only what can matter', () => {
  assert.deepEqual(decided({}).need, ['abroad', 'born_on', 'insured_days', 'resident', 'salary']);
  assert.deepEqual(decided({ ...ALL, born_on: undefined }).need, ['born_on']);
  const { eligible, need } = decided({ ...ALL, resident: undefined, abroad: false });
  assert.deepEqual([eligible, need], ['yes', []]);
});

test('a yes may still need what decides the amount or a flag', () => {
  const { eligible, need, amount } = decided({ ...ALL, salary: undefined, abroad: undefined });
  assert.deepEqual([eligible, need, amount], ['yes', ['abroad', 'salary'], undefined]);
});

test('what is known to be absent is a no, not a question', () => {
  const { eligible, because } = decided({ ...ALL, insured_days: null });
  assert.deepEqual([eligible, because], ['no', ['insured']]);
});

test('a parameter that no law had set yet leaves the clause open, and nobody is asked for it', () => {
  const { eligible, need } = decided({ ...ALL, born_on: '1980-01-01' }, '2010-01-01');
  assert.deepEqual([eligible, need], ['need', []]);
});

test('each clause says what it rests on, down to base facts', () => {
  const { clauses } = decided({ ...ALL, insured_days: undefined });
  assert.deepEqual(clauses.slice(0, 2), [
    {
      id: 'insured',
      text: 'insured_days >= days_required',
      outcome: 'unknown',
      uses: [
        { name: 'days_required', source: 'parameter', value: 280 },
        { name: 'insured_days', source: 'fact' },
      ],
    },
    {
      id: 'adult',
      text: 'is_adult',
      outcome: 'yes',
      uses: [
        { name: 'is_adult', source: 'derived', value: true, from: ['age'] },
        { name: 'age', source: 'derived', value: 30, from: ['born_on', 'today'] },
        { name: 'born_on', source: 'fact', value: '1996-03-01' },
        { name: 'today', source: 'fact', value: '2026-03-01' },
      ],
    },
  ]);
});

test('a decision and its rule are plain JSON', () => {
  for (const facts of [{}, ALL]) {
    const decision = decided(facts);
    assert.deepEqual(JSON.parse(JSON.stringify(decision)), decision);
  }
  assert.deepEqual(JSON.parse(JSON.stringify(RULE)), RULE);
});

test('flags are raised', () => assert.deepEqual(decided({ ...ALL, abroad: true }).flags, ['far']));

test('an operation without a value leaves the decision open and is reported', () => {
  const rule: Rule = { derived: [], flags: [], clauses: [clause('odd', '1 / 0 > 1')] };
  const { eligible, need, problems } = decide(rule, {}, {});
  assert.deepEqual([eligible, need], ['need', []]);
  assert.deepEqual(problems, [{ in: 'clause odd', at: { line: 1, column: 1 }, message: 'division by zero' }]);
});

const NAMES: Types = { ...FACTS, days_required: typeOfParameter(DAYS_REQUIRED) };

test('a right rule passes the check, which knows its derived facts', () => {
  const { names, problems } = checkRule(RULE, NAMES);
  assert.deepEqual(problems, []);
  assert.deepEqual(names.age, { kind: 'number', unit: 'year' });
});

test('all that is wrong with a rule is listed by part', () => {
  const { problems } = checkRule(
    {
      derived: [
        { name: 'a', tree: parse('b + 1') },
        { name: 'b', tree: parse('c') },
        { name: 'c', tree: parse('a') },
        { name: 'salary', tree: parse('1') },
      ],
      clauses: [clause('sum', 'insured_days + 1'), clause('typo', 'residnt')],
      amount: parse('born_on'),
      flags: [{ id: 'odd', tree: parse('1') }],
    },
    NAMES,
  );
  assert.deepEqual(
    problems.map(({ in: part, message }) => `${part}: ${message}`),
    [
      'derived salary: salary is declared twice',
      'derived a: goes round in a circle: a → b → c → a',
      'clause sum: this must be a boolean, not number in day',
      'clause typo: there is no residnt — did you mean resident?',
      'flag odd: this must be a boolean, not number',
      'amount: this must be a number, not date',
    ],
  );
});

test('derived facts in a circle stay unknown', () => {
  const rule: Rule = {
    derived: [
      { name: 'a', tree: parse('not(b)') },
      { name: 'b', tree: parse('not(a)') },
    ],
    clauses: [clause('either', 'a or b')],
    flags: [],
  };
  assert.equal(decide(rule, {}, {}).eligible, 'need');
});
