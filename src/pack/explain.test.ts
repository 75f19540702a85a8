import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import type { Locale } from '../kernel/index.ts';
import { decide } from '../rules/index.ts';
import { untriedIn } from './coverage.ts';
import { explainDecision } from './explain.ts';
import { linesOf } from './explain-lines.ts';
import { compileTexts, GOOD, GRANT } from './fixture.ts';
import { decideGiven, mistakesOf, parseGiven, readGiven } from './given.ts';
import type { Pack, Service } from './model.ts';

/** A grant with a table, a fact that may be told, and conditions of several kinds. */
const TEXT = GOOD.get(GRANT)!
  .replace(
    'parameters:',
    `  heavy:
    derive: weight > 40
    title: {ko: 무거운 개, zh-Hant: 重的狗, en: Heavy dog}
    question: {ko: 무거운가요?, zh-Hant: 很重嗎？, en: Is it heavy?}
  age:
    derive: years and months duration(born_on, applied_on).years
    title: {ko: 만 나이, zh-Hant: 年齡, en: Age}
parameters:
  limit: {title: {ko: 기준, zh-Hant: 標準, en: Limit}, unit: kg, by: year, values: {2020-01-01: {0: 20}, 2025-01-01: {value: {0: 30, 65: 60}, checked: false}},
    law: {act: Dog Act, article: "3-1"}}`,
  )
  .replace(
    'amount:',
    `    - {id: light, if: not(heavy) or weight <= limit(age), law: {act: Dog Act, article: "3"}, text: {ko: 가벼워요, zh-Hant: 輕, en: It is light}}
    - {id: young, if: age < 90 and born_on >= date("1950-01-01"), text: {ko: 젊어요, zh-Hant: 年輕, en: You are young}}
review:
  - {id: odd, if: size = "small", text: {ko: 작은 개, zh-Hant: 小狗, en: A small dog}}
amount:`,
  );

let pack: Pack;
let service: Service;

before(() => {
  const { pack: compiled, problems } = compileTexts({ [GRANT]: TEXT });
  assert.deepEqual(problems, []);
  pack = compiled!;
  service = pack.services.get('dog-grant')!;
});

const KNOWN = { size: 'big', weight: 50, born_on: '1990-01-01', account: '12345678' };

const given = (json: Record<string, unknown>) => readGiven(pack, service, json, '2026-03-01');

function lines(json: Record<string, unknown>, locale: Locale): string[] {
  const read = given(json);
  assert.deepEqual(mistakesOf(pack, service, read), []);
  return linesOf(explainDecision(pack, service, decideGiven(service, read), locale, read.lawDay), locale);
}

describe('a decision in words', () => {
  it('says which condition is not met, by which figures of which law, and what would have to change', () => {
    assert.deepEqual(lines(KNOWN, 'en').slice(0, 18), [
      'You do not meet the conditions now: Dog grant',
      'By the law of 1 March 2026.',
      '',
      '✓ Met: It is big',
      '    Size: Big',
      '✓ Met: You are grown up',
      '    Grown up: yes',
      '    Day of application: 1 March 2026',
      '    Born on: 1 January 1990',
      '✗ Not met: It is light (Dog Act, Article 3)',
      '    Age: 36 years',
      '    Heavy dog: yes',
      '    Limit (36 years): 30 kg (since 1 January 2025; Dog Act, Article 3-1; not checked against the law)',
      '    Weight: 50 kg',
      '    Day of application: 1 March 2026',
      '    Born on: 1 January 1990',
      '    → What would have to change',
      '      - One of these is enough',
    ]);
    assert.deepEqual(lines(KNOWN, 'en').slice(18, 20), [
      '          - Weight must be at most 40 kg',
      '          - Weight must be at most 30 kg',
    ]);
  });

  it('says the same in the other languages', () => {
    const korean = lines(KNOWN, 'ko');
    assert.equal(korean[0], '지금은 조건에 맞지 않아요: 지원금');
    assert.ok(korean.includes('    만 나이: 36세'));
    assert.ok(korean.includes('    기준 (36년): 30 kg (2025년 1월 1일부터, 개 법 제3조의1, 법령과 대조하지 않음)'));
    assert.ok(korean.includes('          - 무게가 30 kg 이하여야 해요'));
    const chinese = lines(KNOWN, 'zh-Hant');
    assert.equal(chinese[0], '目前不符合條件：補助');
    assert.ok(chinese.includes('✗ 不符合：輕（犬法第3條）'));
    assert.ok(chinese.includes('          - 體重不得超過：30 kg'));
  });

  it('says the amount with what it rests on', () => {
    const [heading, amount, ...rest] = lines({ ...KNOWN, weight: 10 }, 'en');
    assert.deepEqual([heading, amount], ['You meet the conditions: Dog grant', 'Amount: €30.00']);
    assert.deepEqual(rest.slice(0, 2), ['    Per kg: €3.00/kg (since 1 January 2020; Dog Act)', '    Weight: 10 kg']);
  });

  it('says what is still needed, told facts by themselves, and what an officer will look at', () => {
    const { weight, account, ...known } = KNOWN;
    const open = lines(known, 'en');
    assert.equal(open[0], 'More has to be known: Dog grant');
    assert.deepEqual(open.slice(-5), ['', 'Still needed', '- Account', '- Heavy dog', '- Weight']);
    assert.ok(open.includes('    Weight: not known yet'));
    assert.equal(lines({ ...known, heavy: false, weight }, 'en')[0], 'You meet the conditions: Dog grant');
    assert.deepEqual(lines({ ...KNOWN, size: 'small' }, 'en').slice(-2), [
      'An officer will look at this',
      '- A small dog',
    ]);
  });

  it('says of a stored decision what it holds', () => {
    const { facts, parameters } = given(KNOWN);
    const stored = JSON.parse(JSON.stringify(decide(service.rule, facts, parameters)));
    const { clauses, amount } = explainDecision(pack, service, stored, 'en', '2026-03-01');
    assert.deepEqual(
      clauses.map(({ outcome }) => outcome),
      ['yes', 'yes', 'no', 'yes'],
    );
    assert.deepEqual(clauses[0]!.because, ['Size: Big']);
    assert.deepEqual([clauses[2]!.change, amount], [[], undefined]);
  });
});

