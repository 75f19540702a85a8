import { Type } from 'typebox';
import type { Query } from '../../formats/index.ts';
import { AppError, type Db, type Route, route, transaction } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { answerPresentation } from './answer.ts';
import { openPresentation } from './open.ts';
import { finish, outcomeOf } from './outcome.ts';
import { PRESENT_SCOPE, partyOfKey } from './register.ts';
import { lockPresentation, type PresentationRow, presentationById } from './store.ts';

const Presentation = Type.Object({ id: Type.String({ format: 'uuid' }) });
const Address = Type.String({ maxLength: 2_000 });

const Outcome = Type.Object({
  state: Type.String({ description: 'waiting, answered, refused, false or lapsed' }),
  why: Type.Optional(Type.Object({}, { description: 'why it is false, in three languages' })),
  cards: Type.Optional(
    Type.Array(
      Type.Object({
        query: Type.String({ description: 'the id of the credential query that it answers' }),
        type: Type.String(),
        format: Type.String(),
        claims: Type.Object({}, { description: 'what was asked for of it, and nothing else' }),
      }),
    ),
  ),
});

const AUDIENCE = { scope: PRESENT_SCOPE };
const ANSWER_LIMIT = 512 * 1024;

/** By which relying parties that run no verifier of their own ask for credentials. */
export function presentingApi(gov: Government): Route[] {
  return [
    route({
      method: 'POST',
      path: '/api/presentations',
      audience: AUDIENCE,
      summary: 'Ask somebody to show credentials: a link and a QR code for any wallet (OpenID4VP 1.0)',
      body: Type.Object({
        use: Type.String({ description: 'one of the uses for which you are registered' }),
        query: Type.Optional(Type.Object({}, { description: 'DCQL: less than the whole use' })),
        returnTo: Type.Optional(Address),
        browser: Type.Optional(Type.Object({ origin: Address })),
      }),
      answer: Type.Object({
        id: Type.String(),
        uri: Type.String({ description: 'openid4vp://… as link or QR code' }),
        link: Type.String({ description: "the same for this government's wallet" }),
        expiresAt: Type.String(),
        request: Type.Optional(Type.Object({}, { description: 'for navigator.credentials.get' })),
      }),
      async handle({ body, caller }) {
        const party = await partyOfKey(gov.db, caller.key);
        const { use, query, returnTo, browser } = body;
        // The query is read strictly where it is held against what is registered.
        const wish = { party, use, ...(query && { query: query as Query }), ...(returnTo && { returnTo }) };
        const opened = await transaction(gov.db, (tx) =>
          openPresentation(tx, gov, { ...wish, ...(browser && { browser }) }),
        );
        const { id, uri, link, expiresAt, request } = opened;
        return { id, uri, link, expiresAt: expiresAt.toISOString(), ...(request && { request }) };
      },
    }),
    route({
      method: 'GET',
      path: '/api/presentations/:id',
      audience: AUDIENCE,
      summary: 'How a presentation stands, and across devices what was shown',
      params: Presentation,
      answer: Outcome,
      async handle({ params, caller }) {
        return outcomeOf(gov.db, gov, await own(gov.db, caller.key, await presentationById(gov.db, params.id)));
      },
    }),
    route({
      method: 'POST',
      path: '/api/presentations/:id/finish',
      audience: AUDIENCE,
      summary: 'What was shown, once, for the response code that came back with the browser',
      params: Presentation,
      body: Type.Object({ code: Type.Optional(Type.String({ maxLength: 100 })) }),
      answer: Outcome,
      handle: ({ params, body, caller }) =>
        transaction(gov.db, async (tx) => {
          const one = await own(tx, caller.key, await lockPresentation(tx, params.id));
          return finish(tx, gov, one, body.code);
        }),
    }),
    route({
      method: 'POST',
      path: '/api/presentations/:id/answer',
      audience: AUDIENCE,
      summary: 'The answer that a browser has given to your page (Digital Credentials API)',
      params: Presentation,
      body: Type.Object({ response: Type.String() }),
      bodyLimit: ANSWER_LIMIT,
      answer: Outcome,
      async handle({ params, body, caller }) {
        await own(gov.db, caller.key, await presentationById(gov.db, params.id));
        await answerPresentation(gov, { ...params, ...body });
        return outcomeOf(gov.db, gov, (await presentationById(gov.db, params.id))!);
      },
    }),
  ];
}

/** @throws AppError `not-found`, the same where there is none and where it is another's. */
async function own(db: Db, key: string, one: PresentationRow | undefined): Promise<PresentationRow> {
  const party = await partyOfKey(db, key);
  if (one?.party !== party) throw new AppError('not-found', 'There is no such presentation.');
  return one;
}
