import { type Db, type Text, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { type Assessment, assess, namesOf, readFacts } from '../../registry/index.ts';
import { type CaseContext, contextOf } from '../cases/context.ts';
import type { DisputeRow } from '../cases/disputes.ts';
import { type CaseEvent, eventsOf } from '../cases/events.ts';
import { type Appeal, appealOf } from '../cases/resident.ts';
import { asOfficer, headOfTask, type Officer, type TaskHead } from './head.ts';

/** A task as its officer sees it: opening it reads personal data, and the people see that it was read. */
export interface OpenedTask extends TaskHead {
  applicantName: string;
  context: CaseContext | undefined;
  assessment: Assessment | undefined;
  events: readonly CaseEvent[];
  /** What the registry holds now, where a value is disputed. */
  heldNow: unknown;
  appeal: Appeal | undefined;
}

/** Opens a task. @throws AppError as `headOfTask` does. */
export function openTaskAs(gov: Government, officer: Officer, taskId: string): Promise<OpenedTask> {
  return transaction(gov.db, async (tx) => {
    const head = await headOfTask(tx, gov, officer, taskId);
    const { task, kase, dispute } = head;
    const context = kase && (await contextOf(tx, gov, kase, asOfficer(officer)));
    const purpose = { text: TO_KNOW_WHO };
    const names = await namesOf(tx, gov, { reader: asOfficer(officer), purpose, people: [task.applicant] });
    return {
      ...head,
      applicantName: names.get(task.applicant) ?? '',
      context,
      assessment: context && assess(gov, context.service, context.facts, context.roles, context.appliedOn),
      events: kase ? await eventsOf(tx, kase.applicant, kase.id) : [],
      heldNow: dispute && (await heldNow(tx, gov, officer, dispute)),
      appeal: kase && (await appealOf(tx, kase.applicant, kase.id)),
    };
  });
}

const TO_KNOW_WHO: Text = {
  ko: '신청인 확인',
  'zh-Hant': '確認申請人',
  en: 'To know who applied',
};

const TO_SETTLE: Text = { ko: '정정 요청 처리', 'zh-Hant': '處理更正申請', en: 'To settle a correction' };

async function heldNow(
  tx: Db,
  gov: Government,
  officer: Officer,
  { registry, subject, key, field }: DisputeRow,
): Promise<unknown> {
  const [reading] = await readFacts(tx, gov, {
    reader: asOfficer(officer),
    purpose: { text: TO_SETTLE },
    reads: [{ registry, person: subject, fields: [field], record: { subject, key } }],
  });
  return reading?.values[field] ?? null;
}
