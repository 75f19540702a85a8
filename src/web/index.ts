import type { Room } from '../kernel/index.ts';
import type { OperatedLog } from '../log/index.ts';
import type { Government } from '../pack/index.ts';
import { type CompiledAssets, compileAssets } from './assets.ts';
import { officeRoutes } from './office/index.ts';
import { portalRoutes } from './portal/index.ts';
import type { Site } from './site.ts';
import { tillRoutes } from './till/index.ts';
import { verifierRoutes } from './verifier/index.ts';
import { walletRoutes } from './wallet/index.ts';

export { preferencesOf } from './preferences.ts';
export { problemPage } from './problem.tsx';
export type { Site } from './site.ts';

/** The site of a government: its look compiled, ready to make pages with. */
export async function openSite(
  gov: Government,
  log: OperatedLog,
  origin: () => string,
): Promise<Site & Pick<CompiledAssets, 'route'>> {
  const brand = { name: gov.pack.title, ...gov.pack.brand };
  const { assets, route } = await compileAssets(brand);
  return { gov, log, brand, assets, route, origin };
}

/** All pages, as a part of the process. `rooms` are those whose API the developers' page describes. */
export function webRoom(site: Site & Pick<CompiledAssets, 'route'>, rooms: readonly Room[]): Room {
  const api = rooms.flatMap((room) => room.routes ?? []);
  return {
    name: 'web',
    routes: [
      site.route,
      ...portalRoutes(site, api),
      ...officeRoutes(site),
      ...tillRoutes(site),
      ...walletRoutes(site),
      ...verifierRoutes(site),
    ],
  };
}
