import { AppError, type Db } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { relatedPeople } from '../../registry/index.ts';
import { type DisputeRow, disputeById } from '../cases/disputes.ts';
import { type CaseRow, caseById } from '../cases/store.ts';
import { lockTask, type TaskRow } from '../cases/tasks.ts';

/** An officer at work. */
export interface Officer {
  person: string;
  agency: string;
  role: string;
}

/** An officer as whoever reads of a person, and as whoever acts on a case. */
export const asOfficer = ({ person, agency }: Officer) => ({ kind: 'officer', person, agency }) as const;

/** A task and what it is about, before anything about a person is read. */
export interface TaskHead {
  task: TaskRow;
  kase: CaseRow | undefined;
  dispute: DisputeRow | undefined;
}

/**
 * The task, locked until the transaction ends.
 * @throws AppError `not-found` for another agency's or role's, `forbidden` when it concerns the officer or their family.
 */
export async function headOfTask(tx: Db, gov: Government, officer: Officer, id: string): Promise<TaskHead> {
  const task = await lockTask(tx, officer.agency, officer.role, id);
  const family = await relatedPeople(tx, gov, officer.person);
  if (task.people.some((person) => family.has(person))) throw new AppError('forbidden', ofOwnFamily);
  return {
    task,
    kase: task.caseId ? await caseById(tx, task.applicant, task.caseId) : undefined,
    dispute: task.dispute ? await disputeById(tx, task.applicant, task.dispute) : undefined,
  };
}

const ofOwnFamily = {
  ko: '본인이나 가족의 신청 건은 다른 담당자가 처리해요.',
  'zh-Hant': '本人或家屬的案件須由其他承辦人處理。',
  en: 'Cases of your own or your family are handled by another officer.',
};
