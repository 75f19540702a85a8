import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { compactVerify } from 'jose';
import { testGovernment } from '../../../test/support/government.ts';
import { registerParty, withdrawParty } from '../../credentials/index.ts';
import { type AppError, all, first, run, sha256, sql, transaction } from '../../kernel/index.ts';
import { canonicalJson } from '../../log/index.ts';
import {
  answerStatement,
  capped,
  cappedOrRecorded,
  currentTemplate,
  isCurrent,
  overAskedBy,
  pathsOf,
  publishTemplates,
  readsOf,
  requiredOf,
  signedTemplate,
  TEMPLATE_TYPE,
  type Template,
  templateById,
  templatesNow,
  tooMuch,
  versionsOf,
} from './index.ts';

const { gov } = await testGovernment('tw');
const { db } = gov;

const text = (words: string) => `{zh-Hant: ${words}, ko: ${words}, en: ${words}}`;
const gym = (fields: string, more = '') => `id: gym
title: ${text('Gym')}
summary: ${text('Sport')}
hosts: [gym.example]
uses:
  join:
    purpose: ${text('To join')}
    law: []
    data: {basis: consent, fields: {persons: [${fields}]}, kept: 9 days${more}}
`;
const register = (file: string) => transaction(db, (tx) => registerParty(tx, gov, { name: 'gym.yaml', text: file }));
const leaves = async () => {
  const [row] = await all(
    db,
    sql<{ count: number }>`select coalesce(sum(cardinality(ids)), 0)::int as count
    from log.outbox`,
  );
  return row!.count;
};
const codeOf = (code: AppError['code']) => (error: AppError) => error.code === code;

