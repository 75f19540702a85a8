import { randomUUID } from 'node:crypto';
import { asked, given, passkeyOf } from '../../src/exchange/consents/testing.ts';
import type { TestSite } from '../support/site.ts';

const ASKED = { party: 'bank', use: 'card-application' };

/** A consent of a person's and a request that waits for them, by the beginnings of the paths that lead to them. */
export async function makeConsents({ gov }: Pick<TestSite, 'gov'>, person: string) {
  const { id } = await given(gov, await passkeyOf(gov, person), { person, ...ASKED });
  const { draft } = await asked(gov, { person, ...ASKED });
  return { '/my-data/consents/': { consent: id }, '/api/consents/': { draft } };
}

/** Of the right form, and signed by nobody. */
const CREDENTIAL = {
  ...{ id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} },
  response: { clientDataJSON: 'AAAA', authenticatorData: 'AAAA', signature: 'AAAA' },
};

/** What is sent to decide about them. */
export const CONSENT_BODIES: Record<string, object> = {
  'POST /consents/new': { draft: randomUUID() },
  'POST /consents/refuse': { draft: randomUUID() },
  'POST /consents/sign/wallet': { wallet: 'elsewhere', draft: randomUUID(), locale: 'ko' },
  'POST /api/consents/:draft': { credential: CREDENTIAL, locale: 'ko' },
  'POST /my-data/consents/withdraw': {},
  'POST /my-data/consents/:consent/pause': {},
  'POST /my-data/consents/:consent/resume': {},
  'POST /my-data/consents/:consent/withdraw': {},
  'POST /my-data/consents/:consent/change': {},
};
