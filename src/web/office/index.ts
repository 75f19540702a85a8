import type { Route } from '../../kernel/index.ts';
import type { Site } from '../site.ts';

/** The back office's pages. */
export function officeRoutes(_site: Site): Route[] {
  return [];
}
