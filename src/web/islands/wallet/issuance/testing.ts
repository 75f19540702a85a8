import { EmbeddedJWK, jwtVerify } from 'jose';
import { encodeHeader, frameOf, issueSdJwt } from '../../../../formats/index.ts';
import { random, sha256, signBy, testKey } from '../../../../formats/testing.ts';
import { makeCertificate } from '../../../../formats/trust/testing.ts';
import type { Fetch, Json } from './http.ts';

/*
 * An issuer in a test's own process, as strict as a wallet has to expect: it wants DPoP with a nonce of its own, a code, and
 * fresh nonces in proofs. What a test wants otherwise it puts into `wants`.
 */

export const ISSUER = 'https://issuer.example/cards';
export const SERVER = 'https://issuer.example/oauth';
const TYPE = 'https://issuer.example/types/id';
const HOUR = 3_600;

/** What this issuer does otherwise than usual. */
export interface Wants {
  /** Answers with copies that are bound to a key of its own. */
  foreignKey?: boolean;
  /** Calls itself somebody else. */
  otherName?: boolean;
  /** Says of the first nonce that it was used. */
  staleNonce?: boolean;
  /** Decides later. */
  later?: boolean;
}

/** A `fetch` that only this issuer answers, and what it was asked. */
export function fakeIssuer(wants: Wants = {}): { fetch: Fetch; asked: string[] } {
  const asked: string[] = [];
  const key = testKey();
  const at = Math.floor(Date.parse('2026-01-01') / 1000);
  const name = { CN: 'Issuer' };
  const certificate = Buffer.from(
    makeCertificate({
      ...{ key, signer: key, subject: name, issuer: name, extensions: [] },
      ...{ from: at, until: at + 9e8 },
    }),
  ).toString('base64');
  const nonces = new Set<string>();
  let isFirst = true;
  const json = (body: Json, status = 200, headers: Record<string, string> = {}) =>
    new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

  const answers: Record<string, (request: Request) => Promise<Response> | Response> = {
    '/.well-known/openid-credential-issuer/cards': () =>
      json({ ...METADATA, credential_issuer: wants.otherName ? `${ISSUER}/other` : ISSUER }),
    '/.well-known/oauth-authorization-server/oauth': () => json(SERVER_METADATA),
    '/oauth/request': async (request) => {
      const form = new URLSearchParams(await request.text());
      const pkce = form.get('code_challenge_method') === 'S256' && form.get('code_challenge')!.length === 43;
      return pkce
        ? json({ request_uri: 'urn:request:1', expires_in: 60 }, 201)
        : json({ error: 'invalid_request' }, 400);
    },
    '/oauth/token': async (request) => {
      const proof = await dpopOf(request);
      if (proof.nonce !== 'server-nonce')
        return json({ error: 'use_dpop_nonce' }, 400, { 'dpop-nonce': 'server-nonce' });
      const form = new URLSearchParams(await request.text());
      if (form.get('tx_code') !== '123456' && form.get('grant_type')!.endsWith('pre-authorized_code'))
        return json({ error: 'invalid_grant', error_description: 'wrong code' }, 400);
      return json({
        access_token: 'token',
        token_type: 'DPoP',
        expires_in: 300,
        refresh_token: 'refresh',
        scope: 'id',
      });
    },
    '/cards/nonce': () => {
      const nonce = crypto.randomUUID();
      nonces.add(nonce);
      return json({ c_nonce: nonce });
    },
    '/cards/credential': async (request) => {
      const proof = await dpopOf(request);
      if (request.headers.get('authorization') !== 'DPoP token' || !proof.ath) return json({}, 401);
      if (wants.later) return json({ transaction_id: 'later', interval: 5 }, 202);
      const { proofs } = (await request.json()) as { proofs: { jwt: string[] } };
      const proved = await Promise.all(
        proofs.jwt.map((jwt) => jwtVerify(jwt, EmbeddedJWK, { audience: ISSUER, typ: 'openid4vci-proof+jwt' })),
      );
      const isStale = wants.staleNonce && isFirst;
      isFirst = false;
      if (isStale || !proved.every(({ payload }) => nonces.has(String(payload.nonce))))
        return json({ error: 'invalid_nonce' }, 400);
      const jwks = proved.map(({ protectedHeader }) => protectedHeader.jwk as JsonWebKey);
      return json({ credentials: jwks.map((jwk) => ({ credential: copyFor(jwk) })), notification_id: 'n' });
    },
    '/cards/notification': () => new Response(null, { status: 204 }),
  };

  function copyFor(jwk: JsonWebKey): string {
    const bound = wants.foreignKey ? testKey().jwk : jwk;
    const now = Math.floor(Date.now() / 1000);
    const claims = { vct: TYPE, iss: ISSUER, iat: now - HOUR, exp: now + HOUR, cnf: { jwk: bound } };
    const said = { name: '陳怡君', address: { region: 'taipei' }, over_20: true };
    const header = encodeHeader({ alg: 'ES256', typ: 'dc+sd-jwt', x5c: [certificate] });
    const frame = frameOf([['name'], ['address', 'region']]);
    return signBy(key, issueSdJwt({ ...claims, ...said }, { header, frame, padTo: 1, sha256, random }));
  }

  return {
    asked,
    async fetch(address, how) {
      const request = new Request(address, how as RequestInit);
      const { pathname } = new URL(address);
      asked.push(`${request.method} ${pathname}`);
      const answer = answers[pathname];
      return answer ? answer(request) : new Response(null, { status: 404 });
    },
  };
}

