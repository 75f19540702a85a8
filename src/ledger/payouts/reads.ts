import { all, type Db, first, sql } from '../../kernel/index.ts';
import { shardOfColumn } from '../columns.ts';
import { type AccountSpec, type Money, SHARDS, shardOf } from '../model.ts';
import type { Payout, PayoutBatch, PayoutFile, PayoutState } from './model.ts';

/** Columns that may be empty are missing in a payout. */
type Optional = 'reference' | 'file' | 'answeredAt' | 'reason' | 'answerTransfer';
type PayoutRow = Omit<Payout, 'to' | Optional> & { bankAccount: string; name: string | null } & {
  [name in Optional]: Payout[name] | null;
};

const COLUMNS = sql`p.id, p.client, p.key, p.account, p.payer, p.amount, p.currency, p.bank_account as "bankAccount", p.name,
  p.at, p.purpose, p.reference, p.transfer, p.state, p.file, p.answered_at as "answeredAt", p.reason,
  p.answer_transfer as "answerTransfer"`;

function payoutFrom({ bankAccount, name, ...rest }: PayoutRow): Payout {
  return { ...present(rest), to: { bankAccount, ...(name !== null && { name }) } } as Payout;
}

const present = (row: object) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

/** All shards, for what is not found by an id. */
const SHARD = sql`generate_series(0, ${sql.lit(SHARDS - 1)}) s`;

/** Payouts by id; those that were never ordered are missing. */
export async function findPayouts(db: Db, ids: readonly string[]): Promise<Map<string, Payout>> {
  const rows = await all<PayoutRow>(
    db,
    sql`select p.* from unnest(${ids}::uuid[]) as r(id) cross join lateral (
      select ${COLUMNS} from ledger.payout p where p.shard = ${shardOfColumn('r.id')} and p.id = r.id limit 1) p`,
  );
  return new Map(rows.map((row) => [row.id, payoutFrom(row)]));
}

/** The accounts that some payouts left from, by their ids: of which kind they are, and whose. */
export async function holdersOf(
  db: Db,
  payouts: readonly Pick<Payout, 'account'>[],
): Promise<Map<string, Pick<AccountSpec, 'kind' | 'owner' | 'reference'>>> {
  const ids = [...new Set(payouts.map(({ account }) => account))];
  const rows = await all<Pick<AccountSpec, 'kind' | 'owner'> & { id: string; reference: string | null }>(
    db,
    sql`select a.* from unnest(${ids}::uuid[]) as r(id) cross join lateral (
      select a.id, a.kind, a.owner, a.reference from ledger.account a
      where a.shard = ${shardOfColumn('r.id')} and a.id = r.id and a.lane = 0 limit 1) a`,
  );
  return new Map(
    rows.map(({ id, kind, owner, reference }) => [id, { kind, owner, ...(reference !== null && { reference }) }]),
  );
}

/** One payout, if it was ordered. */
export async function payoutById(db: Db, id: string): Promise<Payout | undefined> {
  return (await findPayouts(db, [id])).get(id);
}

/** What has left an account for banks, newest first. `next` is the `before` of the next page, if there is one. */
export async function payoutsOf(
  db: Db,
  account: string,
  { limit = 50, before }: { limit?: number; before?: string } = {},
): Promise<{ payouts: Payout[]; next?: string }> {
  const older = before
    ? sql`(p.at, p.id) < (select at, id from ledger.payout where shard = ${shardOf(before)} and id = ${before})`
    : sql`true`;
  const rows = await all<PayoutRow>(
    db,
    sql`select p.* from ${SHARD} cross join lateral (
      select ${COLUMNS} from ledger.payout p where p.shard = s and p.account = ${account} and ${older}
      order by p.at desc, p.id desc limit ${limit + 1}) p
    order by p.at desc, p.id desc limit ${limit + 1}`,
  );
  return paged('payouts', rows.map(payoutFrom), limit);
}

/** What was ordered and is in no payment file yet. */
export interface WaitingPayouts {
  payer: string;
  currency: string;
  payments: number;
  amount: Money;
  /** When the one was ordered that has waited longest. */
  oldest: Date;
}

/** What the next payment file would take in, by payer and currency. */
export function waitingPayouts(db: Db): Promise<WaitingPayouts[]> {
  return all<WaitingPayouts>(
    db,
    sql`select p.payer, p.currency, count(*) as payments, sum(p.amount)::bigint as amount, min(p.at) as oldest
      from ${SHARD} join ledger.payout p on p.shard = s and p.state = 'ordered'
      group by p.payer, p.currency order by p.payer, p.currency`,
  );
}

