import assert from 'node:assert/strict';
import { test } from 'node:test';
import { offerOf, readOfferLink } from './offer.ts';
import type { IssuanceError } from './problem.ts';

const WITHIN = {
  credential_issuer: 'https://issuer.example',
  credential_configuration_ids: ['id', 'id'],
  grants: {
    'urn:ietf:params:oauth:grant-type:pre-authorized_code': {
      'pre-authorized_code': 'abc',
      tx_code: { length: 6, description: 'By letter' },
    },
    authorization_code: { issuer_state: 'xyz' },
  },
};
const written = (offer: object) => new URLSearchParams({ credential_offer: JSON.stringify(offer) }).toString();
const AT = 'credential_offer_uri=https%3A%2F%2Fissuer.example%2Foffers%2F1';

test('an offer is read from a code, from a link, and from what stands behind its #', () => {
  const at = { kind: 'at', address: 'https://issuer.example/offers/1' };
  const texts = [
    `openid-credential-offer://?${AT}`,
    ` OPENID-CREDENTIAL-OFFER://?${AT}\n`,
    `https://wallet.example/wallet?language=ko#offer?${AT}`,
    `offer?${AT}`,
    AT,
  ];
  for (const text of texts) assert.deepEqual(readOfferLink(text), at, text);
  assert.deepEqual(readOfferLink(`openid-credential-offer://?${written(WITHIN)}`), {
    kind: 'within',
    offer: {
      issuer: 'https://issuer.example',
      configurations: ['id'],
      preAuthorized: { code: 'abc', transactionCode: { numeric: true, length: 6, description: 'By letter' } },
      issuerState: 'xyz',
    },
  });
  const apart = readOfferLink(written({ ...WITHIN, offline_configuration_ids: ['offline'] }));
  assert.deepEqual(apart?.kind === 'within' && apart.offer.configurations, ['id', 'offline']);
});

test('what is no offer, or not by TLS, is none', () => {
  const texts = [
    '',
    'https://issuer.example/',
    'openid4vp://?client_id=a',
    `openid-credential-offer://?${AT}&${AT}`,
    `openid-credential-offer://?${AT}&${written(WITHIN)}`,
    'openid-credential-offer://?credential_offer_uri=http%3A%2F%2Fissuer.example%2Foffers%2F1',
    'openid-credential-offer://?credential_offer_uri=javascript%3Aalert(1)',
    'openid-credential-offer://?credential_offer=%7B',
    `openid-credential-offer://?${written({ ...WITHIN, credential_configuration_ids: [] })}`,
    `openid-credential-offer://?${written({ ...WITHIN, credential_issuer: 'http://issuer.example' })}`,
  ];
  for (const text of texts) assert.equal(readOfferLink(text), undefined, text);
});

test('an offer that its issuer has forgotten is over', async () => {
  const gone = async () => new Response('', { status: 404 });
  await assert.rejects(
    offerOf(gone, { kind: 'at', address: 'https://issuer.example/offers/1' }),
    (error: IssuanceError) => error.reason === 'over',
  );
});
