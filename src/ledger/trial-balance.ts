import { type Db, first, sql } from '../kernel/index.ts';
import { SHARD } from './model.ts';

/** What is wrong with the books. `subject` is a currency, an account (`id/lane`) or a transfer. */
export interface TrialBalanceProblem {
  rule: 'sum-is-zero' | 'within-limits' | 'entries-equal-balance' | 'entries-equal-transfer' | 'entry-has-transfer';
  subject: string;
  expected: string;
  found: string;
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
 * its floor or over its cap, each holds what its entries add up to, and each transfer took from its debit account and
 * gave to its credit account what it says.
 */
export async function trialBalance(db: Db): Promise<TrialBalance> {
  const row = await first<Omit<TrialBalance, 'holds'>>(
    db,
    sql`
    with account as not materialized (select * from ledger.account where shard = ${SHARD}),
    transfer as not materialized (select * from ledger.transfer where shard = ${SHARD}),
    entry as not materialized (select * from ledger.entry where shard = ${SHARD}),
    problem (rule, subject, expected, found) as (
      select 'sum-is-zero', currency, '0', sum(posted)::text from account group by currency having sum(posted) <> 0
      union all
      select 'within-limits', id || '/' || lane, floor || ' to ' || cap, posted::text from account
      where posted < floor or posted > cap
      union all
      select 'entries-equal-balance', coalesce(a.id, e.account) || '/' || coalesce(a.lane, e.lane),
        coalesce(e.amount, 0)::text, coalesce(a.posted::text, 'no account')
      from account a
      full join (select account, lane, sum(amount) as amount from entry group by account, lane) e
        on e.account = a.id and e.lane = a.lane
      where a.posted is distinct from coalesce(e.amount, 0)
      union all
      select 'entries-equal-transfer', t.id::text, t.amount::text, concat_ws(' ', e.gave, e.got, e.elsewhere)
      from transfer t
      left join (
        select e.transfer,
          sum(e.amount) filter (where e.account = t.debit) as gave,
          sum(e.amount) filter (where e.account = t.credit) as got,
          count(*) filter (where e.account not in (t.debit, t.credit) or e.at <> t.at) as elsewhere
        from entry e join transfer t on t.id = e.transfer group by e.transfer) e on e.transfer = t.id
      where (e.gave, e.got, e.elsewhere) is distinct from (-t.amount, t.amount, 0)
      union all
      select 'entry-has-transfer', e.transfer::text, 'a transfer', 'none' from entry e
      where not exists (select from transfer t where t.id = e.transfer)
    )
    select (select count(distinct id) from account) as accounts, (select count(*) from transfer) as transfers,
      (select coalesce(json_agg(p), '[]') from (select * from problem limit 100) p) as problems`,
  );
  return { holds: row!.problems.length === 0, ...row! };
}
