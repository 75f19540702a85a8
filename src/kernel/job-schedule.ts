import { type Db, run, sql, transaction } from './database.ts';
import { addJob } from './job-store.ts';

/** A task that comes round by itself. */
export interface Scheduled {
  task: string;
  // The stars of cron and its slash would end a comment of the other kind.
  // Five fields, in UTC: minute and hour are each a number, `*` or `*/10`; those of days are `*`.
  cron: string;
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const FIELD = /^(?:\*(?:\/([1-9]\d?))?|(\d{1,2}))$/;

/**
 * The last instant, up to `now`, at which a schedule comes round.
 * @throws Error where the schedule is not of the form that `Scheduled` says.
 */
export function lastTick(cron: string, now: Date): Date {
  const [minutes = '', hours = '', ...days] = cron.split(' ');
  const [fitsMinute, fitsHour] = [fieldOf(minutes, 60), fieldOf(hours, 24)];
  if (!fitsMinute || !fitsHour || days.join(' ') !== '* * *') throw new Error(`"${cron}" is no schedule of a day`);
  const comesRound = (minute: number) => fitsHour(Math.floor(minute / 60) % 24) && fitsMinute(minute % 60);
  // Days have 1,440 minutes each, since Unix time leaves leap seconds out, and in each a schedule comes round.
  let minute = Math.floor(now.getTime() / MINUTE_MS);
  for (let left = DAY_MINUTES; left > 0 && !comesRound(minute); left--) minute -= 1;
  return new Date(minute * MINUTE_MS);
}

/** Which of so many values a field stands for; nothing where it is none. */
function fieldOf(text: string, values: number): ((value: number) => boolean) | undefined {
  const [whole, every = '1', only] = FIELD.exec(text) ?? [];
  if (whole === undefined || Math.max(Number(every), Number(only ?? 0)) >= values) return undefined;
  return only === undefined ? (value) => value % Number(every) === 0 : (value) => value === Number(only);
}

/**
 * Opens a schedule: tasks that are new to the database come round from `now` on.
 * @returns adds the jobs that have come round up to an instant. Among all processes each tick adds one; of several that
 * were missed, since no process was there, the last.
 */
export async function openSchedule(
  db: Db,
  schedule: readonly Scheduled[],
  now: Date,
): Promise<(now: Date) => Promise<void>> {
  for (const { task, cron } of schedule)
    await run(
      db,
      sql`insert into kernel.tick (task, at) values (${task}, ${lastTick(cron, now)}) on conflict do nothing`,
    );
  const told = new Map<Scheduled, number>();
  return async (instant) => {
    for (const one of schedule) {
      const at = lastTick(one.cron, instant);
      if (told.get(one) === at.getTime()) continue;
      await comeRound(db, one.task, at);
      told.set(one, at.getTime());
    }
  };
}

/** Its key keeps the ticks of a task that takes its time, or fails, from piling up. */
function comeRound(db: Db, task: string, at: Date): Promise<void> {
  return transaction(db, async (tx) => {
    const isFirst = await run(tx, sql`update kernel.tick set at = ${at} where task = ${task} and at < ${at}`);
    if (isFirst) await addJob(tx, task, {}, { key: `tick ${task}` });
  });
}
