import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../test/support/government.ts';
import { all, sql, transaction } from '../kernel/index.ts';
import { fundAccount } from '../ledger/index.ts';
import { casesOf, mattersOf, saveDraft, startApplication, submitApplication } from './index.ts';
import { ANSWERS, persona, prepareBirth, settle } from './testing/people.ts';

const count = async (gov: Parameters<typeof persona>[0], table: string) =>
  (await all(gov.db, sql<{ n: number }>`select count(*)::int as n from ${sql.raw(table)}`))[0]!.n;

describe('when something goes wrong', async () => {
  const { gov, lines } = await testGovernment();
  const [mother, unmarried, contradicted] = await Promise.all(
    ['employed-mother', 'unmarried-mother', 'contradicted-mother'].map((id) => persona(gov, id)),
  );

  test("a fund that has run dry holds up its own agency's part only, and a job tries again", async () => {
    const fund = fundAccount('labour-insurance-fund', 'TWD');
    const { rows } = await sql`update ledger.account set posted = 0 where id = ${fund} returning id`.execute(gov.db);
    assert.ok(rows.length > 0);
    await submitApplication(gov, mother!, await prepareBirth(gov, mother!));
    const states = Object.fromEntries((await casesOf(gov.db, mother!)).map((kase) => [kase.service, kase.state]));
    assert.equal(states['maternity-benefit-labour'], 'received');
    assert.equal(states['birth-registration'], 'waiting');
    assert.ok(lines.some((line) => line.includes('a case could not be decided')));
    const jobs = await count(gov, "kernel.job where task = 'services.decide'");
    assert.ok(jobs > 0);
  });

  test('submitting twice, also at once, opens each case once', async () => {
    const id = await prepareBirth(gov, unmarried!, { ...ANSWERS, surname_from: '' });
    await Promise.all(Array.from({ length: 5 }, () => submitApplication(gov, unmarried!, id)));
    const services = (await casesOf(gov.db, unmarried!)).map((kase) => kase.service);
    assert.equal(new Set(services).size, services.length);
    await assert.rejects(saveDraft(gov.db, gov, { applicant: unmarried!, id }, { answers: {} }), /submitted already/);
  });

  test('an act that fails leaves nothing behind', async () => {
    const counts = () =>
      Promise.all(
        [
          ...['services.case', 'services.event', 'services.task', 'ledger.transfer', 'messages.message'],
          // What was read to fill the draft in was read, whatever becomes of it.
          "log.outbox, unnest(leaves) as leaf where convert_from(leaf, 'UTF8') not like '%\"data.disclosed\"%'",
        ].map((table) => count(gov, table)),
      );
    const before = await counts();
    const [own] = await mattersOf(gov.db, gov, contradicted!, 'births');
    const unanswered = await startApplication(gov, contradicted!, { lifeEvent: 'birth', matter: own!.matter }, 'ko');
    await assert.rejects(submitApplication(gov, contradicted!, unanswered), /not answered yet/);
    const id = await prepareBirth(gov, contradicted!);
    const powerCut = new Error('power cut');
    await assert.rejects(
      transaction(gov.db, async (tx) => {
        await submitApplication({ ...gov, db: tx }, contradicted!, id);
        throw powerCut;
      }),
      powerCut,
    );
    assert.deepEqual(await counts(), before);
  });

  test('two parents who submit for one child at the same moment are not both granted', async () => {
    const other = await persona(gov, 'contradicted-father');
    const [ids, people] = [
      [await prepareBirth(gov, contradicted!), await prepareBirth(gov, other)],
      [contradicted!, other],
    ];
    await Promise.allSettled(ids.map((id, index) => submitApplication(gov, people[index]!, id)));
    await settle(gov);
    const registrations = (await Promise.all(people.map((person) => casesOf(gov.db, person))))
      .flat()
      .filter((kase) => kase.service === 'birth-registration');
    assert.equal(registrations.length, 1);
  });

  test("somebody else's birth cannot be applied for", async () => {
    const [own] = await mattersOf(gov.db, gov, mother!, 'births');
    await assert.rejects(
      startApplication(gov, unmarried!, { lifeEvent: 'birth', matter: own!.matter }, 'en'),
      /no such record of yours/,
    );
    await assert.rejects(
      startApplication(gov, unmarried!, { lifeEvent: 'birth', matter: null }, 'en'),
      /about a record/,
    );
  });
});
