import { decodeJwt } from 'jose';
import { type Fetch, send } from '../issuance/http.ts';
import { type AuthorizationServer, type Issuer, issuerOf, serverOf } from '../issuance/metadata.ts';
import { IssuanceError } from '../issuance/problem.ts';
import { objectsOf } from './access.ts';

/**
 * An issuer of the house, and the server that lets its wallets in: a phone that holds no card yet knows none. Any of them will
 * do, since all have the same server. @throws IssuanceError
 */
export async function serverOfHouse(fetch: Fetch): Promise<{ issuer: Issuer; server: AuthorizationServer }> {
  const answer = await send(fetch, `${location.origin}/trust-list`);
  // Where one is sent to sign in is of this very page's origin, whatever the list says.
  const issuers = objectsOf(answer.ok ? decodeJwt(await answer.text()).issuers : undefined);
  const id = issuers
    .map(({ iss }) => String(iss))
    .find((iss) => URL.canParse(iss) && new URL(iss).origin === location.origin);
  if (id === undefined) throw new IssuanceError('bad-issuer', 'trust-list');
  const issuer = await issuerOf(fetch, id);
  return { issuer, server: await serverOf(fetch, issuer) };
}
