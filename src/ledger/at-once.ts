import { type Db, hasSqlState, lookUpByKey, type RawBuilder, runLast, sql, transaction } from '../kernel/index.ts';
import { column, shardOfColumn } from './columns.ts';
import { type Money, requestHash, type Transfer } from './model.ts';
import type { Order } from './orders.ts';

/*
 * Most batches are plain: money goes from accounts that hold enough of it to others, under keys that nobody has used.
 * Such a batch is made without looking at the books first. One statement says by how much each account changes and what
 * must hold of it for that, and writes the transfers and their entries. Where an account is not as it must be, or a key was
 * used, the statement fails and has changed nothing; then the batch is done the long way (posting.ts), which finds out what
 * is the matter and refuses what is to be refused.
 *
 * What must hold is that the account can give all that the batch takes from it, and hold all that it brings, whatever the
 * order: then each transfer would have been made by itself as well. Who had to wait for a row that another transaction was
 * changing asks this again of the row as that one has left it, and goes on from what it holds then (PostgreSQL evaluates the
 * condition of an update anew in READ COMMITTED): nothing that happens meanwhile is overlooked. Rows are changed in the order
 * of ids, as the long way locks them.
 *
 * Accounts that are several rows, and such as have lots or holds to choose from when they give, take the long way.
 */

/** SQLSTATE of a division by zero, which the statement comes to when an account is not as it must be. */
const NOT_AS_ASKED = '22012';
const DUPLICATE = '23505';
const DEADLOCK = '40P01';

/** After a batch that could not be made at once, so many are not tried: where accounts have lots, hardly any can be. */
const LONG_WAY = 8;
const patience = new WeakMap<object, number>();

/**
 * Makes a batch by one statement in a transaction of its own, if it is plain. Outside of a caller's transaction only: that
 * would be lost by a statement that fails.
 * @returns the transfers in the order asked; undefined if nothing was made, and the batch is to be done the long way.
 */
export async function makeAtOnce(db: Db, orders: readonly Order[]): Promise<Transfer[] | undefined> {
  const connections = db.getExecutor();
  const notNow = patience.get(connections) ?? 0;
  if (notNow > 0) {
    patience.set(connections, notNow - 1);
    return undefined;
  }
  const transfers = plainOnes(orders);
  const changes = transfers && changesOf(transfers);
  if (!changes) return undefined;
  try {
    await transaction(db, (tx) => Promise.all([lookUpByKey(tx), runLast(tx, made(transfers, changes))]));
    return transfers;
  } catch (error) {
    if (![NOT_AS_ASKED, DUPLICATE, DEADLOCK].some((state) => hasSqlState(error, state))) throw error;
    patience.set(connections, LONG_WAY);
    return undefined;
  }
}

/** The transfers that are asked for, if that is all, of one currency, and they leave open which rows of accounts they move. */
function plainOnes(orders: readonly Order[]): Transfer[] | undefined {
  const transfers: Transfer[] = [];
  for (const order of orders) {
    if (order.kind !== 'transfer' || order.back || order.transfer.lot) return undefined;
    if (order.transfer.currency !== transfers[0]?.currency && transfers.length > 0) return undefined;
    transfers.push(order.transfer);
  }
  return transfers.length > 0 ? transfers : undefined;
}

/** What a batch does to one account. */
interface Change {
  readonly id: string;
  gives: Money;
  gets: Money;
  /** How many transfers it gives. */
  given: number;
}

/** In the order of ids; undefined where a sum is beyond what a number can say. */
function changesOf(transfers: readonly Transfer[]): Change[] | undefined {
  const byId = new Map<string, Change>();
  const change = (id: string): Change => {
    const known = byId.get(id);
    if (known) return known;
    const fresh = { id, gives: 0, gets: 0, given: 0 };
    byId.set(id, fresh);
    return fresh;
  };
  for (const { debit, credit, amount } of transfers) {
    const payer = change(debit);
    payer.gives += amount;
    payer.given += 1;
    change(credit).gets += amount;
  }
  const changes = [...byId.values()];
  if (!changes.every(({ gives, gets }) => Number.isSafeInteger(gives) && Number.isSafeInteger(gets))) return undefined;
  return changes.sort((one, other) => (one.id < other.id ? -1 : 1));
}

/**
 * PostgreSQL writes transfers and entries once it has the answer to the question at the end: were all accounts changed?
 *
 * Of the lanes it is said that there is one, and not that it is number 0: by that number an index could be gone through from
 * end to end, which is what a plan does that was made before there was an account.
 */
function made(transfers: readonly Transfer[], changes: readonly Change[]): RawBuilder<unknown> {
  const { currency } = transfers[0]!;
  return sql`
    with changed as (
      update ledger.account a set posted = a.posted - r.gives + r.gets, given = a.given + r.given
      from unnest(
        ${column(changes, 'uuid', ({ id }) => id)}, ${column(changes, 'bigint', ({ gives }) => gives)},
        ${column(changes, 'bigint', ({ gets }) => gets)}, ${column(changes, 'smallint', ({ given }) => given)}
      ) as r(id, gives, gets, given)
      where a.shard = ${shardOfColumn('r.id')} and a.id = r.id and a.lane < a.lanes and a.lanes = 1 and a.currency = ${currency}
        and (r.gives = 0 or (a.posted - a.floor >= r.gives and a.held = 0 and not a.lots)) and a.posted + r.gets <= a.cap
      returning a.id
    ), made as (
      insert into ledger.transfer (shard, id, client, key, request_hash, debit, credit, amount, currency, at, purpose, reference)
      select ${shardOfColumn('id')}, id, client, key, request_hash, debit, credit, amount, ${currency}, at, purpose, reference
      from unnest(
        ${column(transfers, 'uuid', ({ id }) => id)}, ${column(transfers, 'text', ({ client }) => client)},
        ${column(transfers, 'text', ({ key }) => key)}, ${column(transfers, 'bytea', requestHash)},
        ${column(transfers, 'uuid', ({ debit }) => debit)}, ${column(transfers, 'uuid', ({ credit }) => credit)},
        ${column(transfers, 'bigint', ({ amount }) => amount)}, ${column(transfers, 'timestamptz', ({ at }) => at)},
        ${column(transfers, 'text', ({ purpose }) => purpose)}, ${column(transfers, 'text', ({ reference }) => reference)}
      ) as r(id, client, key, request_hash, debit, credit, amount, at, purpose, reference)
      returning id, debit, credit, amount, at
    ), written as (
      insert into ledger.entry (shard, account, at, transfer, lane, amount)
      select ${shardOfColumn('account')}, account, at, id, 0, part
      from made cross join lateral (values (debit, -amount), (credit, amount)) parts(account, part)
    )
    select 1 / (count(*) = ${changes.length}::int)::int from changed`;
}
