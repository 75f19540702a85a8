import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Rule } from '../decide/rule.ts';
import { parse } from '../text/parse.ts';
import { toScope } from '../values/json.ts';
import type { Scope } from '../values/values.ts';
import type { Goal } from './goal.ts';
import { answerOf, rankQuestions } from './questions.ts';

const clause = (id: string, text: string) => ({ id, text, tree: parse(text) });

function goal(
  clauses: Record<string, string>,
  more: Partial<Goal> & { derived?: Rule['derived']; amount?: string } = {},
): Goal {
  const { derived = [], amount, ...rest } = more;
  const rule: Rule = {
    clauses: Object.entries(clauses).map(([id, text]) => clause(id, text)),
    derived,
    flags: [],
    ...(amount && { amount: parse(amount) }),
  };
  return { id: 'goal', rule, facts: {}, parameters: {}, ...rest };
}

const asked = (...goals: Goal[]) => rankQuestions(goals).map(({ fact }) => fact);

const TODAY = toScope({ today: { kind: 'date' } }, { today: '2026-03-01' });
const AGE = { name: 'age', tree: parse('years and months duration(born_on, today).years') };

describe('what cannot change an answer is not asked', () => {
  const settled: [text: string, answer: string][] = [
    ['x or not(x)', 'yes'],
    ['x and not(x)', 'no'],
    ['age >= 19 or age < 15 or age in [15..18] or age in (18..19)', 'yes'],
    ['age >= 19 and age <= 15', 'no'],
    ['if x then y or not(y) else z = z', 'need'],
    ['s = "a" or s != "a"', 'yes'],
    ['day < date("2026-03-02") or day > date("2026-03-01")', 'yes'],
    ['day < date("2026-03-02") and day > date("2026-03-01")', 'no'],
    ['is defined(spouse) or spouse = null', 'yes'],
    ['(some c in children satisfies c > 3) or not(some c in children satisfies c > 3)', 'yes'],
    ['limit > income or income >= limit', 'need'],
  ];
  for (const [text, answer] of settled) {
    test(`${text}: ${answer}`, () => {
      assert.equal(answerOf(goal({ one: text })).eligible, answer);
      assert.equal(asked(goal({ one: text })).length === 0, answer !== 'need');
    });
  }

  test('across clauses and derived facts', () => {
    assert.deepEqual(asked(goal({ one: 'age >= 19', two: 'age < 15' })), []);
    const adult = { name: 'adult', tree: parse('age >= 19') };
    assert.deepEqual(asked(goal({ one: 'adult or age < 30' }, { derived: [AGE, adult], facts: TODAY })), []);
  });

  test('after a no, and of an amount that all ways lead to', () => {
    assert.deepEqual(asked(goal({ one: 'x', two: 'y' }, { facts: { x: false } })), []);
    assert.deepEqual(asked(goal({ one: 'x' }, { facts: { x: true }, amount: 'if y then 5 else 2 + 3' })), []);
    const same = goal({ one: 'x' }, { facts: { x: true }, amount: '2 * (if y or not(y) then n else 3)' });
    assert.deepEqual(asked(same), ['n']);
    assert.deepEqual(answerOf({ ...same, facts: { x: true, n: 4 } }), { eligible: 'yes', amount: 8 });
  });

  test('an enum has no values but its own, where its type is known', () => {
    const either = goal({ one: 'sex = "female" or sex = "male"' });
    assert.deepEqual(asked(either), ['sex']);
    assert.deepEqual(asked({ ...either, types: { sex: { kind: 'enum', values: ['female', 'male'] } } }), []);
  });

  test('a range of texts is not only its ends', () => {
    const range = { kind: 'range', low: 'a', high: 'f', includesLow: true, includesHigh: true } as const;
    assert.deepEqual(asked(goal({ one: 's in r or s = "b"' }, { facts: { r: range } })), ['s']);
    const numbers = { ...range, low: 1, high: 3 };
    assert.deepEqual(asked(goal({ one: 'n in r or n < 1 or n > 3' }, { facts: { r: numbers } })), []);
  });

  test('beyond the limit what is open by Kleene’s logic is asked', () => {
    const many = Array.from({ length: 12 }, (_, index) => `x${index}`);
    const text = [...many, 'not(x0)'].join(' or ');
    assert.equal(asked(goal({ one: text })).length, many.length);
    assert.deepEqual(asked(goal({ one: text }, { facts: { x3: true } })), []);
  });
});

