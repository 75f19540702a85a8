import { type Db, run, sql } from '../kernel/index.ts';
import {
  ACCOUNT_KINDS,
  type AccountSpec,
  accountOf,
  LIMIT,
  type Money,
  shardOf,
  type Transfer,
  transferOf,
} from './model.ts';
import { fundLanes } from './posting.ts';

/** Opens an account if there is none, and returns its id. */
export async function ensureAccount(tx: Db, spec: AccountSpec): Promise<string> {
  const id = accountOf(spec);
  const { floor, lanes } = ACCOUNT_KINDS[spec.kind];
  // The lanes that an account was opened with stay its lanes, whatever the table of kinds says later.
  await run(
    tx,
    sql`insert into ledger.account (shard, id, lane, lanes, kind, owner, reference, currency, floor, cap)
      select ${shardOf(id)}, ${id}, lane, ${lanes}, ${spec.kind}, ${spec.owner}, ${spec.reference ?? null}, ${spec.currency},
        ${floor}, ${Math.trunc(LIMIT / lanes)}
      from generate_series(0, ${lanes}::int - 1) lane
      where not exists (select from ledger.account where shard = ${shardOf(id)} and id = ${id} and lane = 0)
      on conflict do nothing`,
  );
  return id;
}

/** The account of an agency's fund. It does not open it. */
export function fundAccount(fund: string, currency: string): string {
  return accountOf({ kind: 'fund', owner: fund, currency });
}

/** A budget for a fund. */
export interface FundRequest {
  /** The fund's id in the pack. */
  fund: string;
  /** ISO 4217 code. */
  currency: string;
  /** What to add, in the minor unit. */
  budget: Money;
  /** Who asks, and its name for this budget: asked twice, it is added once. */
  client: string;
  key: string;
  at: Date;
}

/**
 * Opens a fund if there is none and adds a budget to it, out of the fund's issuance account: what is in the books came
 * from outside, and all accounts together stay at zero. With a new key it adds the next budget.
 * @throws AppError as `transfer` does.
 */
export async function openFund(tx: Db, request: FundRequest): Promise<{ account: string; transfer: Transfer }> {
  const { fund, currency, budget, client, key, at } = request;
  const debit = await ensureAccount(tx, { kind: 'issuance', owner: fund, currency });
  const credit = await ensureAccount(tx, { kind: 'fund', owner: fund, currency });
  const asked = transferOf({ client, key, debit, credit, amount: budget, currency, at, purpose: 'budget' });
  return { account: credit, transfer: await fundLanes(tx, asked) };
}
