import { Type } from 'typebox';
import { refusedAs } from '../../../credentials/index.ts';
import { type Route, route, transaction } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { acknowledgeDeletion } from './acknowledge.ts';

/** Where receivers say that they have deleted something. */
export function deletionRoutes(gov: Government): Route[] {
  return [
    route({
      method: 'POST',
      path: '/exchange/receivers/:party/deletions',
      audience: 'public',
      crossSite: true,
      summary: 'A receiver acknowledges, by a JWT that it signs, that it has deleted what a consent gave it',
      params: Type.Object({ party: Type.String({ maxLength: 100, pattern: '^[a-z0-9-]+$' }) }),
      body: Type.String({ minLength: 1, maxLength: 8_192 }),
      problem: refusedAs('invalid_request'),
      handle: ({ params: { party }, body }) =>
        transaction(gov.db, (tx) => acknowledgeDeletion(tx, gov, { party, jws: body })),
    }),
  ];
}
