import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, type Day } from '../../kernel/index.ts';
import { isOpenOn } from '../journey/window.ts';
import { asksOf, type FinderAnswers, readFinderAnswers, withAnswers } from './answers.ts';
import { askingOf } from './ask.ts';
import { horizonOf } from './days.ts';
import { findingsOf } from './find.ts';
import type { Finding } from './finding.ts';
import { finderGovernment } from './fixture.ts';
import { NOTHING_KNOWN } from './read.ts';

const TODAY = '2026-03-10';
const gov = finderGovernment();

function found(answers: FinderAnswers, day: Day = TODAY): Record<string, Finding> {
  const findings = findingsOf(gov, withAnswers(gov, NOTHING_KNOWN, answers), day);
  return Object.fromEntries(findings.map((finding) => [finding.id, finding]));
}

const groupsOf = (findings: Iterable<Finding>) =>
  Object.fromEntries([...findings].map(({ id, group, day, worth }) => [id, { group, day, worth }]));

const GROWN = { birthday: '1996-06-01', poor: true, student: true, region: 'north', income: 700 };

describe('what somebody can get', () => {
  test('by what they said: now, with the amount, what it is worth in all, and until when', () => {
    const { 'young-rent': rent, 'student-grant': grant } = found(GROWN);
    assert.deepEqual([rent!.group, rent!.amount, rent!.worth], ['yes', 20_000, 240_000]);
    assert.deepEqual([grant!.group, grant!.until], ['yes', { day: '2026-05-31', because: undefined }]);
  });

  test('until the birthday on which they become too old', () => {
    const { 'young-rent': rent } = found({ ...GROWN, birthday: '1991-09-09' });
    assert.deepEqual(rent!.until, { day: '2026-09-08', because: 'age' });
  });

  test('from the birthday on which they are old enough, from the opening of a window, from a new figure of the law', () => {
    const {
      'young-rent': rent,
      'autumn-course': course,
      'big-income': income,
    } = found({
      ...GROWN,
      birthday: '2007-08-15',
      student: false,
      income: 900,
    });
    assert.deepEqual([rent!.group, rent!.day, rent!.becomes.map(({ id }) => id)], ['later', '2026-08-15', ['age']]);
    assert.deepEqual([course!.group, course!.day, course!.until?.day], ['later', '2026-10-01', '2026-10-31']);
    assert.deepEqual([income!.group, income!.day], ['later', '2027-01-01']);
  });

  test('a window that is over is closed, whatever else holds', () => {
    assert.equal(found(GROWN)['past-voucher']!.group, 'closed');
  });

  test('a no says by which clause, and what would have to be otherwise', () => {
    const { 'student-grant': grant, 'big-income': income } = found({ student: false, region: 'south', income: 5 });
    assert.deepEqual(
      grant!.unmet.map(({ clause, demands }) => [clause.id, demands]),
      [
        ['student', { name: 'student', relation: 'is', value: true }],
        ['where', { name: 'region', relation: 'is', value: 'north' }],
      ],
    );
    assert.deepEqual(income!.unmet[0]!.demands, { name: 'income', relation: 'at-least', value: 9000 });
  });

  test('through what follows from what they said, down to the table of the law', () => {
    const { 'income-aid': aid } = found({ income: 1600, household: 2 });
    assert.deepEqual(aid!.unmet[0]!.demands, { name: 'income', relation: 'at-most', value: 1500 });
    const { 'young-rent': rent } = found({ birthday: '1996-06-01', poor: false });
    assert.deepEqual(rent!.unmet[0]!.demands, { name: 'poor', relation: 'is', value: true });
  });

  test('a name that is only told when applying keeps nobody from a yes', () => {
    const { 'with-name': named } = found({ birthday: '1996-06-01' });
    assert.deepEqual([named!.group, named!.toTell.map(({ name }) => name)], ['yes', ['nickname']]);
    assert.deepEqual(
      named!.clauses.flatMap(({ uses }) => uses.map(({ name }) => name)).filter((name) => name === 'nickname'),
      [],
    );
  });

  test('what only a registry knows is likely once all that can be asked speaks for it', () => {
    assert.equal(found({})['with-record']!.group, 'need');
    const { 'with-record': record } = found({ student: true });
    assert.deepEqual([record!.group, record!.missing.map(({ name }) => name)], ['likely', ['held_name']]);
    assert.equal(found({ student: false })['with-record']!.group, 'no');
  });

  test('what is worth most comes first', () => {
    const order = findingsOf(gov, withAnswers(gov, NOTHING_KNOWN, GROWN), TODAY);
    const worths = order.filter(({ group }) => group === 'yes').map(({ worth }) => worth);
    assert.deepEqual(worths.slice(0, 2), [240_000, 50_000]);
    assert.equal(worths.at(-1), null);
  });

  test('one name that means two things in two services is asked twice', () => {
    const keys = [...asksOf(gov.pack).keys()].filter((key) => key.startsWith('children'));
    assert.deepEqual(keys.sort(), ['children@other-meaning', 'children@own-meaning']);
    const { 'own-meaning': own, 'other-meaning': other } = found({ 'children@own-meaning': 3, income_level: 'low' });
    assert.deepEqual([own!.group, other!.group], ['yes', 'need']);
  });
});

