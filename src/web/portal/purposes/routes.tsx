import { relyingParty } from '../../../credentials/index.ts';
import { renderPage } from '../../../design/index.ts';
import {
  isCurrent,
  overAskedBy,
  TemplateParams,
  templateById,
  templatesNow,
  versionsOf,
} from '../../../exchange/index.ts';
import { page, type Route, route } from '../../../kernel/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { PurposePage } from './purpose.tsx';
import { PurposesPage } from './purposes.tsx';

/** What registers may be asked for, by whom and why: public, so that anybody can hold a request against it. */
export function purposeRoutes(site: Site): Route[] {
  const { gov } = site;
  return [
    route({
      method: 'GET',
      path: '/purposes',
      audience: 'public',
      summary: 'Every purpose for which somebody may ask registers',
      async handle(call) {
        const [context, templates] = await Promise.all([pageContext(site, call), templatesNow(gov)]);
        return page(renderPage(<PurposesPage {...{ context, templates, standards: gov.pack.standards.size > 0 }} />));
      },
    }),
    route({
      method: 'GET',
      path: '/purposes/:id',
      audience: 'public',
      summary: 'One purpose in the words that people are shown, its limit and its versions',
      params: TemplateParams,
      async handle(call) {
        const template = await templateById(gov.db, gov, call.params.id);
        const [context, current, versions, overAsked, party] = await Promise.all([
          pageContext(site, call),
          isCurrent(gov.db, gov, template),
          versionsOf(gov.db, template),
          overAskedBy(gov.db, template.party.id, template.use),
          relyingParty(gov.db, gov, template.party.id),
        ]);
        const shown = { gov, context, template, current, versions, overAsked, isKnown: party !== undefined };
        return page(renderPage(<PurposePage {...shown} />));
      },
    }),
  ];
}
