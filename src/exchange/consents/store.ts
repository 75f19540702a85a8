import { actingFor, KEEPER } from '../../credentials/index.ts';
import { addJob, all, array, type Db, first, json, run, sql, uuidv7 } from '../../kernel/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import type { ConsentProof } from './document.ts';
import {
  CONSENT_CHANGED_TASK,
  type Consent,
  type ConsentAct,
  type ConsentActKind,
  type ConsentChanged,
} from './model.ts';
import { refused } from './refusals.ts';

/** The columns of a consent. */
export const CONSENT = sql`id, person, given_by as "givenBy", party, template, fields, statements, often, state, locale,
  from_at as "from", until_at as "until", given_at as "givenAt", changed_at as "changedAt", answered_at as "answeredAt"`;

/** A consent by its id, whosever it is. */
export const consentById = (db: Db, id: string): Promise<Consent | undefined> =>
  first(db, sql<Consent>`select ${CONSENT} from exchange.consent where id = ${id}`);

/**
 * A consent that is about to change, held until the transaction ends: an answer that has begun is waited for.
 * @throws AppError `not-found`.
 */
export async function lockConsent(tx: Db, consent: string): Promise<Consent> {
  const found = await first(tx, sql<Consent>`select ${CONSENT} from exchange.consent where id = ${consent} for update`);
  if (!found) throw refused('no-consent');
  return found;
}

/** Keeps a new consent. */
export async function insertConsent(tx: Db, consent: Consent): Promise<void> {
  const { id, person, givenBy, party, template, fields, statements, often, state, locale } = consent;
  await run(
    tx,
    sql`insert into exchange.consent (id, person, given_by, party, template, fields, statements, often, state, locale,
        from_at, until_at, given_at, changed_at)
      values (${id}, ${person}, ${givenBy}, ${party}, ${template}, ${fields}::text[], ${statements}::text[], ${often},
        ${state}, ${locale}, ${consent.from}, ${consent.until}, ${consent.givenAt}, ${consent.changedAt})`,
  );
}

/** Writes how a consent stands after an act. */
export async function updateConsent(tx: Db, consent: Consent): Promise<void> {
  const { id, fields, statements, state } = consent;
  await run(
    tx,
    sql`update exchange.consent set fields = ${fields}::text[], statements = ${statements}::text[], state = ${state},
        until_at = ${consent.until}, changed_at = ${consent.changedAt}
      where id = ${id}`,
  );
}

/**
 * Keeps an act with how the consent stands after it, its commitment in the public log, and has receivers told, all in the
 * transaction of the act.
 * @param by who did it; null for the system.
 */
export async function recordConsentAct(
  tx: Db,
  gov: Government,
  consent: Consent,
  { kind, by, details = {} }: { kind: ConsentActKind; by: string | null; details?: Record<string, unknown> },
): Promise<void> {
  const { id, person, party, template, fields, statements, often, state } = consent;
  const at = consent.changedAt;
  const content = {
    ...{ consent: id, kind, party, template, fields, statements, often, state },
    ...{ from: consent.from.toISOString(), until: consent.until.toISOString(), at: at.toISOString() },
    ...{ forAnother: consent.givenBy !== person, ...details },
  };
  const act = { kind: `consent.${kind}`, agency: actingFor(gov, KEEPER), at, content };
  const { entry, salt } = await commitAct(tx, gov.logOrigin, act);
  await run(
    tx,
    sql`insert into exchange.consent_act (person, id, consent, kind, by_person, content, at, entry, salt)
      values (${person}, ${uuidv7(at)}, ${id}, ${kind}, ${by}, ${json(content)}, ${at}, ${entry}, ${salt})`,
  );
  const changed: ConsentChanged = { person, consent: id, kind };
  await addJob(tx, CONSENT_CHANGED_TASK, changed);
}

const ACT = sql`id, consent, kind, by_person as "by", content, at, entry`;

/** All that was done with a consent, oldest first. */
export const consentActs = (db: Db, consent: string): Promise<ConsentAct[]> =>
  all(db, sql<ConsentAct>`select ${ACT} from exchange.consent_act where consent = ${consent} order by id`);

/** Consents, whosever they are, with all that was done with each, oldest first. */
export async function historiesOf(
  db: Db,
  ids: readonly string[],
): Promise<{ consents: Map<string, Consent>; acts: Map<string, ConsentAct[]> }> {
  const wanted = array(ids, 'uuid');
  const [consents, acts] = await Promise.all([
    all(db, sql<Consent>`select ${CONSENT} from exchange.consent where id = any(${wanted})`),
    all(db, sql<ConsentAct>`select ${ACT} from exchange.consent_act where consent = any(${wanted}) order by id`),
  ]);
  return { consents: new Map(consents.map((one) => [one.id, one])), acts: Map.groupBy(acts, ({ consent }) => consent) };
}

/** What was signed of a consent; undefined once it is erased. */
export async function consentProof(db: Db, consent: string): Promise<ConsentProof | undefined> {
  return first(
    db,
    sql<ConsentProof>`select document, words, signature from exchange.consent_proof
      where id = ${consent} and document <> '{}'::jsonb`,
  );
}

/** What opens an act's leaf in the public log. */
export interface OpenedConsentAct {
  kind: ConsentActKind;
  content: Record<string, unknown>;
  /** Null once it is erased. */
  salt: string | null;
}

/** The act of an entry, for whose data it was about and who gave the consent; undefined for anybody else. */
export const openConsentAct = (
  db: Db,
  { person, entry }: { person: string; entry: string },
): Promise<OpenedConsentAct | undefined> =>
  first(
    db,
    sql<OpenedConsentAct>`select kind, content, salt from exchange.consent_act
      where entry = ${entry} and (person = ${person} or person in
        (select person from exchange.consent where given_by = ${person} and given_by <> person))
        and exists (select from exchange.consent
          where id = consent_act.consent and ${person}::uuid in (consent.person, consent.given_by))`,
  );
