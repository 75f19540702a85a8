import { array, type Db, run, sql } from '../kernel/index.ts';
import { ACCOUNT_KINDS, type AccountSpec, accountOf, LIMIT, type Money, shardOf, type Transfer } from './model.ts';
import { fundLanes } from './posting.ts';

/** Opens an account if there is none, and returns its id. */
export async function ensureAccount(tx: Db, spec: AccountSpec): Promise<string> {
  const [id] = await ensureAccounts(tx, [spec]);
  return id!;
}

/** Opens those of some accounts that there are not, in one statement, and returns all ids in the order asked. */
export async function ensureAccounts(tx: Db, specs: readonly AccountSpec[]): Promise<string[]> {
  const ids = specs.map(accountOf);
  // In one order everywhere, so that two that open the same accounts wait for each other and never deadlock.
  const rows = [...new Map(specs.map((spec, index) => [ids[index]!, { spec, id: ids[index]! }])).values()];
  rows.sort((a, b) => (a.id < b.id ? -1 : 1));
  const column = (type: string, value: (row: (typeof rows)[number]) => unknown) => array(rows.map(value), type);
  // The lanes that an account was opened with stay its lanes, whatever the table of kinds says later. Each is looked for by
  // its key: joined, all accounts would be read by a plan that was made when there were few.
  await run(
    tx,
    sql`insert into ledger.account (shard, id, lane, lanes, kind, owner, reference, currency, floor, cap)
      select shard, id, lane, lanes, kind, owner, reference, currency, floor, cap
      from (select * from unnest(${column('smallint', ({ id }) => shardOf(id))}, ${column('uuid', ({ id }) => id)},
        ${column('smallint', ({ spec }) => ACCOUNT_KINDS[spec.kind].lanes)}, ${column('text', ({ spec }) => spec.kind)},
        ${column('text', ({ spec }) => spec.owner)}, ${column('text', ({ spec }) => spec.reference ?? null)},
        ${column('text', ({ spec }) => spec.currency)}, ${column('bigint', ({ spec }) => ACCOUNT_KINDS[spec.kind].floor)},
        ${column('bigint', ({ spec }) => Math.trunc(LIMIT / ACCOUNT_KINDS[spec.kind].lanes))})
        as asked (shard, id, lanes, kind, owner, reference, currency, floor, cap)
        where (select true from ledger.account a where a.shard = asked.shard and a.id = asked.id and a.lane = 0 limit 1) is null
      ) missing
      cross join lateral generate_series(0, missing.lanes::int - 1) lane
      on conflict do nothing`,
  );
  return ids;
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
  const asked = { client, key, debit, credit, amount: budget, currency, at, purpose: 'budget' };
  return { account: credit, transfer: await fundLanes(tx, asked) };
}
