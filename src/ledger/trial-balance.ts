import { type Db, first, sql } from '../kernel/index.ts';

/** What is wrong with the books. */
export interface TrialBalanceProblem {
  rule:
    | 'sum-is-zero'
    | 'within-limits'
    | 'entries-equal-balance'
    | 'entries-equal-transfer'
    | 'transfers-equal-count'
    | 'held-equals-holds'
    | 'holds-equal-held'
    | 'payouts-equal-clearing';
  /** A currency, an account, one of its lanes (`id/lane`), a transfer and one of its accounts, a hold, or a payer and a currency. */
  subject: string;
  /** By how much, in the minor unit; for `within-limits`, what is not on hold; for the count, how many transfers. */
  off: number;
}

export interface TrialBalance {
  /** Whether the books are right. */
  holds: boolean;
  accounts: number;
  transfers: number;
  /** The first hundred; none if it holds. */
  problems: TrialBalanceProblem[];
}

/**
 * Proves the books, in one statement and so at one moment: all accounts of a currency are zero together, none is under
 * its floor or over its cap, each holds what its entries add up to, the entries are what the transfers say, account by
 * account, each account has given as many transfers as it has counted, each lane keeps back what open holds want, and what
 * is on its way to banks is what the payouts say that have not been answered.
 */
export async function trialBalance(db: Db): Promise<TrialBalance> {
  const row = await first<Omit<TrialBalance, 'holds'>>(
    db,
    sql`
    with problem (rule, subject, off) as (
      select 'sum-is-zero', currency, sum(posted) from ledger.account group by currency having sum(posted) <> 0
      union all
      select 'within-limits', id || '/' || lane, posted - held from ledger.account
      where posted - held < floor or posted > cap or held < 0
      union all -- Grouped and not joined: two passes over everything, whatever the planner knows of it.
      select 'entries-equal-balance', id || '/' || lane, sum(amount)
      from (
        select id, lane, posted as amount, true as opened from ledger.account
        union all select account, lane, -amount, false from ledger.entry) both_sides
      group by id, lane having sum(amount) <> 0 or not bool_or(opened)
      union all
      select 'entries-equal-transfer', transfer || ' ' || account, sum(amount)
      from (
        select id as transfer, debit as account, at, -amount as amount from ledger.transfer
        union all select id, credit, at, amount from ledger.transfer
        union all select transfer, account, at, -amount from ledger.entry) both_sides
      group by transfer, account, at having sum(amount) <> 0
      union all
      select 'transfers-equal-count', id::text, sum(amount)
      from (select id, given as amount from ledger.account union all select debit, -1 from ledger.transfer) both_sides
      group by id having sum(amount) <> 0
      union all
      select 'held-equals-holds', id || '/' || lane, sum(amount)
      from (select id, lane, held as amount from ledger.account union all select account, lane, -amount from ledger.held) both_sides
      group by id, lane having sum(amount) <> 0
      union all
      select 'holds-equal-held', id::text, sum(amount)
      from (
        select id, amount from ledger.hold where state = 'open' union all select hold, -amount from ledger.held) both_sides
      group by id having sum(amount) <> 0
      union all
      select 'payouts-equal-clearing', payer || ' ' || currency, sum(amount)
      from (
        select owner as payer, currency, posted as amount from ledger.account where kind = 'payout'
        union all
        select payer, currency, -amount from ledger.payout where state in ('ordered', 'filed', 'accepted')) both_sides
      group by payer, currency having sum(amount) <> 0
    )
    select (select count(distinct id) from ledger.account) as accounts, (select count(*) from ledger.transfer) as transfers,
      (select coalesce(json_agg(p), '[]') from (select * from problem limit 100) p) as problems`,
  );
  return { holds: row!.problems.length === 0, ...row! };
}
