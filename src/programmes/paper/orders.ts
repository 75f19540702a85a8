import {
  AppError,
  addDays,
  all,
  array,
  type Day,
  type Db,
  dayOf,
  first,
  readableCode,
  run,
  sql,
} from '../../kernel/index.ts';
import { type AccountSpec, accountOf, ensureAccounts, type TransferRequest, transferAll } from '../../ledger/index.ts';
import type { Government, Programme } from '../../pack/index.ts';
import { programmeAccount } from '../accounts.ts';
import { movePaperMoney, orderAccount } from './accounts.ts';
import { worthOf } from './model.ts';
import { refusePaper } from './refusals.ts';
import { freeStock, reserveStock } from './stock.ts';

/** For how many days a set waits for whoever ordered it. */
export const PICK_UP_DAYS = 14;

/** A wish to pick a set up at a place. */
export interface PaperOrder {
  person: string;
  programme: Programme;
  /** The id of the place in the pack. */
  place: string;
  /** The taking that it belongs to; one order for each. */
  taking: string;
  /** The values of the notes, minor units. */
  notes: readonly number[];
  /** From when on its money cannot be spent any more. */
  expiresAt: Date;
}

/** An order as it stands. */
export interface NoteOrder {
  person: string;
  taking: string;
  programme: string;
  place: string;
  lane: number;
  /** What is said or shown at the counter. */
  code: string;
  /** `lapsed`: it was not picked up in time, or its set was lost; it can be ordered anew or given back. */
  state: 'waiting' | 'handed' | 'lapsed' | 'cancelled' | 'returned';
  amount: number;
  expiresAt: Date;
  orderedAt: Date;
  pickUpUntil: Day;
  /** The set that was handed over. */
  set: number | null;
  closedAt: Date | null;
}

const COLUMNS = sql`person, taking, programme, place, lane, code, state, amount, expires_at as "expiresAt",
  ordered_at as "orderedAt", pick_up_until as "pickUpUntil", set_number as "set", closed_at as "closedAt"`;

/**
 * Orders a set at a place: reserves it, and sets its money aside out of the programme's account.
 * @param tx the transaction of the taking.
 * @returns the order, with the code for the counter.
 * @throws AppError `conflict` when none is left there or the programme's money has run out, `invalid` for no such place.
 */
export async function orderPaper(tx: Db, gov: Government, order: PaperOrder): Promise<NoteOrder> {
  const [made] = await orderPapers(tx, gov, [order]);
  if (!made) throw refusePaper('no-stock');
  return made;
}

/**
 * Orders several sets by few statements.
 * @returns an order for each, in the order asked; undefined where the place has none left.
 * @throws AppError as `orderPaper`, but for places that have none left.
 */
export async function orderPapers(
  tx: Db,
  gov: Government,
  orders: readonly PaperOrder[],
): Promise<(NoteOrder | undefined)[]> {
  const made = await reservePapers(tx, gov, orders);
  const money = made.flatMap((order) => (order ? [orderMoney(gov, order)] : []));
  await ensureAccounts(
    tx,
    money.map(({ account }) => account),
  );
  await transferAll(
    tx,
    money.map(({ transfer }) => transfer),
  );
  return made;
}

/**
 * Orders several sets without their money: whoever calls it books what `orderMoney` says in the same transaction.
 * @returns as `orderPapers`.
 * @throws AppError `invalid` for no such place.
 */
export async function reservePapers(
  tx: Db,
  gov: Government,
  orders: readonly PaperOrder[],
): Promise<(NoteOrder | undefined)[]> {
  if (!orders.every(({ place }) => gov.pack.places.has(place))) throw refusePaper('no-place');
  const lanes = await reserveAll(tx, orders);
  const at = gov.clock.now();
  const pickUpUntil = addDays(dayOf(at, gov.pack.timeZone), PICK_UP_DAYS);
  const made = orders.map((order, nth): NoteOrder | undefined => {
    const lane = lanes[nth];
    if (lane === undefined) return undefined;
    const { person, taking, place, programme, notes, expiresAt } = order;
    const [state, amount, code] = ['waiting' as const, worthOf(notes), readableCode(CODE_LENGTH)];
    const fresh = { state, amount, code, orderedAt: at, pickUpUntil, set: null, closedAt: null };
    return { person, taking, place, programme: programme.id, lane, expiresAt, ...fresh };
  });
  await insertOrders(
    tx,
    made.filter((one) => one !== undefined),
  );
  return made;
}

