import type { Route } from '../../kernel/index.ts';
import type { Site } from '../site.ts';
import { ACT_NAMES } from './acts.ts';
import { cardOfficeRoutes } from './cards/routes.tsx';
import { counterDataRoutes } from './counter-data/routes.tsx';
import { issuerOfficeRoutes } from './issuers/routes.tsx';
import { notAllowedRoutes } from './looks/routes.tsx';
import { counterRoutes } from './programmes/counter-routes.tsx';
import { paperOfficeRoutes } from './programmes/paper/routes.tsx';
import { programmeRoutes } from './programmes/routes.tsx';
import { treasuryRoutes } from './programmes/treasury/routes.tsx';
import { actRoute, queueRoute, taskRoute } from './routes.tsx';
import { simulationRoutes } from './simulation/routes.tsx';

/** The back office: the queue, a task and what an officer does with it, and what policies cost. */
export function officeRoutes(site: Site): Route[] {
  return [
    queueRoute(site),
    taskRoute(site),
    ...ACT_NAMES.map((name) => actRoute(site, name)),
    ...simulationRoutes(site),
    ...counterRoutes(site),
    ...cardOfficeRoutes(site),
    ...counterDataRoutes(site),
    ...issuerOfficeRoutes(site),
    ...notAllowedRoutes(site),
    ...programmeRoutes(site),
    ...treasuryRoutes(site),
    ...paperOfficeRoutes(site),
  ];
}
