import { addJob, type Migrations, type Room, transaction } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { registryRoutes } from './api.ts';
import { forgetRequests } from './idempotency.ts';
import type { RecordId } from './store.ts';

export const registryMigrations: Migrations = {
  room: 'registry',
  folder: new URL('./migrations/', import.meta.url),
};

/** The registries as a part of the process: their tables, the doors for other systems, their chores. */
export function registryRoom(gov: Government): Room {
  return {
    name: 'registry',
    migrations: registryMigrations,
    routes: registryRoutes(gov),
    jobs: {
      'registry.announce': (batch: Batch) => announceEach(gov, batch),
      'registry.forget-requests': () => forgetRequests(gov.db, gov.clock.now()),
    },
    schedule: [{ task: 'registry.forget-requests', cron: '41 3 * * *' }],
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
