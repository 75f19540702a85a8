import type { Route } from '../../kernel/index.ts';
import { keptPageRoutes } from '../kept-page.ts';
import type { Site } from '../site.ts';
import { walletPage } from './page.tsx';
import { WALLET } from './words.ts';

/** The wallet: one page that a phone keeps, with what it needs to be installed. */
export const walletRoutes = (site: Site): Route[] =>
  keptPageRoutes(site, {
    path: '/wallet',
    script: 'wallet',
    reachesOut: true,
    summary: 'The wallet: holds cards in the browser of whoever opens it, with or without a network',
    app: { name: WALLET.title, shortName: WALLET.shortTitle },
    view: (_, context) => walletPage(context),
  });
