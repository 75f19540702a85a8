import { all, attempt, type Db, sql, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { assess } from '../journey/assess.ts';
import { planOf, serviceOf } from '../journey/plan.ts';
import { isDecided } from '../states.ts';
import { tellDecision } from '../texts.ts';
import { agreementNeeded } from './agreements.ts';
import { type CaseContext, contextOf, serviceReader } from './context.ts';
import { deadlineFrom, today } from './deadline.ts';
import { hasOpenDispute } from './disputes.ts';
import { runEffects } from './effects.ts';
import { type Actor, recordEvent } from './events.ts';
import { payDueOf } from './instalments.ts';
import { decideLater } from './retry.ts';
import { type CaseRow, casesOfApplication, type Decision, lockCase, moveCase } from './store.ts';
import { openTask } from './tasks.ts';

/**
 * Tries to decide a case by its rules alone, within the caller's transaction. It is approved with all its effects, or
 * it waits for what is missing, or an officer's task opens. A case that is further along is left as it is, so that
 * trying twice does no harm.
 */
export async function tryToDecide(tx: Db, gov: Government, applicant: string, id: string): Promise<CaseRow> {
  const kase = await lockCase(tx, applicant, id);
  if (kase.state !== 'received' && kase.state !== 'waiting') return kase;
  const service = serviceOf(gov.pack, kase.service);
  const context = await contextOf(tx, gov, kase, serviceReader(service));
  const agency: Actor = { kind: 'agency', agency: kase.agency };

  const waitsFor = await whatItWaitsFor(tx, gov, kase, context);
  if (waitsFor) {
    if (kase.waitsFor === waitsFor) return kase;
    await recordEvent(tx, gov, kase, 'waiting', agency, { for: waitsFor });
    return moveCase(tx, kase, 'waiting', { waitsFor, facts: context.facts });
  }
  const assessment = assess(gov, service, context.facts, context.roles, context.appliedOn);
  const agreement = await agreementNeeded(tx, gov, kase, context);
  const flags = [...assessment.flags, ...(agreement === 'declined' ? ['not-agreed'] : [])];
  if (service.decide.auto && assessment.eligible === 'yes' && flags.length === 0) {
    return approve(tx, gov, kase, context, assessment, agency);
  }
  return startReview(tx, gov, kase, context, { ...assessment, flags });
}

/** As `tryToDecide`, but a fault in this agency's part undoes only that part; a job tries it again. */
export async function tryToDecideAlone(tx: Db, gov: Government, applicant: string, id: string): Promise<void> {
  const outcome = await attempt(tx, () => tryToDecide(tx, gov, applicant, id));
  if ('done' in outcome) return;
  gov.logger.error({ err: outcome.failed, case: id }, 'a case could not be decided; a job will try again');
  await decideLater(tx, applicant, id);
}

/** The job that `decideLater` queues. */
export function decideJob(gov: Government) {
  return ({ applicant, id }: { applicant: string; id: string }): Promise<void> =>
    transaction(gov.db, async (tx) => void (await tryToDecide(tx, gov, applicant, id)));
}

async function whatItWaitsFor(
  tx: Db,
  gov: Government,
  kase: CaseRow,
  context: CaseContext,
): Promise<string | undefined> {
  if (await hasOpenDispute(tx, context)) return 'correction';
  const siblings = await casesOfApplication(tx, kase.applicant, kase.application);
  const plan = planOf(siblings.map((sibling) => serviceOf(gov.pack, sibling.service)));
  const undecided = siblings.filter((sibling) => !isDecided(sibling.state)).map((sibling) => sibling.service);
  const predecessor = plan.after.get(kase.service)?.find((service) => undecided.includes(service));
  if (predecessor) return predecessor;
  return (await agreementNeeded(tx, gov, kase, context)) === 'asked' ? 'agreement' : undefined;
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
  await payDueOf(tx, gov, kase);
  await tellDecision(tx, gov, next);
  await wakeDependants(tx, kase);
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
  await wakeDependants(tx, kase);
  return next;
}

/** The day of decision, and the last day for an appeal: counted from the day after the person is told. */
function decidedToday(gov: Government, kase: CaseRow): Pick<CaseRow, 'decidedAt' | 'appealUntil' | 'dueOn'> {
  const at = gov.clock.now();
  return { decidedAt: at, appealUntil: deadlineFrom(gov, today(gov), gov.pack.appeal.period), dueOn: kase.dueOn };
}

/** Cases of the same application that waited for this one are tried again, each in its own transaction. */
export async function wakeDependants(tx: Db, kase: CaseRow): Promise<void> {
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
