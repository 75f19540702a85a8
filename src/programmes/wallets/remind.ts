import { addDays, all, atMost, type Day, type Db, sql } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { dayBefore, endOfDay, todayOf } from '../entitlements/period.ts';
import { workOn } from '../entitlements/round-job.ts';
import { beginRound, type Round, type RoundKind, reopenRound, type Step } from '../entitlements/rounds.ts';
import { channelOf } from '../programme-of.ts';
import { expiringAt } from './expiring.ts';
import { tellExpiring } from './texts.ts';

/** The job that reminds people of money that expires. */
export const REMIND_TASK = 'programmes.remind';

/** So many days before, each time once. */
const REMINDERS = { 'remind-30': 30, 'remind-7': 7 } as const satisfies Partial<Record<RoundKind, number>>;
type Reminder = keyof typeof REMINDERS;

/** Takings that one step looks at. */
const ROWS = 500;

/** A round of reminders never ends: it goes on the next day where it is now. */
const ALWAYS: Day = '0001-01-01';

/**
 * Reminds whoever still has money that expires in 30 days, and again 7 days before. It goes through what was taken in the
 * order in which it expires and never looks at anything twice; who has spent it all hears nothing.
 */
export async function remind(gov: Government): Promise<void> {
  for (const kind of Object.keys(REMINDERS) as Reminder[]) {
    for (const programme of gov.pack.programmes.keys()) {
      const round = { programme, kind, period: ALWAYS };
      await beginRound(gov.db, round, gov.clock.now());
      await reopenRound(gov.db, round, { goOn: true });
    }
    await workOn(gov, kind, REMIND_TASK, (tx, round, programme) => remindNext(tx, gov, round, programme, kind));
  }
}

interface Cursor {
  expiresAt: string;
  person: string;
  id: string;
}

interface Due {
  person: string;
  id: string;
  channel: string;
  expiresAt: Date;
}

async function remindNext(tx: Db, gov: Government, round: Round, programme: Programme, kind: Reminder): Promise<Step> {
  const before = REMINDERS[kind];
  const now = gov.clock.now();
  const until = endOfDay(addDays(todayOf(gov), before), gov.pack.timeZone);
  const after = round.position as Cursor | null;
  const due = await dueUntil(
    tx,
    programme.id,
    after ?? { expiresAt: now.toISOString(), person: NOBODY, id: NOBODY },
    until,
  );
  const told = await tellThem(tx, gov, programme, due, before);
  const last = due.at(-1);
  const next = last && { expiresAt: last.expiresAt.toISOString(), person: last.person, id: last.id };
  // The place is kept, so that tomorrow's run begins behind it.
  return { next: due.length < ROWS ? undefined : next, at: next, examined: due.length, ...told };
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

function dueUntil(tx: Db, programme: string, { expiresAt, person, id }: Cursor, until: Date): Promise<Due[]> {
  return all(
    tx,
    sql<Due>`select person, id, channel, expires_at as "expiresAt" from programmes.taking
      where programme = ${programme} and state = 'done' and expires_at <= ${until}
        and (expires_at, person, id) > (${expiresAt}::timestamptz, ${person}::uuid, ${id}::uuid)
      order by expires_at, person, id limit ${atMost(ROWS)}`,
  );
}

/** Each person once for each day, of what they still have that expires then. */
async function tellThem(tx: Db, gov: Government, programme: Programme, due: readonly Due[], before: number) {
  let [done, amount] = [0, 0];
  const ofWallets = due.filter(({ channel }) => channelOf(programme, channel)?.kind === 'wallet');
  const each = Map.groupBy(ofWallets, ({ person, expiresAt }) => `${person} ${expiresAt.getTime()}`);
  for (const [{ person, expiresAt } = ofWallets[0]!] of each.values()) {
    const left = await expiringAt(tx, gov, { programme: programme.id, person, expiresAt });
    if (left <= 0 || expiresAt <= gov.clock.now()) continue;
    const until = dayBefore(expiresAt, gov.pack.timeZone);
    await tellExpiring(tx, gov, programme, person, { amount: left, until, before });
    done += 1;
    amount += left;
  }
  return { done, amount };
}
