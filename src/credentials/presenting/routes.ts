import { Type } from 'typebox';
import { REQUEST_MEDIA_TYPE } from '../../formats/index.ts';
import { type Route, route } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { refusedAs } from '../refused-as.ts';
import { answerPresentation } from './answer.ts';
import { fetchRequest } from './fetch.ts';
import { askingParty } from './parties.ts';
import { registrationOf } from './registrations.ts';

const Presentation = Type.Object({ id: Type.String({ format: 'uuid' }) });
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' });

/** A form may have one of the two in it, and whatever else wallets send. */
const Asked = Type.Object({
  wallet_nonce: Type.Optional(Type.String({ minLength: 1, maxLength: 512, pattern: '^[\\x21-\\x7e]+$' })),
  wallet_metadata: Type.Optional(Type.String()),
});

const Answer = Type.Object({
  response: Type.Optional(Type.String()),
  error: Type.Optional(Type.String({ maxLength: 100 })),
  error_description: Type.Optional(Type.String({ maxLength: 2_000 })),
  state: Type.Optional(Type.String({ maxLength: 512 })),
});

/** Answers with pictures in them are larger than forms of people. */
const ANSWER_LIMIT = 512 * 1024;
/** For how many seconds a registration may be kept. */
const REGISTRATION_AGE = 3_600;

/** What wallets ask for and send (OpenID4VP 1.0): by address alone, since that is drawn at random. */
export function presentingRoutes(gov: Government): Route[] {
  const jwt = (text: string) =>
    new Response(text, { headers: { 'content-type': REQUEST_MEDIA_TYPE, 'cache-control': 'no-store' } });
  return [
    route({
      method: 'GET',
      path: '/presentations/:id/request',
      audience: 'public',
      crossSite: true,
      summary: 'A request to show credentials, for the wallet that fetches it first (OpenID4VP 1.0 §5.10)',
      params: Presentation,
      handle: async ({ params }) => jwt(await fetchRequest(gov, params)),
    }),
    route({
      method: 'POST',
      path: '/presentations/:id/request',
      audience: 'public',
      crossSite: true,
      summary: 'The same with the nonce of the wallet in it',
      params: Presentation,
      body: Asked,
      handle: async ({ params, body }) => jwt(await fetchRequest(gov, { ...params, walletNonce: body.wallet_nonce })),
    }),
    route({
      method: 'POST',
      path: '/presentations/:id/response',
      audience: 'public',
      crossSite: true,
      summary: 'The answer of a wallet, encrypted (direct_post.jwt, OpenID4VP 1.0 §8.3.1), or why there is none',
      params: Presentation,
      body: Answer,
      bodyLimit: ANSWER_LIMIT,
      problem: refusedAs('invalid_request'),
      async handle({ params, body }) {
        const { response, error = 'invalid_request', state } = body;
        const given = response === undefined ? { error, state } : { response };
        const { redirectUri, wrong } = await answerPresentation(gov, { ...params, ...given });
        if (wrong !== undefined)
          return Response.json({ error: 'invalid_request', error_description: wrong }, { status: 400 });
        return redirectUri === undefined ? {} : { redirect_uri: redirectUri };
      },
    }),
    route({
      method: 'GET',
      path: '/relying-parties/:id/registrations/:use',
      audience: 'public',
      crossSite: true,
      summary: 'What a relying party is registered to ask for, signed by who keeps the trust list',
      params: Type.Object({ id: Id, use: Id }),
      async handle({ params }) {
        const { party, use } = await askingParty(gov.db, gov, params.id, params.use);
        const headers = { 'content-type': 'application/jwt', 'cache-control': `public, max-age=${REGISTRATION_AGE}` };
        return new Response(await registrationOf(gov, party, use), { headers });
      },
    }),
  ];
}
