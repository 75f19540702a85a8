import { addDays, addJob, type Day, type Db, run, sql } from '../../kernel/index.ts';
import { accountOf, type ExpireProgress, expireLots, refusalReason } from '../../ledger/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { programmeAccount } from '../accounts.ts';
import { programmesNow } from '../office/state.ts';
import { endOfDay, nextPeriod, periodOf, todayOf } from './period.ts';
import { workOn } from './round-job.ts';
import { beginRound, finishedPeriods, moveRound, openRounds, type Round, reopenRound, type Step } from './rounds.ts';
import { sweepRows } from './store.ts';

/** The job that ends what was not taken or not spent in time. It queues itself until all of it is done. */
export const EXPIRE_TASK = 'programmes.expire';

/** Rights that one transaction looks at. */
const ROWS = 10_000;

/**
 * Ends what is over: rights that were not taken while they could be, and money that was not spent, which goes back to its
 * programme. Neither could be used any more before; this only tidies up, and says how much it was.
 */
export async function expire(gov: Government): Promise<void> {
  const standing = await programmesNow(gov.db, gov, [...gov.pack.programmes.values()]);
  const day = todayOf(gov);
  for (const { programme, takeUntil } of standing.values()) {
    const over = endOfDay(takeUntil, gov.pack.timeZone);
    const finished = await finishedPeriods(gov.db, programme.id, 'close');
    for (const period of overPeriods(programme, takeUntil, day)) {
      const round = { programme: programme.id, kind: 'close', period } as const;
      const at = finished.get(period);
      if (!at) await beginRound(gov.db, round, gov.clock.now());
      // It was extended after it had been over for a while.
      else if (programme.every === 'once' && at < over) await reopenRound(gov.db, round);
    }
    await beginRound(gov.db, { programme: programme.id, kind: 'lots', period: day }, gov.clock.now());
  }
  // What became of rights stays: the counts are figures of the programme. That of a day's money is only for looking on.
  await run(gov.db, sql`delete from programmes.round where kind = 'lots' and period < ${addDays(day, -31)}::date`);
  await workOn(gov, 'close', EXPIRE_TASK, closeNext);
  // What is being extended is not swept up before that has reached all of it.
  const extending = new Set((await openRounds(gov.db, 'extend')).map(({ programme }) => programme));
  let more = false;
  for (const round of await openRounds(gov.db, 'lots'))
    if (!extending.has(round.programme) && (await takeBack(gov, round))) more = true;
  if (more) await addJob(gov.db, EXPIRE_TASK, {}, { key: EXPIRE_TASK });
}

/** The periods of a programme in which nothing can be taken any more, those of the last year. */
export function overPeriods(programme: Programme, takeUntil: Day, day: Day): Day[] {
  if (programme.every === 'once') return day > takeUntil ? [programme.window.from] : [];
  const current = periodOf(programme, day);
  const over: Day[] = [];
  const first = periodOf(programme, programme.window.from);
  const last = day > takeUntil ? nextPeriod(periodOf(programme, takeUntil)) : current;
  for (let period = first; period < last && period < nextPeriod(current); period = nextPeriod(period))
    over.push(period);
  return over.slice(-MOST_PERIODS);
}

const MOST_PERIODS = 12;

async function closeNext(tx: Db, { programme, period, position }: Round): Promise<Step> {
  const after = (position as string | null) ?? NOBODY;
  const swept = await sweepRows(tx, { programme, period }, after, ROWS);
  const next = swept.examined < ROWS ? undefined : swept.last;
  return { next, examined: swept.examined, done: swept.removed, amount: swept.amount };
}

/** No id comes before it. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Transactions of one run. */
const STEPS = 40;

/** Expired money goes back to the programme; the ledger does so many lots in each transaction of its own. Whether there is more. */
async function takeBack(gov: Government, round: Round): Promise<boolean> {
  const programme = gov.pack.programmes.get(round.programme);
  if (!programme) return false;
  const after = progressOf(round.position);
  let before = after ?? { lots: 0, amount: 0 };
  const step = async (progress: ExpireProgress | undefined) => {
    const { lots, amount } = progress ?? before;
    const more = { examined: lots - before.lots, done: lots - before.lots, amount: amount - before.amount };
    await moveRound(gov.db, round, { next: progress, ...more }, gov.clock.now());
    before = { lots, amount };
  };
  const returnTo = accountOf(programmeAccount(gov, programme));
  const request = { reference: programme.id, returnTo, at: gov.clock.now(), ...(after && { after }) };
  try {
    let steps = 0;
    for await (const progress of expireLots(gov.db, request)) {
      await step(progress);
      steps += 1;
      if (steps === STEPS) return true;
    }
    await step(undefined);
  } catch (error) {
    if (refusalReason(error) !== 'unknown-account') throw error;
    await step(undefined); // nothing was ever paid into it
  }
  return false;
}

/** What was written down as JSON, with its instant as one again. */
function progressOf(position: unknown): ExpireProgress | undefined {
  if (position === null) return undefined;
  const { expiresAt, ...rest } = position as Omit<ExpireProgress, 'expiresAt'> & { expiresAt: string };
  return { ...rest, expiresAt: new Date(expiresAt) };
}
