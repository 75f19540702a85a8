import { all, array, type Day, type Db, first, sql } from '../../kernel/index.ts';
import type { Government, Service } from '../../pack/index.ts';

/** How far the search for one service's eligible people has come. */
export interface Round {
  day: Day;
  /** The last person looked at; null before the first. */
  after: string | null;
  /** To how many it was offered so far. */
  offered: number;
  finishedAt: Date | null;
}

type Key = Pick<Service, 'agency' | 'id'>;

/**
 * The round of a day, begun where there is none yet, and held until the transaction ends; undefined while another process
 * is at work on it. A day that has passed is not gone back to.
 */
export async function holdRound(tx: Db, { agency, id }: Key, day: Day): Promise<Round | undefined> {
  await sql`insert into services.offer_round (agency, service, day, offered) values (${agency}, ${id}, ${day}::date, 0)
    on conflict (agency, service) do nothing`.execute(tx);
  const round = await first(
    tx,
    sql<Round>`select day, after, offered, finished_at as "finishedAt" from services.offer_round
      where agency = ${agency} and service = ${id} for update skip locked`,
  );
  return round && round.day < day ? { day, after: null, offered: 0, finishedAt: null } : round;
}

/** Writes down how far a round that is held has come. */
export async function moveRound(
  tx: Db,
  { agency, id }: Key,
  { day, after, offered, finishedAt }: Round,
): Promise<void> {
  await sql`update services.offer_round
    set day = ${day}::date, after = ${after}, offered = ${offered}, finished_at = ${finishedAt}
    where agency = ${agency} and service = ${id}`.execute(tx);
}

/**
 * Those of some people to whom a service is worth offering: it was not offered to them in this window, they have not
 * applied in it, and no earlier application of theirs was granted or is under way.
 */
export async function withoutIt(
  tx: Db,
  gov: Government,
  people: readonly string[],
  service: string,
  from: Day,
): Promise<Set<string>> {
  const rows = await all(
    tx,
    sql<{ person: string }>`select person from unnest(${array(people, 'uuid')}) as given (person)
      where not exists (select from services.offered
          where offered.person = given.person and offered.service = ${service} and window_from = ${from}::date)
        and not exists (select from services.case
          where applicant = given.person and "case".service = ${service}
            and (state not in ('refused', 'withdrawn') or (opened_at at time zone ${gov.pack.timeZone}::text)::date >= ${from}::date))`,
  );
  return new Set(rows.map(({ person }) => person));
}

/** Remembers to whom a service was offered. */
export async function rememberOffers(
  tx: Db,
  people: readonly string[],
  { service, from, at }: { service: string; from: Day; at: Date },
): Promise<void> {
  await sql`insert into services.offered (person, service, window_from, offered_at)
    select person, ${service}, ${from}::date, ${at}::timestamptz from unnest(${array(people, 'uuid')}) as given (person)
    on conflict do nothing`.execute(tx);
}
