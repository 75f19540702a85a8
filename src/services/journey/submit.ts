import { AppError, type Db, dayOf, json, readableCode, sha256, sql, transaction, uuidv7 } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { today } from '../cases/deadline.ts';
import { decideTogether } from '../cases/decide.ts';
import { openDisputes } from '../cases/disputes.ts';
import { recordEvent } from '../cases/events.ts';
import { type CaseRow, insertCases } from '../cases/store.ts';
import { applicationById } from './application.ts';
import { originsOf } from './shown.ts';
import { compileJourney, type Journey, type Part, shareOf } from './view.ts';
import { assertOpenOn } from './window.ts';

/**
 * Submits a draft: one case per chosen service, each tried at once in the order of the plan, all in one transaction.
 * What one agency cannot do undoes only its own part. Submitting the same application again changes nothing.
 * @throws AppError `invalid` while an answer is missing or nothing is chosen, `conflict` when a window has closed.
 */
export function submitApplication(gov: Government, applicant: string, id: string): Promise<void> {
  return transaction(gov.db, async (tx) => {
    const application = await applicationById(tx, applicant, id, true);
    if (application.submittedAt) return;
    await lockMatter(tx, application.matter);
    const journey = await compileJourney(tx, gov, application);
    const closed = journey.parts.find(
      (part) => part.standing === 'closed' && application.services.includes(part.service.id),
    );
    if (closed) assertOpenOn(closed.service, today(gov));
    const chosen = journey.parts.filter((part) => part.chosen);
    assertComplete(journey, chosen);
    const at = gov.clock.now();
    // Whatever a card has said that is no longer in force is not handed in, nor a service that they have meanwhile.
    const { answers, shown } = journey.application;
    const services = chosen.map(({ service }) => service.id);
    await sql`update services.application set submitted_at = ${at}, saved_at = ${at}, services = ${services},
      answers = ${json(answers)}, shown = ${json(shown)} where applicant = ${applicant} and id = ${id}`.execute(tx);
    const cases = chosen.map((part, place) => newCase(gov, journey, part, place, at));
    await insertCases(tx, gov, cases);
    for (const [place, kase] of cases.entries()) await recordReceipt(tx, gov, journey, chosen[place]!, kase);
    const disputes = await openDisputes(tx, Object.values(journey.roles));
    await decideTogether(tx, gov, cases, {
      answers,
      shown: originsOf({ answers, shown }),
      roles: journey.roles,
      disputes,
    });
  });
}

/** Two parents who submit for one child at the same moment wait for each other, so that nothing is granted twice. */
async function lockMatter(tx: Db, matter: { registry: string; key: string } | null): Promise<void> {
  if (!matter) return;
  const key = sha256(`matter:${matter.registry}:${matter.key}`).readBigInt64BE().toString();
  await sql`select pg_advisory_xact_lock(${key}::bigint)`.execute(tx);
}

function assertComplete(journey: Journey, chosen: readonly Part[]): void {
  const missing = Object.entries(journey.missing).map(([name, text]) => ({ path: `/${name}`, message: text.en }));
  if (missing.length > 0) {
    throw new AppError(
      'invalid',
      {
        ko: '아직 답하지 않은 질문이 있어요.',
        'zh-Hant': '還有問題尚未回答。',
        en: 'Some questions are not answered yet.',
      },
      { fields: missing },
    );
  }
  if (chosen.length === 0) {
    throw new AppError('invalid', {
      ko: '서비스를 하나 이상 골라 주세요.',
      'zh-Hant': '請至少選擇一項服務。',
      en: 'Choose at least 1 service.',
    });
  }
}

function newCase(gov: Government, { application }: Journey, { service }: Part, place: number, at: Date): CaseRow {
  return {
    applicant: application.applicant,
    id: uuidv7(at),
    application: application.id,
    place,
    number: `${dayOf(at, gov.pack.timeZone).slice(2, 7).replace('-', '')}-${readableCode(8)}`,
    service: service.id,
    agency: service.agency,
    matter: application.matter,
    state: 'received',
    waitsFor: null,
    facts: null,
    decision: null,
    openedAt: at,
    dueOn: null,
    decidedAt: null,
    appealUntil: null,
  };
}

/** The receipt of an application: what was handed in, as it was. */
async function recordReceipt(tx: Db, gov: Government, journey: Journey, part: Part, kase: CaseRow): Promise<void> {
  const shared = Object.fromEntries(shareOf(journey, part.service).map(({ fact, value }) => [fact.name, value]));
  await recordEvent(tx, gov, kase, 'received', { kind: 'resident', person: kase.applicant }, { shared });
}
