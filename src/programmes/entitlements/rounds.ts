import { all, type Day, type Db, first, json, run, sql } from '../../kernel/index.ts';

/** What is done for all people, one after another. */
export type RoundKind =
  /** Opens what people are entitled to. */
  | 'open'
  /** Ends what was not taken in time. */
  | 'close'
  /** Takes back what was not spent in time. */
  | 'lots'
  /** Pays what is paid each month by itself. */
  | 'pay'
  | 'remind-30'
  | 'remind-7'
  /** Has a later last day reach what is out; its period is the last day as it was. */
  | 'extend';

/** How far it has got. */
export interface Round {
  programme: string;
  kind: RoundKind;
  period: Day;
  /** Where it goes on; null before the first step. What it says is the business of whoever moves it. */
  position: unknown;
  examined: number;
  done: number;
  amount: number;
  beganAt: Date;
  movedAt: Date;
  finishedAt: Date | null;
}

type RoundKey = Pick<Round, 'programme' | 'kind' | 'period'>;

const COLUMNS = sql.raw(`programme, kind, period, position, examined, done, amount, began_at as "beganAt",
  moved_at as "movedAt", finished_at as "finishedAt"`);

/** Begins a round, unless it has begun already: then it goes on, or stays finished. */
export async function beginRound(tx: Db, { programme, kind, period }: RoundKey, at: Date): Promise<void> {
  await run(
    tx,
    sql`insert into programmes.round (programme, kind, period, began_at, moved_at)
      values (${programme}, ${kind}, ${period}::date, ${at}, ${at}) on conflict do nothing`,
  );
}

/** Begins a round that is finished once more, from the beginning, or where it left off: there may be more to do since. */
export async function reopenRound(
  tx: Db,
  { programme, kind, period }: RoundKey,
  { goOn = false }: { goOn?: boolean } = {},
): Promise<void> {
  await run(
    tx,
    sql`update programmes.round set finished_at = null, position = ${goOn ? sql`position` : sql`null`}
      where programme = ${programme} and kind = ${kind} and period = ${period}::date`,
  );
}

/** A round that is not finished, held until the transaction ends; undefined while another process is at work on it. */
export function holdRound(tx: Db, { programme, kind, period }: RoundKey): Promise<Round | undefined> {
  return first(
    tx,
    sql<Round>`select ${COLUMNS} from programmes.round
      where programme = ${programme} and kind = ${kind} and period = ${period}::date and finished_at is null
      for update skip locked`,
  );
}

/** One step of a round. */
export interface Step {
  /** Where the next one begins; undefined when nobody is left. */
  next: unknown;
  /** Where a round goes on that is begun once more; where it was unless stated. */
  at?: unknown;
  /** How many more were looked at, for how many something was done, and how much money that was. */
  examined: number;
  done: number;
  amount: number;
}

/** Writes down a step of a round that is held. */
export async function moveRound(tx: Db, { programme, kind, period }: RoundKey, step: Step, now: Date): Promise<void> {
  const { next, at: place = next, examined, done, amount } = step;
  await run(
    tx,
    sql`update programmes.round set position = coalesce(${place === undefined ? null : json(place)}, position),
        examined = examined + ${examined}, done = done + ${done}, amount = amount + ${amount}, moved_at = ${now},
        finished_at = ${next === undefined ? now : null}
      where programme = ${programme} and kind = ${kind} and period = ${period}::date`,
  );
}

/** Rounds that are under way, of one kind. */
export function openRounds(db: Db, kind: RoundKind): Promise<Round[]> {
  return all(
    db,
    sql<Round>`select ${COLUMNS} from programmes.round where kind = ${kind} and finished_at is null
      order by programme, period`,
  );
}

/** Rounds of one kind that began at some instant or since and are finished. */
export function roundsSince(db: Db, kind: RoundKind, since: Date): Promise<Round[]> {
  return all(
    db,
    sql<Round>`select ${COLUMNS} from programmes.round
      where kind = ${kind} and began_at >= ${since} and finished_at is not null order by programme, period`,
  );
}

/** How far the jobs over all people have got for a programme, the latest first. */
export function roundsOf(db: Db, programme: string, limit = 20): Promise<Round[]> {
  return all(
    db,
    sql<Round>`select ${COLUMNS} from programmes.round where programme = ${programme}
      order by moved_at desc, kind, period desc limit ${limit}`,
  );
}

/** The periods of which a round is finished, and since when. */
export async function finishedPeriods(db: Db, programme: string, kind: RoundKind): Promise<Map<Day, Date>> {
  const rows = await all(
    db,
    sql<{ period: Day; finishedAt: Date }>`select period, finished_at as "finishedAt" from programmes.round
      where programme = ${programme} and kind = ${kind} and finished_at is not null`,
  );
  return new Map(rows.map(({ period, finishedAt }) => [period, finishedAt]));
}
