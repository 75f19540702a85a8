import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../test/support/government.ts';
import { all, sql } from '../kernel/index.ts';
import { accountOf, balanceOf, payoutsOf, trialBalance } from '../ledger/index.ts';
import { inboxOf } from '../messages/index.ts';
import { disclosuresOf, readFacts } from '../registry/index.ts';
import { agreementsOf, answerAgreement, casesOf, eventsOf, instalmentsOf, payDue } from './index.ts';
import { ANSWERS, casesByService, persona, settle, submitBirth } from './testing/people.ts';

const statesOf = (cases: Record<string, { state: string }>) =>
  Object.fromEntries(Object.entries(cases).map(([service, { state }]) => [service, state]));

describe('the birth, all the way through', async () => {
  const { gov } = await testGovernment();
  const [mother, father, unmarried] = await Promise.all(
    ['employed-mother', 'father', 'unmarried-mother'].map((id) => persona(gov, id)),
  );
  /** What has left for the person's bank account: it never stays in the books. */
  const paidTo = async (person: string) => {
    const account = accountOf({ kind: 'person', owner: person, currency: 'TWD' });
    assert.equal(await balanceOf(gov.db, account), 0);
    const { payouts } = await payoutsOf(gov.db, account, { limit: 100 });
    assert.ok(payouts.every(({ to, state }) => to.bankAccount === ANSWERS.account && state === 'ordered'));
    return payouts.reduce((sum, { amount }) => sum + amount, 0);
  };

  test('a notice becomes an offer to both parents, once', async () => {
    await settle(gov);
    await settle(gov);
    for (const parent of [mother!, father!]) {
      const offers = (await inboxOf(gov.db, parent, { limit: 50 })).filter((message) =>
        message.link?.startsWith('/life-events/birth'),
      );
      assert.equal(offers.length, 1);
    }
  });

  test('what waits for the other parent waits; what does not is decided and paid at once', async () => {
    const cases = await submitBirth(gov, mother!);
    assert.deepEqual(statesOf(cases), {
      'birth-registration': 'waiting',
      'maternity-benefit-labour': 'approved',
      'childcare-allowance': 'waiting',
      'health-insurance-enrolment': 'waiting',
    });
    assert.equal(cases['birth-registration']!.waitsFor, 'agreement');
    assert.equal(await paidTo(mother!), 84_000);
  });

  test('the agreement lets the registration go on, and what waited for it follows', async () => {
    const [asked] = await agreementsOf(gov.db, father!);
    assert.equal(asked!.shown.answers.given_name, '小安');
    await answerAgreement(gov, father!, asked!.id, true);
    await settle(gov);
    const application = (await casesOf(gov.db, mother!))[0]!.application;
    const cases = await casesByService(gov, mother!, application);
    assert.deepEqual(new Set(Object.values(statesOf(cases))), new Set(['approved']));
    await assert.rejects(answerAgreement(gov, father!, asked!.id, false), /answered this already/);
  });

  test('the child is a person, with both parents, in the household and on the notice', async () => {
    const reader = { kind: 'service', service: 'birth-registration', agency: 'household-registration' } as const;
    const purpose = { text: gov.pack.title };
    const [children, household] = await readFacts(gov.db, gov, {
      reader,
      purpose,
      reads: [
        { registry: 'persons', person: mother!, through: 'mother', fields: ['person', 'name', 'father'] },
        { registry: 'households', person: mother!, fields: ['members'] },
      ],
    });
    assert.deepEqual(
      children!.records.map(({ values }) => [values.name, values.father]),
      [['王小安', father]],
    );
    assert.ok((household!.values.members as string[]).includes(children!.values.person as string));
    const [again] = await readFacts(gov.db, gov, {
      reader,
      purpose,
      reads: [{ registry: 'births', person: mother!, fields: ['child'] }],
    });
    assert.equal(again!.values.child, children!.values.person);
  });

  test('a monthly allowance is paid each month of the clock, once, until its last', async () => {
    const allowance = (await casesOf(gov.db, mother!)).find((kase) => kase.service === 'childcare-allowance')!;
    const before = await paidTo(mother!);
    assert.equal(before, 84_000 + 5_000, 'the first month is paid with the decision');
    gov.clock.set('2026-12-01T09:00:00+08:00');
    assert.equal(await payDue(gov), 1);
    assert.equal(await payDue(gov), 0);
    assert.equal(await paidTo(mother!), before + 5_000);
    gov.clock.set('2030-01-01T09:00:00+08:00');
    assert.equal(await payDue(gov), 22);
    const instalments = await instalmentsOf(gov.db, mother!, allowance.id);
    assert.equal(instalments[0]!.month, '2026-11-01');
    assert.equal(instalments.at(-1)!.month, '2028-10-01');
    assert.equal(instalments.length, 24);
    assert.ok(instalments.every((instalment) => instalment.paidAt && instalment.transfer));
    assert.equal(await paidTo(mother!), 84_000 + 24 * 5_000);
    const { holds, problems } = await trialBalance(gov.db);
    assert.ok(holds, JSON.stringify(problems));
    gov.clock.set('2026-11-03T09:00:00+08:00');
  });

  test('unmarried, nobody is asked to agree, and the pension scheme pays its own benefit', async () => {
    const cases = await submitBirth(gov, unmarried!, {
      given_name: '可可',
      account: '700000012345678',
      insure_with: 'mother',
    });
    assert.deepEqual(statesOf(cases), {
      'birth-registration': 'approved',
      'maternity-benefit-pension': 'approved',
      'childcare-allowance': 'approved',
      'health-insurance-enrolment': 'approved',
    });
    assert.equal(cases['maternity-benefit-pension']!.decision!.amount, 39_522);
  });

  test('every act has its leaf in the log, and every event of a case its act', async () => {
    const events = (
      await Promise.all((await casesOf(gov.db, mother!)).map((kase) => eventsOf(gov.db, mother!, kase.id)))
    ).flat();
    const found = await all(
      gov.db,
      sql<{ id: string }>`select unnest(ids) as id from log.outbox union select id from log.entry`,
    );
    const leaves = new Set(found.map((row) => row.id));
    assert.ok(events.length > 20);
    assert.deepEqual(
      events.filter((event) => !leaves.has(event.entry)),
      [],
    );
  });

  test('the mother sees each agency that read about her, with the law, and not herself', async () => {
    const seen = await disclosuresOf(gov.db, mother!, { limit: 200 });
    const agencies = new Set(seen.map((disclosure) => disclosure.agency));
    for (const agency of ['household-registration', 'labour-insurance', 'social-affairs', 'health-insurance'])
      assert.ok(agencies.has(agency), agency);
    assert.ok(seen.every((disclosure) => disclosure.fields.length > 0));
    assert.ok(
      seen
        .filter((disclosure) => disclosure.reader === 'maternity-benefit-labour')
        .every((disclosure) => disclosure.purpose.law?.act === '勞工保險條例'),
    );
  });
});
