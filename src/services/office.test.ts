import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testGovernment } from '../../test/support/government.ts';
import { transaction } from '../kernel/index.ts';
import { inboxOf } from '../messages/index.ts';
import { disclosuresOf } from '../registry/index.ts';
import {
  answerAppeal,
  answerQuestion,
  appealOf,
  approveTask,
  askApplicant,
  caseById,
  disputeFact,
  eventsOf,
  lodgeAppeal,
  openTaskAs,
  queueOf,
  refuseTask,
  settleTask,
  submitApplication,
  viewJourney,
  withdrawCase,
} from './index.ts';
import {
  ANSWERS,
  casesByService,
  officer,
  persona,
  prepareBirth,
  settle,
  submitBirth,
  taskOf,
} from './testing/people.ts';

describe("the officer's work", async () => {
  const { gov } = await testGovernment();
  const [contradicted, mother] = await Promise.all(
    ['contradicted-mother', 'employed-mother'].map((id) => persona(gov, id)),
  );
  const registrar = await officer(gov, 'registrar');
  const relative = await officer(gov, 'registrar-in-family');
  const claims = await officer(gov, 'claims-officer');
  const cases = await submitBirth(gov, contradicted!);
  const registration = () => caseById(gov.db, contradicted!, cases['birth-registration']!.id);

  test('a contradiction opens a task with a clock in working days, once the other parent has agreed', async () => {
    const { agreementsOf, answerAgreement } = await import('./index.ts');
    const father = await persona(gov, 'contradicted-father');
    const [asked] = await agreementsOf(gov.db, father);
    await answerAgreement(gov, father, asked!.id, true);
    await settle(gov);
    const item = await taskOf(gov, registrar, cases['birth-registration']);
    assert.equal(item!.kase!.state, 'review');
    assert.ok(
      item!.task.flags.some((flag) => flag.endsWith('-differs')),
      item!.task.flags.join(),
    );
    assert.equal(item!.daysLeft, 3);
    assert.equal(item!.task.dueOn, '2026-11-05');
  });

  test('opening a task is recorded and shown to the person; another agency finds nothing', async () => {
    const item = await taskOf(gov, registrar, cases['birth-registration']);
    const opened = await openTaskAs(gov, registrar, item!.task.id);
    assert.equal(opened.applicantName, '張雅婷');
    assert.ok(opened.assessment!.flags.length > 0);
    const seen = await disclosuresOf(gov.db, contradicted!, { limit: 100 });
    assert.ok(seen.some((disclosure) => disclosure.readerKind === 'officer' && disclosure.reader === registrar.person));
    await assert.rejects(openTaskAs(gov, claims, item!.task.id), /no such task/);
    await assert.rejects(openTaskAs(gov, { ...registrar, role: 'other' }, item!.task.id), /no such task/);
  });

  test('asking for more stops the clock; the answer starts it again where it stood', async () => {
    const item = (await taskOf(gov, registrar, cases['birth-registration']))!;
    gov.clock.set('2026-11-03T10:00:00+08:00');
    await askApplicant(gov, registrar, item.task.id, '請問出生日期以何者為準？');
    assert.equal((await registration()).state, 'incomplete');
    const [letter] = await inboxOf(gov.db, contradicted!, { limit: 1 });
    assert.equal(letter!.body['zh-Hant'], '請問出生日期以何者為準？');
    gov.clock.set('2026-11-10T10:00:00+08:00');
    await answerQuestion(gov, contradicted!, item.kase!.id, '以戶籍為準');
    const again = (await taskOf(gov, registrar, cases['birth-registration']))!;
    assert.equal(again.task.dueOn, '2026-11-12');
    assert.equal(again.daysLeft, 2);
    assert.equal((await registration()).dueOn, '2026-11-12');
    await assert.rejects(answerQuestion(gov, contradicted!, item.kase!.id, 'again'), /Nothing is being asked/);
  });

  test('an approval with a reason carries out the effects and lets the others go on', async () => {
    const item = (await taskOf(gov, registrar, cases['birth-registration']))!;
    await assert.rejects(approveTask(gov, registrar, item.task.id, { reason: '   ' }), /Enter 1 to/);
    await approveTask(gov, registrar, item.task.id, { reason: '已與醫院確認', law: '戶籍法第29條' });
    await settle(gov);
    const now = await casesByService(gov, contradicted!, item.kase!.application);
    assert.equal(now['birth-registration']!.decision!.officer!.reason, '已與醫院確認');
    for (const kase of Object.values(now)) assert.equal(kase.state, 'approved', kase.service);
    await assert.rejects(approveTask(gov, registrar, item.task.id, { reason: 'again' }), /done already/);
    assert.equal(await taskOf(gov, registrar, cases['birth-registration']), undefined);
  });

  test('nobody handles a case of their own family', async () => {
    gov.clock.set('2026-11-12T10:00:00+08:00');
    const id = await prepareBirth(gov, mother!, ANSWERS, ['birth-registration']);
    await transaction(gov.db, async (tx) => {
      const journey = await viewJourney(tx, gov, mother!, id);
      await disputeFact(tx, gov, {
        person: mother!,
        application: id,
        facts: journey.facts,
        fact: 'mother_surname',
        claimed: '程',
      });
    });
    const queue = (await queueOf(gov.db, gov, registrar)).items;
    assert.equal(queue.length, 1);
    assert.equal(queue[0]!.dispute!.claimed, '程');
    assert.deepEqual(await queueOf(gov.db, gov, relative), { items: [], more: false });
    await assert.rejects(openTaskAs(gov, relative, queue[0]!.task.id), /another officer/);
    await assert.rejects(
      settleTask(gov, relative, queue[0]!.task.id, { upheld: true, value: '程', reason: 'x' }),
      /another officer/,
    );
  });

  test('what uses a disputed value waits; a correction keeps the old value and lets it go on', async () => {
    const [item] = (await queueOf(gov.db, gov, registrar)).items;
    const application = item!.dispute!.application!;
    await submitApplication(gov, mother!, application);
    assert.equal((await casesByService(gov, mother!, application))['birth-registration']!.waitsFor, 'correction');
    await assert.rejects(
      settleTask(gov, registrar, item!.task.id, { upheld: true, value: 7, reason: 'x' }),
      /does not fit/,
    );
    await settleTask(gov, registrar, item!.task.id, { upheld: true, value: '程', reason: '已更正' });
    await settle(gov);
    const kase = (await casesByService(gov, mother!, application))['birth-registration']!;
    assert.equal(kase.waitsFor, 'agreement');
    assert.equal(kase.facts!.mother_surname!.value, '程');
  });

  test('a refusal has a reason and an appeal with its deadline, which another officer answers', async () => {
    gov.clock.set('2026-11-13T10:00:00+08:00');
    const pension = await officer(gov, 'pension-officer');
    const { 'maternity-benefit-pension': kase } = await submitBirth(gov, mother!, ANSWERS, [
      'maternity-benefit-pension',
    ]);
    assert.equal(kase!.state, 'review', 'a machine does not refuse');
    const item = (await taskOf(gov, pension, kase))!;
    await refuseTask(gov, pension, item.task.id, { reason: '未參加國民年金', law: '國民年金法第32-1條' });
    const refused = await caseById(gov.db, mother!, kase!.id);
    assert.equal(refused.state, 'refused');
    assert.equal(refused.appealUntil, '2026-12-13');

    gov.clock.set('2026-12-14T10:00:00+08:00');
    await assert.rejects(lodgeAppeal(gov, mother!, kase!.id, 'late'), /time limit has passed/);
    gov.clock.set('2026-12-13T10:00:00+08:00');
    await lodgeAppeal(gov, mother!, kase!.id, '我有參加');
    await assert.rejects(lodgeAppeal(gov, mother!, kase!.id, 'twice'), /appealed already/);
    const appeal = (await taskOf(gov, pension, kase))!;
    assert.equal(appeal.task.kind, 'appeal');
    await assert.rejects(
      answerAppeal(gov, pension, appeal.task.id, { granted: true, reason: 'mine' }),
      /another officer/,
    );
    const colleague = await officer(gov, 'pension-reviewer');
    await answerAppeal(gov, colleague, appeal.task.id, { granted: false, reason: '維持原處分' });
    assert.equal((await appealOf(gov.db, mother!, kase!.id))!.granted, false);
    assert.deepEqual(
      (await eventsOf(gov.db, mother!, kase!.id)).map((event) => event.kind),
      ['received', 'review', 'refused', 'appealed', 'appeal-answered'],
    );
  });

  test('a case is withdrawn while it is undecided, and its task goes with it', async () => {
    const { 'maternity-benefit-pension': kase } = await submitBirth(gov, mother!, ANSWERS, [
      'maternity-benefit-pension',
    ]);
    await withdrawCase(gov, mother!, kase!.id);
    assert.equal((await caseById(gov.db, mother!, kase!.id)).state, 'withdrawn');
    const pension = await officer(gov, 'pension-officer');
    assert.equal(await taskOf(gov, pension, kase), undefined);
    await assert.rejects(withdrawCase(gov, mother!, kase!.id), /decided already/);
    await assert.rejects(withdrawCase(gov, contradicted!, kase!.id), /no such case/);
  });
});
