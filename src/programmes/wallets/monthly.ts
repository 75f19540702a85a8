import { all, atMost, type Db, run, sql, transaction } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { entitlementNow } from '../entitlements/now.ts';
import { periodOf, todayOf } from '../entitlements/period.ts';
import { workOn } from '../entitlements/round-job.ts';
import { beginRound, type Round, type Step } from '../entitlements/rounds.ts';
import { programmesNow } from '../office/state.ts';
import { takingRefusal } from './refusals.ts';
import { take } from './take.ts';
import { tellPaid } from './texts.ts';

/** The job that pays what comes each month by itself. */
export const PAY_TASK = 'programmes.pay-monthly';

/** People that one step pays. */
const PEOPLE = 50;

/** Somebody who is paid each month. */
interface Standing {
  person: string;
  channel: string;
  bankAccount: string;
}

/**
 * Pays what comes each month to everybody whose bank account is known: whoever is still entitled takes it, with the month
 * as the key, so that it is paid once however often this runs. Who is not any more is left out.
 */
export async function payMonthly(gov: Government): Promise<void> {
  const monthly = [...gov.pack.programmes.values()].filter(
    ({ every, channels }) => every === 'month' && channels.some(({ kind }) => kind === 'bank'),
  );
  const standing = await programmesNow(gov.db, gov, monthly);
  for (const { programme, state } of standing.values()) {
    if (state !== 'open') continue;
    const period = periodOf(programme, todayOf(gov));
    await beginRound(gov.db, { programme: programme.id, kind: 'pay', period }, gov.clock.now());
  }
  await workOn(gov, 'pay', PAY_TASK, (tx, round, programme) => payNext(tx, gov, round, programme));
}

/** Each is paid in a transaction of their own; the round waits for them, and would find them paid if it came again. */
async function payNext(tx: Db, gov: Government, round: Round, programme: Programme): Promise<Step> {
  if (round.period !== periodOf(programme, todayOf(gov))) return { next: undefined, examined: 0, done: 0, amount: 0 };
  const people = await nextStanding(tx, programme.id, round.position as string | null);
  const entitled: Standing[] = [];
  const reader = { kind: 'service', service: programme.id, agency: programme.agency } as const;
  for (const one of people)
    if ((await entitlementNow(gov, one.person, programme.id, reader)).state === 'yes') entitled.push(one);
  const paid = await Promise.all(entitled.map((one) => payOne(gov, programme, round, one)));
  const amount = paid.reduce((sum, one) => sum + one, 0);
  const next = people.length < PEOPLE ? undefined : people.at(-1)!.person;
  return { next, examined: people.length, done: paid.filter((one) => one > 0).length, amount };
}

function nextStanding(db: Db, programme: string, after: string | null): Promise<Standing[]> {
  return all(
    db,
    sql<Standing>`select person, channel, bank_account as "bankAccount" from programmes.standing
      where programme = ${programme} and (${after}::uuid is null or person > ${after}::uuid)
      order by person limit ${atMost(PEOPLE)}`,
  );
}

/** What somebody was paid; 0 where they took it themselves, or nothing may leave. */
async function payOne(
  gov: Government,
  programme: Programme,
  { period }: Round,
  { person, ...where }: Standing,
): Promise<number> {
  try {
    const { amount } = await take(gov, {
      person,
      programme: programme.id,
      ...where,
      key: `month/${programme.id}/${period}`,
    });
    await transaction(gov.db, (tx) => tellPaid(tx, gov, programme, person, amount));
    return amount;
  } catch (error) {
    if (takingRefusal(error) === 'nothing-left' || takingRefusal(error) === 'frozen') return 0;
    throw error;
  }
}

/** Ends what is paid to a person each month, until they take it again. */
export async function endMonthly(gov: Government, person: string, programme: string): Promise<void> {
  await run(gov.db, sql`delete from programmes.standing where person = ${person} and programme = ${programme}`);
}
