import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { registerParty } from '../../credentials/index.ts';
import { type AppError, all, run, sql, transaction, uuidv7 } from '../../kernel/index.ts';
import { type Government, type Pack, PackError, type Standard } from '../../pack/index.ts';
import { currentTemplate, keepStandards, pathsOf, publishTemplates, standardForm, templateById } from './index.ts';

const { gov } = await testGovernment('tw');
const { db } = gov;
const [ONE, TWO] = ['finance/income@1', 'finance/income@2'] as const;

/** The same government with another pack, as after the files were changed. */
const withStandards = (change: (standards: Map<string, Standard>) => void): Government => {
  const standards = new Map(gov.pack.standards);
  change(standards);
  return { ...gov, pack: { ...gov.pack, standards } as Pack };
};
const changed = (id: string, fields: Partial<Standard>) =>
  withStandards((standards) => standards.set(id, { ...standards.get(id)!, ...fields }));

/** `yearly_wage` of the first version out of another field. */
const otherwiseFilled = () => {
  const { fields } = gov.pack.standards.get(ONE)!;
  const form = { kind: 'copy', of: { registry: 'labour-enrolment', field: 'insured_days' } } as const;
  return changed(ONE, { fields: new Map(fields).set('yearly_wage', { ...fields.get('yearly_wage')!, form }) });
};

const problemsOf = async (other: Government): Promise<string[]> => {
  try {
    await keepStandards(other);
    return [];
  } catch (error) {
    assert.ok(error instanceof PackError);
    return error.problems.map(
      ({ file, line, message }) => `${file.slice(file.indexOf('standards/'))}:${line} ${message}`,
    );
  }
};
const gone = (error: AppError) => error.code === 'gone';

describe('standards in use', () => {
  it('a purpose by the first version is served that version, out of what fills the second', async () => {
    const template = await currentTemplate(db, gov, { party: 'carrier', use: 'handset-instalments' });
    assert.deepEqual(pathsOf(template), [
      'persons.name',
      'labour-enrolment.average_salary',
      'labour-enrolment.employer',
      'mobile-subscriptions.carrier',
      'mobile-subscriptions.since',
    ]);
    assert.deepEqual(
      template.document.standards!.map(({ id }) => id),
      [ONE, 'telecom/subscription@1'],
    );
    const told = { persons: { name: '陳怡君' }, 'labour-enrolment': { average_salary: 42000, employer: null } };
    assert.deepEqual(standardForm(template, told), {
      persons: { name: '陳怡君' },
      [ONE]: { yearly_wage: 504000, employer: null },
    });
    const again = await templateById(db, gov, template.id);
    assert.deepEqual(standardForm(again, told), standardForm(template, told));
    const bank = await currentTemplate(db, gov, { party: 'bank', use: 'card-application' });
    assert.equal(standardForm(bank, told), told, 'all others as registers say it');
  });

  it('are kept as they are first in use, and never change', async () => {
    await keepStandards(gov);
    await keepStandards(gov);
    const kept = await all(db, sql<{ id: string; hash: string }>`select id, hash from exchange.standard order by id`);
    assert.deepEqual(
      kept,
      [...gov.pack.standards.values()].map(({ id, hash }) => ({ id, hash })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    );
    const { contract } = gov.pack.standards.get(TWO)!;
    const monthly_wage = { ...contract.monthly_wage!, unit: 'TWD/year' };
    assert.deepEqual(await problemsOf(changed(TWO, { contract: { ...contract, monthly_wage }, hash: 'other' })), [
      'standards/finance/income@2.yaml:11 finance/income@2 was published and never changes, but monthly_wage was an amount in TWD/month and is an amount in TWD/year: put it back, and say it in finance/income@3',
    ]);
  });

  it('cannot be taken from under a consent: what people agreed to is read from where they agreed', async () => {
    await publishTemplates(db, gov, 'carrier');
    const { id } = await currentTemplate(db, gov, { party: 'carrier', use: 'handset-instalments' });
    assert.deepEqual(await problemsOf(otherwiseFilled()), [], 'nobody goes by it');
    await assert.rejects(templateById(db, otherwiseFilled(), id), gone);
    const [person, consent, now] = [uuidv7(gov.clock.now()), uuidv7(gov.clock.now()), gov.clock.now()];
    await run(
      db,
      sql`insert into exchange.consent (id, person, given_by, party, template, fields, statements, often, state, locale,
          from_at, until_at, given_at, changed_at)
        values (${consent}, ${person}, ${person}, 'carrier', ${id}, '{labour-enrolment.average_salary}', '{}', 'once', 'given',
          'en', ${now}, ${new Date(now.getTime() + 86_400_000)}, ${now}, ${now})`,
    );
    const [filled, ...more] = await problemsOf(otherwiseFilled());
    assert.match(
      filled!,
      /^standards\/finance\/income@1.yaml:11 yearly_wage of finance\/income@1 came out of labour-enrolment.average_salary when people agreed, and comes out of labour-enrolment.insured_days now: .* \(carrier\.handset-instalments\.[0-9a-f]{16} goes by it\)$/,
    );
    assert.deepEqual(more, []);
    const [removed] = await problemsOf(withStandards((standards) => standards.delete(ONE)));
    assert.match(
      removed!,
      /^standards\/finance\/income@1.yaml:\d+ finance\/income@1 is not there any more: put it back/,
    );
    await run(db, sql`update exchange.consent set state = 'withdrawn' where id = ${consent}`);
    assert.deepEqual(await problemsOf(otherwiseFilled()), []);
  });

  it('cannot be taken from somebody whom this installation has registered', async () => {
    const text = (words: string) => `{zh-Hant: ${words}, ko: ${words}, en: ${words}}`;
    const file = `id: lender
title: ${text('Lender')}
summary: ${text('Lends')}
hosts: [lender.example]
uses:
  lend:
    purpose: ${text('To lend')}
    law: []
    data: {basis: consent, fields: {${TWO}: [monthly_wage]}, kept: 9 days}
`;
    await transaction(db, (tx) => registerParty(tx, gov, { name: 'lender.yaml', text: file }));
    await publishTemplates(db, gov, 'lender');
    const without = withStandards((standards) => standards.delete(TWO));
    const [removed] = await problemsOf({ ...without, pack: { ...without.pack, version: 'another' } });
    assert.match(removed!, /^standards\/finance\/income@2.yaml:\d+ finance\/income@2 is not there any more/);
  });
});
