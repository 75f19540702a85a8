import { all, type Db, first, sql } from '../kernel/index.ts';
import { column, shardOfColumn } from './columns.ts';
import { type Money, SHARDS, shardOf, type Transfer } from './model.ts';
import type { Part } from './working.ts';

/** Columns that may be empty are missing in a transfer. */
type Optional = 'reference' | 'reverses' | 'lot' | 'hold';
type TransferRow = Omit<Transfer, Optional> & { [name in Optional]: Transfer[name] | null };

/** Transfers by id; those that were never made are missing. */
export async function findTransfers(db: Db, ids: readonly string[]): Promise<Map<string, Transfer>> {
  const rows = await all<TransferRow>(
    db,
    sql`select t.* from unnest(${column(ids, 'smallint', shardOf)}, ${column(ids, 'uuid', (id) => id)}) as r(shard, id)
      cross join lateral (
        select id, client, key, debit, credit, amount, currency, at, purpose, reference, reverses, lot, hold
        from ledger.transfer t where t.shard = r.shard and t.id = r.id limit 1) t`,
  );
  return new Map(rows.map((row) => [row.id, transferFrom(row)]));
}

function transferFrom({ reference, reverses, lot, hold, ...always }: TransferRow): Transfer {
  return {
    ...always,
    ...(reference !== null && { reference }),
    ...(reverses !== null && { reverses }),
    ...(lot !== null && { lot }),
    ...(hold !== null && { hold }),
  };
}

/** What the lanes of both accounts gave and got by a transfer. */
export async function partsOf(db: Db, { id, debit, credit, at }: Transfer): Promise<Part[]> {
  return all<Part>(
    db,
    sql`select account, lane, amount from ledger.entry e
      where (e.shard, e.account) in ((${shardOf(debit)}, ${debit}::uuid), (${shardOf(credit)}, ${credit}::uuid))
        and e.at = ${at} and e.transfer = ${id}
      order by account, lane`,
  );
}

/** One transfer, if it was made. */
export async function transferById(db: Db, id: string): Promise<Transfer | undefined> {
  return (await findTransfers(db, [id])).get(id);
}

/**
 * What an account holds, in the minor unit: now, or as it was when the instant `asOf` had passed, added up from the
 * entries. An account that was never opened holds nothing.
 */
export async function balanceOf(db: Db, account: string, asOf?: Date): Promise<Money> {
  const row = await first<{ balance: Money }>(
    db,
    asOf
      ? sql`select coalesce(sum(amount), 0)::bigint as balance from ledger.entry
          where shard = ${shardOf(account)} and account = ${account} and at <= ${asOf}`
      : sql`select coalesce(sum(posted), 0)::bigint as balance from ledger.account
          where shard = ${shardOf(account)} and id = ${account}`,
  );
  return row!.balance;
}

/** Which part of an account's history to show. */
export interface StatementQuery {
  /** From this instant on. */
  from?: Date;
  /** Up to, not with, this instant. */
  to?: Date;
  /** Most lines to return; 50 unless stated. */
  limit?: number;
  /** The page that follows (is older than) the line of this transfer. */
  before?: string;
}

/** One line of a statement. */
export interface StatementLine {
  transfer: string;
  at: Date;
  /** Below zero left the account. */
  amount: Money;
  /** What the account held after it. */
  balance: Money;
  /** The other account. */
  counterparty: string;
  purpose: string;
  reference: string | null;
  /** The transfer that this one took back. */
  reverses: string | null;
  /** The transfer that took this one back. */
  reversedBy: string | null;
}

/** An account's history, newest first. `next` is the `before` of the next page, if there is one. */
export async function statement(
  db: Db,
  account: string,
  { from = EVER.from, to = EVER.to, limit = 50, before }: StatementQuery = {},
): Promise<{ lines: StatementLine[]; next?: string }> {
  const older = before
    ? sql`(at, transfer) < (select at, id from ledger.transfer where shard = ${shardOf(before)} and id = ${before})`
    : sql`true`;
  const lines = await all<StatementLine>(
    db,
    sql`
    with line as materialized ( -- the lanes of one account are nobody's concern
      select at, transfer, sum(amount)::bigint as amount from ledger.entry
      where shard = ${shardOf(account)} and account = ${account} and at >= ${from} and at < ${to} and ${older}
      group by at, transfer order by at desc, transfer desc limit ${limit + 1}
    ), closing as (
      select sum(amount) as balance from ledger.entry
      where shard = ${shardOf(account)} and account = ${account}
        and (at, transfer) <= (select at, transfer from line order by at desc, transfer desc limit 1)
    )
    select l.transfer, l.at, l.amount, t.purpose, t.reference, t.reverses, r.id as "reversedBy",
      case when t.debit = ${account} then t.credit else t.debit end as counterparty,
      (closing.balance - sum(l.amount) over (order by l.at desc, l.transfer desc) + l.amount)::bigint as balance
    from line l cross join closing
    join ledger.transfer t on t.shard = ${shardOfColumn('l.transfer')} and t.id = l.transfer
    left join ledger.transfer r on r.shard in (${EVERY_SHARD}) and r.reverses = l.transfer
    order by l.at desc, l.transfer desc`,
  );
  const page = lines.slice(0, limit);
  return { lines: page, ...(lines.length > limit && { next: page.at(-1)!.transfer }) };
}

/** Bounds that PostgreSQL and JavaScript both can write. */
const EVER = { from: new Date(0), to: new Date('9999-12-31T00:00:00Z') };

/** Where a shard is not known, as that of a reversal, each is looked into by its key. */
export const EVERY_SHARD = sql.join(Array.from({ length: SHARDS }, (_, shard) => sql.lit(shard)));