async function dpopOf(request: Request): Promise<Json> {
  const { payload } = await jwtVerify(request.headers.get('dpop')!, EmbeddedJWK, { typ: 'dpop+jwt' });
  if (payload.htm !== request.method || payload.htu !== request.url) throw new Error('a proof for another request');
  return payload;
}

const named = (en: string, ko: string) => [
  { name: en, locale: 'en' },
  { name: ko, locale: 'ko' },
];

const METADATA = {
  authorization_servers: [SERVER],
  credential_endpoint: `${ISSUER}/credential`,
  nonce_endpoint: `${ISSUER}/nonce`,
  notification_endpoint: `${ISSUER}/notification`,
  batch_credential_issuance: { batch_size: 3 },
  display: named('Office', '사무소'),
  offline_configurations_supported: {
    offline: { format: 'compact', type: 'type', scope: 'offline', cryptographic_binding_methods_supported: ['jwk'] },
  },
  credential_configurations_supported: {
    id: {
      format: 'dc+sd-jwt',
      vct: TYPE,
      scope: 'id',
      cryptographic_binding_methods_supported: ['jwk'],
      credential_metadata: {
        display: [
          {
            ...{ name: 'Identity card', locale: 'en', description: 'Who you are' },
            ...{ background_color: '#1b4f72', text_color: '#ffffff', emblem: '身', face: ['name'] },
          },
          { name: '신분증', locale: 'ko' },
        ],
        claims: [
          { path: ['over_20'], display: named('20 or older', '20세 이상') },
          { path: ['name'], display: named('Name', '이름') },
          {
            path: ['address', 'region'],
            display: named('Region', '지역'),
            values: { taipei: [{ label: 'Taipei', locale: 'en' }] },
          },
        ],
      },
    },
    other: { format: 'jwt_vc_json', cryptographic_binding_methods_supported: ['jwk'] },
  },
};

const SERVER_METADATA = {
  issuer: SERVER,
  token_endpoint: `${SERVER}/token`,
  authorization_endpoint: `${SERVER}/auth`,
  pushed_authorization_request_endpoint: `${SERVER}/request`,
  response_modes_supported: ['query', 'fragment'],
  authorization_response_iss_parameter_supported: true,
};
