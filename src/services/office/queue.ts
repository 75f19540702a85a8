import { AppError, type Db, workingDaysBetween } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { relatedPeople } from '../../registry/index.ts';
import { today } from '../cases/deadline.ts';
import { type DisputeRow, disputeById } from '../cases/disputes.ts';
import { type CaseRow, caseById } from '../cases/store.ts';
import { openTasks, type TaskRow } from '../cases/tasks.ts';
import { rolesOf } from '../journey/facts.ts';

/** An officer at work. */
export interface Officer {
  person: string;
  agency: string;
  role: string;
}

/** A task with what a queue shows of it. No personal data: names are read, and recorded, when a task is opened. */
export interface QueueItem {
  task: TaskRow;
  kase: CaseRow | undefined;
  dispute: DisputeRow | undefined;
  /** Working days until it is due; negative when it is late. */
  daysLeft: number;
}

/** How many tasks a queue shows. */
export const QUEUE_LIMIT = 200;

/** The officer's open tasks, the most urgent first, without those of their own family. */
export async function queueOf(db: Db, gov: Government, officer: Officer): Promise<QueueItem[]> {
  const tasks = await openTasks(db, officer.agency, officer.role, QUEUE_LIMIT);
  const family = await relatedPeople(db, gov, officer.person);
  return Promise.all(
    tasks
      .filter((task) => task.applicant !== officer.person && !family.has(task.applicant))
      .map(async (task) => ({
        task,
        kase: task.caseId ? await caseById(db, task.applicant, task.caseId) : undefined,
        dispute: task.dispute ? await disputeById(db, task.applicant, task.dispute) : undefined,
        daysLeft: workingDaysBetween(today(gov), task.dueOn, gov.pack.calendar),
      })),
  );
}

/** @throws AppError `forbidden` when anyone in the matter is the officer or their family. */
export async function assertImpartial(
  db: Db,
  gov: Government,
  officer: Officer,
  people: Iterable<string>,
): Promise<void> {
  const family = await relatedPeople(db, gov, officer.person);
  for (const person of people) {
    if (person === officer.person || family.has(person)) {
      throw new AppError('forbidden', {
        ko: '본인이나 가족의 신청 건은 다른 담당자가 처리해요.',
        'zh-Hant': '本人或家屬的案件須由其他承辦人處理。',
        en: 'Cases of your own or your family are handled by another officer.',
      });
    }
  }
}

/** Everybody whom a task concerns. */
export async function peopleOfTask(db: Db, gov: Government, task: TaskRow): Promise<string[]> {
  const kase = task.caseId ? await caseById(db, task.applicant, task.caseId) : undefined;
  const dispute = task.dispute ? await disputeById(db, task.applicant, task.dispute) : undefined;
  const roles = kase ? Object.values(await rolesOf(db, gov, kase.applicant, kase.matter)) : [];
  return [...new Set([task.applicant, ...roles, ...(dispute ? [dispute.subject] : [])])];
}
