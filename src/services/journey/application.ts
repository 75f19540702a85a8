import { AppError, all, type Db, first, json, type Locale, sql, transaction, uuidv7 } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { peopleOfRecord } from '../../registry/index.ts';
import type { Answers } from './answers.ts';
import type { Matter } from './facts.ts';
import { servicesOf } from './plan.ts';

/** One application for one or more services: a draft until it is submitted. */
export interface ApplicationRow {
  applicant: string;
  id: string;
  lifeEvent: string | null;
  services: string[];
  matter: Matter | null;
  answers: Answers;
  locale: Locale;
  startedAt: Date;
  savedAt: Date;
  submittedAt: Date | null;
}

const COLUMNS = sql`applicant, id, life_event as "lifeEvent", services, matter, answers, locale, started_at as "startedAt",
  saved_at as "savedAt", submitted_at as "submittedAt"`;

/** What to begin: a life event or one service, and the record that it is about where it is about one. */
export type Start = ({ lifeEvent: string } | { service: string }) & { matter: Matter | null };

/**
 * Begins an application, or goes on with the draft of the same matter: leaving and coming back, on this device or
 * another, is the same act.
 * @throws AppError `forbidden` when the matter is not the person's.
 */
export function startApplication(gov: Government, applicant: string, start: Start, locale: Locale): Promise<string> {
  const { about, ids } = servicesOf(gov.pack, start);
  return transaction(gov.db, async (tx) => {
    const matter = await ownMatter(tx, gov, applicant, about, start.matter);
    const lifeEvent = 'lifeEvent' in start ? start.lifeEvent : null;
    const draft = await first(
      tx,
      sql<{ id: string }>`select id from services.application
        where applicant = ${applicant} and submitted_at is null and services && ${ids}
          and life_event is not distinct from ${lifeEvent} and matter is not distinct from ${matter && json(matter)}
        order by id desc limit 1`,
    );
    if (draft) return draft.id;
    const at = gov.clock.now();
    const id = uuidv7(at);
    await sql`insert into services.application (applicant, id, life_event, services, matter, locale, started_at, saved_at)
      values (${applicant}, ${id}, ${lifeEvent}, ${ids}, ${matter && json(matter)}, ${locale}, ${at}, ${at})`.execute(tx);
    return id;
  });
}

async function ownMatter(tx: Db, gov: Government, applicant: string, about: string | undefined, matter: Matter | null): Promise<Matter | null> {
  if (!about) return null;
  if (!matter || matter.registry !== about) throw new AppError('invalid', `This application is about a record of "${about}".`);
  const people = Object.values(await peopleOfRecord(tx, gov, matter));
  if (!people.includes(applicant)) throw new AppError('not-found', 'There is no such record of yours.');
  return { registry: matter.registry, subject: matter.subject, key: matter.key };
}

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

/** Saves answers and the choice of services into a draft. What is not named stays as it was. */
export async function saveDraft(
  tx: Db,
  gov: Government,
  draft: ApplicationRow,
  change: { answers?: Answers; services?: readonly string[]; locale?: Locale },
): Promise<void> {
  if (draft.submittedAt) throw new AppError('conflict', alreadySubmitted);
  const answers = { ...draft.answers, ...change.answers };
  await sql`update services.application set answers = ${json(answers)}, services = ${[...(change.services ?? draft.services)]},
    locale = ${change.locale ?? draft.locale}, saved_at = ${gov.clock.now()}
    where applicant = ${draft.applicant} and id = ${draft.id}`.execute(tx);
}

/** Throws a draft away. */
export async function discardDraft(gov: Government, applicant: string, id: string): Promise<void> {
  await sql`delete from services.application where applicant = ${applicant} and id = ${id} and submitted_at is null`.execute(gov.db);
}

const alreadySubmitted = {
  ko: '이미 제출한 신청이에요.',
  'zh-Hant': '這份申請已經送出。',
  en: 'This application is submitted already.',
};
