import { AppError, all, type Db, first, json, sql, type Text, transaction, uuidv7 } from '../../kernel/index.ts';
import type { Government, LawRef } from '../../pack/index.ts';
import { compute } from '../../registry/index.ts';
import { serviceOf } from '../journey/plan.ts';
import { tellAgreement } from '../texts.ts';
import type { CaseContext } from './context.ts';
import { recordEvent } from './events.ts';
import { decideLater } from './retry.ts';
import { type CaseRow, lockCase } from './store.ts';

/** The words that a person is shown when their agreement is asked, kept as they were. */
export interface AgreementShown {
  service: string;
  text: Text;
  law: LawRef;
  /** The answers that they agree to, by fact, as the applicant gave them. */
  answers: Readonly<Record<string, unknown>>;
}

export interface AgreementRow {
  person: string;
  id: string;
  applicant: string;
  caseId: string;
  shown: AgreementShown;
  askedAt: Date;
  answeredAt: Date | null;
  agreed: boolean | null;
}

const COLUMNS = sql`person, id, applicant, case_id as "caseId", shown, asked_at as "askedAt", answered_at as "answeredAt", agreed`;

/** Whether somebody's agreement is still out: none is needed or all have been given, it was asked for, or declined. */
export type AgreementState = 'none' | 'asked' | 'declined';

/**
 * Whether a case still needs somebody's agreement: `none` needed or all given, `asked` (now, if it was not before),
 * or `declined`.
 */
export async function agreementNeeded(
  tx: Db,
  gov: Government,
  kase: CaseRow,
  context: CaseContext,
): Promise<AgreementState> {
  const { agree } = context.service;
  if (!agree) return 'none';
  const { facts, roles, appliedOn, service } = context;
  if (agree.when && compute(gov, service, agree.when, facts, roles, appliedOn) === false) return 'none';
  const people = [...new Set(agree.who.map((role) => roles[role]))].filter(
    (person) => person !== undefined && person !== kase.applicant,
  ) as string[];
  const asked = await all(
    tx,
    sql<AgreementRow>`select ${COLUMNS} from services.agreement where applicant = ${kase.applicant} and case_id = ${kase.id}`,
  );
  for (const person of people.filter((candidate) => !asked.some((row) => row.person === candidate))) {
    await ask(tx, gov, kase, person, {
      service: service.id,
      text: agree.text,
      law: agree.law,
      answers: Object.fromEntries(
        Object.entries(facts).flatMap(([name, { value, origin }]) =>
          origin.kind === 'answer' || origin.kind === 'credential' ? [[name, value]] : [],
        ),
      ),
    });
  }
  if (asked.some((row) => row.agreed === false)) return 'declined';
  return people.every((person) => asked.some((row) => row.person === person && row.agreed)) ? 'none' : 'asked';
}

async function ask(tx: Db, gov: Government, kase: CaseRow, person: string, shown: AgreementShown): Promise<void> {
  const at = gov.clock.now();
  const id = uuidv7(at);
  await sql`insert into services.agreement (person, id, applicant, case_id, shown, asked_at)
    values (${person}, ${id}, ${kase.applicant}, ${kase.id}, ${json(shown)}, ${at})`.execute(tx);
  await tellAgreement(tx, gov, { person, id, service: serviceOf(gov.pack, shown.service) });
}

/** What this person is asked to agree to, unanswered first. */
export function agreementsOf(db: Db, person: string): Promise<AgreementRow[]> {
  return all(
    db,
    sql<AgreementRow>`select ${COLUMNS} from services.agreement where person = ${person} order by answered_at nulls first, id desc limit 100`,
  );
}

/** @throws AppError `not-found`. */
export async function agreementById(db: Db, person: string, id: string): Promise<AgreementRow> {
  const row = await first(
    db,
    sql<AgreementRow>`select ${COLUMNS} from services.agreement where person = ${person} and id = ${id}`,
  );
  if (!row) throw new AppError('not-found', 'There is no such request.');
  return row;
}

/** Records the person's answer, once, and lets the case go on. */
export function answerAgreement(gov: Government, person: string, id: string, agreed: boolean): Promise<void> {
  return transaction(gov.db, async (tx) => {
    const row = await agreementById(tx, person, id);
    const kase = await lockCase(tx, row.applicant, row.caseId);
    const { rows } = await sql`update services.agreement set answered_at = ${gov.clock.now()}, agreed = ${agreed}
      where person = ${person} and id = ${id} and answered_at is null returning id`.execute(tx);
    if (rows.length === 0)
      throw new AppError('conflict', {
        ko: '이미 답하셨어요.',
        'zh-Hant': '您已經回覆過了。',
        en: 'You have answered this already.',
      });
    await recordEvent(
      tx,
      gov,
      kase,
      agreed ? 'agreed' : 'declined',
      { kind: 'resident', person },
      { shown: row.shown },
    );
    await decideLater(tx, row.applicant, row.caseId);
  });
}
