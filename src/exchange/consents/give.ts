import { originOf } from '../../credentials/index.ts';
import { type Db, json, type Locale, randomSecret, run, sql, uuidv7 } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { statementsNamed } from '../templates/index.ts';
import { actsFor } from './acting.ts';
import { type ConsentProof, challengeOf, documentOf } from './document.ts';
import { endDraft, notBeyond, openDraft } from './drafts.ts';
import { COUNTER, type Consent } from './model.ts';
import { refused } from './refusals.ts';
import { counterWords } from './shown.ts';
import { type Giving, signatureOf, toSign } from './signing.ts';
import { insertConsent, recordConsentAct } from './store.ts';

/**
 * Gives consent: by a signature over what was shown, of a passkey or with a card. Once, for the draft is over by it.
 * @throws AppError `not-found` for a draft that is over, `forbidden` for what was not signed by a passkey of the person or is not
 *   what is to be signed now, and where they do not act for the child any more.
 */
export async function giveConsent(tx: Db, gov: Government, giving: Giving): Promise<Consent> {
  const { person: givenBy, locale, site = originOf(gov) } = giving;
  const draft = await openDraft(tx, gov, giving);
  await actsFor(gov, { person: givenBy, subject: draft.subject });
  const signing = toSign(gov, draft, locale, site);
  const { words, document } = signing;
  const at = gov.clock.now();
  if (draft.until <= at) throw refused('no-draft');
  const signature = await signatureOf(tx, gov, giving, signing);
  await endDraft(tx, gov, giving, 'given');
  const { template, from, until } = draft;
  const consent: Consent = {
    ...{ id: draft.id, person: draft.subject, givenBy, party: template.party.id, template: template.id },
    ...{ fields: document.fields, statements: document.statements, often: document.often, state: 'given', locale },
    ...{ from, until, givenAt: at, changedAt: at, answeredAt: null },
  };
  await keep(tx, gov, consent, { document, words, signature });
  return consent;
}

/** A code for a counter. */
export interface CounterGiving {
  person: string;
  subject: string;
  fields: readonly string[];
  /** Of bundles, by their names. */
  statements: readonly string[];
  until: Date;
  locale: Locale;
}

/**
 * Agrees to one look at a counter. Nothing is signed: the person stands there and tells the code.
 * @throws AppError `forbidden` where they do not act for whose data it is, `invalid` for nothing.
 */
export async function giveCounterConsent(tx: Db, gov: Government, giving: CounterGiving): Promise<Consent> {
  const { person: givenBy, subject: person, locale } = giving;
  const until = notBeyond(gov, giving.until, (await actsFor(gov, { person: givenBy, subject: person }))?.until);
  const fields = [...new Set(giving.fields)].sort();
  const statements = statementsNamed(gov, giving.statements).map(({ name }) => name);
  if (fields.length + statements.length === 0) throw refused('nothing');
  const at = gov.clock.now();
  const consent: Consent = {
    ...{ id: uuidv7(at), person, givenBy, party: COUNTER, template: null, fields, statements, often: 'once' },
    ...{ state: 'given', locale, from: at, until, givenAt: at, changedAt: at, answeredAt: null },
  };
  const words = counterWords(gov, { ...consent, forAnother: person !== givenBy }, locale);
  const signed = { consent: consent.id, site: originOf(gov), by: givenBy, nonce: randomSecret() };
  await keep(tx, gov, consent, { document: documentOf({ ...consent, ...signed }, words), words, signature: null });
  return consent;
}

async function keep(tx: Db, gov: Government, consent: Consent, proof: ConsentProof): Promise<void> {
  const { document, words, signature } = proof;
  await insertConsent(tx, consent);
  await run(
    tx,
    sql`insert into exchange.consent_proof (id, person, document, words, signature)
      values (${consent.id}, ${consent.person}, ${json(document)}, ${json(words)},
        ${signature ? json(signature) : null})`,
  );
  const details = { document: challengeOf(document), words: document.words, locale: consent.locale };
  await recordConsentAct(tx, gov, consent, { kind: 'given', by: consent.givenBy, details });
}
