import { AppError, type Db, first, sql, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { rolesOf } from '../../registry/index.ts';
import { serviceOf } from '../journey/plan.ts';
import { isDecided } from '../states.ts';
import { boundedText } from './bounded-text.ts';
import { deadlineFrom, today } from './deadline.ts';
import { wakeDependants } from './decide.ts';
import { type Actor, recordEvent } from './events.ts';
import { lockCase, moveCase } from './store.ts';
import { closeTasksOf, openTask, openTaskOf, resumeTask } from './tasks.ts';

/** How long an agency may take to answer an appeal. */
const ANSWER_APPEAL_WITHIN = { days: 30, working: false };

/** An appeal against a decision, and its answer. */
export interface Appeal {
  grounds: string;
  lodgedAt: Date;
  answeredAt: Date | null;
  granted: boolean | null;
  answer: string | null;
}

/** Takes a case back while it is not decided. */
export function withdrawCase(gov: Government, applicant: string, id: string): Promise<void> {
  return transaction(gov.db, async (tx) => {
    const kase = await lockCase(tx, applicant, id);
    if (isDecided(kase.state)) {
      throw new AppError('conflict', {
        ko: '이미 결정된 신청 건은 취하할 수 없어요.',
        'zh-Hant': '案件已有審查結果，無法撤回。',
        en: 'This case is decided already, so it cannot be withdrawn.',
      });
    }
    await closeTasksOf(tx, gov, applicant, id);
    await moveCase(tx, kase, 'withdrawn', { decidedAt: gov.clock.now() });
    await recordEvent(tx, gov, kase, 'withdrawn', { kind: 'resident', person: applicant });
    await wakeDependants(tx, gov, kase);
  });
}

/** Answers an officer's question; the clock goes on. */
export function answerQuestion(gov: Government, applicant: string, id: string, answer: string): Promise<void> {
  return transaction(gov.db, async (tx) => {
    const kase = await lockCase(tx, applicant, id);
    if (kase.state !== 'incomplete') throw new AppError('conflict', notAsked);
    const task = await openTaskOf(tx, applicant, id);
    const dueOn = task ? await resumeTask(tx, gov, task) : kase.dueOn;
    await moveCase(tx, kase, 'review', { dueOn });
    await recordEvent(
      tx,
      gov,
      kase,
      'answered',
      { kind: 'resident', person: applicant },
      { answer: boundedText(answer) },
    );
  });
}

const notAsked = {
  ko: '지금은 보완할 것이 없어요.',
  'zh-Hant': '目前沒有需要補件的項目。',
  en: 'Nothing is being asked of you now.',
};

/**
 * Appeals against a refusal within its time limit; another officer of the agency answers.
 * @throws AppError `conflict` when there is nothing to appeal, the limit has passed or an appeal was lodged before.
 */
export function lodgeAppeal(gov: Government, applicant: string, id: string, grounds: string): Promise<void> {
  return transaction(gov.db, async (tx) => {
    const kase = await lockCase(tx, applicant, id);
    const actor: Actor = { kind: 'resident', person: applicant };
    if (kase.state !== 'refused' || !kase.appealUntil || today(gov) > kase.appealUntil) {
      throw new AppError('conflict', {
        ko: '이의신청을 할 수 있는 결정이 없거나 기한이 지났어요.',
        'zh-Hant': '沒有可提起訴願的處分，或已超過訴願期限。',
        en: 'There is no decision to appeal against, or the time limit has passed.',
      });
    }
    const text = boundedText(grounds);
    const { rows } = await sql`insert into services.appeal (applicant, case_id, grounds, lodged_at)
      values (${applicant}, ${id}, ${text}, ${gov.clock.now()}) on conflict do nothing returning case_id`.execute(tx);
    if (rows.length === 0)
      throw new AppError('conflict', {
        ko: '이미 이의신청을 했어요.',
        'zh-Hant': '您已提起訴願。',
        en: 'You have appealed already.',
      });
    await openTask(tx, gov, {
      agency: kase.agency,
      kind: 'appeal',
      role: serviceOf(gov.pack, kase.service).decide.role,
      applicant,
      people: Object.values(await rolesOf(tx, gov, applicant, kase.matter)),
      caseId: id,
      dueOn: deadlineFrom(gov, today(gov), ANSWER_APPEAL_WITHIN),
    });
    await recordEvent(tx, gov, kase, 'appealed', actor, { grounds: text });
  });
}

/** The appeal of a case, if one was lodged. */
export function appealOf(db: Db, applicant: string, id: string): Promise<Appeal | undefined> {
  return first(
    db,
    sql<Appeal>`select grounds, lodged_at as "lodgedAt", answered_at as "answeredAt", granted, answer from services.appeal
      where applicant = ${applicant} and case_id = ${id}`,
  );
}
