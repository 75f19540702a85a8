import { AppError, all, array, type Db, first, type RawBuilder, run, sql } from '../../kernel/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Disclosure } from '../disclosures.ts';
import type { Fault } from './grounds.ts';

/** A disclosure that nothing allowed, as those who have to find out see it: without whose data it was. */
export interface DisclosureAlarm
  extends Pick<Disclosure, 'id' | 'at' | 'readerKind' | 'reader' | 'use' | 'registry' | 'fields'> {
  reason: Fault;
  /** The reader's agency. */
  agency: string;
  raisedAt: Date;
  /** When an officer has settled it; null while it is open. */
  settledAt: Date | null;
  /** What they found; null too once the person is erased. */
  settlement: string | null;
  /** The entry of that in the public log. */
  entry: string | null;
}

/** A disclosure, and what is wrong with it. */
export interface Faulty {
  person: string;
  id: string;
  registry: string;
  reason: Fault;
}

/** Raises alarms, each disclosure's once. Returns those that are new. */
export async function raiseAlarms(
  tx: Db,
  { clock, pack }: Pick<Government, 'clock' | 'pack'>,
  faulty: readonly Faulty[],
): Promise<readonly Pick<Faulty, 'registry' | 'reason'>[]> {
  const column = (type: string, value: (one: Faulty) => unknown) => array(faulty.map(value), type);
  return all(
    tx,
    sql<Pick<Faulty, 'registry' | 'reason'>>`
      insert into registry.alarm (person, id, agency, registry, reason, raised_at)
      select person, id, agency, registry, reason, ${clock.now()}
      from unnest(${column('uuid', ({ person }) => person)}, ${column('uuid', ({ id }) => id)},
        ${column('text', ({ registry }) => pack.registries.get(registry)?.agency ?? '')},
        ${column('text', ({ registry }) => registry)}, ${column('text', ({ reason }) => reason)})
        as given (person, id, agency, registry, reason)
      on conflict do nothing returning registry, reason`,
  );
}

/** A post at an agency. */
export interface KeeperPost {
  agency: string;
  role: string;
}

const registriesKept = (pack: Government['pack'], { agency, role }: KeeperPost) =>
  [...pack.registries.values()].filter((one) => one.agency === agency && one.keeper === role);

/** Whether a role looks after a certain registry. */
export const isKeeperOf = ({ pack }: Pick<Government, 'pack'>, post: KeeperPost, registry: string): boolean =>
  registriesKept(pack, post).some(({ id }) => id === registry);

/** Whether a role looks after a registry of its agency. */
export const isKeeper = ({ pack }: Pick<Government, 'pack'>, post: KeeperPost): boolean =>
  registriesKept(pack, post).length > 0;

/** No id comes after it. */
const LATEST = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** The last alarm of a page: what comes after it is on the next one. */
export interface AlarmsUntil {
  id: string;
  settled: boolean;
}

const ALARM = sql`d.id, d.at, a.reader_kind as "readerKind", a.reader, a.use, a.registry, a.fields, a.agency, alarm.reason,
  alarm.raised_at as "raisedAt", alarm.settled_at as "settledAt", alarm.settlement, alarm.entry`;

/** The alarms on what a role looks after, which meet one more condition. */
const alarmsWhere = (
  pack: Government['pack'],
  post: KeeperPost,
  condition: RawBuilder<unknown>,
) => sql<DisclosureAlarm>`
  select ${ALARM} from registry.alarm
    join registry.disclosure d on d.person = alarm.person and d.id = alarm.id
    join registry.access a on a.id = d.access
  where alarm.agency = ${post.agency} and alarm.registry = any(${registriesKept(pack, post).map(({ id }) => id)})
    and ${condition}`;

/**
 * The alarms on registries that a role looks after: first those that are open, then those that are settled, each newest
 * first.
 * @param after the last of the page before.
 */
export async function alarmsFor(
  db: Db,
  { pack }: Pick<Government, 'pack'>,
  post: KeeperPost,
  { limit, after }: { limit: number; after?: AlarmsUntil | undefined },
): Promise<DisclosureAlarm[]> {
  const page = (settled: boolean, most: number) => {
    const before = after?.settled === settled ? after.id : LATEST;
    const state = settled ? sql`alarm.settled_at is not null` : sql`alarm.settled_at is null`;
    const which = sql`alarm.id < ${before}::uuid and ${state} order by alarm.id desc limit ${most}`;
    return all(db, alarmsWhere(pack, post, which));
  };
  const open = after?.settled ? [] : await page(false, limit);
  return open.length === limit ? open : [...open, ...(await page(true, limit - open.length))];
}

/** One alarm on a registry that a role looks after. @throws AppError `not-found`. */
export async function alarmFor(
  db: Db,
  { pack }: Pick<Government, 'pack'>,
  post: KeeperPost,
  id: string,
): Promise<DisclosureAlarm> {
  const found = await first(db, alarmsWhere(pack, post, sql`alarm.id = ${id}`));
  if (!found) throw new AppError('not-found', 'There is no such alarm.');
  return found;
}

/** Until when disclosures were looked at; undefined before the first. */
export async function watchedUntil(tx: Db): Promise<Date | undefined> {
  const [row] = await all(
    tx,
    sql<{ until: Date }>`select until from registry.watch where id = 'disclosures' for update`,
  );
  return row?.until;
}

/** Remembers until when disclosures were looked at. */
export async function rememberWatched(tx: Db, until: Date): Promise<void> {
  await run(
    tx,
    sql`insert into registry.watch (id, until) values ('disclosures', ${until})
      on conflict (id) do update set until = excluded.until`,
  );
}
