import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { all, type Db, json, run, sql } from '../../kernel/index.ts';
import { inboxOf } from '../../messages/index.ts';
import { disclosuresOf, writeRecord } from '../../registry/index.ts';
import { persona, settle, submitBirth } from '../testing/people.ts';
import { findingsOf } from './find.ts';
import { fromRegistries } from './read.ts';
import { readOnce } from './recent.ts';
import { forgetAnswers, savedAnswersOf, saveFinderAnswers } from './saved-answers.ts';
import { endSearch, savedSearchOf, saveSearch, searchesJob } from './saved-search.ts';

const DAY_MS = 86_400_000;

describe('what a person has from the registries, and keeps', async () => {
  const { gov } = await testGovernment();
  const mother = await persona(gov, 'employed-mother');
  const father = await persona(gov, 'father');
  const unmarried = await persona(gov, 'unmarried-mother');
  const newMother = await persona(gov, 'registrar');
  const inbox = (person: string) => inboxOf(gov.db, person, { limit: 50 });
  await settle(gov);

  test('the services about her record, as they would be decided together', async () => {
    const findings = findingsOf(gov, await fromRegistries(gov.db, gov, mother), '2026-11-02');
    assert.deepEqual(
      findings.map(({ service, group, amount }) => [service.id, group, amount]),
      [
        ['maternity-benefit-labour', 'yes', 84_000],
        ['childcare-allowance', 'yes', 5_000],
        ['birth-registration', 'yes', null],
        ['health-insurance-enrolment', 'yes', null],
        ['student-coach', 'need', null],
        ['maternity-benefit-pension', 'no', null],
      ],
    );
    assert.deepEqual(
      findings.find(({ service }) => service.id === 'childcare-allowance')!.after.map(({ id }) => id),
      ['birth-registration'],
    );
  });

  test('what was applied for is shown with its case, and counts for what comes after it', async () => {
    const { 'birth-registration': kase } = await submitBirth(gov, unmarried, { given_name: '可可' }, [
      'birth-registration',
    ]);
    const findings = findingsOf(gov, await fromRegistries(gov.db, gov, unmarried), '2026-11-02');
    const groups = new Map(findings.map((finding) => [finding.service.id, finding]));
    assert.deepEqual(
      [groups.get('birth-registration')!.group, groups.get('birth-registration')!.kase?.id],
      ['applied', kase!.id],
    );
    const { group, after } = groups.get('childcare-allowance')!;
    assert.deepEqual([group, after], ['yes', []]);
  });

  test('who else was looked at sees it, and she does not see herself', async () => {
    const before = [
      await disclosuresOf(gov.db, father, { limit: 100 }),
      await disclosuresOf(gov.db, mother, { limit: 100 }),
    ];
    await fromRegistries(gov.db, gov, mother);
    const after = [
      await disclosuresOf(gov.db, father, { limit: 100 }),
      await disclosuresOf(gov.db, mother, { limit: 100 }),
    ];
    const [news] = [after[0]!.slice(0, after[0]!.length - before[0]!.length)];
    assert.ok(news.length > 0);
    for (const { readerKind, purpose } of news) {
      assert.equal(readerKind, 'service');
      assert.equal(purpose.text.en, 'To find what somebody can get');
    }
    assert.deepEqual(after[1], before[1]);
  });

  test('one look serves the pages that follow for ten minutes', async () => {
    let reads = 0;
    const read = async () => {
      reads += 1;
      return fromRegistries(gov.db, gov, mother);
    };
    const known = await readOnce(gov, 'session', read);
    assert.equal(await readOnce(gov, 'session', read), known);
    await readOnce(gov, 'session', read, true);
    await readOnce(gov, 'other', read);
    assert.equal(reads, 3);
    gov.clock.advance(11 * 60_000);
    await readOnce(gov, 'session', read);
    assert.equal(reads, 4);
  });

  test('answers to questions that are not asked any more, or in other words, are forgotten', async () => {
    await keep(gov.db, mother, 'gone', { said: 1, mark: 'x' });
    assert.deepEqual(await savedAnswersOf(gov.db, gov, mother), []);
    await saveFinderAnswers(gov, mother, {});
    assert.deepEqual(await all(gov.db, sql`select from services.saved_answer where person = ${mother}`), []);
    await keep(gov.db, mother, 'a', 1);
    await keep(gov.db, mother, 'b', 1);
    await forgetAnswers(gov.db, mother, 'a');
    assert.equal((await all(gov.db, sql`select from services.saved_answer where person = ${mother}`)).length, 1);
    await forgetAnswers(gov.db, mother);
    assert.equal((await all(gov.db, sql`select from services.saved_answer where person = ${mother}`)).length, 0);
  });

  test('who asks to be told gets one message of what newly fits, once', async () => {
    await saveSearch(gov, newMother, []);
    await look();
    const before = (await inbox(newMother)).length;
    await writeRecord(gov.db, gov, {
      registry: 'births',
      row: {
        notice_no: 'TPE-2026-000999',
        hospital: '晴川婦產科醫院',
        mother: 'A200000067',
        mother_born_on: '1976-10-10',
        born_on: '2026-11-01',
        sex: 'male',
        weeks: 39,
        order_in_delivery: 1,
      },
      source: 'test',
      at: gov.clock.now(),
    });
    await look();
    assert.equal((await inbox(newMother)).length, before, 'nothing of hers is looked at before it is time');
    gov.clock.advance(31 * DAY_MS);
    await look();
    const [letter, ...others] = (await inbox(newMother)).filter(({ link }) => link === '/benefits');
    assert.deepEqual(others, []);
    assert.match(letter!.body.en, /\nChildcare allowance – NT\$5,000 in all\n/);
    gov.clock.advance(31 * DAY_MS);
    await look();
    assert.equal((await inbox(newMother)).filter(({ link }) => link === '/benefits').length, 1);
  });

  test('what fits already when she asks is not told, and after she ends it nothing is', async () => {
    await endSearch(gov.db, newMother);
    assert.equal(await savedSearchOf(gov.db, newMother), undefined);
    const before = (await inbox(mother)).length;
    await saveSearch(gov, mother, []);
    gov.clock.advance(31 * DAY_MS);
    await look();
    assert.equal((await inbox(mother)).length, before);
  });

  /** What the schedule does each hour, and all that follows from it. */
  async function look(): Promise<void> {
    await searchesJob(gov)();
    await settle(gov);
  }
});

const keep = (db: Db, person: string, key: string, value: unknown) =>
  run(db, sql`insert into services.saved_answer values (${person}, ${key}, ${json(value)}, now())`);
