import {
  type AppError,
  all,
  array,
  type Db,
  inBatches,
  lookUpByKey,
  sql,
  toAppError,
  transaction,
  uuidv7,
} from '../../kernel/index.ts';
import { commitAct } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import type { Reader } from '../../registry/index.ts';
import { entitlementNow } from '../entitlements/now.ts';
import { endOfDay, lastDayOf, periodOf, todayOf } from '../entitlements/period.ts';
import { type ProgrammeNow, programmesNow } from '../office/state.ts';
import { programmeOf } from '../programme-of.ts';
import { deliverAll, payForThem } from './channels.ts';
import { refuseTaking } from './refusals.ts';
import { type Draft, draftOf, isSameWish, type LockedEntitlement, notOpen, type TakeRequest } from './request.ts';
import { contentOfTaking, type Taking, takingsByKey, writeTakings } from './taking.ts';
import { tellCounter } from './texts.ts';

/** Most wishes that are fulfilled together. */
const MOST = 200;

/** What became of a wish. `unopened`: nobody has looked yet whether the person is entitled. */
type Outcome = { taken: Taking } | { refused: AppError } | 'unopened';

interface Wish {
  readonly request: TakeRequest;
  outcome: Outcome | undefined;
}

/**
 * Takes what a person is entitled to, whole or in part: their right, the price, the money and the entry in the public log
 * change together or not at all. Many who take at the same time share a transaction.
 * @throws AppError saying why not and what to do; a key that was used for the same wish is answered as the first time.
 */
export async function take(gov: Government, request: TakeRequest): Promise<Taking> {
  const programme = programmeOf(gov, request.programme);
  let outcome = await ask(gov, request);
  if (outcome === 'unopened') {
    const { agency } = programme;
    const officer: Reader | undefined = request.officer
      ? { kind: 'officer', person: request.officer, agency }
      : undefined;
    const { state } = await entitlementNow(gov, request.person, programme.id, officer);
    if (state !== 'yes') throw refuseTaking('not-entitled');
    outcome = await ask(gov, request);
  }
  if (outcome === 'unopened') throw refuseTaking('not-open');
  if ('refused' in outcome) throw outcome.refused;
  return outcome.taken;
}

const queues = new WeakMap<Government['db'], (wish: Wish) => Promise<void>>();

async function ask(gov: Government, request: TakeRequest): Promise<Outcome> {
  let queue = queues.get(gov.db);
  if (!queue) {
    queue = inBatches<Wish>((wishes) => fulfil(gov, wishes), MOST);
    queues.set(gov.db, queue);
  }
  const wish: Wish = { request, outcome: undefined };
  await queue(wish);
  return wish.outcome!;
}

/** Fulfils all together; where that fails, each by itself, so that one that cannot be met refuses no other. */
async function fulfil(gov: Government, wishes: readonly Wish[]): Promise<void> {
  for (const turn of turnsOf(wishes)) {
    try {
      await fulfilTogether(gov, turn);
    } catch (error) {
      if (turn.length === 1) turn[0]!.outcome = { refused: toAppError(error) };
      else for (const wish of turn) await fulfil(gov, [wish]);
    }
  }
}

/** Wishes of one person come one after another: each sees what those before it took. */
function turnsOf(wishes: readonly Wish[]): Wish[][] {
  const turns: Wish[][] = [];
  const count = new Map<string, number>();
  for (const wish of wishes) {
    const nth = count.get(wish.request.person) ?? 0;
    count.set(wish.request.person, nth + 1);
    turns[nth] ??= [];
    turns[nth].push(wish);
  }
  return turns;
}

async function fulfilTogether(gov: Government, wishes: readonly Wish[]): Promise<void> {
  const outcomes = await transaction(gov.db, async (tx) => {
    await lookUpByKey(tx);
    const at = gov.clock.now();
    const programmes = [...new Set(wishes.map(({ request }) => request.programme))].map((id) => programmeOf(gov, id));
    const standing = await programmesNow(tx, gov, programmes);
    const rights = await lockRights(tx, gov, wishes, standing);
    const before = await takingsByKey(
      tx,
      wishes.map(({ request }) => request),
    );
    const settled = wishes.map(({ request }) => {
      const made = before.get(`${request.person} ${request.key}`);
      if (made) return isSameWish(request, made) ? { taken: made } : { refused: refuseTaking('key-reused') };
      return draft(gov, request, standing.get(request.programme)!, rights, at);
    });
    return carryOut(tx, gov, wishes, settled);
  });
  for (const [index, wish] of wishes.entries()) wish.outcome = outcomes[index]!;
}

