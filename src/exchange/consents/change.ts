import { all, array, type Db, sql, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { requiredOf, templateById } from '../templates/index.ts';
import { actsFor, standsFor, wardsOf } from './acting.ts';
import { notBeyond } from './drafts.ts';
import type { Choice, Consent, ConsentActKind } from './model.ts';
import { consentRefusal, refused } from './refusals.ts';
import { CONSENT, consentById, lockConsent, recordConsentAct, updateConsent } from './store.ts';

/** Which consent, and who decides about it: whose data it is, or who acts for them now. */
export interface ConsentDecision {
  person: string;
  consent: string;
}

/** The instant of an act: after the last answer and not before the last act, as those who waited for them came later. */
function actAt({ answeredAt, changedAt }: Consent, { clock }: Pick<Government, 'clock'>): Date {
  return new Date(Math.max(clock.now().getTime(), changedAt.getTime(), (answeredAt?.getTime() ?? 0) + 1));
}

/** Writes down how a consent that is held stands from now on, and by whose act. */
async function decide(
  tx: Db,
  gov: Government,
  before: Consent,
  { kind, by, ...change }: { kind: ConsentActKind; by: string | null } & Partial<Consent>,
): Promise<Consent> {
  const consent = { ...before, ...change, changedAt: actAt(before, gov) };
  await updateConsent(tx, consent);
  await recordConsentAct(tx, gov, consent, { kind, by });
  return consent;
}

/**
 * A consent that somebody may look at: whose data it is, who gave it, and who acts for them now.
 * @throws AppError `not-found` for anybody else.
 */
export async function consentOf(gov: Government, { person, consent }: ConsentDecision): Promise<Consent> {
  const found = await consentById(gov.db, consent);
  if (!found) throw refused('no-consent');
  if (found.givenBy !== person) await assertSay(gov, found, person);
  return found;
}

/** The consent of a decision, held. @throws AppError as `assertSay`. */
async function held(tx: Db, gov: Government, { person, consent }: ConsentDecision): Promise<Consent> {
  const found = await consentById(tx, consent);
  if (!found) throw refused('no-consent');
  await assertSay(gov, found, person);
  return lockConsent(tx, consent);
}

/**
 * Sees to it that somebody has a say in a consent: whose data it is, or who acts for them now.
 * @throws AppError `not-found` for anybody else; `forbidden`, which says why, for who gave it and acts for them no more.
 */
async function assertSay(gov: Government, { person: subject, givenBy }: Consent, person: string): Promise<void> {
  await actsFor(gov, { person, subject }).catch((error) => {
    throw givenBy !== person && consentRefusal(error) ? refused('no-consent') : error;
  });
}

const isOver = ({ state, until }: Consent, at: Date): boolean =>
  state === 'used' || state === 'withdrawn' || state === 'lapsed' || until <= at;

/**
 * Holds back answers until it is resumed. One that is paused stays so.
 * @throws AppError `gone` for one that is over.
 */
export async function pauseConsent(tx: Db, gov: Government, decision: ConsentDecision): Promise<Consent> {
  const consent = await held(tx, gov, decision);
  if (isOver(consent, gov.clock.now())) throw refused('over');
  if (consent.state === 'paused') return consent;
  return decide(tx, gov, consent, { kind: 'paused', by: decision.person, state: 'paused' });
}

/**
 * Lets answers be given again. One that is not paused stays as it is.
 * @throws AppError `gone` for one that is over.
 */
export async function resumeConsent(tx: Db, gov: Government, decision: ConsentDecision): Promise<Consent> {
  const consent = await held(tx, gov, decision);
  if (isOver(consent, gov.clock.now())) throw refused('over');
  if (consent.state === 'given') return consent;
  return decide(tx, gov, consent, { kind: 'resumed', by: decision.person, state: 'given' });
}

/**
 * Ends a consent for good; also one that is used up, since who has the data is to delete it then. One that was withdrawn or
 * has lapsed stays so.
 */
export async function withdrawConsent(tx: Db, gov: Government, decision: ConsentDecision): Promise<Consent> {
  return withdraw(tx, gov, await held(tx, gov, decision), decision.person);
}

async function withdraw(tx: Db, gov: Government, consent: Consent, by: string): Promise<Consent> {
  if (consent.state === 'withdrawn' || consent.state === 'lapsed') return consent;
  return decide(tx, gov, consent, { kind: 'withdrawn', by, state: 'withdrawn' });
}

/** Withdraws every consent about somebody, and those that they gave for others for whom they still act. @returns which. */
export async function withdrawAll(tx: Db, gov: Government, { person }: { person: string }): Promise<string[]> {
  const wards = (await wardsOf(gov, person)).map((ward) => ward.person);
  const found = await all(
    tx,
    sql<{ id: string }>`select id from exchange.consent
      where (person = ${person} or (given_by = ${person} and person = any(${array(wards, 'uuid')})))
        and state in ('given', 'paused', 'used') order by id`,
  );
  for (const { id } of found) await withdraw(tx, gov, await lockConsent(tx, id), person);
  return found.map(({ id }) => id);
}

/**
 * Makes a consent smaller: with fewer fields or statements, or an earlier end. Anything more has to be signed anew.
 * @throws AppError `invalid` for what is more, lacks what the purpose cannot do without, or is nothing; `gone` for one that
 *   is over.
 */
export async function changeConsent(
  tx: Db,
  gov: Government,
  { fields, statements, until, ...decision }: ConsentDecision & Choice & { until?: Date },
): Promise<Consent> {
  const consent = await held(tx, gov, decision);
  if (isOver(consent, gov.clock.now())) throw refused('over');
  const less = { fields: among(consent.fields, fields), statements: among(consent.statements, statements) };
  if (until && (until > consent.until || until <= gov.clock.now())) throw refused('only-less');
  if (consent.template) {
    const required = requiredOf(await templateById(tx, gov, consent.template));
    const lacks = (needed: readonly string[], left: readonly string[]) => needed.some((one) => !left.includes(one));
    if (lacks(required.fields, less.fields) || lacks(required.statements, less.statements))
      throw refused('needed-for-it');
  }
  if (less.fields.length + less.statements.length === 0) throw refused('nothing');
  const change = { ...less, until: until ?? consent.until };
  const isSame =
    less.fields.length === consent.fields.length &&
    less.statements.length === consent.statements.length &&
    change.until.getTime() === consent.until.getTime();
  return isSame ? consent : decide(tx, gov, consent, { kind: 'changed', by: decision.person, ...change });
}

/** Those of a list that are wanted still. */
function among(given: readonly string[], wanted: readonly string[]): string[] {
  if (wanted.some((one) => !given.includes(one))) throw refused('only-less');
  return given.filter((one) => wanted.includes(one));
}

/** So many at a time, so that nobody waits long for one of them. */
const BATCH = 500;

/** Ends the consents whose time is over, some at a time. @returns how many. */
export async function lapseConsents(tx: Db, gov: Government): Promise<number> {
  const found = await all(
    tx,
    sql<{ id: string }>`select id from exchange.consent
      where state in ('given', 'paused') and until_at <= ${gov.clock.now()}
      order by until_at limit ${BATCH} for update skip locked`,
  );
  for (const { id } of found)
    await decide(tx, gov, await lockConsent(tx, id), { kind: 'lapsed', by: null, state: 'lapsed' });
  return found.length;
}

/**
 * Ends what was agreed to for somebody by who acts for them no more, and has it last no longer than a mandate whose end is
 * known by now: for people of whom the registers say something new about who acts for them.
 */
export async function endWithMandates(gov: Government, people: readonly string[]): Promise<void> {
  const found = await all(
    gov.db,
    sql<Consent>`select ${CONSENT} from exchange.consent
      where person = any(${array(people, 'uuid')}) and given_by <> person and state in ('given', 'paused')`,
  );
  for (const { id, person, givenBy } of found) {
    const stands = await standsFor(gov, { person: givenBy, subject: person });
    await transaction(gov.db, async (tx) => {
      const consent = await lockConsent(tx, id);
      if (isOver(consent, gov.clock.now())) return;
      const until = stands && notBeyond(gov, consent.until, stands.until);
      if (!until || until <= consent.from)
        await decide(tx, gov, consent, { kind: 'lapsed', by: null, state: 'lapsed' });
      else if (until < consent.until) await decide(tx, gov, consent, { kind: 'changed', by: null, until });
    });
  }
}