describe('purposes', () => {
  it('are published once each, as acts of the public log', async () => {
    const before = await leaves();
    const published = await publishTemplates(db, gov);
    const now = await templatesNow(gov);
    assert.deepEqual(published.toSorted(), now.map(({ id }) => id).sort());
    assert.ok(published.some((id) => /^bank\.card-application\.[0-9a-f]{16}$/.test(id)));
    assert.equal((await leaves()) - before, published.length);
    assert.deepEqual(await publishTemplates(db, gov), []);
    const [one, other] = await Promise.all([publishTemplates(db, gov, 'bank'), publishTemplates(db, gov, 'bank')]);
    assert.deepEqual([...one, ...other], []);
  });

  it('are published once by two processes that begin together', async () => {
    await register(gym('name'));
    const done = await Promise.all([1, 2, 3].map(() => publishTemplates(db, gov, 'gym')));
    assert.equal(done.flat().length, 1);
  });

  it('are named by what they say: anybody can work the id out', async () => {
    const template = await currentTemplate(db, gov, { party: 'bank', use: 'card-application' });
    const hash = sha256(canonicalJson(JSON.parse(JSON.stringify(template.document)))).toString('hex');
    assert.equal(template.hash, hash);
    assert.equal(template.id, `bank.card-application.${hash.slice(0, 16)}`);
    const again = await templateById(db, gov, template.id);
    assert.deepEqual([again.document, again.data.fields], [template.document, template.data.fields]);
    const { title, keeper } = template.fields.find(({ path }) => path === 'labour-enrolment.employer')!;
    assert.deepEqual([title.en, keeper.en], ['Insured unit', 'Bureau of Labor Insurance']);
    assert.deepEqual(template.statements[0]!.rule, {
      ...{ if: 'salary >= 30000', derived: {}, parameters: [] },
      facts: { salary: 'labour-enrolment.average_salary' },
    });
  });

  it('that change are others, and the old stay readable', async () => {
    const one = await currentTemplate(db, gov, { party: 'gym', use: 'join' });
    await register(gym('name, born_on'));
    const two = await currentTemplate(db, gov, { party: 'gym', use: 'join' });
    assert.notEqual(one.id, two.id);
    assert.deepEqual([await isCurrent(db, gov, one), await isCurrent(db, gov, two)], [false, true]);
    assert.deepEqual(pathsOf(await templateById(db, gov, one.id)), ['persons.name']);
    assert.deepEqual((await versionsOf(db, two)).map(({ id }) => id).sort(), [one.id, two.id].sort());
  });

  it('of who is withdrawn are no more to be had, but to be read', async () => {
    await register(gym('name, sex'));
    const template = await currentTemplate(db, gov, { party: 'gym', use: 'join' });
    await transaction(db, (tx) => withdrawParty(tx, gov, 'gym'));
    await assert.rejects(currentTemplate(db, gov, { party: 'gym', use: 'join' }), codeOf('gone'));
    assert.equal(await isCurrent(db, gov, template), false);
    assert.equal(
      (await templatesNow(gov)).some(({ party }) => party.id === 'gym'),
      false,
    );
    assert.equal((await templateById(db, gov, template.id)).id, template.id);
    await assert.rejects(currentTemplate(db, gov, { party: 'shop', use: 'age' }), codeOf('not-found'));
    await assert.rejects(templateById(db, gov, `bank.card-application.${'0'.repeat(16)}`), codeOf('not-found'));
  });

  it('that somebody makes to meet the id of another are refused', async () => {
    await register(gym('born_on'));
    const { id } = await currentTemplate(db, gov, { party: 'gym', use: 'join' });
    await run(db, sql`update exchange.template set hash = ${'0'.repeat(64)} where party = 'gym' and id = ${id}`);
    await assert.rejects(currentTemplate(db, gov, { party: 'gym', use: 'join' }), codeOf('conflict'));
    await assert.rejects(publishTemplates(db, gov, 'gym'), codeOf('conflict'));
  });

  it('whose rules mean something else by now are gone', async () => {
    const { id, document } = await currentTemplate(db, gov, { party: 'bank', use: 'card-application' });
    const [statement] = document.statements;
    const meant = { ...statement!, rule: { ...statement!.rule, if: 'salary >= 1' } };
    const other = canonicalJson(JSON.parse(JSON.stringify({ ...document, statements: [meant] })));
    const changed = `bank.card-application.${'1'.repeat(16)}`;
    await run(
      db,
      sql`insert into exchange.template select party, ${changed}, use, ${other}, hash, published_at, entry, salt
        from exchange.template where id = ${id}`,
    );
    await assert.rejects(templateById(db, gov, changed), codeOf('gone'));
  });

  it('of one whose file goes with the pack no more leave the others as they are', async () => {
    const file = gym('name').replace('id: gym', 'id: spa');
    await transaction(db, (tx) => registerParty(tx, gov, { name: 'spa.yaml', text: file }));
    const { id } = await currentTemplate(db, gov, { party: 'spa', use: 'join' });
    await run(
      db,
      sql`update credentials.relying_party set file = ${file.replace('persons', 'people')} where party = 'spa'`,
    );
    assert.ok((await templatesNow(gov)).length > 0);
    assert.equal(
      (await templatesNow(gov)).some(({ party }) => party.id === 'spa'),
      false,
    );
    await assert.rejects(currentTemplate(db, gov, { party: 'spa', use: 'join' }), codeOf('unavailable'));
    assert.equal((await templateById(db, gov, id)).id, id);
  });

  it('are signed by who keeps the trust list', async () => {
    const template = await currentTemplate(db, gov, { party: 'school', use: 'tuition-waiver' });
    const jws = await signedTemplate(gov, template);
    const header = JSON.parse(Buffer.from(jws.split('.')[0]!, 'base64url').toString()) as {
      x5c: string[];
      typ: string;
    };
    const { publicKey } = new X509Certificate(Buffer.from(header.x5c[0]!, 'base64'));
    const { payload } = await compactVerify(jws, publicKey);
    const said = JSON.parse(new TextDecoder().decode(payload)) as { id: string; template: unknown };
    assert.deepEqual([header.typ, said.id], [TEMPLATE_TYPE, template.id]);
    assert.equal(sha256(canonicalJson(said.template)).toString('hex'), template.hash);
    assert.equal(await signedTemplate(gov, template), jws);
  });
});

