import { renderPage } from '../../../design/index.ts';
import { StandardParams, standardAt } from '../../../exchange/index.ts';
import { page, type Route, route } from '../../../kernel/index.ts';
import { pageContext, type Site } from '../../site.ts';
import { StandardPage } from './standard.tsx';
import { StandardsPage } from './standards.tsx';

/** What data of industries is called: public, for whoever asks for it and whoever holds it. */
export function standardRoutes(site: Site): Route[] {
  const { pack } = site.gov;
  return [
    route({
      method: 'GET',
      path: '/standards',
      audience: 'public',
      summary: 'What data of each industry is called',
      handle: async (call) => page(renderPage(<StandardsPage {...{ context: await pageContext(site, call), pack }} />)),
    }),
    route({
      method: 'GET',
      path: '/standards/:industry/:version',
      audience: 'public',
      summary: 'One version of a standard: its fields, where they come from, and its mapping to the version before',
      params: StandardParams,
      async handle(call) {
        const standard = standardAt(pack, call.params);
        return page(renderPage(<StandardPage {...{ context: await pageContext(site, call), pack, standard }} />));
      },
    }),
  ];
}
