import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { AppError, all, run, sql, transaction } from '../../kernel/index.ts';
import { disclosuresOf, relatedPeople } from '../../registry/index.ts';
import { consentsCover, wardsOf, withdrawConsent } from '../consents/index.ts';
import { CODE_LIFE, counterCodeOf, openCounterCode, takeByCode } from './counter.ts';
import { officerOf, personaOf } from './testing.ts';

const PATHS = ['persons.name', 'labour-enrolment.average_salary'];

describe('a code at a counter', async () => {
  const { gov, lines } = await testGovernment();
  const [mother, stranger] = await Promise.all([personaOf(gov, 'employed-mother'), personaOf(gov, 'no-newborn')]);
  const clerk = await officerOf(gov, 'claims-officer');
  const made = (paths: readonly string[] = PATHS) =>
    openCounterCode(gov, { person: mother, subject: mother, paths, locale: 'en' });
  const refused = (code: string, status: number, by = clerk) =>
    assert.rejects(
      takeByCode(gov, by, code),
      (error: AppError) => error instanceof AppError && error.status === status,
    );

  test('gives an officer the agreed fields and no more, once, and the person sees it', async () => {
    const { code, consent } = await made();
    assert.match(code!, /^\d{10}$/);
    const taken = await takeByCode(gov, clerk, `${code!.slice(0, 5)} ${code!.slice(5)}`);
    const fields = taken.held.records.flatMap(({ registry, record }) =>
      Object.keys(record.values).map((field) => `${registry.id}.${field}`),
    );
    assert.deepEqual(fields.sort(), PATHS.toSorted());
    assert.equal(taken.held.number, undefined, 'the number was not agreed to');
    assert.deepEqual([...taken.held.names.keys()], [mother]);
    await refused(code!, 404);
    const seen = await disclosuresOf(gov.db, mother, { limit: 10, at: gov.clock.now() });
    assert.deepEqual(new Set(seen.map((one) => one.consent)), new Set([consent]));
    assert.deepEqual(
      new Set(seen.map(({ agency, reader }) => `${agency} ${reader}`)),
      new Set([`${clerk.agency} ${clerk.person}`]),
    );
    const looks = seen.map(({ registry, fields, at }) => ({
      ...{ consent, person: mother, reader: { kind: 'officer', ...clerk } as const, at },
      fields: fields.map((field) => `${registry}.${field}`),
    }));
    assert.deepEqual(new Set(await consentsCover(gov)(gov.db, looks)), new Set([true]), 'the monitor finds it allowed');
    const shown = await counterCodeOf(gov.db, mother, consent);
    assert.deepEqual([shown.code, shown.agency], [null, clerk.agency]);
    assert.ok(
      lines.every((line) => !line.includes(code!)),
      'codes are in no line of the log',
    );
  });

  test('carries answers whose values stay, in words that say so, and the person sees which look was only for them', async () => {
    const statements = ['renting-a-flat.of-age', 'tuition-waiver.low-income-household', 'none.such'];
    const { code, consent } = await openCounterCode(gov, {
      ...{ person: mother, subject: mother, paths: ['persons.name'], statements, locale: 'en' },
    });
    const { held, answers, agreed } = await takeByCode(gov, clerk, code!);
    assert.deepEqual(
      answers.map(({ name, holds }) => [name, holds]),
      [
        ['renting-a-flat.of-age', true],
        ['tuition-waiver.low-income-household', false],
      ],
    );
    assert.deepEqual(
      held.records.map(({ record }) => record.values),
      [{ name: '陳怡君' }],
    );
    const rows = new Map(agreed!.words.rows.map(({ label, lines }) => [label, lines]));
    assert.deepEqual(rows.get('Answered with yes or no only')?.[0], 'Is 18 or older');
    const seen = (await disclosuresOf(gov.db, mother, { limit: 10, at: gov.clock.now() })).filter(
      (one) => one.consent === consent,
    );
    const [whole, only] = [false, true].map((is) =>
      seen.filter(({ purpose }) => purpose.text.en.includes('only whether it is so') === is),
    );
    assert.deepEqual(
      whole!.map(({ registry, fields }) => [registry, fields]),
      [['persons', ['name']]],
    );
    assert.deepEqual(only!.map(({ registry, fields }) => `${registry}.${fields}`).sort(), [
      'low-income-households.level',
      'persons.born_on',
    ]);
    const looks = seen.map(({ registry, fields, at }) => ({
      ...{ consent, person: mother, reader: { kind: 'officer', ...clerk } as const, at },
      fields: fields.map((field) => `${registry}.${field}`),
    }));
    assert.deepEqual(new Set(await consentsCover(gov)(gov.db, looks)), new Set([true]));
    const beyond = looks.map((look) => ({ ...look, fields: ['persons.mother'] }));
    assert.deepEqual(new Set(await consentsCover(gov)(gov.db, beyond)), new Set([false]));
  });

  test('is shown for a child by who acts for it, and the child sees it', async () => {
    const parent = await personaOf(gov, 'contradicted-mother');
    const [{ person: child = '' } = {}] = await wardsOf(gov, parent);
    const { code, consent } = await openCounterCode(gov, {
      ...{ person: parent, subject: child, paths: ['persons.name'], locale: 'en' },
    });
    const { held } = await takeByCode(gov, clerk, code!);
    assert.deepEqual([held.subject, held.names.get(child)], [child, '李品妍']);
    const [look] = await disclosuresOf(gov.db, child, { limit: 1, at: gov.clock.now() });
    assert.equal(look!.consent, consent);
    const act = { person: stranger, subject: child, paths: ['persons.name'], locale: 'en' } as const;
    await assert.rejects(openCounterCode(gov, act), /children under age/);
  });

  test('of two officers who send it at once, one gets it', async () => {
    const { code } = await made();
    const both = await Promise.allSettled([takeByCode(gov, clerk, code!), takeByCode(gov, clerk, code!)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  });

  test('is over after ten minutes, and when it is taken back', async () => {
    const late = await made();
    gov.clock.advance(CODE_LIFE);
    await refused(late.code!, 404);
    const back = await made();
    await transaction(gov.db, (tx) => withdrawConsent(tx, gov, { person: mother, consent: back.consent }));
    await refused(back.code!, 410);
    assert.equal((await counterCodeOf(gov.db, mother, back.consent)).isWithdrawn, true);
    assert.equal((await counterCodeOf(gov.db, mother, late.consent)).code, null, 'its number serves again');
  });

  test('is not for an officer’s own data or their family’s, and stays as it was', async () => {
    const { code } = await made();
    const related = await relatedPeople(gov.db, gov, mother);
    for (const person of related) await refused(code!, 403, { ...clerk, person });
    assert.equal((await takeByCode(gov, clerk, code!)).held.subject, mother);
  });

  test('who guesses is stopped, and may go on later', async () => {
    const guesser = await officerOf(gov, 'registrar');
    const { code } = await made();
    await run(gov.db, sql`delete from exchange.counter_miss`);
    for (let nth = 0; nth < 10; nth += 1) await refused(String(nth).padStart(10, '0'), 404, guesser);
    await refused(code!, 429, guesser);
    gov.clock.advance(15 * 60_000);
    await refused(code!, 404, guesser);
    assert.equal((await all(gov.db, sql`select from exchange.counter_miss where person = ${clerk.person}`)).length, 0);
  });

  test('belongs to who made it', async () => {
    const { consent } = await made();
    await assert.rejects(counterCodeOf(gov.db, stranger, consent), /no such code/);
  });
});
