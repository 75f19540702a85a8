import type { Day, Db } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { findEligible } from '../../registry/index.ts';
import { build, type Tree } from '../../rules/index.ts';
import { programmesNow } from '../office/state.ts';
import { REGION_FACT } from './now.ts';
import { periodOf, todayOf } from './period.ts';
import { workOn } from './round-job.ts';
import { beginRound, type Round, type Step } from './rounds.ts';
import { type NewEntitlement, openRows } from './store.ts';

/** The job that opens entitlements. It queues itself until all people have been looked at. */
export const OPEN_TASK = 'programmes.open-entitlements';

/**
 * Opens what people are entitled to in the programmes that their offices have opened: for this month or for the whole
 * window, whoever the registries show to be entitled, page by page. Where a run is stopped the next goes on. Those who ask
 * before it reaches them are looked up by themselves, and kept as they were found.
 */
export async function openEntitlements(gov: Government): Promise<void> {
  const standing = await programmesNow(gov.db, gov, [...gov.pack.programmes.values()]);
  for (const { programme, state, isOpened } of standing.values())
    if (state === 'open' && isOpened) await beginOpening(gov.db, gov, programme);
  await workOn(gov, 'open', OPEN_TASK, (tx, round, programme) => openNext(tx, gov, round, programme));
}

/** Has all people looked at for the period that it is now, unless that has begun. */
export function beginOpening(tx: Db, gov: Government, programme: Programme): Promise<void> {
  const period = periodOf(programme, todayOf(gov));
  return beginRound(tx, { programme: programme.id, kind: 'open', period }, gov.clock.now());
}

/** Looks at the next few thousand people. */
async function openNext(tx: Db, gov: Government, round: Round, programme: Programme): Promise<Step> {
  const after = round.position as string | null;
  const day = todayOf(gov);
  const page = await findEligible(tx, gov, {
    service: programme.entitlement,
    day,
    also: alsoOf(programme),
    ...(after !== null && { after }),
  });
  const rows = page.people.flatMap((found) => rowOf(gov, found) ?? []);
  const { opened, amount } = await openRows(tx, { ...periodNow(round), at: gov.clock.now() }, rows);
  return { next: page.next, examined: page.examined, done: opened, amount };
}

const periodNow = ({ programme, period }: Round): { programme: string; period: Day } => ({ programme, period });

/** What is wanted of each person besides the amount: the price, and where they live. */
function alsoOf({ price, entitlement }: Programme): Record<string, Tree> {
  return {
    ...(price && { price }),
    ...(entitlement.facts.has(REGION_FACT) && { region: build.name(REGION_FACT) }),
  };
}

/** A right as it was found; undefined where it is not known to how much, or there is nothing to take. */
export function rowOf(
  gov: Pick<Government, 'pack'>,
  found: { person: string; amount: string | null; also: Readonly<Record<string, string | null>> },
): NewEntitlement | undefined {
  const { person, also } = found;
  const unit = 10 ** gov.pack.currency.decimals;
  const minor = (text: string | null | undefined) => (text === null ? Number.NaN : Math.round(Number(text) * unit));
  const amount = minor(found.amount);
  const price = also.price === undefined ? 0 : minor(also.price);
  const isRight = Number.isSafeInteger(amount) && amount > 0 && Number.isSafeInteger(price) && price >= 0;
  return isRight ? { person, amount, price, region: also.region ?? null } : undefined;
}
