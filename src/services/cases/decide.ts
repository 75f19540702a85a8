import { all, attempt, type Db, sql, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { assess } from '../../registry/index.ts';
import { serviceOf } from '../journey/plan.ts';
import { isDecided } from '../states.ts';
import { tellDecision } from '../texts.ts';
import { type AgreementState, agreementNeeded } from './agreements.ts';
import { type CaseContext, contextOf, type Shared, serviceReader, sharedOf } from './context.ts';
import { deadlineFrom, today } from './deadline.ts';
import { usesDisputed } from './disputes.ts';
import { runEffects } from './effects.ts';
import { type Actor, recordEvent } from './events.ts';
import { payDueOf } from './instalments.ts';
import { decideLater } from './retry.ts';
import { type CaseRow, casesOfApplication, type Decision, lockCase, moveCase } from './store.ts';
import { openTask } from './tasks.ts';

/**
 * Tries to decide a case by its rules alone, within the caller's transaction, which holds the case. It is approved with
 * all its effects, or it waits for what is missing, or an officer's task opens. A case that is further along is left
 * as it is, so that trying twice does no harm.
 */
export async function tryToDecide(tx: Db, gov: Government, kase: CaseRow, shared?: Shared): Promise<CaseRow> {
  if (kase.state !== 'received' && kase.state !== 'waiting') return kase;
  const service = serviceOf(gov.pack, kase.service);
  const context = await contextOf(tx, gov, kase, serviceReader(service), shared);
  const agency: Actor = { kind: 'agency', agency: kase.agency };
  const agreement = await agreementNeeded(tx, gov, kase, context);

  const waitsFor = await whatItWaitsFor(tx, kase, context, agreement);
  if (waitsFor) {
    if (kase.waitsFor === waitsFor) return kase;
    await recordEvent(tx, gov, kase, 'waiting', agency, { for: waitsFor });
    return moveCase(tx, kase, 'waiting', { waitsFor, facts: context.facts });
  }
  const assessment = assess(gov, service, context.facts, context.roles, context.appliedOn);
  const flags = [...assessment.flags, ...(agreement === 'declined' ? ['not-agreed'] : [])];
  if (service.decide.auto && assessment.eligible === 'yes' && flags.length === 0) {
    return approve(tx, gov, kase, context, assessment, agency);
  }
  return startReview(tx, gov, kase, context, { ...assessment, flags });
}

/**
 * Decides the cases of one application in the order of their plan. A fault in one agency's part undoes only that part;
 * a job tries it again.
 */
export async function decideTogether(
  tx: Db,
  gov: Government,
  cases: readonly CaseRow[],
  shared: Shared,
): Promise<void> {
  let known = shared;
  for (const kase of cases) {
    const outcome = await attempt(tx, () => tryToDecide(tx, gov, kase, known));
    if ('failed' in outcome) {
      gov.logger.error({ err: outcome.failed, case: kase.id }, 'a case could not be decided; a job will try again');
      await decideLater(tx, kase.applicant, kase.id);
    } else if (serviceOf(gov.pack, kase.service).creates.length > 0) {
      known = await sharedOf(tx, gov, kase); // it may have brought a person into being
    }
  }
}

/** The job that `decideLater` queues. */
export function decideJob(gov: Government) {
  return ({ applicant, id }: { applicant: string; id: string }): Promise<void> =>
    transaction(gov.db, async (tx) => void (await tryToDecide(tx, gov, await lockCase(tx, applicant, id))));
}

async function whatItWaitsFor(
  tx: Db,
  kase: CaseRow,
  context: CaseContext,
  agreement: AgreementState,
): Promise<string | undefined> {
  if (usesDisputed(context)) return 'correction';
  const { after } = context.service;
  if (after.length > 0) {
    const siblings = await casesOfApplication(tx, kase.applicant, kase.application);
    const undecided = siblings.filter((sibling) => !isDecided(sibling.state)).map((sibling) => sibling.service);
    const predecessor = after.find((service) => undecided.includes(service));
    if (predecessor) return predecessor;
  }
  return agreement === 'asked' ? 'agreement' : undefined;
}

/** Grants a case: its effects, its timeline, the log and the message commit together. */
export async function approve(
  tx: Db,
  gov: Government,
  kase: CaseRow,
  context: CaseContext,
  decided: Decision,
  actor: Actor,
): Promise<CaseRow> {
  const effects = await runEffects(tx, gov, kase, context, decided);
  const next = await moveCase(tx, kase, 'approved', {
    facts: context.facts,
    decision: { ...decided, effects },
    ...decidedToday(gov, kase),
  });
  await recordEvent(tx, gov, kase, 'approved', actor, {
    amount: decided.amount,
    clauses: decided.clauses.map(({ id, outcome }) => ({ id, outcome })),
    lawDay: decided.lawDay,
    effects,
  });
  if (effects.some((effect) => effect.verb === 'pay')) await payDueOf(tx, gov, kase);
  // A service that writes to the applicant itself says it better than we could.
  if (!effects.some(({ verb, person }) => verb === 'notify' && person === kase.applicant))
    await tellDecision(tx, gov, next);
  await wakeDependants(tx, gov, kase);
  return next;
}

/** Refuses a case; only an officer does. */
export async function refuse(
  tx: Db,
  gov: Government,
  kase: CaseRow,
  context: CaseContext,
  decided: Decision,
  actor: Actor,
): Promise<CaseRow> {
  const next = await moveCase(tx, kase, 'refused', {
    facts: context.facts,
    decision: decided,
    ...decidedToday(gov, kase),
  });
  await recordEvent(tx, gov, kase, 'refused', actor, {
    because: decided.because,
    officer: decided.officer ?? null,
    lawDay: decided.lawDay,
  });
  await tellDecision(tx, gov, next);
  await wakeDependants(tx, gov, kase);
  return next;
}

/** The day of decision, and the last day for an appeal: counted from the day after the person is told. */
function decidedToday(gov: Government, kase: CaseRow): Pick<CaseRow, 'decidedAt' | 'appealUntil' | 'dueOn'> {
  const at = gov.clock.now();
  return { decidedAt: at, appealUntil: deadlineFrom(gov, today(gov), gov.pack.appeal.period), dueOn: kase.dueOn };
}

/** Cases of the same application that waited for this one are tried again, each in its own transaction. */
export async function wakeDependants(tx: Db, gov: Government, kase: CaseRow): Promise<void> {
  if (![...gov.pack.services.values()].some((service) => service.after.includes(kase.service))) return;
  const waiting = await all(
    tx,
    sql<{ id: string }>`select id from services.case
      where applicant = ${kase.applicant} and application = ${kase.application} and state = 'waiting' and waits_for = ${kase.service}`,
  );
  for (const { id } of waiting) await decideLater(tx, kase.applicant, id);
}

async function startReview(
  tx: Db,
  gov: Government,
  kase: CaseRow,
  context: CaseContext,
  decision: Decision,
): Promise<CaseRow> {
  const { role, within } = context.service.decide;
  const dueOn = deadlineFrom(gov, today(gov), within);
  await openTask(tx, gov, {
    agency: kase.agency,
    kind: 'decide',
    role,
    applicant: kase.applicant,
    people: Object.values(context.roles),
    caseId: kase.id,
    flags: decision.flags,
    dueOn,
  });
  await recordEvent(
    tx,
    gov,
    kase,
    'review',
    { kind: 'agency', agency: kase.agency },
    {
      because: decision.because,
      need: decision.need,
      flags: decision.flags,
      dueOn,
    },
  );
  return moveCase(tx, kase, 'review', { facts: context.facts, decision, dueOn });
}