/** How the money of an order is set aside out of its programme's account, and the account that must be open for it. */
export function orderMoney(gov: Government, order: NoteOrder): { account: AccountSpec; transfer: TransferRequest } {
  const { programme, taking, code, amount, expiresAt: lot, orderedAt: at } = order;
  const account = orderAccount(gov, programme, taking);
  const [debit, credit] = [accountOf(programmeAccount(gov, programmeOf(gov, order))), accountOf(account)];
  const of = { client: 'paper', key: `order/${taking}/${code}`, purpose: 'paper-order' };
  return { account, transfer: { ...of, debit, credit, amount, lot, at, currency: account.currency } };
}

/** Of the 31 signs that `readableCode` uses: among a hundred million orders, a guess hits one in ten thousand times. */
const CODE_LENGTH = 8;

/** Reserves one set for each order; places in the order of their ids, so that two batches do not cross. */
async function reserveAll(tx: Db, orders: readonly PaperOrder[]): Promise<(number | undefined)[]> {
  const groups = [...Map.groupBy(orders.keys(), (nth) => `${orders[nth]!.programme.id} ${orders[nth]!.place}`)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, nths]) => nths);
  const wanted = groups.map((nths) => {
    const { programme, place } = orders[nths[0]!]!;
    return { programme: programme.id, place, sets: nths.length };
  });
  const reserved = await reserveStock(tx, wanted);
  const lanes: (number | undefined)[] = orders.map(() => undefined);
  for (const [group, nths] of groups.entries())
    for (const [at, nth] of nths.entries()) lanes[nth] = reserved[group]![at];
  return lanes;
}

/** An order that has lapsed is replaced by its next. */
async function insertOrders(tx: Db, orders: readonly NoteOrder[]): Promise<void> {
  const column = (type: string, value: (order: NoteOrder) => unknown) => array(orders.map(value), type);
  const written = await run(
    tx,
    sql`insert into programmes.note_order as o
        (person, taking, programme, place, lane, code, state, amount, expires_at, ordered_at, pick_up_until)
      select * from unnest(${column('uuid', (order) => order.person)}, ${column('uuid', (order) => order.taking)},
        ${column('text', (order) => order.programme)}, ${column('text', (order) => order.place)},
        ${column('smallint', (order) => order.lane)}, ${column('text', (order) => order.code)},
        ${column('text', (order) => order.state)}, ${column('bigint', (order) => order.amount)},
        ${column('timestamptz', (order) => order.expiresAt)}, ${column('timestamptz', (order) => order.orderedAt)},
        ${column('date', (order) => order.pickUpUntil)})
      on conflict (person, taking) do update set place = excluded.place, lane = excluded.lane, code = excluded.code,
        state = excluded.state, ordered_at = excluded.ordered_at, pick_up_until = excluded.pick_up_until, closed_at = null
      where o.state = 'lapsed'`,
  );
  if (written < orders.length) throw refusePaper('ordered-before');
}

/**
 * Ends an order that was not picked up: its set can be ordered by others, its money is the programme's again. Of one
 * that has lapsed nothing is left to end but its name. The price is the taking's matter.
 * @throws AppError `not-found`, `conflict` where it was picked up or ended before.
 */
export async function cancelOrder(
  tx: Db,
  gov: Government,
  { person, taking }: { person: string; taking: string },
): Promise<void> {
  const order = await lockOrder(tx, sql`person = ${person} and taking = ${taking}`);
  if (!order) throw refusePaper('no-order');
  if (order.state !== 'waiting' && order.state !== 'lapsed') throw refusePaper('order-closed');
  if (order.state === 'waiting') await undoReservations(tx, gov, [order], 'cancelled');
  await closeOrders(tx, gov, [order], 'cancelled');
}

/**
 * Orders a set anew for an order that has lapsed, at the same place or another.
 * @throws AppError `not-found`, `conflict` where it has not lapsed; otherwise as `orderPaper`.
 */
