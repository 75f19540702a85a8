import type { Migrations, Room } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { CHANGED_TASK, type ChangedPeople } from '../registry/index.ts';
import { cardsPersonal, forgetHandedOut, recallCards, WATCH_TASK, watchCards, watchCardsOf } from './cards/index.ts';
import { issuerRoutes, issuersKeep, RECALL_TASK } from './issuers/index.ts';
import { issuingPersonal, oauthRoutes, SWEEP_TASK, sweepIssuing, walletRoutes } from './issuing/index.ts';
import { offlineRoutes } from './offline/index.ts';
import { forgetPresentations, presentingApi, presentingPersonal, presentingRoutes } from './presenting/index.ts';
import { STATUS_TASK, signLists, statusRoutes } from './status/index.ts';

export const credentialsMigrations: Migrations = {
  room: 'credentials',
  folder: new URL('./migrations/', import.meta.url),
  personal: {
    salts: [...cardsPersonal.salts, ...presentingPersonal.salts],
    values: [...cardsPersonal.values, ...issuingPersonal.values, ...presentingPersonal.values],
    keeps: { ...cardsPersonal.keeps, ...issuersKeep, ...presentingPersonal.keeps },
  },
};

/** What agencies vouch for and people carry, as a part of the process. */
export function credentialsRoom(gov: Government): Room {
  return {
    name: 'credentials',
    migrations: credentialsMigrations,
    routes: [
      ...issuerRoutes(gov),
      ...statusRoutes(gov),
      ...offlineRoutes(gov),
      ...walletRoutes(gov),
      ...oauthRoutes(gov),
      ...presentingRoutes(gov),
      ...presentingApi(gov),
    ],
    jobs: {
      [STATUS_TASK]: (only: { agency?: string; list?: number }) => signLists(gov, only),
      [WATCH_TASK]: () => watchCards(gov),
      [RECALL_TASK]: () => recallCards(gov),
      [CHANGED_TASK]: (changed: ChangedPeople) => watchCardsOf(gov, changed),
      [SWEEP_TASK]: () => sweepIssuing(gov),
      'credentials.forget-presentations': () => forgetPresentations(gov.db, gov.clock.now()),
      'credentials.forget-handed-out': () => forgetHandedOut(gov),
    },
    schedule: [
      { task: STATUS_TASK, cron: '* * * * *' },
      { task: WATCH_TASK, cron: '*/10 * * * *' },
      { task: RECALL_TASK, cron: '*/10 * * * *' },
      { task: SWEEP_TASK, cron: '13 * * * *' },
      { task: 'credentials.forget-presentations', cron: '* * * * *' },
      { task: 'credentials.forget-handed-out', cron: '23 * * * *' },
    ],
  };
}
