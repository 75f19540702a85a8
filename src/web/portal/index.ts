import type { Route } from '../../kernel/index.ts';
import type { Site } from '../site.ts';
import { cardRoutes } from './cards/routes.tsx';
import { agreementRoutes } from './cases/agreements.tsx';
import { caseRoutes } from './cases/routes.tsx';
import { askedByReceiverRoutes } from './consent/asked-by-receiver.tsx';
import { consentRoutes } from './consent/routes.tsx';
import { consentsRoutes } from './consents/routes.tsx';
import { developersRoutes } from './developers.tsx';
import { finderRoutes } from './finder/routes.tsx';
import { freezeRoutes } from './freeze/freeze.tsx';
import { homeRoutes } from './home.tsx';
import { inboxRoutes } from './inbox.tsx';
import { applicationRoutes } from './journey/routes.tsx';
import { logRoutes } from './log/routes.tsx';
import { myDataRoutes } from './my-data/routes.tsx';
import { paperRoutes } from './paper/routes.tsx';
import { payRoutes } from './pay/routes.tsx';
import { presentationRoutes } from './presentations/index.ts';
import { programmeFiguresRoutes } from './programme-figures/routes.tsx';
import { purposeRoutes } from './purposes/routes.tsx';
import { receiptRoutes } from './receipt.tsx';
import { receiverRoutes } from './receivers/routes.tsx';
import { settingsRoutes } from './settings.tsx';
import { againRoutes } from './sign-in/again.tsx';
import { signInLinkRoutes } from './sign-in/link.tsx';
import { signInRoutes } from './sign-in/page.tsx';
import { postRoutes } from './sign-in/post.tsx';
import { walletSignInRoutes } from './sign-in/wallet.tsx';
import { standardRoutes } from './standards/routes.tsx';
import { startRoutes } from './start.tsx';
import { walletStatementRoutes } from './statements/routes.tsx';
import { voucherRoutes } from './vouchers/routes.tsx';

/** The portal's pages, in the order in which a person comes upon them. */
export function portalRoutes(site: Site, api: readonly Route[]): Route[] {
  return [
    ...homeRoutes(site),
    ...signInRoutes(site),
    ...signInLinkRoutes(site),
    ...againRoutes(site),
    ...walletSignInRoutes(site),
    ...postRoutes(site),
    ...presentationRoutes(site),
    ...settingsRoutes(site),
    ...inboxRoutes(site),
    ...finderRoutes(site),
    ...cardRoutes(site),
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
    ...consentRoutes(site),
    ...consentsRoutes(site),
    ...askedByReceiverRoutes(site),
    // Before those of purposes, one of whose addresses is longer than what all others have in common.
    ...receiverRoutes(site),
    ...purposeRoutes(site),
    ...standardRoutes(site),
    ...programmeFiguresRoutes(site),
    ...freezeRoutes(site),
    ...logRoutes(site),
    ...developersRoutes(site, api),
  ];
}
