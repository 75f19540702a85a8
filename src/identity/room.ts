import { type Db, hasMadeUpPeople, type Migrations, type Room, run, sql } from '../kernel/index.ts';
import type { Government } from '../pack/index.ts';
import { demoRoutes } from './demo.ts';
import { passkeyRoutes } from './passkey-api.ts';
import { identityPersonal } from './personal.ts';
import { sessionRoutes } from './session-api.ts';
import { IDLE_LIMIT } from './sessions.ts';

export const identityMigrations: Migrations = {
  room: 'identity',
  folder: new URL('./migrations/', import.meta.url),
  personal: identityPersonal,
};

/**
 * People, sessions, passkeys and keys, as a part of the process.
 * @param site `origin()` is the site's own origin, as browsers send it.
 */
export function identityRoom(government: Government, site: { origin(): string }): Room {
  const { db, clock, config } = government;
  return {
    name: 'identity',
    migrations: identityMigrations,
    routes: [
      ...sessionRoutes(government),
      ...passkeyRoutes(government, site.origin),
      ...(hasMadeUpPeople(config) ? demoRoutes(government) : []),
    ],
    jobs: { 'identity-sweep': () => sweep(db, clock.now()) },
    schedule: [{ task: 'identity-sweep', cron: '17 * * * *' }],
  };
}

/** Clears away sessions, challenges and invitations that are over. They open nothing any more: this gives back the room. */
export async function sweep(db: Db, at: Date): Promise<void> {
  const idle = new Date(at.getTime() - IDLE_LIMIT);
  await run(db, sql`delete from identity.session where expires_at <= ${at} or seen_at <= ${idle}`);
  await run(db, sql`delete from identity.challenge where expires_at <= ${at}`);
  await run(db, sql`delete from identity.invitation where expires_at <= ${at}`);
}