describe('the cap of a purpose', () => {
  let template: Template;
  before(async () => {
    template = await currentTemplate(db, gov, { party: 'bank', use: 'card-application' });
  });
  const fair = { fields: ['persons.name', 'households.address'], statements: ['salary-enough'] };
  const greedy = { fields: [...fair.fields, 'persons.mother'], statements: ['rich'] };

  it('is what it names, and no more', () => {
    assert.equal(capped(template, fair), fair);
    assert.deepEqual(tooMuch(template, greedy), ['persons.mother', 'rich']);
    assert.throws(
      () => capped(template, greedy),
      (error: AppError) => error.code === 'forbidden' && error.message.includes('persons.mother, rich'),
    );
    assert.deepEqual(requiredOf(template).fields, ['persons.name', 'persons.born_on', 'labour-enrolment.employer']);
  });

  it('has each registry read once, for what goes and for what is stated', () => {
    assert.deepEqual(readsOf(template, { fields: ['labour-enrolment.employer'], statements: ['salary-enough'] }), [
      { registry: 'labour-enrolment', fields: ['employer', 'average_salary'] },
    ]);
  });

  it('leaves a record of who asked for more, once a day for the same', async () => {
    assert.equal(await cappedOrRecorded(gov, template, fair), fair);
    const before = await leaves();
    for (const _ of [1, 2, 3]) await assert.rejects(cappedOrRecorded(gov, template, greedy), codeOf('forbidden'));
    const more = { fields: ['persons.spouse'], statements: [] };
    await assert.rejects(cappedOrRecorded(gov, template, more), codeOf('forbidden'));
    const own = await overAskedBy(db, 'bank', 'card-application');
    assert.deepEqual(await overAskedBy(db, 'bank', 'card-limit-review'), []);
    assert.deepEqual(
      own.map(({ asked, times }) => [asked, times]),
      [
        [['persons.spouse'], 1],
        [['persons.mother', 'rich'], 3],
      ],
    );
    assert.equal((await leaves()) - before, 2);
  });

  it('cannot fill the log: after twenty a day the rest is counted', async () => {
    const before = await leaves();
    for (let nth = 0; nth < 30; nth += 1)
      await assert.rejects(cappedOrRecorded(gov, template, { fields: [`made.up_${nth}`], statements: [] }));
    assert.equal((await leaves()) - before, 18);
    const row = await first(
      db,
      sql<{ rows: number; times: number }>`select count(*)::int as rows, sum(times)::int as times
        from exchange.over_asking where party = 'bank'`,
    );
    assert.deepEqual(row, { rows: 20, times: 34 });
  });
});

describe('a statement', () => {
  let school: Template;
  before(async () => {
    school = await currentTemplate(db, gov, { party: 'school', use: 'tuition-waiver' });
  });
  const low = (values: Record<string, unknown>) =>
    answerStatement(gov, school, 'low-income-household', values, '2026-11-02');

  it('is yes, no, or not known', () => {
    assert.equal(low({ 'low-income-households.level': 'low-income' }), true);
    assert.equal(low({ 'low-income-households.level': null }), false);
    assert.equal(low({}), undefined);
  });

  it('goes by the day', () => {
    const values = { 'student-enrolment.enrolled_until': '2027-07-31', 'student-enrolment.left_on': null };
    const enrolled = (day: string) => answerStatement(gov, school, 'enrolled', values, day);
    assert.deepEqual([enrolled('2027-07-31'), enrolled('2027-08-01')], [true, false]);
  });

  it('is of this purpose, or there is none', () => {
    assert.throws(() => answerStatement(gov, school, 'salary-enough', {}, '2026-11-02'), codeOf('not-found'));
  });
});
