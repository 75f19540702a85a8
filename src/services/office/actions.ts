import { AppError, type Db, sql, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { assess } from '../../registry/index.ts';
import { boundedText } from '../cases/bounded-text.ts';
import { type CaseContext, contextOf } from '../cases/context.ts';
import { approve, refuse } from '../cases/decide.ts';
import { settleDispute } from '../cases/disputes.ts';
import { recordEvent } from '../cases/events.ts';
import { type CaseRow, type Decision, lockCase, moveCase } from '../cases/store.ts';
import { closeTask, pauseTask, type TaskKind, type TaskRow } from '../cases/tasks.ts';
import { tellQuestion } from '../texts.ts';
import { asOfficer, headOfTask, type Officer, type TaskHead } from './head.ts';

/** An officer's own words for a decision, and the law that they rest on. */
export interface Reasoned {
  reason: string;
  law?: string;
}

/** Approves a case or grants an appeal. The rules' own findings are kept beside the officer's reason. */
export function approveTask(gov: Government, officer: Officer, taskId: string, reasoned: Reasoned): Promise<void> {
  return decideTask(gov, officer, taskId, reasoned, approve);
}

/** Refuses a case. The applicant is told why and until when they can appeal. */
export function refuseTask(gov: Government, officer: Officer, taskId: string, reasoned: Reasoned): Promise<void> {
  return decideTask(gov, officer, taskId, reasoned, refuse);
}

async function decideTask(
  gov: Government,
  officer: Officer,
  taskId: string,
  { reason, law }: Reasoned,
  carryOut: typeof approve,
): Promise<void> {
  await onTask(gov, officer, taskId, ['decide'], async (tx, task, kase) => {
    const context = await contextFor(tx, gov, officer, kase);
    const decision = decisionBy(officer, assessed(gov, context), boundedText(reason), law);
    await closeTask(tx, gov, task);
    await carryOut(tx, gov, kase, context, decision, asOfficer(officer));
  });
}

/** Asks the applicant for more; the clock stands still until they answer. */
export async function askApplicant(gov: Government, officer: Officer, taskId: string, question: string): Promise<void> {
  await onTask(gov, officer, taskId, ['decide'], async (tx, task, kase) => {
    const text = boundedText(question);
    await pauseTask(tx, gov, task);
    await moveCase(tx, kase, 'incomplete', {});
    await recordEvent(tx, gov, kase, 'asked', asOfficer(officer), { question: text });
    await tellQuestion(tx, gov, kase, text);
  });
}

/** Answers an appeal. Nobody answers one against their own decision. */
export async function answerAppeal(
  gov: Government,
  officer: Officer,
  taskId: string,
  answer: { granted: boolean } & Reasoned,
): Promise<void> {
  await onTask(gov, officer, taskId, ['appeal'], async (tx, task, kase) => {
    if (kase.decision?.officer?.person === officer.person) throw new AppError('forbidden', ownDecision);
    const actor = asOfficer(officer);
    const reason = boundedText(answer.reason);
    await sql`update services.appeal set answered_at = ${gov.clock.now()}, granted = ${answer.granted}, answer = ${reason}
      where applicant = ${kase.applicant} and case_id = ${kase.id}`.execute(tx);
    await recordEvent(tx, gov, kase, 'appeal-answered', actor, { granted: answer.granted, reason });
    await closeTask(tx, gov, task);
    if (!answer.granted) return;
    const context = await contextFor(tx, gov, officer, kase);
    await approve(tx, gov, kase, context, decisionBy(officer, assessed(gov, context), reason, answer.law), actor);
  });
}

const ownDecision = {
  ko: '자신의 결정에 대한 이의신청은 다른 담당자가 답해요.',
  'zh-Hant': '對本人處分提起的訴願，須由其他承辦人答覆。',
  en: 'An appeal against your own decision is answered by another officer.',
};

/** Settles a disputed value of a registry that the officer's agency keeps. `value` is the corrected one as text. */
export function settleTask(
  gov: Government,
  officer: Officer,
  taskId: string,
  answer: { upheld: boolean; value?: unknown; reason: string },
): Promise<void> {
  return transaction(gov.db, async (tx) => {
    const { task, dispute } = await openHead(tx, gov, officer, taskId, ['correct']);
    await settleDispute(tx, gov, dispute!, {
      upheld: answer.upheld,
      value: answer.value,
      reason: boundedText(answer.reason),
      officer,
    });
    await closeTask(tx, gov, task);
  });
}

function onTask(
  gov: Government,
  officer: Officer,
  taskId: string,
  kinds: readonly TaskKind[],
  work: (tx: Db, task: TaskRow, kase: CaseRow) => Promise<void>,
): Promise<void> {
  return transaction(gov.db, async (tx) => {
    const { task } = await openHead(tx, gov, officer, taskId, kinds);
    await work(tx, task, await lockCase(tx, task.applicant, task.caseId!));
  });
}

async function openHead(
  tx: Db,
  gov: Government,
  officer: Officer,
  taskId: string,
  kinds: readonly TaskKind[],
): Promise<TaskHead> {
  const head = await headOfTask(tx, gov, officer, taskId);
  if (head.task.closedAt || !kinds.includes(head.task.kind)) throw new AppError('conflict', notToBeDone);
  return head;
}

const notToBeDone = {
  ko: '이미 처리됐거나 여기서 할 수 없는 일이에요. 목록을 새로 고쳐 주세요.',
  'zh-Hant': '這項工作已處理完畢，或無法在此處理。請重新整理清單。',
  en: 'This task is done already, or this cannot be done to it. Reload the queue.',
};

const contextFor = (tx: Db, gov: Government, officer: Officer, kase: CaseRow): Promise<CaseContext> =>
  contextOf(tx, gov, kase, asOfficer(officer));

function assessed(gov: Government, { service, facts, roles, appliedOn }: CaseContext): Decision {
  return assess(gov, service, facts, roles, appliedOn);
}

function decisionBy(officer: Officer, decision: Decision, reason: string, law: string | undefined): Decision {
  return { ...decision, officer: { person: officer.person, reason, ...(law && { law }) } };
}
