import { type Db, first, run, sql, transaction } from '../../kernel/index.ts';
import { accountOf, balanceOf } from '../../ledger/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { noteAccount, programmeAccount } from '../accounts.ts';
import { movePaperMoney, orderAccount } from './accounts.ts';
import { recordPaperAct } from './acts.ts';
import { blocksOver } from './blocks-in-force.ts';
import { worthOf } from './model.ts';
import { lockOrder, type NoteOrder, orderByCode, programmeOf } from './orders.ts';
import { holdRangeOf } from './ranges.ts';
import { refusePaper } from './refusals.ts';
import { runsOfSets } from './runs.ts';
import { formatSerial, parseSerial } from './serial.ts';
import { seriesOf } from './series.ts';
import { handStock, returnStock } from './stock.ts';

/** A set that is handed to whoever ordered it. */
export interface HandOver {
  programme: Programme;
  /** What the person says or shows. */
  code: string;
  /** The serial of the set, or of any note in it, as scanned or typed. */
  serial: string;
  /** The officer at the counter. */
  officer: string;
}

/**
 * Hands a set over at a counter: from this moment each of its notes is worth what is printed on it, until it expires.
 * @throws AppError saying what does not fit: the code, the serial, the place, the worth; or that the set is blocked or
 *   was handed out before. Then nothing has changed.
 */
export function handOver(gov: Government, { programme, code, serial, officer }: HandOver): Promise<NoteOrder> {
  return transaction(gov.db, async (tx) => {
    const found = await orderByCode(tx, programme.id, code);
    // What was taken first, as whoever gives it back locks it: then its order.
    await sql`select from programmes.taking where person = ${found?.person} and id = ${found?.taking} for update`.execute(
      tx,
    );
    const order = found && (await lockOrder(tx, sql`person = ${found.person} and taking = ${found.taking}`));
    if (order?.state !== 'waiting') throw refusePaper('no-order');
    const { set, prefix } = await setOf(tx, programme, serial);
    const notes = await checkedSet(tx, programme, order, set);
    const at = gov.clock.now();
    const written = await run(
      tx,
      sql`insert into programmes.note_set
          (programme, set_number, person, taking, place, lane, state, expires_at, handed_at)
        values (${programme.id}, ${set}, ${order.person}, ${order.taking}, ${order.place}, ${order.lane}, 'handed',
          ${order.expiresAt}, ${at})
        on conflict do nothing`,
    );
    if (written === 0) throw refusePaper('set-gone');
    const closed = { ...order, state: 'handed' as const, set, closedAt: at };
    await closeOrder(tx, closed);
    await run(
      tx,
      sql`update programmes.taking set state = 'done' where person = ${order.person} and id = ${order.taking}`,
    );
    await recordPaperAct(tx, gov, programme, 'handed-over', officer, {
      taking: order.taking,
      place: order.place,
      set: formatSerial({ prefix, set, place: 0 }),
    });
    await movePaperMoney(
      tx,
      gov,
      notes.map((amount, index) => {
        const place = index + 1;
        const credit = noteAccount(gov, programme.id, formatSerial({ prefix, set, place }));
        const debit = orderAccount(gov, programme.id, order.taking);
        const key = `hand-over/${order.taking}/${order.code}/${place}`;
        return { debit, credit, key, amount, lot: order.expiresAt, purpose: 'paper-handed' };
      }),
    );
    // Last: counters of one place share these rows.
    await handStock(tx, programme.id, order.place, order.lane);
    return closed;
  });
}

async function setOf(tx: Db, programme: Programme, typed: string): Promise<{ set: number; prefix: string }> {
  const serial = parseSerial(typed);
  if (!serial) throw refusePaper('bad-serial');
  const series = await seriesOf(tx, programme.id);
  if (series?.prefix !== serial.prefix) throw refusePaper('other-programme');
  return { set: serial.set, prefix: serial.prefix };
}

/** That a set may be handed over for an order. @returns the values of its notes. */
async function checkedSet(tx: Db, programme: Programme, order: NoteOrder, set: number): Promise<readonly number[]> {
  const range = await holdRangeOf(tx, programme.id, set);
  if (range?.blocked) throw refusePaper('set-blocked');
  if (range?.place !== order.place) throw refusePaper('not-here');
  const notes = (await runsOfSets(tx, programme.id, [set])).get(set)!.notes;
  if (worthOf(notes) !== order.amount) throw refusePaper('wrong-worth');
  return notes;
}

async function closeOrder(tx: Db, { person, taking, state, set, closedAt }: NoteOrder): Promise<void> {
  await run(
    tx,
    sql`update programmes.note_order set state = ${state}, set_number = ${set}, closed_at = ${closedAt}
      where person = ${person} and taking = ${taking}`,
  );
}

/**
 * Takes a set back from whoever had it, whole: its notes are empty again, for ever, and its money is the programme's. The
 * price is the taking's matter.
 * @throws AppError `not-found` where it was never handed to them, `conflict` where some of it is spent or the set is blocked.
 */
export async function takeBackSet(
  tx: Db,
  gov: Government,
  { person, taking, officer }: { person: string; taking: string; officer: string },
): Promise<void> {
  const order = await lockOrder(tx, sql`person = ${person} and taking = ${taking}`);
  if (order?.state !== 'handed' || order.set === null) throw refusePaper('no-order');
  const { set, place, lane } = order;
  const programme = programmeOf(gov, order);
  const series = (await seriesOf(tx, programme.id))!;
  const { notes } = (await runsOfSets(tx, programme.id, [set])).get(set)!;
  if ((await blocksOver(tx, programme.id, [set])).size > 0) throw refusePaper('set-blocked');
  const accounts = notes.map((_, index) =>
    noteAccount(gov, programme.id, formatSerial({ prefix: series.prefix, set, place: index + 1 })),
  );
  for (const [index, account] of accounts.entries())
    if ((await balanceOf(tx, accountOf(account))) !== notes[index]) throw refusePaper('set-used');
  await run(
    tx,
    sql`update programmes.note_set set state = 'returned' where programme = ${programme.id} and set_number = ${set}`,
  );
  await returnStock(tx, programme.id, place, lane);
  await closeOrder(tx, { ...order, state: 'returned', closedAt: gov.clock.now() });
  const serial = formatSerial({ prefix: series.prefix, set, place: 0 });
  await recordPaperAct(tx, gov, programme, 'taken-back', officer, { taking, place, set: serial });
  await movePaperMoney(
    tx,
    gov,
    accounts.map((debit, index) => ({
      debit,
      credit: programmeAccount(gov, programme),
      key: `taken-back/${taking}/${order.code}/${index + 1}`,
      amount: notes[index]!,
      purpose: 'paper-taken-back',
    })),
  );
}

/** A set that was handed to somebody. */
export interface HandedSet {
  set: number;
  person: string;
  taking: string;
  place: string;
  state: 'handed' | 'returned';
  expiresAt: Date;
  handedAt: Date;
}

/** What became of a set that was handed over; undefined for one that nobody has got. */
export function handedSet(db: Db, programme: string, set: number): Promise<HandedSet | undefined> {
  return first(
    db,
    sql<HandedSet>`select set_number as "set", person, taking, place, state, expires_at as "expiresAt",
        handed_at as "handedAt"
      from programmes.note_set where programme = ${programme} and set_number = ${set}`,
  );
}
