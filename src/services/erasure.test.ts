import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../test/support/government.ts';
import { tablesHolding } from '../../test/support/salts.ts';
import { type Erased, forgetPerson } from '../identity/index.ts';
import { all, sql, transaction } from '../kernel/index.ts';
import {
  decodeLeaf,
  formatPolicy,
  latestLeaves,
  NO_WITNESSES,
  type Opening,
  policyOf,
  type Receipt,
  receiptOf,
  sequenceOnce,
  signerOf,
  verifyReceipt,
} from '../log/index.ts';
import {
  agreementsOf,
  answerAgreement,
  casesOf,
  disputeFact,
  eventsOf,
  queueOf,
  servicesMigrations,
  settleTask,
  submitApplication,
  viewJourney,
} from './index.ts';
import { ANSWERS, officer, persona, prepareBirth, settle, submitBirth } from './testing/people.ts';

describe('erasing a person from the log', async () => {
  const { gov } = await testGovernment();
  const people = ['employed-mother', 'father', 'unmarried-mother'];
  const [mother, father, other] = (await Promise.all(people.map((id) => persona(gov, id)))) as [string, string, string];
  const registrar = await officer(gov, 'registrar');
  const signer = signerOf(gov.logOrigin, Buffer.alloc(32, 5));
  const log = { origin: gov.logOrigin, signers: [signer], policy: NO_WITNESSES };
  const POLICY = formatPolicy(policyOf(log));

  // The father applies for the allowance, the mother for the rest; he agrees to the name, and her surname is corrected.
  await submitBirth(gov, father, ANSWERS, ['childcare-allowance']);
  const application = await prepareBirth(gov, mother, ANSWERS, ['birth-registration', 'maternity-benefit-labour']);
  await transaction(gov.db, async (tx) => {
    const { facts } = await viewJourney(tx, gov, mother, application);
    await disputeFact(tx, gov, { person: mother, application, facts, fact: 'mother_surname', claimed: '程' });
  });
  await submitApplication(gov, mother, application);
  const [task] = (await queueOf(gov.db, gov, registrar)).items;
  await settleTask(gov, registrar, task!.task.id, { upheld: true, value: '程', reason: '已更正' });
  await settle(gov);
  for (const asked of await agreementsOf(gov.db, father)) await answerAgreement(gov, father, asked.id, true);
  await submitBirth(gov, other);
  while ((await sequenceOnce(gov.db, log, gov.clock)) > 0);

  /** Everything that happened to somebody's cases. */
  const timelineOf = async (person: string) =>
    (await Promise.all((await casesOf(gov.db, person)).map((kase) => eventsOf(gov.db, person, kase.id)))).flat();
  const before = {
    mother: await timelineOf(mother),
    father: await timelineOf(father),
    other: await timelineOf(other),
    disputes: await all(gov.db, sql<{ salt: string }>`select salt from services.dispute where salt is not null`),
  };
  const acts = [...before.mother, ...before.father, ...before.other];
  const erased = [...before.mother, ...before.father, ...before.disputes].map(({ salt }) => salt!);

  const receipt = async (entry: string): Promise<Receipt> => {
    const state = await receiptOf(gov.db, log, entry);
    assert.equal(state.state, 'logged');
    return state.receipt;
  };
  const failing = async (entry: string, opening?: Opening) =>
    (await verifyReceipt(await receipt(entry), opening, POLICY)).filter(({ ok }) => !ok).map(({ id }) => id);
  const forget = (person: string): Promise<Erased> =>
    transaction(gov.db, (tx) =>
      forgetPerson(tx, gov, [servicesMigrations], person, { agency: 'household-registration', reason: 'a law' }),
    );

  test('before, each content verifies with its salt', async () => {
    assert.ok(before.mother.length > 5 && before.father.length > 1 && before.other.length > 5);
    assert.equal(before.disputes.length, 1);
    for (const { entry, salt, content } of acts) assert.deepEqual(await failing(entry, { salt: salt!, content }), []);
  });

  test('the search for salts finds them where they are kept, and nowhere else', async () => {
    assert.deepEqual(await tablesHolding(gov.db, erased), ['services.dispute', 'services.event']);
  });

  test('somebody who agreed takes along their answer and the cases that they applied for; the rest is the others’', async () => {
    const agreed = before.mother.filter(({ kind }) => kind === 'agreed');
    assert.ok(agreed.length > 0);
    assert.equal((await forget(father)).salts, agreed.length + before.father.length);
    const left = (await timelineOf(mother)).filter(({ salt }) => salt === null);
    assert.deepEqual(
      left.map(({ id }) => id),
      agreed.map(({ id }) => id),
    );
    assert.deepEqual(await timelineOf(other), before.other);
  });

  test('erased, nobody holds a salt of theirs; what else was recorded stays', async () => {
    const { salts } = await forget(mother);
    assert.equal(salts, before.mother.filter(({ kind }) => kind !== 'agreed').length + before.disputes.length);
    assert.deepEqual(await tablesHolding(gov.db, erased), []);
    assert.deepEqual(
      await timelineOf(mother),
      before.mother.map((event) => ({ ...event, salt: null })),
    );
    assert.deepEqual(await timelineOf(other), before.other);
  });

  test('the log stays whole: every leaf is in the tree, and everybody else’s content verifies as before', async () => {
    while ((await sequenceOnce(gov.db, log, gov.clock)) > 0);
    for (const { entry } of acts) assert.deepEqual(await failing(entry), []);
    for (const { entry, salt, content } of before.other)
      assert.deepEqual(await failing(entry, { salt: salt!, content }), []);
  });

  test('each erasure is an act whose leaf names nobody, and whose salt is kept nowhere', async () => {
    const leaves = await latestLeaves(gov.db, log.origin, Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
    const forgotten = leaves.filter(({ kind }) => kind === 'person.forgotten');
    assert.equal(forgotten.length, 2);
    for (const { agency, at } of forgotten)
      assert.deepEqual([agency, at], ['household-registration', gov.clock.now().toISOString()]);
  });

  test('asked again it changes nothing and logs nothing; somebody without acts is no act', async () => {
    assert.deepEqual(await forget(mother), { salts: 0, values: 0, entry: null });
    assert.deepEqual(await forget(registrar.person), { salts: 0, values: 0, entry: null });
    assert.equal(await sequenceOnce(gov.db, log, gov.clock), 0);
  });

  test('whoever’s record a case is about is one of its people', async () => {
    const matterOf = (subject: string) => sql`update services.case
      set matter = jsonb_set(matter, '{subject}', to_jsonb(${subject}::text)) where applicant = ${other} and place = 0`;
    const [first] = await casesOf(gov.db, other);
    assert.ok(first);
    await matterOf(registrar.person).execute(gov.db);
    const { salts, entry } = await forget(registrar.person);
    assert.ok(salts > 0 && entry !== null);
    const kept = (await timelineOf(other)).filter(({ salt }) => salt !== null);
    assert.equal(kept.length, before.other.length - salts);
    await sequenceOnce(gov.db, log, gov.clock);
    assert.equal(decodeLeaf(Buffer.from((await receipt(entry)).leaf, 'base64')).kind, 'person.forgotten');
  });
});
