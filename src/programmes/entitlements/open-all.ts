import type { Db } from '../../kernel/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { writeEligible } from '../../registry/index.ts';
import { build, type Tree } from '../../rules/index.ts';
import { programmesNow } from '../office/state.ts';
import { REGION_FACT } from './now.ts';
import { periodOf, todayOf } from './period.ts';
import { workOn } from './round-job.ts';
import { beginRound, type Round, type Step } from './rounds.ts';
import { openFound } from './store.ts';

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

/** Looks at the next few thousand people: whoever is entitled is found, told and written down by one statement. */
async function openNext(tx: Db, gov: Government, round: Round, programme: Programme): Promise<Step> {
  const after = round.position as string | null;
  const { examined, next, written, amount } = await writeEligible(tx, gov, {
    service: programme.entitlement,
    day: todayOf(gov),
    also: alsoOf(programme),
    write: openFound(round, gov.clock.now(), gov.pack.currency.decimals),
    ...(after !== null && { after }),
  });
  return { next, examined, done: written, amount };
}

/** What is wanted of each person besides the amount: the price, and where they live. */
function alsoOf({ price, entitlement }: Programme): Record<string, Tree> {
  return {
    price: price ?? build.number(0),
    region: entitlement.facts.has(REGION_FACT) ? build.name(REGION_FACT) : build.nothing,
  };
}
