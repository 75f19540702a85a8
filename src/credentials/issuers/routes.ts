import { Type } from 'typebox';
import { AppError, type Route, route } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { wellKnownPaths } from '../well-known.ts';
import { certificateOf, issuerOf, kidOf } from './issuer.ts';
import { isIssuer, issOf } from './names.ts';
import { keysOf } from './store.ts';
import { trustList } from './trust-list.ts';

/** Anybody's page may read it, and keep it for a minute: what is distrusted is to be known everywhere within one. */
const OPEN = { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=60' };

const Agency = Type.Object({ agency: Type.String({ maxLength: 100 }) });

/** What anybody may know of issuers. */
export function issuerRoutes(gov: Government): Route[] {
  return [
    route({
      method: 'GET',
      path: '/trust-list',
      audience: 'public',
      summary: 'The trust list: every issuer with its roots and keys, as signed JWT',
      handle: async ({ request }) => {
        const { jwt, madeAt } = await trustList(gov);
        const headers = { ...OPEN, etag: `"${madeAt}-${jwt.slice(-12)}"` };
        if (request.headers.get('if-none-match') === headers.etag) return new Response(null, { status: 304, headers });
        return new Response(jwt, { headers: { ...headers, 'content-type': 'application/trust-list+jwt' } });
      },
    }),
    ...wellKnownPaths('jwt-vc-issuer', '/issuers/:agency').map((path) =>
      route({
        method: 'GET',
        path,
        audience: 'public',
        summary: 'The keys of an issuer (SD-JWT VC, JWT VC Issuer Metadata)',
        params: Agency,
        handle: async ({ params: { agency } }) => {
          await opened(gov, agency);
          return Response.json(
            { issuer: issOf(gov, agency), jwks: { keys: await publicKeys(gov, agency) } },
            { headers: OPEN },
          );
        },
      }),
    ),
    route({
      method: 'GET',
      path: '/issuers/:agency/root.cer',
      audience: 'public',
      summary: 'The root certificate of an issuer (DER); that of the trust list is under trust-list',
      params: Agency,
      handle: async ({ params: { agency } }) => {
        await opened(gov, agency);
        const root = (await keysOf(gov.db, agency)).find(({ kind, state }) => kind === 'root' && state === 'current');
        const headers = { ...OPEN, 'content-type': 'application/pkix-cert' };
        return new Response(new Uint8Array(root!.certificate), { headers });
      },
    }),
  ];
}

/** Makes an issuer's keys, if nobody has needed them before. */
async function opened(gov: Government, agency: string): Promise<void> {
  if (!isIssuer(gov, agency)) throw new AppError('not-found', 'There is no such issuer.');
  await issuerOf(gov, agency, gov.clock.now());
}

/** Those that sign, and those that have signed what may still be out. */
async function publicKeys(gov: Government, agency: string): Promise<object[]> {
  const keys = (await keysOf(gov.db, agency)).filter(({ kind, state }) => kind === 'signer' && state !== 'distrusted');
  return keys.map((key) => ({
    ...certificateOf(key).jwk,
    ...{ use: 'sig', alg: 'ES256', kid: kidOf(key) },
    x5c: [Buffer.from(key.certificate).toString('base64')],
  }));
}