describe('what is asked', () => {
  const asking = (answers: FinderAnswers, leftOut: string[] = []) =>
    askingOf(gov.pack, Object.values(found(answers)), TODAY, leftOut);
  const keys = (answers: FinderAnswers, leftOut?: string[]) =>
    asking(answers, leftOut).questions.map(({ ask }) => ask.key);

  test('each question says on which conditions of which services it bears', () => {
    const { questions, services } = asking({});
    const student = questions.find(({ ask }) => ask.key === 'student')!;
    assert.ok(services > 3);
    assert.deepEqual(student.why.map(({ service, clauses }) => [service.id, clauses.map(({ id }) => id)]).sort(), [
      ['autumn-course', ['student']],
      ['student-grant', ['student']],
      ['with-record', ['student']],
    ]);
  });

  test('what can change nothing any more is not asked, nor what was left out', () => {
    assert.ok(keys({}).includes('region'));
    assert.ok(!keys({ student: false }).includes('region'));
    assert.ok(!keys({}, ['student']).includes('student'));
    assert.ok(keys({}).includes('poor') && !keys({ birthday: '1950-01-01' }).includes('poor'));
  });

  test('a form is read by the types of its questions, and what cannot be read is told', () => {
    const { answers, problems } = readFinderAnswers(gov.pack, {
      birthday: '1996-6-1',
      student: 'yes',
      income: 'much',
      region: '',
      'children@own-meaning': '2',
      unknown: 'x',
    });
    assert.deepEqual(answers, { birthday: '1996-06-01', student: true, 'children@own-meaning': 2 });
    assert.deepEqual(Object.keys(problems), ['income']);
  });
});

const days = fc.integer({ min: 0, max: 365 * 40 }).map((count) => addDays('1985-01-01', count));
const everything = fc.record({
  birthday: days,
  income: fc.integer({ min: 0, max: 12_000 }),
  household: fc.integer({ min: 1, max: 6 }),
  student: fc.boolean(),
  region: fc.constantFrom('north', 'south'),
  income_level: fc.constantFrom('high', 'low'),
  'children@own-meaning': fc.integer({ min: 0, max: 4 }),
  'children@other-meaning': fc.integer({ min: 0, max: 4 }),
});

/** The income line of the fixture's law: what may be told instead of its parts, people work out themselves. */
const LINE = [1000, 1500, 1500, 2500, 2500, 2500];
const whole = everything.map((said) => ({ ...said, poor: said.income <= LINE[said.household - 1]! }));

const EVERY_DAY = Array.from({ length: 800 }, (_, count) => addDays(TODAY, count)).filter(
  (day) => day <= horizonOf(TODAY),
);

describe('for anybody', () => {
  test('answering what is asked, in any order, ends where answering everything at once does', () => {
    fc.assert(
      fc.property(whole, fc.infiniteStream(fc.nat()), (all, picks) => {
        let answers: FinderAnswers = {};
        for (;;) {
          const asking = askingOf(gov.pack, Object.values(found(answers)), TODAY);
          const { questions } = asking;
          if (questions.length === 0) {
            assert.deepEqual(groupsOf(asking.findings), groupsOf(Object.values(found(all))));
            return;
          }
          const { key } = questions[picks.next().value! % questions.length]!.ask;
          answers = { ...answers, [key]: all[key as keyof typeof all] };
        }
      }),
      { numRuns: 200 },
    );
  });

  test('the first day that is found is the first of all days', () => {
    fc.assert(
      fc.property(whole, (all) => {
        const first = found(all);
        for (const id of ['young-rent', 'with-name', 'big-income', 'autumn-course']) {
          const service = gov.pack.services.get(id)!;
          const fits = (day: Day) => isOpenOn(service, day) && found(all, day)[id]!.group === 'yes';
          const { group, day } = first[id]!;
          assert.equal(group === 'no' ? undefined : day, EVERY_DAY.find(fits), id);
        }
      }),
      { numRuns: 10 },
    );
  });
});
