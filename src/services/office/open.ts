import { type Db, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { readFacts } from '../../registry/index.ts';
import { type CaseContext, contextOf } from '../cases/context.ts';
import { type DisputeRow, disputeById } from '../cases/disputes.ts';
import { type CaseEvent, eventsOf } from '../cases/events.ts';
import { type Appeal, appealOf } from '../cases/resident.ts';
import { type CaseRow, caseById } from '../cases/store.ts';
import { lockTask, type TaskRow } from '../cases/tasks.ts';
import { type Assessment, assess } from '../journey/assess.ts';
import { assertImpartial, type Officer, peopleOfTask } from './queue.ts';

/** A task as its officer sees it: opening it reads personal data, and the people see that it was read. */
export interface OpenedTask {
  task: TaskRow;
  applicantName: string;
  kase: CaseRow | undefined;
  context: CaseContext | undefined;
  assessment: Assessment | undefined;
  events: readonly CaseEvent[];
  dispute: DisputeRow | undefined;
  appeal: Appeal | undefined;
}

/** @throws AppError `not-found` for another agency's or role's, `forbidden` for the officer's own or family's. */
export function openTaskAs(gov: Government, officer: Officer, taskId: string): Promise<OpenedTask> {
  return transaction(gov.db, async (tx) => {
    const task = await lockTask(tx, officer.agency, officer.role, taskId);
    await assertImpartial(tx, gov, officer, await peopleOfTask(tx, gov, task));
    const kase = task.caseId ? await caseById(tx, task.applicant, task.caseId) : undefined;
    const context =
      kase && (await contextOf(tx, gov, kase, { kind: 'officer', person: officer.person, agency: officer.agency }));
    return {
      task,
      applicantName: await nameOf(tx, gov, officer, task.applicant),
      kase,
      context,
      assessment: context && assess(gov, context.service, context.facts, context.roles, context.appliedOn),
      events: kase ? await eventsOf(tx, kase.applicant, kase.id) : [],
      dispute: task.dispute ? await disputeById(tx, task.applicant, task.dispute) : undefined,
      appeal: kase && (await appealOf(tx, kase.applicant, kase.id)),
    };
  });
}

const TO_KNOW_WHO: { ko: string; 'zh-Hant': string; en: string } = {
  ko: '신청인 확인',
  'zh-Hant': '確認申請人',
  en: 'To know who applied',
};

async function nameOf(tx: Db, gov: Government, officer: Officer, person: string): Promise<string> {
  const { registry, name } = gov.pack.people;
  const [reading] = await readFacts(tx, gov, {
    reader: { kind: 'officer', person: officer.person, agency: officer.agency },
    purpose: { text: TO_KNOW_WHO },
    reads: [{ registry, person, fields: [name] }],
  });
  return String(reading?.values[name] ?? '');
}