type Settled = Outcome | { draft: Draft };

function draft(
  gov: Government,
  request: TakeRequest,
  now: ProgrammeNow,
  rights: ReadonlyMap<string, LockedEntitlement>,
  at: Date,
): Settled {
  const closed = notOpen(now);
  if (closed) return { refused: closed };
  const entitlement = rights.get(`${request.person} ${request.programme}`);
  if (!entitlement) return 'unopened';
  const expiresAt = endOfDay(lastDayOf(now, todayOf(gov)), gov.pack.timeZone);
  try {
    return { draft: draftOf(request, { now, entitlement, id: uuidv7(at), at, expiresAt }) };
  } catch (error) {
    return { refused: toAppError(error) };
  }
}

/** The rights of those who wish, held until the transaction ends, in one order everywhere. */
async function lockRights(
  tx: Db,
  gov: Government,
  wishes: readonly Wish[],
  standing: ReadonlyMap<string, ProgrammeNow>,
): Promise<Map<string, LockedEntitlement>> {
  const day = todayOf(gov);
  const asked = wishes
    .map(({ request: { person, programme } }) => ({ person, programme }))
    .sort((a, b) => (`${a.person} ${a.programme}` < `${b.person} ${b.programme}` ? -1 : 1));
  const column = (type: string, value: (one: (typeof asked)[number]) => unknown) => array(asked.map(value), type);
  const rows = await all(
    tx,
    sql<LockedEntitlement>`
      select e.*, exists (
        select from programmes.freeze f where f.kind = 'wallet' and f.subject = e.person and f.programme = e.programme
          and f.confirmed_at is not null and f.ended_at is null) as frozen
      from unnest(${column('uuid', ({ person }) => person)}, ${column('text', ({ programme }) => programme)},
        ${column('date', ({ programme }) => periodOf(standing.get(programme)!.programme, day))})
        as asked (person, programme, period)
      cross join lateral (
        select person, programme, period, amount, price, taken, paid, region from programmes.entitlement e
        where e.person = asked.person and e.programme = asked.programme and e.period = asked.period
        limit 1 for update) e`,
  );
  return new Map(rows.map((row) => [`${row.person} ${row.programme}`, row]));
}

/** Delivers what can be delivered, books the money of it, and writes it down with its entries in the log. */
async function carryOut(
  tx: Db,
  gov: Government,
  wishes: readonly Wish[],
  settled: readonly Settled[],
): Promise<Outcome[]> {
  const deliveries = settled.flatMap((one, index) =>
    one !== 'unopened' && 'draft' in one ? [{ draft: one.draft, request: wishes[index]!.request }] : [],
  );
  const { failed, orders } = await deliverAll(tx, gov, deliveries);
  const takings: Taking[] = [];
  const outcomes: Outcome[] = [];
  for (const one of settled) {
    if (one === 'unopened' || !('draft' in one)) outcomes.push(one);
    else if (failed.has(one.draft)) outcomes.push({ refused: failed.get(one.draft)! });
    else {
      const taken = await logged(tx, gov, one.draft);
      takings.push(taken);
      outcomes.push({ taken });
    }
  }
  if (takings.length === 0) return outcomes;
  await writeTakings(tx, takings);
  await payForThem(tx, gov, takings, orders);
  for (const { byOfficer, person, programme, amount } of takings)
    if (byOfficer) await tellCounter(tx, gov, programmeOf(gov, programme), person, amount);
  return outcomes;
}

async function logged(tx: Db, gov: Government, draft: Draft): Promise<Taking> {
  const { agency } = programmeOf(gov, draft.programme);
  const content = contentOfTaking(draft);
  const { entry, salt } = await commitAct(tx, gov.logOrigin, {
    kind: 'programme.taken',
    agency,
    at: draft.takenAt,
    content,
  });
  return { ...draft, entry, salt };
}
