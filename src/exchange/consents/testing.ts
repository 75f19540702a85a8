import { randomUUID } from 'node:crypto';
import { originOf } from '../../credentials/index.ts';
import { registerPasskey, type SoftwareAuthenticator } from '../../identity/testing.ts';
import { type Locale, transaction, uuidv7 } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { currentTemplate, type Template } from '../templates/index.ts';
import { draftConsent, openDraft } from './drafts.ts';
import { giveConsent } from './give.ts';
import type { Choice, Consent, Range } from './model.ts';
import { toSign } from './signing.ts';
import { insertConsent, recordConsentAct } from './store.ts';

/** A passkey of somebody's on this site. For tests. */
export const passkeyOf = (gov: Government, person: string): Promise<SoftwareAuthenticator> =>
  registerPasskey(gov, person, originOf(gov));

/** What somebody agrees to in a test. */
export interface TestGiving extends Partial<Choice> {
  person: string;
  subject?: string;
  party: string;
  use: string;
  range?: Partial<Range>;
  locale?: Locale;
}

/** Asks somebody. For tests. */
export async function asked(
  gov: Government,
  { person, subject = person, party, use, range, fields = [], statements = [] }: TestGiving,
): Promise<{ draft: string; template: Template }> {
  const template = await transaction(gov.db, (tx) => currentTemplate(tx, gov, { party, use }));
  const request = { person, subject, template: template.id, wish: { fields, statements }, range, returnTo: '/' };
  return { ...(await transaction(gov.db, (tx) => draftConsent(tx, gov, request))), template };
}

/** Asks somebody, who signs. For tests. */
export async function given(
  gov: Government,
  authenticator: SoftwareAuthenticator,
  giving: TestGiving,
): Promise<Consent> {
  const { person, locale = 'en' } = giving;
  const { draft } = await asked(gov, giving);
  const { challenge } = toSign(gov, await openDraft(gov.db, gov, { person, draft }), locale);
  const credential = authenticator.get({ challenge, rpId: new URL(originOf(gov)).hostname });
  return transaction(gov.db, (tx) => giveConsent(tx, gov, { person, draft, locale, credential }));
}

/** A consent as if it had been given, without a template or a signature. For tests of what becomes of one. */
export async function anyConsent(gov: Government, more: Partial<Consent> = {}): Promise<Consent> {
  const at = gov.clock.now();
  const person = more.person ?? randomUUID();
  const consent: Consent = {
    ...{ id: uuidv7(at), person, givenBy: person, party: 'bank', template: null, fields: ['persons.name'] },
    ...{ statements: [], often: 'once', state: 'given', from: at, until: new Date(at.getTime() + 7 * 86_400_000) },
    ...{ givenAt: at, changedAt: at, answeredAt: null, locale: 'en', ...more },
  };
  await transaction(gov.db, async (tx) => {
    await insertConsent(tx, consent);
    await recordConsentAct(tx, gov, consent, { kind: 'given', by: consent.givenBy });
  });
  return consent;
}
