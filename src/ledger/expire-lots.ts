import { all, type Db, first, sql, transaction } from '../kernel/index.ts';
import { column } from './columns.ts';
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

/** How far it has got. What is behind is done and durable. */
export interface ExpireProgress {
  shard: number;
  expiresAt: Date;
  id: string;
  /** Lots emptied so far, and the money that was in them. */
  lots: number;
  amount: Money;
}

interface Due {
  id: string;
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
  let progress = after ?? { shard: 0, expiresAt: new Date(0), id: LEAST_ID, lots: 0, amount: 0 };
  while (progress.shard < SHARDS) {
    const { shard } = progress;
    const due = await all<Due>(
      db,
      sql`select id, expires_at as "expiresAt" from ledger.account
        where shard = ${shard} and expires_at is not null and expires_at <= ${at}
          and (expires_at, id) > (${progress.expiresAt}, ${progress.id}::uuid)
          and posted > held and reference = ${reference} and currency = ${account.currency}
        order by expires_at, id limit ${most}`,
    );
    if (due.length === 0) {
      progress = { ...progress, shard: shard + 1, expiresAt: new Date(0), id: LEAST_ID };
      continue;
    }
    const middle = Math.ceil(due.length / 2);
    const done = await Promise.all(
      [due.slice(0, middle), due.slice(middle)].map((half, nth) => {
        const lane = (2 * shard + nth) % account.lanes;
        return transaction(db, (tx) => emptyLots(tx, shard, half, { ...account, id: returnTo, lane, at }));
      }),
    );
    const { expiresAt, id } = due.at(-1)!;
    const sum = (of: 'lots' | 'amount') => done.reduce((total, half) => total + half[of], progress[of]);
    progress = { shard, expiresAt, id, lots: sum('lots'), amount: sum('amount') };
    yield progress;
  }
}

const LEAST_ID = '00000000-0000-0000-0000-000000000000';

/** The account that gets the money: one lane of it, so that two transactions need not wait for each other where it is a fund. */
interface ReturnTo {
  id: string;
  currency: string;
  lanes: number;
  lane: number;
  at: Date;
}

/** Lane 0 of each account, in the order in which transfers lock them: by id, a fund's lanes last. */
async function lockLanes(tx: Db, due: readonly Due[], { id, lane, lanes }: ReturnTo): Promise<void> {
  const ids = [...new Set(due.map((lot) => lot.id))].filter((one) => one !== id);
  const rows = [...ids.map((one) => ({ id: one, lane: 0 })), ...(lanes > 1 ? [] : [{ id, lane }])];
  rows.sort((one, other) => (one.id < other.id ? -1 : 1));
  if (lanes > 1) rows.push({ id, lane });
  await sql`select count(*) from (
    select from unnest(${column(rows, 'smallint', (row) => shardOf(row.id))}, ${column(rows, 'uuid', (row) => row.id)},
      ${column(rows, 'bigint', (row) => row.lane)}) as r(shard, id, lane)
    cross join lateral (
      select from ledger.account a where a.shard = r.shard and a.id = r.id and a.lane = r.lane limit 1 for update) a) l`.execute(
    tx,
  );
}

/** Ids and hashes are those of model.ts (`transferIdOf`, `requestHash`), reckoned where the rows are. */
async function emptyLots(
  tx: Db,
  shard: number,
  due: readonly Due[],
  returnTo: ReturnTo,
): Promise<{ lots: number; amount: Money }> {
  await lockLanes(tx, due, returnTo);
  const { id: to, lane, currency, at } = returnTo;
  const row = await first<{ lots: number; amount: Money }>(
    tx,
    sql`
    with lot as materialized (
      select l.*, 'expire/' || l.id || '/' || l.lane || '/' || l.given as key
      from unnest(${column(due, 'uuid', ({ id }) => id)}, ${column(due, 'bigint', ({ expiresAt }) => expiresAt.getTime())}) as r(id, lane)
      cross join lateral (
        select id, lane, given, posted - held as amount from ledger.account a
        where a.shard = ${shard} and a.id = r.id and a.lane = r.lane and a.posted > a.held limit 1) l
    ), due as materialized (
      select lot.*, encode(set_byte(set_byte(hash, 6, get_byte(hash, 6) & 15 | 128), 8, get_byte(hash, 8) & 63 | 128), 'hex')::uuid
        as transfer
      from lot cross join lateral (
        select substr(sha256(convert_to('8:transfer6:ledger' || length(key) || ':' || key, 'UTF8')), 1, 16) as hash) h
    ), made as (
      insert into ledger.transfer (shard, id, client, key, request_hash, debit, credit, amount, currency, at, purpose)
      select get_byte(uuid_send(transfer), 0) >> 4, transfer, 'ledger', key,
        sha256(convert_to(format('["%s","%s",%s,"%s","expiry",null,null]', id, ${to}::text, amount, ${currency}::text), 'UTF8')),
        id, ${to}::uuid, amount, ${currency}, ${at}, 'expiry'
      from due order by transfer
    ), written as (
      insert into ledger.entry (shard, account, at, transfer, lane, amount)
      select ${shard}::int, id, ${at}::timestamptz, transfer, lane, -amount from due
      union all
      select ${shardOf(to)}::int, ${to}::uuid, ${at}::timestamptz, transfer, ${lane}::bigint, amount from due
    ), emptied as (
      update ledger.account a set posted = a.posted - due.amount, given = a.given + 1
      from due where a.shard = ${shard} and a.id = due.id and a.lane = due.lane
    ), returned as (
      update ledger.account a set posted = a.posted + (select sum(amount) from due)
      where a.shard = ${shardOf(to)} and a.id = ${to} and a.lane = ${lane} and exists (select from due)
    )
    select count(*)::int as lots, coalesce(sum(amount), 0)::bigint as amount from due`,
  );
  return row!;
}
