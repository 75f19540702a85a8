import {
  AppError,
  addWorkingDays,
  all,
  type Day,
  type Db,
  first,
  sql,
  uuidv7,
  workingDaysBetween,
} from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { today } from './deadline.ts';

/** What an officer is asked to do. */
export type TaskKind = 'decide' | 'correct' | 'appeal';

/** One piece of an officer's work. */
export interface TaskRow {
  agency: string;
  id: string;
  kind: TaskKind;
  role: string;
  applicant: string;
  /** Everybody whom it concerns. */
  people: string[];
  caseId: string | null;
  dispute: string | null;
  flags: string[];
  openedAt: Date;
  dueOn: Day;
  pausedOn: Day | null;
  closedAt: Date | null;
}

const COLUMNS = sql`agency, id, kind, role, applicant, people, case_id as "caseId", dispute, flags, opened_at as "openedAt", due_on as "dueOn",
  paused_on as "pausedOn", closed_at as "closedAt"`;

/** Puts a task into an agency's queue. */
export async function openTask(
  tx: Db,
  gov: Government,
  task: Pick<TaskRow, 'agency' | 'kind' | 'role' | 'applicant' | 'people' | 'dueOn'> & {
    caseId?: string;
    dispute?: string;
    flags?: readonly string[];
  },
): Promise<void> {
  const at = gov.clock.now();
  await sql`insert into services.task (agency, id, kind, role, applicant, people, case_id, dispute, flags, opened_at, due_on)
    values (${task.agency}, ${uuidv7(at)}, ${task.kind}, ${task.role}, ${task.applicant}, ${[...new Set([task.applicant, ...task.people])]}::uuid[],
      ${task.caseId ?? null}, ${task.dispute ?? null}, ${[...(task.flags ?? [])]}, ${at}, ${task.dueOn})`.execute(tx);
}

/** Open tasks of a role that concern none of `family`, the most urgent first; those that wait for the applicant last. */
export function openTasks(
  db: Db,
  { agency, role, family, limit }: { agency: string; role: string; family: readonly string[]; limit: number },
): Promise<TaskRow[]> {
  return all(
    db,
    sql<TaskRow>`select ${COLUMNS} from services.task where agency = ${agency} and role = ${role} and closed_at is null
        and not people && ${family as string[]}::uuid[]
      order by paused_on is not null, due_on, id limit ${limit}`,
  );
}

/** The task, locked. @throws AppError `not-found`, also for a task of another agency or role. */
export async function lockTask(tx: Db, agency: string, role: string, id: string): Promise<TaskRow> {
  const task = await first(
    tx,
    sql<TaskRow>`select ${COLUMNS} from services.task where agency = ${agency} and role = ${role} and id = ${id} for update`,
  );
  if (!task) throw new AppError('not-found', 'There is no such task at your agency.');
  return task;
}

/** Ends the open tasks of a case. */
export async function closeTasksOf(tx: Db, gov: Government, applicant: string, caseId: string): Promise<void> {
  await sql`update services.task set closed_at = ${gov.clock.now()}, paused_on = null
    where applicant = ${applicant} and case_id = ${caseId} and closed_at is null`.execute(tx);
}

/** Ends a task. */
export async function closeTask(tx: Db, gov: Government, task: TaskRow): Promise<void> {
  await sql`update services.task set closed_at = ${gov.clock.now()} where agency = ${task.agency} and id = ${task.id}`.execute(
    tx,
  );
}

/** Stops a task's clock while the applicant is asked. */
export async function pauseTask(tx: Db, gov: Government, task: TaskRow): Promise<void> {
  await sql`update services.task set paused_on = ${today(gov)} where agency = ${task.agency} and id = ${task.id}`.execute(
    tx,
  );
}

/** Starts it again; the working days that it stood still are added. Returns the new day. */
export async function resumeTask(tx: Db, gov: Government, task: TaskRow): Promise<Day> {
  const stood = task.pausedOn ? workingDaysBetween(task.pausedOn, today(gov), gov.pack.calendar) : 0;
  const dueOn = addWorkingDays(task.dueOn, Math.max(stood, 0), gov.pack.calendar);
  await sql`update services.task set paused_on = null, due_on = ${dueOn} where agency = ${task.agency} and id = ${task.id}`.execute(
    tx,
  );
  return dueOn;
}

/** The open task of a case, locked, if it has one. */
export function openTaskOf(tx: Db, applicant: string, caseId: string): Promise<TaskRow | undefined> {
  return first(
    tx,
    sql<TaskRow>`select ${COLUMNS} from services.task where applicant = ${applicant} and case_id = ${caseId} and closed_at is null for update`,
  );
}
