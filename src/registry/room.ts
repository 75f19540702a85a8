import { addJob, type Migrations, type Room, transaction } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { registryRoutes } from './api.ts';
import { forgetRequests } from './idempotency.ts';
import { registryPersonal } from './personal.ts';
import type { RecordId } from './store.ts';
import { type ConsentsCover, NO_CONSENTS } from './watch/consents.ts';
import { disclosureWatch } from './watch/watch.ts';

export const registryMigrations: Migrations = {
  room: 'registry',
  folder: new URL('./migrations/', import.meta.url),
  personal: registryPersonal,
};

/** What this room asks of rooms above it. */
export interface RegistryHooks {
  consentsCover: ConsentsCover;
}

/** The registries as a part of the process: their tables, the doors for other systems, their chores. */
export function registryRoom(gov: Government, { consentsCover }: RegistryHooks = { consentsCover: NO_CONSENTS }): Room {
  return {
    name: 'registry',
    migrations: registryMigrations,
    routes: registryRoutes(gov),
    jobs: {
      'registry.announce': (batch: Batch) => announceEach(gov, batch),
      'registry.forget-requests': () => forgetRequests(gov.db, gov.clock.now()),
      'registry.watch-disclosures': disclosureWatch(gov, consentsCover),
    },
    schedule: [
      { task: 'registry.forget-requests', cron: '41 3 * * *' },
      { task: 'registry.watch-disclosures', cron: '* * * * *' },
    ],
  };
}

interface Batch {
  registry: string;
  records: RecordId[];
}

/** What a batch of an import changed, made known record by record, as a single write does it. */
function announceEach(gov: Government, { registry, records }: Batch): Promise<void> {
  return transaction(gov.db, async (tx) => {
    for (const record of records) await addJob(tx, 'registry.recorded', { registry, ...record });
  });
}
