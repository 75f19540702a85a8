import { all, atMost, type Db, first, lookUpByKey, sql, transaction } from '../kernel/index.ts';
import { column, shardOfColumn } from './columns.ts';
import { lockFirstLanes } from './lock.ts';
import { type Money, SHARDS, shardOf } from './model.ts';
import { refuse } from './refusals.ts';

/** Which lots to empty, and where their money goes. */
export interface ExpireRequest {
  /** Lots of accounts with this reference, for example a programme's, in the currency of the account that gets them. */
  reference: string;
  /** The account that gets what was not spent. */
  returnTo: string;
  /** Lots that have expired by then. */
  at: Date;
  /** Where an earlier run got to; without it, from the beginning. */
  after?: ExpireProgress;
  /** Lots in one step, which is two transactions at once. */
  most?: number;
}

/** How far it has got: the last lot. What is behind is done and durable. */
export interface ExpireProgress extends Due {
  shard: number;
  /** Lots emptied so far, and the money that was in them. */
  lots: number;
  amount: Money;
}

interface Due {
  id: string;
  /** What it is called: the expiry that it was given first. */
  lane: number;
  expiresAt: Date;
}

/**
 * Empties lots that have expired, by a transfer each (of the client `ledger`, purpose `expiry`), many in one statement.
 * What is on hold stays until it is captured or free again, and goes with the next run. A run that is stopped loses
 * nothing and may begin anew or go on where it was.
 * @returns progress after each step, which has committed by then.
 * @throws AppError `not-found` (the account that gets them), `conflict` (it cannot hold that much).
 */
export async function* expireLots(db: Db, request: ExpireRequest): AsyncGenerator<ExpireProgress> {
  const { reference, returnTo, at, after, most = 10_000 } = request;
  const account = await first<{ currency: string; lanes: number }>(
    db,
    sql`select currency, lanes from ledger.account where shard = ${shardOf(returnTo)} and id = ${returnTo} and lane = 0`,
  );
  if (!account) throw refuse('unknown-account', returnTo);
  const lookFor = { reference, currency: account.currency, at, most };
  let { lots, amount, ...place } = after ?? { shard: 0, ...FIRST, lots: 0, amount: 0 };
  for (let found = await dueAfter(db, place, lookFor); found; ) {
    const { shard, due } = found;
    place = { shard, ...due.at(-1)! };
    const middle = Math.ceil(due.length / 2);
    const halves = [due.slice(0, middle), due.slice(middle)].map((half, nth) => {
      const lane = (2 * shard + nth) % account.lanes;
      return transaction(db, (tx) => emptyLots(tx, shard, half, { ...account, id: returnTo, lane, at }));
    });
    const [next, ...done] = await Promise.all([dueAfter(db, place, lookFor), ...halves]);
    for (const half of done) {
      lots += half.lots;
      amount += half.amount;
    }
    yield { ...place, lots, amount };
    found = next;
  }
}

/** The next lots of the first shard that has some, in the order of their expiry. */
async function dueAfter(
  db: Db,
  { shard: first, expiresAt, id, lane }: Due & { shard: number },
  { reference, currency, at, most }: Pick<ExpireRequest, 'reference' | 'at'> & { currency: string; most: number },
): Promise<{ shard: number; due: Due[] } | undefined> {
  for (let [shard, after] = [first, { expiresAt, id, lane }]; shard < SHARDS; shard += 1, after = FIRST) {
    const due = await all<Due>(
      db,
      sql`select id, lane, expires_at as "expiresAt" from ledger.account
        where shard = ${shard} and unspent and expires_at <= ${at}
          and (expires_at, id, lane) > (${after.expiresAt}, ${after.id}::uuid, ${after.lane}::bigint)
          and posted > held and reference = ${reference} and currency = ${currency}
        order by expires_at, id, lane limit ${atMost(most)}`,
    );
    if (due.length > 0) return { shard, due };
  }
  return undefined;
}

/** No lot comes before it. */
const FIRST: Due = { expiresAt: new Date(0), id: '00000000-0000-0000-0000-000000000000', lane: 0 };

/** The account that gets the money: one lane of it, so that two transactions need not wait for each other where it is a fund. */
interface ReturnTo {
  id: string;
  currency: string;
  lanes: number;
  lane: number;
  at: Date;
}

/**
 * Empties lots of one shard, in one statement. It locks their accounts first, and takes out what is in them by then; where the
 * money goes comes last, if it is a fund's lane: that is the order of the whole ledger (posting.ts).
 *
 * Ids and hashes are those of model.ts (`transferIdOf`, `requestHash`), reckoned where the rows are.
 */
async function emptyLots(
  tx: Db,
  shard: number,
  due: readonly Due[],
  { id: to, lane, lanes, currency, at }: ReturnTo,
): Promise<{ lots: number; amount: Money }> {
  const [, , row] = await Promise.all([
    lookUpByKey(tx),
    lockFirstLanes(tx, [...new Set(due.map((lot) => lot.id)), ...(lanes === 1 ? [to] : [])]),
    first<{ lots: number; amount: Money }>(
      tx,
      sql`
    with locked as materialized (
      select a.shard, a.id, a.lane, a.posted - a.held as amount, 'expire/' || a.id || '/' || a.lane || '/' || a.given as key
      from unnest(${column(due, 'smallint', () => shard)}, ${column(due, 'uuid', ({ id }) => id)},
        ${column(due, 'bigint', ({ lane }) => lane)}) as r(shard, id, lane)
      join ledger.account a on a.shard = r.shard and a.id = r.id and a.lane = r.lane
      where a.posted > a.held and a.expires_at <= ${at}
    ), emptied as (
      update ledger.account a set posted = a.held, given = a.given + 1
      from locked where a.shard = locked.shard and a.id = locked.id and a.lane = locked.lane
    ), due as materialized (
      select locked.*, encode(set_byte(set_byte(hash, 6, get_byte(hash, 6) & 15 | 128), 8, get_byte(hash, 8) & 63 | 128), 'hex')::uuid
        as transfer
      from locked cross join lateral (
        select substr(sha256(convert_to('8:transfer6:ledger' || length(key) || ':' || key, 'UTF8')), 1, 16) as hash) h
    ), made as (
      insert into ledger.transfer (shard, id, client, key, request_hash, debit, credit, amount, currency, at, purpose)
      select ${shardOfColumn('transfer')}, transfer, 'ledger', key,
        sha256(convert_to(format('["%s","%s",%s,"%s","expiry",null,null]', id, ${to}::text, amount, ${currency}::text), 'UTF8')),
        id, ${to}::uuid, amount, ${currency}, ${at}, 'expiry'
      from due order by transfer
    ), written as (
      insert into ledger.entry (shard, account, at, transfer, lane, amount)
      select ${shard}::int, id, ${at}::timestamptz, transfer, lane, -amount from due
      union all
      select ${shardOf(to)}::int, ${to}::uuid, ${at}::timestamptz, transfer, ${lane}::bigint, amount from due
    ), returned as (
      update ledger.account a set posted = a.posted + (select sum(amount) from due)
      where a.shard = ${shardOf(to)} and a.id = ${to} and a.lane = ${lane} and exists (select from due)
    )
    select count(*)::int as lots, coalesce(sum(amount), 0)::bigint as amount from due`,
    ),
  ]);
  return row!;
}
