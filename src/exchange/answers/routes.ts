import { Type } from 'typebox';
import { refusedAs } from '../../credentials/index.ts';
import { type Route, route } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { ANSWERS } from '../authorize/index.ts';
import { answer } from './answer.ts';
import { toReceiver } from './problems.ts';
import { statutoryAnswer } from './statutory.ts';

const Ask = Type.Object(
  {
    id: Type.String({
      format: 'uuid',
      description: 'drawn by the receiver, for this answer: a second request with it is refused',
    }),
  },
  { additionalProperties: false },
);

/** The scope of keys by which systems of agencies ask by law. */
export const STATUTORY_SCOPE = 'exchange';

/** As many as any receiver may have (`takeAnswer` counts them): all that one asks for comes from one address. */
const MOST_A_MINUTE = 60_000;

/** A million people by their numbers. */
const STATUTORY_LIMIT = 32 * 1024 * 1024;

const Statutory = Type.Object(
  {
    template: Type.String({ maxLength: 200 }),
    people: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), {
      ...{ minItems: 1, maxItems: 1_000_000 },
      description: 'by their national numbers',
    }),
    fields: Type.Optional(
      Type.Array(Type.String({ maxLength: 200 }), { minItems: 1, maxItems: 200, description: 'registry.field' }),
    ),
  },
  { additionalProperties: false },
);

/** Where receivers are told what people have agreed to. */
export function answerRoutes(gov: Government): Route[] {
  return [
    route({
      method: 'POST',
      path: ANSWERS,
      audience: 'public',
      crossSite: true,
      perMinute: MOST_A_MINUTE,
      summary:
        'What somebody has agreed to have told, signed and encrypted to the receiver (RFC 9449, RFC 9901, RFC 7516)',
      body: Ask,
      problem: refusedAs('invalid_request'),
      handle: ({ body, request }) =>
        toReceiver(async () => {
          const { jwe, headers } = await answer(gov, request, body.id);
          return new Response(jwe, { headers: { ...headers, 'content-type': 'application/jose' } });
        }),
    }),
    route({
      method: 'POST',
      path: '/api/exchange/statutory',
      audience: { scope: STATUTORY_SCOPE },
      summary: 'What registers say of people, by law: a line of JSON for each, and a signed one at the end',
      body: Statutory,
      bodyLimit: STATUTORY_LIMIT,
      handle: async ({ body, caller }) =>
        new Response(await statutoryAnswer(gov, caller.agency, body), {
          headers: { 'content-type': 'application/x-ndjson' },
        }),
    }),
  ];
}
