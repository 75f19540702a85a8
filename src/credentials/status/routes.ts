import { Type } from 'typebox';
import { STATUS_LIST_MEDIA_TYPE } from '../../formats/index.ts';
import { AppError, type Route, route, sha256 } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { vctAt } from '../issuers/names.ts';
import { STATUS_TTL, statusListToken } from './lists.ts';
import { typeMetadata } from './metadata.ts';

/** For how many seconds the metadata of a type may be kept. */
const METADATA_LIFE = 3_600;

/** What anybody may fetch of credentials without saying who they are: status lists, and what types there are. */
export function statusRoutes(gov: Government): Route[] {
  return [
    route({
      method: 'GET',
      path: '/issuers/:agency/status/:list',
      audience: 'public',
      immutable: true,
      summary: 'A status list token of an issuer (draft-ietf-oauth-status-list)',
      params: Type.Object({
        agency: Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' }),
        list: Type.String({ pattern: '^(0|[1-9][0-9]{0,8})$' }),
      }),
      async handle({ params: { agency, list }, request }) {
        const signed = await statusListToken(gov.db, gov, { agency, list: Number(list) });
        if (!signed) throw new AppError('not-found', 'There is no such status list.');
        return cacheable(request, signed.token, STATUS_LIST_MEDIA_TYPE, STATUS_TTL);
      },
    }),
    route({
      method: 'GET',
      path: '/credentials/types/:id',
      audience: 'public',
      immutable: true,
      summary: 'What a type of credential is called, what it says and how it looks (SD-JWT VC type metadata)',
      params: Type.Object({ id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}$' }) }),
      async handle({ params: { id }, request }) {
        const type = gov.pack.credentials.get(id);
        if (!type) throw new AppError('not-found', 'There is no such type of credential.');
        return cacheable(
          request,
          JSON.stringify(typeMetadata(type, vctAt(gov, id))),
          'application/json',
          METADATA_LIFE,
        );
      },
    }),
  ];
}

/** An answer that is the same for all, who may keep it for so many seconds and then ask whether it has changed (RFC 9110 §13). */
function cacheable(request: Request, body: string, type: string, seconds: number): Response {
  const etag = `"${sha256(body).toString('base64url').slice(0, 22)}"`;
  const headers = {
    etag,
    'cache-control': `public, max-age=${seconds}`,
    // Verifiers and wallets are pages of other sites, too.
    'access-control-allow-origin': '*',
    vary: 'accept-encoding',
  };
  const known = request.headers.get('if-none-match')?.split(/\s*,\s*/) ?? [];
  if (known.includes(etag) || known.includes('*')) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, 'content-type': type } });
}
