import type { Route } from '../../kernel/index.ts';
import type { Site } from '../site.ts';
import { agreementRoutes } from './cases/agreements.tsx';
import { caseRoutes } from './cases/routes.tsx';
import { developersRoutes } from './developers.tsx';
import { finderRoutes } from './finder/routes.tsx';
import { freezeRoutes } from './freeze/freeze.tsx';
import { homeRoutes } from './home.tsx';
import { inboxRoutes } from './inbox.tsx';
import { applicationRoutes } from './journey/routes.tsx';
import { logRoutes } from './log/routes.tsx';
import { myDataRoutes } from './my-data.tsx';
import { paperRoutes } from './paper/routes.tsx';
import { payRoutes } from './pay/routes.tsx';
import { programmeFiguresRoutes } from './programme-figures/routes.tsx';
import { receiptRoutes } from './receipt.tsx';
import { settingsRoutes } from './settings.tsx';
import { signInRoutes } from './sign-in.tsx';
import { signInLinkRoutes } from './sign-in-link.tsx';
import { startRoutes } from './start.tsx';
import { walletStatementRoutes } from './statements/routes.tsx';
import { voucherRoutes } from './vouchers/routes.tsx';

/** The portal's pages, in the order in which a person comes upon them. */
export function portalRoutes(site: Site, api: readonly Route[]): Route[] {
  return [
    ...homeRoutes(site),
    ...signInRoutes(site),
    ...signInLinkRoutes(site),
    ...settingsRoutes(site),
    ...inboxRoutes(site),
    ...finderRoutes(site),
    ...voucherRoutes(site),
    ...paperRoutes(site),
    ...walletStatementRoutes(site),
    ...startRoutes(site),
    ...applicationRoutes(site),
    ...agreementRoutes(site),
    ...caseRoutes(site),
    ...payRoutes(site),
    ...receiptRoutes(site),
    ...myDataRoutes(site),
    ...programmeFiguresRoutes(site),
    ...freezeRoutes(site),
    ...logRoutes(site),
    ...developersRoutes(site, api),
  ];
}
