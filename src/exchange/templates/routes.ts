import { Type } from 'typebox';
import { type Route, route } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import { isCurrent, templateById, versionsOf } from './find.ts';
import type { Template } from './model.ts';
import { overAskedBy } from './over-asking.ts';
import { templatesNow } from './publish.ts';
import { signedTemplate, templateAddress } from './sign.ts';

/** Anybody's page may read it. */
const OPEN = { 'access-control-allow-origin': '*', 'cache-control': 'public, max-age=60' };

/** The id of a template, as addresses have it. */
export const TemplateParams = Type.Object({
  id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,59}\\.[a-z][a-z0-9-]{0,59}\\.[0-9a-f]{16}$' }),
});

/** What everybody may know of purposes: all of them. */
export function templateRoutes(gov: Government): Route[] {
  return [
    route({
      method: 'GET',
      path: '/api/purposes',
      audience: 'public',
      summary: 'Every purpose for which somebody may ask registers now, with its caps',
      async handle() {
        const templates = await templatesNow(gov);
        return Response.json({ purposes: templates.map((template) => shownAs(gov, template)) }, { headers: OPEN });
      },
    }),
    route({
      method: 'GET',
      path: '/api/purposes/:id',
      audience: 'public',
      summary: 'One purpose as it was published at any time, its versions, and where more was asked for',
      params: TemplateParams,
      async handle({ params: { id } }) {
        const template = await templateById(gov.db, gov, id);
        const [current, versions, overAsked] = await Promise.all([
          isCurrent(gov.db, gov, template),
          versionsOf(gov.db, template),
          overAskedBy(gov.db, template.party.id, template.use),
        ]);
        return Response.json({ ...shownAs(gov, template), current, versions, overAsked }, { headers: OPEN });
      },
    }),
    route({
      method: 'GET',
      path: '/api/purposes/:id/signed',
      audience: 'public',
      summary: 'The same purpose as JWS, signed by who keeps the trust list',
      params: TemplateParams,
      async handle({ params: { id } }) {
        const jws = await signedTemplate(gov, await templateById(gov.db, gov, id));
        return new Response(jws, { headers: { ...OPEN, 'content-type': 'application/jose' } });
      },
    }),
  ];
}

const shownAs = (gov: Government, { id, hash, document }: Template) => ({
  ...{ id, hash, address: templateAddress(gov, id), ...document },
});
