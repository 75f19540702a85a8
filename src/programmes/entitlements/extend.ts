import { addJob, atMost, type Day, type Db, first, sql } from '../../kernel/index.ts';
import { type ExtendPosition, extendLots } from '../../ledger/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { programmeNow } from '../office/state.ts';
import { endOfDay } from './period.ts';
import { workOn } from './round-job.ts';
import { beginRound, type Round, reopenRound, roundsSince, type Step } from './rounds.ts';

/** The job that has a later last day for spending reach what people hold. It queues itself until all of it is done. */
export const EXTEND_TASK = 'programmes.extend';

/** Rows of one step. */
const ROWS = 5_000;

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
  programme: string;
  from: Date;
  to: Date;
}

interface Page {
  next: unknown;
  done: number;
  amount: number;
}

const PARTS = {
  takings: (tx, move, after) => extendRows(tx, move, TAKINGS, after),
  orders: (tx, move, after) => extendRows(tx, move, ORDERS, after),
  sets: (tx, move, after) => extendRows(tx, move, SETS, after),
  lots: async (tx, { programme: reference, from, to }, after) => {
    const { lots, amount, next } = await extendLots(tx, {
      ...{ reference, from, to, most: ROWS },
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
  const { next, done, amount } = await PARTS[part](tx, { programme: programme.id, from, to }, after);
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
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
const TAKINGS: Extended = {
  table: sql`programmes.taking`,
  key: sql`person, id`,
  least: [NOBODY, NOBODY],
  // What the log was told stays, so that the receipt can be checked.
  also: sql`, first_expires_at = coalesce(t.first_expires_at, t.expires_at)`,
};
const ORDERS: Extended = { table: sql`programmes.note_order`, key: sql`person, taking`, least: [NOBODY, NOBODY] };
const SETS: Extended = { table: sql`programmes.note_set`, key: sql`programme, set_number`, least: ['', 0] };

/** A page of rows by their key, one pass over all of them. */
async function extendRows(tx: Db, { programme, from, to }: Move, rows: Extended, after: unknown): Promise<Page> {
  const { table, key, least, also = sql`` } = rows;
  const [one, other] = (after as Extended['least'] | undefined) ?? least;
  const page = await first(
    tx,
    sql<{ done: number; last: [string | number, string | number] | null }>`
      with page as materialized (
        select ${key} from ${table}
        where programme = ${programme} and expires_at = ${from} and (${key}) > (${one}, ${other})
        order by ${key} limit ${atMost(ROWS)} for update
      ), moved as (
        update ${table} t set expires_at = ${to}${also} where (${key}) in (select ${key} from page)
      )
      select count(*)::int as done,
        (select jsonb_build_array(${key}) from page order by ${key} desc limit 1) as last from page`,
  );
  const { done, last } = page!;
  return { next: done < ROWS ? undefined : last, done, amount: 0 };
}
