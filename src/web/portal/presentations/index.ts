import type { Route } from '../../../kernel/index.ts';
import type { Site } from '../../site.ts';
import { partyRoutes } from './parties.tsx';
import { tryRoutes } from './try.tsx';

/** Who may ask for cards, and trying what that is like. */
export const presentationRoutes = (site: Site): Route[] => [...partyRoutes(site), ...tryRoutes(site)];
