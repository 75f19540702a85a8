import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { decide } from '../decide/decision.ts';
import type { Rule } from '../decide/rule.ts';
import { parse } from '../text/parse.ts';
import { decimal } from '../values/decimal.ts';
import { or, type Scope, type Value } from '../values/values.ts';
import type { Answer, Goal } from './goal.ts';
import { answerOf, rankQuestions } from './questions.ts';

/** Every value that matters to the rules made here, and some that do not. */
const POSSIBLE: Readonly<Record<string, readonly Value[]>> = {
  a: [true, false],
  b: [true, false],
  c: [true, false],
  n: [-1, 0, 0.5, 1, 1.5, 2, 3].map((value) => decimal(value)),
  s: ['x', 'y', 'z'],
};
const FACTS = Object.keys(POSSIBLE);

/** Tests of one fact each, and `d`, which is derived. */
const SIMPLE = [
  ...['a', 'b', 'c', 'd', 'a = false', 's = "x"', 's != "y"', 's in ("x", "y")'],
  ...['1 < n', 'n in [0..1]', 'n in (< 1, 2)'],
  ...['<', '<=', '>', '>=', '=', '!='].flatMap((operator) => [0, 1, 2].map((limit) => `n ${operator} ${limit}`)),
];

/** Tests that hang together in ways that are not seen through: `m` is derived of n, `t` of a and c, and may be told. */
const TANGLED = [
  'n + n > 2',
  'm >= 2',
  'm - n > 1',
  'a = b',
  't',
  't = c',
  'some i in [a, b, n > 1] satisfies i',
  'n * 0 = 0',
];

/** Conditions made of tests. */
const conditionsOf = (tests: readonly string[]) =>
  fc.letrec<{ condition: string }>((tie) => ({
    condition: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      { arbitrary: fc.constantFrom(...tests), weight: 3 },
      fc.tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition')).map((parts) => `(${parts.join(' ')})`),
      tie('condition').map((of) => `not(${of})`),
      fc
        .tuple(tie('condition'), tie('condition'), tie('condition'))
        .map(([is, yes, no]) => `(if ${is} then ${yes} else ${no})`),
    ),
  })).condition;

function rulesOf(tests: readonly string[]): fc.Arbitrary<Rule> {
  const conditions = conditionsOf(tests);
  const amounts = fc.oneof(
    fc.constantFrom('5', 'n * 2', '5 + (if a then 1 else 1)'),
    conditions.map((condition) => `if ${condition} then 5 else n`),
    conditions.map((condition) => `2 * (if ${condition} then 5 else 7)`),
  );
  const independent = conditionsOf(tests.filter((text) => text !== 'd'));
  return fc
    .record({
      clauses: fc.array(conditions, { minLength: 1, maxLength: 3 }),
      amount: fc.option(amounts, { nil: undefined }),
      derived: independent,
    })
    .map(({ clauses, amount, derived }) => ({
      clauses: clauses.map((text, index) => ({ id: String(index), text, tree: parse(text) })),
      derived: [
        { name: 'd', tree: parse(derived) },
        { name: 'm', tree: parse('n + 1') },
        { name: 't', tree: parse('a or c'), told: true },
      ],
      flags: [],
      ...(amount && { amount: parse(amount) }),
    }));
}

const known = (requiredKeys: string[]) =>
  fc.record(Object.fromEntries(FACTS.map((fact) => [fact, fc.constantFrom(...POSSIBLE[fact]!)])), {
    requiredKeys,
  }) as fc.Arbitrary<Scope>;

/** All ways of filling in what is unknown. */
const completions = (facts: Scope): Scope[] =>
  FACTS.filter((fact) => !Object.hasOwn(facts, fact)).reduce<Scope[]>(
    (so, fact) => so.flatMap((filled) => POSSIBLE[fact]!.map((value) => ({ ...filled, [fact]: value }))),
    [facts],
  );

const goalOf = (rule: Rule, facts: Scope, id = 'goal'): Goal => ({ id, rule, facts, parameters: {} });

