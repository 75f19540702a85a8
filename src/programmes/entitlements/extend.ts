import { addJob, atMost, type Day, type Db, first, sql } from '../../kernel/index.ts';
import { type ExtendPosition, extendLots } from '../../ledger/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { programmeNow } from '../office/state.ts';
import { channelOf } from '../programme-of.ts';
import { expiringAt } from '../wallets/expiring.ts';
import { tellExtended } from '../wallets/texts.ts';
import { dayBefore, endOfDay } from './period.ts';
import { workOn } from './round-job.ts';
import { beginRound, type Round, reopenRound, roundsSince, type Step } from './rounds.ts';

/** The job that has a later last day for spending reach what people hold. It queues itself until all of it is done. */
export const EXTEND_TASK = 'programmes.extend';

/** Rows of one step; fewer where somebody is told about each. */
const ROWS = 5_000;
const ROWS_TOLD = 500;

/**
 * For so long it goes through all of it once more each time it runs: whoever took something while the office decided may
 * have seen the old day, and has committed by then.
 */
const AGAIN_MS = 2 * 3_600_000;

/** Has all that expires after a day last until the programme's new last day, from the commit of `tx` on. */
export async function beginExtension(tx: Db, gov: Government, programme: Programme, from: Day): Promise<void> {
  await beginRound(tx, { programme: programme.id, kind: 'extend', period: from }, gov.clock.now());
  await addJob(tx, EXTEND_TASK, {}, { key: EXTEND_TASK });
}

/**
 * Moves the expiry of what is out, page by page: first what people took, with their orders and sets of paper, then the
 * lots, so that whatever moves money by a row that is still the old one is found after it.
 */
export async function extendWhatIsOut(gov: Government): Promise<void> {
  const since = new Date(gov.clock.now().getTime() - AGAIN_MS);
  for (const round of await roundsSince(gov.db, 'extend', since)) await reopenRound(gov.db, round);
  await workOn(gov, 'extend', EXTEND_TASK, (tx, round, programme) => extendNext(tx, gov, round, programme));
}

/** The first instant at which it cannot be spent, as it was and as it will be. */
interface Move {
  gov: Government;
  programme: Programme;
  from: Date;
  to: Date;
}

interface Page {
  next: unknown;
  done: number;
  amount: number;
}

const PARTS = {
  takings: async (tx, move, after) => {
    const page = await extendRows<Moved>(tx, move, TAKINGS, after);
    await tellHolders(tx, move, page.moved);
    return page;
  },
  orders: (tx, move, after) => extendRows(tx, move, ORDERS, after),
  sets: (tx, move, after) => extendRows(tx, move, SETS, after),
  lots: async (tx, { programme, from, to }, after) => {
    const { lots, amount, next } = await extendLots(tx, {
      ...{ reference: programme.id, from, to, most: ROWS },
      ...(after !== undefined && { after: after as ExtendPosition }),
    });
    return { next, done: lots, amount };
  },
} satisfies Record<string, (tx: Db, move: Move, after: unknown) => Promise<Page>>;
type Part = keyof typeof PARTS;
const ORDER = Object.keys(PARTS) as readonly Part[];

interface Position {
  part: Part;
  after?: unknown;
}

async function extendNext(tx: Db, gov: Government, round: Round, programme: Programme): Promise<Step> {
  const { spendUntil } = await programmeNow(tx, gov, programme);
  const { timeZone } = gov.pack;
  const { part, after } = (round.position as Position | null) ?? { part: ORDER[0]! };
  const [from, to] = [endOfDay(round.period, timeZone), endOfDay(spendUntil ?? round.period, timeZone)];
  const { next, done, amount } = await PARTS[part](tx, { gov, programme, from, to }, after);
  const following = ORDER[ORDER.indexOf(part) + 1];
  const position: Position | undefined = next !== undefined ? { part, after: next } : following && { part: following };
  return { next: position, examined: done, done: part === 'lots' ? done : 0, amount };
}

/** A table whose rows say when what they are about expires. */
interface Extended {
  table: ReturnType<typeof sql>;
  key: ReturnType<typeof sql>;
  least: readonly (string | number)[];
  /** What else is written. */
  also?: ReturnType<typeof sql>;
  /** What of each row that was moved somebody is told of. */
  told?: ReturnType<typeof sql>;
}

/** Something that was taken, and now lasts longer. */
interface Moved {
  person: string;
  channel: string;
  state: string;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
const TAKINGS: Extended = {
  table: sql`programmes.taking`,
  key: sql`person, id`,
  least: [NOBODY, NOBODY],
  // What the log was told stays, so that the receipt can be checked.
  also: sql`, first_expires_at = coalesce(t.first_expires_at, t.expires_at)`,
  told: sql`t.person, t.channel, t.state`,
};
const ORDERS: Extended = { table: sql`programmes.note_order`, key: sql`person, taking`, least: [NOBODY, NOBODY] };
const SETS: Extended = { table: sql`programmes.note_set`, key: sql`programme, set_number`, least: ['', 0] };

/** A page of rows by their key, one pass over all of them. */
async function extendRows<Row>(
  tx: Db,
  { programme, from, to }: Move,
  { table, key, least, also = sql``, told }: Extended,
  after: unknown,
): Promise<Page & { moved: Row[] }> {
  const [one, other] = (after as Extended['least'] | undefined) ?? least;
  const rows = told ? ROWS_TOLD : ROWS;
  const page = await first(
    tx,
    sql<{ done: number; last: [string | number, string | number] | null; moved: Row[] }>`
      with page as materialized (
        select ${key} from ${table}
        where programme = ${programme.id} and expires_at = ${from} and (${key}) > (${one}, ${other})
        order by ${key} limit ${atMost(rows)} for update
      ), moved as (
        update ${table} t set expires_at = ${to}${also} where (${key}) in (select ${key} from page)
        returning ${told ?? sql`true`}
      )
      select count(*)::int as done,
        (select jsonb_build_array(${key}) from page order by ${key} desc limit 1) as last,
        ${told ? sql`(select coalesce(jsonb_agg(moved), '[]') from moved)` : sql`'[]'::jsonb`} as moved from page`,
  );
  const { done, last, moved } = page!;
  return { next: done < rows ? undefined : last, done, amount: 0, moved };
}

/** Each person once: of the money in their wallet, if there is some left, and of paper, which says another day. */
async function tellHolders(tx: Db, { gov, programme, from, to }: Move, moved: readonly Moved[]): Promise<void> {
  const until = dayBefore(to, gov.pack.timeZone);
  for (const [person, theirs] of Map.groupBy(moved, (each) => each.person)) {
    const held = theirs.filter(({ state }) => state !== 'given-back');
    const kinds = new Set(held.map(({ channel }) => channelOf(programme, channel)?.kind));
    const wallet = { programme: programme.id, person, expiresAt: from };
    const amount = kinds.has('wallet') ? await expiringAt(tx, gov, wallet) : 0;
    if (amount > 0 || kinds.has('paper')) {
      await tellExtended(tx, gov, programme, person, { amount, until, paper: kinds.has('paper') });
    }
  }
}
