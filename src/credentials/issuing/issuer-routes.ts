import { type Static, Type } from 'typebox';
import { AppError, type Route, route } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { issuersOf } from '../issuers/index.ts';
import { refusedAs } from '../refused-as.ts';
import { wellKnownPaths } from '../well-known.ts';
import { credentialEndpoint, deferredEndpoint, notificationEndpoint } from './credential.ts';
import { issuerMetadata } from './metadata.ts';
import { heldEndpoint, hereEndpoint, moveEndpoint, moveOfferEndpoint } from './moving.ts';
import { makeNonce } from './nonces.ts';
import { offerDocument } from './offer-document.ts';
import { type IssuingErrorCode, toWallet } from './problems.ts';

const Agency = Type.Object({ agency: Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' }) });
const Reference = Type.Object({ ...Agency.properties, reference: Type.String({ pattern: '^[\\w-]{43}$' }) });

/** JSON, or a JWE as one text (OpenID4VCI section 10). What is in it is told to the wallet in the words of the standard. */
const Sent = Type.Union([Type.String({ maxLength: 200_000 }), Type.Record(Type.String(), Type.Unknown())]);
const SENT_LIMIT = 200 * 1024;

const Move = Type.Object({
  from: Type.Optional(Type.String({ pattern: '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' })),
  cards: Type.Array(
    Type.Object({
      identifier: Type.String({ maxLength: 200 }),
      proofs: Type.Object({ jwt: Type.Array(Type.String({ maxLength: 4_000 }), { minItems: 1, maxItems: 100 }) }),
    }),
    { minItems: 1, maxItems: 100 },
  ),
});

/** What wallets ask issuers for (OpenID4VCI sections 4, 7 to 12), and to move cards between devices. */
export function walletRoutes(gov: Government): Route[] {
  return [
    ...wellKnownPaths('openid-credential-issuer', '/issuers/:agency').map((path) =>
      route({
        method: 'GET',
        path,
        audience: 'public',
        crossSite: true,
        summary: 'What an agency issues, and how wallets get it (OpenID4VCI section 12.2)',
        params: Agency,
        async handle({ params: { agency } }) {
          demandIssuer(gov, agency);
          const headers = { 'cache-control': 'public, max-age=300' };
          return Response.json(await issuerMetadata(gov, agency), { headers });
        },
      }),
    ),
    route({
      method: 'GET',
      path: '/issuers/:agency/offers/:reference',
      audience: 'public',
      crossSite: true,
      summary: 'A credential offer, for as long as it can be taken (OpenID4VCI section 4.1.3)',
      params: Reference,
      async handle({ params: { agency, reference } }) {
        const offer = await offerDocument(gov.db, gov, agency, reference);
        if (!offer) throw new AppError('not-found', NO_OFFER);
        return Response.json(offer, { headers: { 'cache-control': 'no-store' } });
      },
    }),
    route({
      method: 'POST',
      path: '/issuers/:agency/nonce',
      audience: 'public',
      crossSite: true,
      summary: 'A nonce for proofs (OpenID4VCI section 7)',
      params: Agency,
      async handle({ params: { agency } }) {
        demandIssuer(gov, agency);
        const [nonce, dpop] = await Promise.all([makeNonce(gov, 'nonce'), makeNonce(gov, 'dpop')]);
        return Response.json({ c_nonce: nonce }, { headers: { 'cache-control': 'no-store', 'dpop-nonce': dpop } });
      },
    }),
    endpoint('/issuers/:agency/credential', 'Copies for a wallet (OpenID4VCI section 8)', (agency, request, body) =>
      credentialEndpoint(gov, agency, request, body),
    ),
    endpoint('/issuers/:agency/deferred', 'What had to wait (OpenID4VCI section 9)', (agency, request, body) =>
      deferredEndpoint(gov, agency, request, body),
    ),
    endpoint(
      '/issuers/:agency/notification',
      'What became of copies (OpenID4VCI section 11)',
      (_, request, body) => notificationEndpoint(gov, request, body),
      'invalid_notification_request',
    ),
    route({
      method: 'GET',
      path: '/wallets/here',
      audience: 'public',
      crossSite: true,
      summary: 'Whether a device can still fetch anything: one whose cards have moved away cannot',
      handle: ({ request }) => toWallet(() => hereEndpoint(gov, request)),
    }),
    route({
      method: 'GET',
      path: '/wallets/held',
      audience: 'public',
      crossSite: true,
      summary: 'The cards of whoever moves them to another device',
      handle: ({ request }) => toWallet(() => heldEndpoint(gov, request)),
    }),
    route({
      method: 'POST',
      path: '/wallets/moves',
      audience: 'public',
      crossSite: true,
      summary: 'Moves cards to the device that asks, and revokes what is on the one that is left',
      body: Move,
      bodyLimit: 1024 * 1024,
      handle: ({ request, body }) => toWallet(() => moveEndpoint(gov, request, body as Static<typeof Move>)),
    }),
    route({
      method: 'POST',
      path: '/wallets/move-offers',
      audience: 'public',
      crossSite: true,
      summary: 'Offers the cards of one device to another of the same person',
      handle: ({ request }) => toWallet(() => moveOfferEndpoint(gov, request)),
    }),
  ];

  function endpoint(
    path: string,
    summary: string,
    answer: (agency: string, request: Request, body: unknown) => Promise<Response>,
    unreadable: IssuingErrorCode = 'invalid_credential_request',
  ): Route {
    return route({
      method: 'POST',
      path,
      audience: 'public',
      crossSite: true,
      summary,
      params: Agency,
      body: Sent,
      bodyLimit: SENT_LIMIT,
      problem: refusedAs(unreadable),
      handle({ params: { agency }, request, body }) {
        demandIssuer(gov, agency);
        return toWallet(() => answer(agency, request, body));
      },
    });
  }
}

const NO_OFFER = {
  ko: '이미 받았거나 시간이 지난 QR이에요. 나의 전자증명서에서 새로 만들어 주세요.',
  'zh-Hant': '這個 QR Code 已使用或已逾時，請到「我的數位憑證」重新產生。',
  en: 'This offer was taken or has lapsed. Make a new one under “My cards”.',
};

function demandIssuer(gov: Government, agency: string): void {
  if (!issuersOf(gov).includes(agency)) throw new AppError('not-found', 'There is no such issuer.');
}