function answerWith(rule: Rule, facts: Scope): Answer {
  const { eligible, amount } = decide(rule, facts, {});
  return { eligible, ...(amount !== undefined && { amount }) };
}

const textOf = ({ eligible, amount }: Answer) => `${eligible} ${amount}`;

/** Whether an answer hangs on a fact: it differs between two persons who differ in nothing else. */
function canChange(rule: Rule, facts: Scope, fact: string): boolean {
  const others = completions({ ...facts, [fact]: null });
  return others.some(
    (person) =>
      new Set(POSSIBLE[fact]!.map((value) => textOf(answerWith(rule, { ...person, [fact]: value })))).size > 1,
  );
}

/** What a person answers; what may be told, they work out themselves. */
const answerTo = (fact: string, person: Scope): Value => (fact === 't' ? or(person.a!, person.c!) : person[fact]!);

/** Asks by a choice among the questions until there are none; gives what was asked and what is then known. */
function interview(rules: readonly Rule[], person: Scope, choose: (facts: readonly string[]) => string) {
  const asked: string[] = [];
  let facts: Scope = {};
  for (;;) {
    const goals = rules.map((rule, index) => goalOf(rule, facts, String(index)));
    const questions = rankQuestions(goals).map(({ fact }) => fact);
    if (questions.length === 0) return { asked, goals };
    const fact = choose(questions);
    asked.push(fact);
    facts = { ...facts, [fact]: answerTo(fact, person) };
  }
}

test('what is asked can change the answer, what can change it is asked, and in the end it is right', () => {
  fc.assert(
    fc.property(rulesOf(SIMPLE), known([]), (rule, facts) => {
      const questions = rankQuestions([goalOf(rule, facts)]).map(({ fact }) => fact);
      const relevant = FACTS.filter((fact) => !Object.hasOwn(facts, fact) && canChange(rule, facts, fact));
      assert.deepEqual(questions.toSorted(), relevant.toSorted());
      if (relevant.length > 0) return;
      for (const person of completions(facts))
        assert.deepEqual(answerOf(goalOf(rule, facts)), answerWith(rule, person));
    }),
    { numRuns: 1000 },
  );
});

test('an interview ends with the answers that all facts give, and is not longer than one in turn', () => {
  const length = { ranked: 0, inTurn: 0 };
  fc.assert(
    fc.property(fc.array(rulesOf(SIMPLE), { minLength: 1, maxLength: 3 }), known(FACTS), (rules, person) => {
      const ranked = interview(rules, person, ([first]) => first!);
      const inTurn = interview(rules, person, (facts) => FACTS.find((fact) => facts.includes(fact))!);
      for (const { asked, goals } of [ranked, inTurn]) {
        assert.equal(new Set(asked).size, asked.length);
        assert.deepEqual(
          goals.map(answerOf),
          rules.map((rule) => answerWith(rule, person)),
        );
      }
      length.ranked += ranked.asked.length;
      length.inTurn += inTurn.asked.length;
    }),
    { numRuns: 500, seed: 3 },
  );
  assert.ok(length.ranked <= length.inTurn, JSON.stringify(length));
});

test('what hangs together in other ways may be asked in vain, but nothing that matters is missed', () => {
  const tangled = rulesOf([...SIMPLE, ...TANGLED, ...TANGLED]);
  fc.assert(
    fc.property(tangled, known([]), known(FACTS), (rule, facts, person) => {
      const questions = rankQuestions([goalOf(rule, facts)], (fact) => fact !== 't').map(({ fact }) => fact);
      for (const fact of FACTS) {
        if (!Object.hasOwn(facts, fact) && canChange(rule, facts, fact)) assert.ok(questions.includes(fact), fact);
      }
      const { eligible, amount } = answerOf(goalOf(rule, facts));
      for (const filled of completions(facts)) {
        const after = answerWith(rule, filled);
        if (eligible !== 'need') assert.equal(after.eligible, eligible);
        if (amount !== undefined) assert.equal(after.amount, amount);
      }
      const { goals } = interview([rule], person, ([first]) => first!);
      assert.deepEqual(goals.map(answerOf), [answerWith(rule, person)]);
    }),
    { numRuns: 300 },
  );
});
