import type { Route } from '../../kernel/index.ts';
import { keptPageRoutes } from '../kept-page.ts';
import type { Site } from '../site.ts';
import { VERIFIER_PAGE } from './page.tsx';

/** The page on which anybody verifies a card. */
export const verifierRoutes = (site: Site): Route[] => keptPageRoutes(site, VERIFIER_PAGE);
