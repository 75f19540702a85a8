import { type Db, workingDaysBetween } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { relatedPeople } from '../../registry/index.ts';
import { today } from '../cases/deadline.ts';
import { disputesByIds } from '../cases/disputes.ts';
import { casesByIds } from '../cases/store.ts';
import { openTasks } from '../cases/tasks.ts';
import type { Officer, TaskHead } from './head.ts';

/** A task with what a queue shows of it. No personal data: that is read, and recorded, when a task is opened. */
export interface QueueItem extends TaskHead {
  /** Working days until it is due; negative when it is late. */
  daysLeft: number;
}

/** An officer's queue: as many tasks as are shown, and whether there are more. */
export interface Queue {
  items: readonly QueueItem[];
  more: boolean;
}

/** How many tasks a queue shows. */
export const QUEUE_LIMIT = 200;

/** The officer's open tasks, the most urgent first, without those that concern them or their family. */
export async function queueOf(db: Db, gov: Government, { person, agency, role }: Officer): Promise<Queue> {
  const family = [...(await relatedPeople(db, gov, person))];
  const tasks = await openTasks(db, { agency, role, family, limit: QUEUE_LIMIT + 1 });
  const [cases, disputes] = await Promise.all([
    casesByIds(
      db,
      tasks.flatMap(({ caseId }) => caseId ?? []),
    ),
    disputesByIds(
      db,
      tasks.flatMap(({ dispute }) => dispute ?? []),
    ),
  ]);
  const items = tasks.slice(0, QUEUE_LIMIT).map((task) => ({
    task,
    kase: cases.get(task.caseId ?? ''),
    dispute: disputes.get(task.dispute ?? ''),
    daysLeft: workingDaysBetween(today(gov), task.dueOn, gov.pack.calendar),
  }));
  return { items, more: tasks.length > QUEUE_LIMIT };
}