type FileRow = Omit<PayoutFile, 'sentAt' | 'answeredAt'> & { sentAt: Date | null; answeredAt: Date | null };

const FILE_COLUMNS = sql`f.id, f.client, f.key, f.initiator, f.made_at as "madeAt", f.execute_on as "executeOn", f.payments,
  f.state, f.sent_at as "sentAt", f.answered_at as "answeredAt"`;

const fileFrom = (row: FileRow) => present(row) as PayoutFile;

/** Payment files, newest first. `next` is the `before` of the next page, if there is one. */
export async function payoutFiles(
  db: Db,
  { limit = 50, before }: { limit?: number; before?: string } = {},
): Promise<{ files: PayoutFile[]; next?: string }> {
  const older = before
    ? sql`(f.made_at, f.id) < (select made_at, id from ledger.payout_file where shard = ${shardOf(before)} and id = ${before})`
    : sql`true`;
  const rows = await all<FileRow>(
    db,
    sql`select ${FILE_COLUMNS} from ledger.payout_file f where ${older} order by f.made_at desc, f.id desc limit ${limit + 1}`,
  );
  return paged('files', rows.map(fileFrom), limit);
}

/** One payment file, if it was made. */
export async function payoutFileById(db: Db, id: string): Promise<PayoutFile | undefined> {
  const row = await first<FileRow>(
    db,
    sql`select ${FILE_COLUMNS} from ledger.payout_file f where f.shard = ${shardOf(id)} and f.id = ${id}`,
  );
  return row && fileFrom(row);
}

/** What each payer pays by a file in each currency. */
export function batchesOfFile(db: Db, file: string): Promise<PayoutBatch[]> {
  return all<PayoutBatch>(
    db,
    sql`select nth, payer, currency, decimals, debtor, payments, amount from ledger.payout_batch
      where shard = ${shardOf(file)} and file = ${file} order by nth`,
  );
}

/** How many payouts of a file are in which state; states that none is in are left out. */
export async function statesOfFile(db: Db, file: string): Promise<Partial<Record<PayoutState, number>>> {
  const rows = await all<{ state: PayoutState; payments: number }>(
    db,
    sql`select p.state, count(*) as payments from ${SHARD}
      join ledger.payout p on p.shard = s and p.file = ${file} group by p.state order by p.state`,
  );
  return Object.fromEntries(rows.map(({ state, payments }) => [state, payments]));
}

/** Payouts of a file in the order of their ids. `next` is the `after` of the next page, if there is one. */
export async function payoutsOfFile(
  db: Db,
  file: string,
  { limit = 50, after, state }: { limit?: number; after?: string; state?: PayoutState } = {},
): Promise<{ payouts: Payout[]; next?: string }> {
  const rows = await all<PayoutRow>(
    db,
    sql`select p.* from ${SHARD} cross join lateral (
      select ${COLUMNS} from ledger.payout p where p.shard = s and p.file = ${file}
        and ${after ? sql`p.id > ${after}` : sql`true`} and ${state ? sql`p.state = ${state}` : sql`true`}
      order by p.id limit ${limit + 1}) p
    order by p.id limit ${limit + 1}`,
  );
  return paged('payouts', rows.map(payoutFrom), limit);
}

/** The payouts of one batch in the order of the file, some at a time: shard by shard is by id. */
export async function* pagesOfBatch(
  db: Db,
  file: string,
  { payer, currency }: Pick<PayoutBatch, 'payer' | 'currency'>,
  size = 1_000,
): AsyncGenerator<Payout[]> {
  for (let shard = 0; shard < SHARDS; shard++) {
    let last: string | undefined;
    for (;;) {
      const rows: PayoutRow[] = await all<PayoutRow>(
        db,
        sql`select ${COLUMNS} from ledger.payout p
          where p.shard = ${shard} and p.file = ${file} and p.payer = ${payer} and p.currency = ${currency}
            and ${last ? sql`p.id > ${last}` : sql`true`}
          order by p.id limit ${size}`,
      );
      if (rows.length > 0) yield rows.map(payoutFrom);
      last = rows.at(-1)?.id;
      if (rows.length < size) break;
    }
  }
}

function paged<Name extends string, Row extends { id: string }>(name: Name, rows: Row[], limit: number) {
  const page = rows.slice(0, limit);
  const next = rows.length > limit ? { next: page.at(-1)!.id } : {};
  return { [name]: page, ...next } as Record<Name, Row[]> & { next?: string };
}
