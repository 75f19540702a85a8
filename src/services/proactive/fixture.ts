import { all, type Day, json, run, sql, uuidv7 } from '../../kernel/index.ts';
import { messagesMigrations } from '../../messages/index.ts';
import type { Pack } from '../../pack/index.ts';
import { type Town, townGovernment, townPack } from '../../registry/eligible/fixture.ts';
import { servicesMigrations } from '../room.ts';

/** The town with inboxes and cases, whose service of heating can be applied for in these windows. */
export const offeringTown = (windows: readonly { from: Day; until: Day }[] = []): Promise<Town> =>
  townGovernment([messagesMigrations, servicesMigrations], offeringPack(windows));

/** Its pack. */
export function offeringPack(windows: readonly { from: Day; until: Day }[]): Pack {
  if (windows.length === 0) return townPack();
  const list = windows.map(({ from, until }) => `{from: ${from}, until: ${until}}`).join(', ');
  return townPack('heating', 'facts:\n', `window: [${list}]\nfacts:\n`);
}

/** Forgets everything that was recorded, told and offered. */
export async function forgetAll(town: Town): Promise<void> {
  await run(
    town.db,
    sql`truncate registry.record, registry.reference, registry.disclosure, messages.message, services.offer_round,
      services.offered, services.case`,
  );
}

/** Somebody's case of a service, opened when the clock stands as it does. */
export async function openCase(town: Town, person: string, service: string, state: string): Promise<void> {
  const id = uuidv7(town.clock.now());
  await run(
    town.db,
    sql`insert into services.case (applicant, id, application, place, number, service, service_version, pack_version, agency, matter, state, opened_at)
      values (${person}, ${id}, ${id}, 0, ${id}, ${service}, '', '', 'kennel', ${json(null)}, ${state}, ${town.clock.now()})`,
  );
}

/** The links of the letters in all inboxes, by the person's id. */
export async function letters(town: Town): Promise<Map<string, string[]>> {
  const rows = await all(town.db, sql<{ person: string; link: string }>`select person, link from messages.message`);
  return new Map(
    [...Map.groupBy(rows, ({ person }) => person)].map(([person, own]) => [person, own.map(({ link }) => link)]),
  );
}
