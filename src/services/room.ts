import type { Migrations, Room } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { servicesRoutes } from './api.ts';
import { decideJob } from './cases/decide.ts';
import { payDue } from './cases/instalments.ts';
import { searchesJob, searchJob } from './finder/saved-search.ts';
import { offerJob } from './offers.ts';
import { servicesPersonal } from './personal.ts';
import { offerToEligible } from './proactive/offers.ts';
import { populationJob, populationsJob } from './simulation/index.ts';

export const servicesMigrations: Migrations = {
  room: 'services',
  folder: new URL('./migrations/', import.meta.url),
  personal: servicesPersonal,
};

/** Journeys, cases and the officers' work, as a part of the process. */
export function servicesRoom(gov: Government): Room {
  return {
    name: 'services',
    migrations: servicesMigrations,
    routes: servicesRoutes(gov),
    jobs: {
      'services.decide': decideJob(gov),
      'services.pay': async () => void (await payDue(gov)),
      'services.offer': async () => void (await offerToEligible(gov)),
      'services.searches': searchesJob(gov),
      'services.search': searchJob(gov),
      'services.population': populationJob(gov),
      'services.populations': populationsJob(gov),
      // Told by the registry in the transaction that wrote the record.
      'registry.recorded': offerJob(gov),
    },
    schedule: [
      { task: 'services.pay', cron: '* * * * *' },
      { task: 'services.offer', cron: '* * * * *' },
      { task: 'services.searches', cron: '*/10 * * * *' },
      { task: 'services.populations', cron: '40 * * * *' },
    ],
  };
}
