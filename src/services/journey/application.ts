import { AppError, all, type Db, first, json, type Locale, run, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Matter } from '../../registry/index.ts';
import type { Answers } from './answers.ts';
import type { Shown } from './shown.ts';

/** One application for one or more services: a draft until it is submitted. */
export interface ApplicationRow {
  applicant: string;
  id: string;
  lifeEvent: string | null;
  services: string[];
  matter: Matter | null;
  answers: Answers;
  shown: Shown;
  locale: Locale;
  startedAt: Date;
  savedAt: Date;
  submittedAt: Date | null;
}

const COLUMNS = sql`applicant, id, life_event as "lifeEvent", services, matter, answers, shown, locale, started_at as "startedAt",
  saved_at as "savedAt", submitted_at as "submittedAt"`;

/** @throws AppError `not-found`, also for another person's application. */
export async function applicationById(db: Db, applicant: string, id: string, lock = false): Promise<ApplicationRow> {
  const row = await first(
    db,
    sql<ApplicationRow>`select ${COLUMNS} from services.application where applicant = ${applicant} and id = ${id} ${lock ? sql`for update` : sql``}`,
  );
  if (!row) throw new AppError('not-found', 'There is no such application.');
  return row;
}

/** A person's drafts, newest first. */
export function draftsOf(db: Db, applicant: string): Promise<ApplicationRow[]> {
  return all(
    db,
    sql<ApplicationRow>`select ${COLUMNS} from services.application
      where applicant = ${applicant} and submitted_at is null order by saved_at desc limit 50`,
  );
}

/** What is saved into a draft. A null answer takes the earlier one away; what is not named stays as it was. */
export interface DraftChange {
  answers?: Answers;
  services?: readonly string[];
  locale?: Locale;
}

/** @throws AppError `conflict` when the application has been submitted, also if that happened a moment ago. */
export async function saveDraft(
  tx: Db,
  gov: Government,
  draft: Pick<ApplicationRow, 'applicant' | 'id'>,
  change: DraftChange,
): Promise<void> {
  const saved = await run(
    tx,
    sql`update services.application set answers = jsonb_strip_nulls(answers || ${json(change.answers ?? {})}),
      services = coalesce(${change.services ? [...change.services] : null}::text[], services),
      locale = coalesce(${change.locale ?? null}, locale), saved_at = ${gov.clock.now()}
      where applicant = ${draft.applicant} and id = ${draft.id} and submitted_at is null`,
  );
  if (saved === 0) throw new AppError('conflict', alreadySubmitted);
}

/** Throws a draft away. @throws AppError `not-found` when the person has no such draft. */
export async function discardDraft(gov: Government, applicant: string, id: string): Promise<void> {
  const discarded = await run(
    gov.db,
    sql`delete from services.application where applicant = ${applicant} and id = ${id} and submitted_at is null`,
  );
  if (discarded === 0) throw new AppError('not-found', 'There is no such draft.');
}

const alreadySubmitted = {
  ko: '이미 제출한 신청이에요.',
  'zh-Hant': '這份申請已經送出。',
  en: 'This application is submitted already.',
};
