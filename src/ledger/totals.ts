import { all, type Clock, type Db, sql, transaction, type World } from '../kernel/index.ts';
import type { OperatedLog } from '../log/index.ts';
import { pacedReading } from './paced.ts';

/**
 * What the ledger comes to, for everyone to read. Amounts are whole numbers of the currency's minor unit, in decimal.
 */
export type LedgerTotals = {
  /** When it was read, by the government's clock: ISO 8601. All of it is of one moment. */
  as_of: string;
  /** Accounts that were ever opened. */
  accounts: number;
  /**
   * Transfers that were ever made, reversals among them. Each is counted with the account that gives, in the statement
   * that makes it, so the number never falls; the daily trial balance holds it against the transfers themselves.
   */
  transfers: number;
  /** By ISO 4217 code, each currency in which there is an account. */
  currencies: Readonly<Record<string, CurrencyTotals>>;
};

/** The totals of one currency. */
export type CurrencyTotals = {
  /** All balances together, as they stand in the rows. Zero, or money was made or lost past the ledger. */
  sum: string;
  /**
   * Money that came into the books, whether or not it has been paid out since: by how much all accounts that may go below
   * zero are below it, but for the banks', where what was paid out ends. Budgets and prices come in; whoever lets another
   * account below zero has issued money by that, and it shows here.
   */
  issued: string;
};

/** Adds up every account there is. It takes as long as there are accounts; 1,000,000 take about 0.3 s. */
export async function ledgerTotals(db: Db, clock: Clock): Promise<LedgerTotals> {
  const at = clock.now();
  const rows = await transaction(db, async (tx) => {
    // Workers would make it a little sooner, for twice the work.
    await sql`set local max_parallel_workers_per_gather = 0`.execute(tx);
    return all<CurrencyTotals & { currency: string; accounts: number; transfers: number }>(
      tx,
      sql`select currency, sum(posted)::text as sum, (-coalesce(sum(posted) filter (where floor < 0 and kind <> 'bank'), 0))::text as issued,
          count(*) filter (where lane = 0) as accounts, sum(given)::bigint as transfers
        from ledger.account group by currency order by currency`,
    );
  });
  return {
    as_of: at.toISOString(),
    accounts: rows.reduce((count, row) => count + row.accounts, 0),
    transfers: rows.reduce((count, row) => count + row.transfers, 0),
    currencies: Object.fromEntries(rows.map(({ currency, sum, issued }) => [currency, { sum, issued }])),
  };
}

/**
 * What a government's log states before each checkpoint: the ledger's totals, read anew as long as that is quick, and
 * otherwise as they were some seconds ago.
 */
export function totalsStatement({ db, clock, logger }: Pick<World, 'db' | 'clock' | 'logger'>): Stated {
  const read = pacedReading({
    read: (reader) => ledgerTotals(reader, clock),
    own: db,
    onFault: (error) =>
      logger.warn({ err: error }, 'the totals of the ledger could not be read; the last ones are stated'),
  });
  return { kind: 'ledger.totals', read, forget: read.forget };
}

type Stated = NonNullable<OperatedLog['statement']>;
