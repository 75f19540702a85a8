import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../test/support/government.ts';
import { currentTemplate, prepareEnrolment, receiverOf } from '../exchange/index.ts';
import { partyFile, receiverKey } from '../exchange/receivers/testing.ts';
import { transaction } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { approveTask, refuseTask, saveAnswers, startApplication, submitApplication, viewJourney } from './index.ts';
import { casesByService, officer, persona, settle, taskOf } from './testing/people.ts';

const SEEN = { reason: 'As handed in' };
const keys = JSON.stringify({ keys: [receiverKey('sig', 'one').jwk, receiverKey('enc', 'two').jwk] });

async function apply(gov: Government, person: string, code: string) {
  const start = { service: 'data-receiver-enrolment', matter: null };
  const application = await startApplication(gov, person, start, 'en');
  await transaction(gov.db, async (tx) => {
    const journey = await viewJourney(tx, gov, person, application);
    assert.deepEqual(
      journey.questions.map(({ fact }) => fact.name),
      ['enrolment_code'],
    );
    await saveAnswers(tx, gov, journey, { enrolment_code: code });
  });
  await submitApplication(gov, person, application);
  await settle(gov);
  return async () => (await casesByService(gov, person, application))['data-receiver-enrolment']!;
}

for (const { pack, owner } of [
  { pack: 'tw', owner: 'father' },
  { pack: 'kr', owner: 'founder' },
]) {
  describe(`a company of ${pack} that wants to receive data`, async () => {
    const { gov } = await testGovernment(pack);
    const person = await persona(gov, owner);
    const registrar = await officer(gov, 'company-registrar');
    const enrolment = { file: partyFile('bakery'), keys, webhook: 'https://party.example/hook' };
    const prepared = await transaction(gov.db, (tx) => prepareEnrolment(tx, gov, { owner: person, ...enrolment }));

    test("cannot take what another has handed in, or what was never: the officer's approval undoes itself", async () => {
      const foreign = await transaction(gov.db, (tx) =>
        prepareEnrolment(tx, gov, { owner: registrar.person, ...enrolment, file: partyFile('foreign') }),
      );
      const kase = await apply(gov, person, foreign.code);
      const item = await taskOf(gov, registrar, await kase());
      await assert.rejects(approveTask(gov, registrar, item!.task.id, SEEN), { code: 'not-found' });
      assert.equal((await kase()).state, 'review');
      assert.equal(await receiverOf(gov.db, 'foreign'), undefined);
      await refuseTask(gov, registrar, item!.task.id, SEEN);
    });

    test('may receive it once an officer has looked at what it handed in', async () => {
      const kase = await apply(gov, person, prepared.code);
      assert.equal((await kase()).state, 'review');
      assert.equal(await receiverOf(gov.db, 'bakery'), undefined);
      const item = await taskOf(gov, registrar, await kase());
      await approveTask(gov, registrar, item!.task.id, SEEN);
      assert.deepEqual((await kase()).decision?.effects?.[0], { verb: 'receive', party: 'bakery' });
      assert.equal((await receiverOf(gov.db, 'bakery'))?.owner, person);
    });

    test('asks for other purposes in the same way', async () => {
      const file = partyFile('bakery').replace('30 days', '10 days');
      const other = await transaction(gov.db, (tx) => prepareEnrolment(tx, gov, { owner: person, ...enrolment, file }));
      const kase = await apply(gov, person, other.code);
      const item = await taskOf(gov, registrar, await kase());
      await approveTask(gov, registrar, item!.task.id, SEEN);
      const template = await currentTemplate(gov.db, gov, { party: 'bakery', use: 'once' });
      assert.equal(template.data.kept.days, 10);
    });
  });
}
