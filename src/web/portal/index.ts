import type { Route } from '../../kernel/index.ts';
import type { Site } from '../site.ts';
import { agreementRoutes } from './cases/agreements.tsx';
import { caseRoutes } from './cases/routes.tsx';
import { developersRoutes } from './developers.tsx';
import { finderRoutes } from './finder/routes.tsx';
import { homeRoutes } from './home.tsx';
import { inboxRoutes } from './inbox.tsx';
import { applicationRoutes } from './journey/routes.tsx';
import { logRoutes } from './log/routes.tsx';
import { myDataRoutes } from './my-data.tsx';
import { receiptRoutes } from './receipt.tsx';
import { settingsRoutes } from './settings.tsx';
import { signInRoutes } from './sign-in.tsx';
import { signInLinkRoutes } from './sign-in-link.tsx';
import { startRoutes } from './start.tsx';

/** The portal's pages, in the order in which a person comes upon them. */
export function portalRoutes(site: Site, api: readonly Route[]): Route[] {
  return [
    ...homeRoutes(site),
    ...signInRoutes(site),
    ...signInLinkRoutes(site),
    ...settingsRoutes(site),
    ...inboxRoutes(site),
    ...finderRoutes(site),
    ...startRoutes(site),
    ...applicationRoutes(site),
    ...agreementRoutes(site),
    ...caseRoutes(site),
    ...receiptRoutes(site),
    ...myDataRoutes(site),
    ...logRoutes(site),
    ...developersRoutes(site, api),
  ];
}