test('derived facts that use each other twice, thirty deep, are ranked all the same', () => {
  const derived = Array.from({ length: 30 }, (_, index) => ({
    name: `d${index + 1}`,
    tree: parse(index % 2 === 0 ? `d${index} + d${index}` : `d${index} * (if x then 1 else d${index})`),
  }));
  const conditions = Array.from({ length: 30 }, (_, index) => ({
    name: `c${index + 1}`,
    tree: parse(`c${index} and (c${index} or y)`),
  }));
  const deep = goal({ one: 'c30' }, { derived: [...derived, ...conditions], amount: 'd30' });
  assert.deepEqual(asked(deep).sort(), ['c0', 'd0', 'x', 'y']);
});

describe('what is asked', () => {
  test('is what is under a derived fact, and never a parameter', () => {
    const adult = goal({ one: 'age >= limit' }, { derived: [AGE], facts: TODAY, parameters: { limit: 19 } });
    assert.deepEqual(asked(adult), ['born_on']);
    assert.deepEqual(asked({ ...adult, facts: {} }), ['born_on', 'today']);
  });

  test('is a derived fact itself where it may be told, unless it cannot be asked', () => {
    const share = { name: 'share', tree: parse('income / median'), told: true } as const;
    const low = goal({ one: 'share < 3', two: 'income > 0' }, { derived: [share] });
    assert.deepEqual(asked(low).sort(), ['income', 'share']);
    const questions = rankQuestions([low], (fact) => fact !== 'share');
    assert.deepEqual(questions.map(({ fact }) => fact).sort(), ['income', 'median']);
    assert.deepEqual(asked({ ...low, facts: { share: 2, income: 1 } }), []);
  });

  test('says through which clauses of which goals, and whether through the amount', () => {
    const first = goal({ one: 'x', two: 'y', three: 'x or n > 3' }, { id: 'first', amount: 'n * 2' });
    const second = goal({ four: 'y' }, { id: 'second', amount: 'if y then 1 else 2' });
    const why = Object.fromEntries(rankQuestions([first, second]).map((question) => [question.fact, question.why]));
    assert.deepEqual(why, {
      x: [{ goal: 'first', clauses: ['one', 'three'], amount: false }],
      y: [
        { goal: 'first', clauses: ['two'], amount: false },
        { goal: 'second', clauses: ['four'], amount: false },
      ],
      n: [{ goal: 'first', clauses: [], amount: true }],
    });
  });
});

describe('the order', () => {
  const needs = (id: string, facts: readonly string[], worth?: number): Goal =>
    goal(Object.fromEntries(facts.map((fact) => [fact, fact])), { id, worth });

  test('is by how much is decided over all goals', () => {
    assert.deepEqual(asked(needs('1', ['a', 'b']), needs('2', ['c', 'b'])), ['b', 'a', 'c']);
    assert.deepEqual(asked(goal({ one: 'a and b', two: 'c or d or e' }))[0], 'a');
    assert.equal(rankQuestions([needs('1', ['a'])])[0]!.decides, 1);
  });

  test('weighs goals by their worth; what has none stated weighs as the average', () => {
    const [small, large] = [needs('small', ['a'], 100), needs('large', ['b'], 300)];
    assert.deepEqual(
      rankQuestions([small, large]).map(({ fact, decides }) => [fact, decides]),
      [
        ['b', 1.5],
        ['a', 0.5],
      ],
    );
    assert.deepEqual(asked(small, large, needs('unstated', ['c'])), ['b', 'c', 'a']);
    assert.deepEqual(asked(needs('nothing', ['a'], 0), large), ['b', 'a']);
  });

  test('among equals is that of the rules', () => {
    assert.deepEqual(asked(goal({ one: 'b', two: 'a', three: 'c' })), ['b', 'a', 'c']);
  });
});

test('a condition that has no value, or an unknown law, asks nothing', () => {
  const facts: Scope = {};
  assert.deepEqual(asked(goal({ one: '1 / 0 > 1' }, { facts })), []);
  assert.equal(answerOf(goal({ one: '1 / 0 > 1' })).eligible, 'need');
});