export async function reorderPaper(
  tx: Db,
  gov: Government,
  wish: { person: string; taking: string; place: string },
): Promise<NoteOrder> {
  const order = await lockOrder(tx, sql`person = ${wish.person} and taking = ${wish.taking}`);
  if (!order) throw refusePaper('no-order');
  if (order.state !== 'lapsed') throw refusePaper(order.state === 'waiting' ? 'order-waits' : 'order-closed');
  const programme = programmeOf(gov, order);
  return orderPaper(tx, gov, { ...wish, programme, notes: [order.amount], expiresAt: order.expiresAt });
}

/**
 * The programme of an order.
 * @throws AppError `not-found` where its file is gone.
 */
export function programmeOf({ pack }: Pick<Government, 'pack'>, order: NoteOrder): Programme {
  const programme = pack.programmes.get(order.programme);
  if (!programme) throw new AppError('not-found', 'There is no such programme.');
  return programme;
}

/** Gives the sets of orders back to their places and their money to the programme. */
export async function undoReservations(
  tx: Db,
  gov: Government,
  orders: readonly NoteOrder[],
  purpose: 'cancelled' | 'lapsed',
): Promise<void> {
  const groups = Map.groupBy(orders, ({ programme, place }) => `${programme} ${place}`);
  for (const [, group] of [...groups].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { programme, place } = group[0]!;
    await freeStock(
      tx,
      programme,
      place,
      group.map(({ lane }) => lane),
    );
  }
  const now = gov.clock.now();
  // What has expired meanwhile goes back by the sweep of all that expires.
  const alive = orders.filter(({ expiresAt }) => expiresAt > now);
  await movePaperMoney(
    tx,
    gov,
    alive.map((order) => ({
      debit: orderAccount(gov, order.programme, order.taking),
      credit: programmeAccount(gov, programmeOf(gov, order)),
      key: `${purpose}/${order.taking}/${order.code}`,
      amount: order.amount,
      purpose: `paper-${purpose}`,
    })),
  );
}

/** Writes down that orders have ended. */
export async function closeOrders(
  tx: Db,
  gov: Government,
  orders: readonly NoteOrder[],
  state: 'cancelled' | 'lapsed',
): Promise<void> {
  await run(
    tx,
    sql`update programmes.note_order o set state = ${state}, closed_at = ${gov.clock.now()}
      from unnest(${array(
        orders.map(({ person }) => person),
        'uuid',
      )}, ${array(
        orders.map(({ taking }) => taking),
        'uuid',
      )})
        as ended(person, taking)
      where o.person = ended.person and o.taking = ended.taking`,
  );
}

/** An order, locked until the transaction ends. */
export function lockOrder(tx: Db, which: ReturnType<typeof sql>): Promise<NoteOrder | undefined> {
  return first(tx, sql<NoteOrder>`select ${COLUMNS} from programmes.note_order where ${which} for update`);
}

/** Orders that wait, locked; those that another is ending already are left out. */
export function lockWaiting(tx: Db, which: ReturnType<typeof sql>, most: number): Promise<NoteOrder[]> {
  return all(
    tx,
    sql<NoteOrder>`select ${COLUMNS} from programmes.note_order where state = 'waiting' and ${which} limit ${most}
      for update skip locked`,
  );
}

/** A person's orders, newest first. */
export function ordersOf(db: Db, person: string): Promise<NoteOrder[]> {
  return all(
    db,
    sql<NoteOrder>`select ${COLUMNS} from programmes.note_order where person = ${person} order by ordered_at desc`,
  );
}

/** The order that waits under a code, as it is said at the counter: small letters, blanks and dashes do not matter. */
export function orderByCode(db: Db, programme: string, code: string): Promise<NoteOrder | undefined> {
  const plain = code
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
  return first(
    db,
    sql<NoteOrder>`select ${COLUMNS} from programmes.note_order
      where programme = ${programme} and code = ${plain} and state = 'waiting'`,
  );
}

/** A code in two halves, for reading out. */
export const spokenCode = (code: string): string => code.replace(/^(.{4})(.{4})$/, '$1 $2');
