import assert from 'node:assert/strict';
import { test } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { mattersOf } from '../offers.ts';
import { ANSWERS, casesByService, persona, prepareBirth } from '../testing/people.ts';
import { applicationById } from './application.ts';
import { saveAnswers } from './save.ts';
import { startApplication } from './start.ts';
import { submitApplication } from './submit.ts';
import { viewJourney } from './view.ts';

const { gov } = await testGovernment();

test('what was applied for by itself meanwhile is not handed in again, nor said to be', async () => {
  const mother = await persona(gov, 'unmarried-mother');
  const all = await prepareBirth(gov, mother, { given_name: '可可', account: ANSWERS.account });
  const before = await applicationById(gov.db, mother, all);
  assert.ok(before.services.includes('childcare-allowance') && before.services.length > 1);
  const [own] = await mattersOf(gov.db, gov, mother, 'births');
  const one = await startApplication(gov, mother, { service: 'childcare-allowance', matter: own!.matter }, 'en');
  assert.notEqual(one, all);
  await saveAnswers(gov.db, gov, await viewJourney(gov.db, gov, mother, one), { account: ANSWERS.account });
  await submitApplication(gov, mother, one);
  await submitApplication(gov, mother, all);
  const { services } = await applicationById(gov.db, mother, all);
  assert.deepEqual(
    services,
    before.services.filter((service) => service !== 'childcare-allowance'),
  );
  assert.deepEqual(Object.keys(await casesByService(gov, mother, all)).sort(), services.toSorted());
});