describe('what would have to change, of dates, choices and what is or is not so', () => {
  const changes = (json: Record<string, unknown>, locale: Locale) => {
    const read = given({ ...KNOWN, weight: 10, ...json });
    const { clauses } = explainDecision(pack, service, decideGiven(service, read), locale, read.lawDay);
    return clauses.flatMap(({ change }) => change.map(({ text }) => text));
  };

  it('in each language', () => {
    const old = { born_on: '1930-05-01' };
    assert.deepEqual(changes(old, 'en'), [
      'Age must be less than 90 years',
      'Born on must be on or after 1 January 1950',
    ]);
    assert.deepEqual(changes(old, 'ko'), [
      '만 나이가 90세 미만이어야 해요',
      '생일이 1950년 1월 1일이거나 그 뒤여야 해요',
    ]);
    assert.deepEqual(changes(old, 'zh-Hant'), ['年齡須低於：90 歲', '生日不得早於：1950年1月1日']);
    assert.deepEqual(changes({ size: 'small' }, 'en'), ['Size must be Big']);
    assert.deepEqual(changes({ size: 'small' }, 'ko'), ['크기가 큼이어야 해요']);
    const minor = { born_on: '2020-01-01' };
    assert.deepEqual(changes(minor, 'en'), ['Day of application must be on or after 1 January 2038']);
    assert.deepEqual(changes(minor, 'ko'), ['신청일이 2038년 1월 1일이거나 그 뒤여야 해요']);
    assert.deepEqual(changes(minor, 'zh-Hant'), ['申請日不得早於：2038年1月1日']);
  });
});

describe('facts that are given', () => {
  it('are told wrong all at once, derived ones that may not be told included', () => {
    const read = given({ size: 'bigg', wieght: 3, weight: 'heavy', age: 30, heavy: 'yes' });
    assert.deepEqual(mistakesOf(pack, service, read), [
      'wieght: dog-grant takes no such fact — did you mean weight?',
      'age: this is worked out from other facts and cannot be given',
      'size: "bigg" is not one of big, small — did you mean big?',
      'weight: heavy is not a number',
      'heavy: "yes" is not true or false',
    ]);
  });

  it('come from YAML or JSON', () => {
    assert.deepEqual(parseGiven('facts.yaml', 'size: big\nborn_on: 1990-01-01').json, {
      size: 'big',
      born_on: '1990-01-01',
    });
    assert.deepEqual(parseGiven('facts.json', '{"size": "big"}').json, { size: 'big' });
    const wrong = (text: string) =>
      parseGiven('facts.yaml', text).problems.map(({ line, message }) => `${line}: ${message}`);
    assert.deepEqual(wrong('a: 1\na: 2'), ['2: this key is written twice']);
    assert.deepEqual(wrong('- 1'), ['1: this must be facts by name, as "age: 24"']);
  });
});

it('what no example tries', () => {
  assert.deepEqual(untriedIn(pack, service), [
    'no example is a no for the clause "big" alone',
    'no example is a no for the clause "grown-up" alone',
    'no example is a no for the clause "light" alone',
    'no example is a no for the clause "young" alone',
  ]);
});
