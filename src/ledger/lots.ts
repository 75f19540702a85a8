import { all, type Db, sql } from '../kernel/index.ts';
import { type Money, shardOf } from './model.ts';

/** Money of an account that expires at one instant, or never. */
export interface Lot {
  /** From this instant on it cannot be spent. */
  expiresAt?: Date;
  /** In the minor unit. */
  balance: Money;
  /** How much of that open holds keep back. Not known of the past. */
  held: Money;
}

/** What an account holds, first expiring first, and last what never expires. Lots that are empty are left out. */
export async function lotsOf(db: Db, account: string): Promise<Lot[]> {
  const rows = await all<LotRow>(
    db,
    sql`select expires_at as "expiresAt", sum(posted)::bigint as balance, sum(held)::bigint as held
      from ledger.account where shard = ${shardOf(account)} and id = ${account}
      group by expires_at having sum(posted) <> 0 or sum(held) <> 0 order by expires_at nulls last`,
  );
  return rows.map(lotFrom);
}

/** The same as it was when the instant `asOf` had passed, added up from the entries. */
export async function lotsAsOf(db: Db, account: string, asOf: Date): Promise<Lot[]> {
  const rows = await all<LotRow>(
    db,
    sql`select a.expires_at as "expiresAt", sum(e.amount)::bigint as balance, 0 as held
      from ledger.entry e join ledger.account a on a.shard = e.shard and a.id = e.account and a.lane = e.lane
      where e.shard = ${shardOf(account)} and e.account = ${account} and e.at <= ${asOf}
      group by a.expires_at having sum(e.amount) <> 0 order by a.expires_at nulls last`,
  );
  return rows.map(lotFrom);
}

/** From which lots a transfer came, or into which it went. */
export async function lotsOfTransfer(db: Db, transfer: string, account: string): Promise<Lot[]> {
  const rows = await all<LotRow>(
    db,
    sql`select a.expires_at as "expiresAt", sum(abs(e.amount))::bigint as balance, 0 as held
      from ledger.entry e join ledger.account a on a.shard = e.shard and a.id = e.account and a.lane = e.lane
      where e.shard = ${shardOf(account)} and e.account = ${account}
        and e.at = (select at from ledger.transfer where shard = ${shardOf(transfer)} and id = ${transfer})
        and e.transfer = ${transfer}
      group by a.expires_at order by a.expires_at nulls last`,
  );
  return rows.map(lotFrom);
}

/** What can be spent of an account at an instant: neither expired nor held by a hold that has not timed out. */
export async function spendable(db: Db, account: string, at: Date): Promise<Money> {
  const [row] = await all<{ amount: Money }>(
    db,
    sql`select coalesce(sum(a.posted - a.held + coalesce(timed_out.amount, 0)), 0)::bigint as amount
      from ledger.account a
      left join (
        select lane, sum(amount) as amount from ledger.held
        where shard = ${shardOf(account)} and account = ${account} and expires_at <= ${at} group by lane
      ) timed_out on timed_out.lane = a.lane
      where a.shard = ${shardOf(account)} and a.id = ${account} and (a.expires_at is null or a.expires_at > ${at})`,
  );
  return row!.amount;
}

type LotRow = Omit<Lot, 'expiresAt'> & { expiresAt: Date | null };

function lotFrom({ expiresAt, balance, held }: LotRow): Lot {
  return { ...(expiresAt && { expiresAt }), balance, held };
}
