import { all, array, atMost, type Db, first, json, run, sql, transaction, uuidOf } from '../../kernel/index.ts';
import { shardOfColumn } from '../columns.ts';
import { bankAccountNumber, plainText } from '../iso20022/index.ts';
import { SHARDS, shardOf } from '../model.ts';
import { batchId, type Debtor, type PayoutFile } from './model.ts';
import { payoutFileById } from './reads.ts';
import { refusePayout } from './refusals.ts';

/** A wish for a payment file. `client` and `key` make it one and the same file however often asked. */
export interface PayoutFileRequest {
  client: string;
  /** For example the day. */
  key: string;
  at: Date;
  /** ISO date on which the bank is to pay. */
  executeOn: string;
  /** Who sends it, as it calls itself to the bank. */
  initiator: string;
  /** Whose payouts it is to have, and by which account each of them pays. */
  payers: Readonly<Record<string, Debtor>>;
  /** In which currencies, with the decimals of each (ISO 4217). */
  decimals: Readonly<Record<string, number>>;
  /** Most payouts in it. */
  most?: number;
  /** The names of account holders by the owner of their account, for payouts that were ordered without. */
  holders?: (owners: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

/** Most payouts of one file unless the caller wants fewer: some 16 MB. */
const MOST = 50_000;

/** Most batches of one file, by the length of their ids. */
const MOST_BATCHES = 99;

/** Names asked for at once. */
const PAGE = 500;

/**
 * Takes ordered payouts, those that have waited longest, into one payment file. Without any it makes none; what is more
 * than `most` is left for the next. Files are made one after the other, so that no payout gets into two.
 * @throws AppError `invalid` for a payer's account that no bank has, or too many payers and currencies.
 */
export async function makePayoutFile(db: Db, request: PayoutFileRequest): Promise<PayoutFile | undefined> {
  const { client, key } = request;
  const file = uuidOf('payout-file', client, key);
  return transaction(db, async (tx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended('ledger.payout_file', 0))`.execute(tx);
    const made = await payoutFileById(tx, file);
    if (made) return made;
    const taken = await takeOrdered(tx, file, request);
    if (taken === 0) return undefined;
    await writeBatches(tx, file, request);
    if (request.holders) await nameHolders(tx, file, request.holders);
    const { at, executeOn, initiator } = request;
    await run(
      tx,
      sql`insert into ledger.payout_file (shard, id, client, key, initiator, made_at, execute_on, payments)
        values (${shardOf(file)}, ${file}, ${client}, ${key}, ${initiator}, ${at}, ${executeOn}, ${taken})`,
    );
    return payoutFileById(tx, file);
  });
}

/** Marks a file as sent to the bank. One that was sent before, or has been answered, stays as it is. */
export async function markPayoutFileSent(db: Db, file: string, at: Date): Promise<void> {
  await run(
    db,
    sql`update ledger.payout_file set state = 'sent', sent_at = ${at}
      where shard = ${shardOf(file)} and id = ${file} and state = 'made'`,
  );
}

const READS_WHOLE_TABLES = ['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin'];

/** Nothing here may read all payouts there ever were, whatever the planner knows of a young table. */
async function planByKey(tx: Db, value: 'on' | 'off'): Promise<void> {
  const settings = READS_WHOLE_TABLES.map((name) => sql`set_config(${sql.lit(name)}, ${sql.lit(value)}, true)`);
  await sql`select ${sql.join(settings)}`.execute(tx);
}

async function takeOrdered(tx: Db, file: string, request: PayoutFileRequest): Promise<number> {
  const { payers, decimals, most = MOST } = request;
  await planByKey(tx, 'off');
  const taken = await run(
    tx,
    sql`
    with oldest as materialized (
      select p.shard, p.id from generate_series(0, ${sql.lit(SHARDS - 1)}) s cross join lateral (
        select shard, id, at from ledger.payout
        where shard = s and state = 'ordered' and payer = any(${array(Object.keys(payers), 'text')})
          and currency = any(${array(Object.keys(decimals), 'text')})
        order by at, id limit ${atMost(most)}) p
      order by p.at, p.id limit ${atMost(most)}
    )
    update ledger.payout p set state = 'filed', file = ${file} from oldest o where p.shard = o.shard and p.id = o.id`,
  );
  await planByKey(tx, 'on');
  return taken;
}

interface Group {
  payer: string;
  currency: string;
  payments: number;
  amount: number;
}

async function writeBatches(tx: Db, file: string, { payers, decimals }: PayoutFileRequest): Promise<void> {
  const groups = await all<Group>(
    tx,
    sql`select payer, currency, count(*) as payments, sum(amount)::bigint as amount
      from generate_series(0, ${sql.lit(SHARDS - 1)}) s join ledger.payout p on p.shard = s and p.file = ${file}
      group by payer, currency order by payer, currency`,
  );
  if (groups.length > MOST_BATCHES) throw refusePayout('too-many-batches');
  for (const [index, { payer, currency, payments, amount }] of groups.entries()) {
    const debtor = payers[payer]!;
    const bankAccount = bankAccountNumber(debtor.bankAccount);
    if (!bankAccount) throw refusePayout('bad-bank-account', batchId(file, index + 1));
    await run(
      tx,
      sql`insert into ledger.payout_batch (shard, file, nth, payer, currency, decimals, debtor, payments, amount)
        values (${shardOf(file)}, ${file}, ${index + 1}, ${payer}, ${currency}, ${decimals[currency]},
          ${json({ ...debtor, bankAccount })}, ${payments}, ${amount})`,
    );
  }
}

/** Writes the names of holders to payouts that have none. Who has no name stays without. */
async function nameHolders(tx: Db, file: string, holders: NonNullable<PayoutFileRequest['holders']>): Promise<void> {
  let last = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const rows = await all<{ id: string; owner: string }>(
      tx,
      sql`select p.id, a.owner from generate_series(0, ${sql.lit(SHARDS - 1)}) s cross join lateral (
          select id, account from ledger.payout p where p.shard = s and p.file = ${file} and p.name is null and p.id > ${last}
          order by p.id limit ${atMost(PAGE)}) p
        cross join lateral (
          select owner from ledger.account a
          where a.shard = ${shardOfColumn('p.account')} and a.id = p.account and a.lane = 0 limit 1) a
        order by p.id limit ${atMost(PAGE)}`,
    );
    if (rows.length === 0) return;
    last = rows.at(-1)!.id;
    const names = await holders([...new Set(rows.map(({ owner }) => owner))]);
    const named = rows.flatMap(({ id, owner }) => {
      const name = plainText(names.get(owner) ?? '', 140);
      return name === '' ? [] : [{ id, name }];
    });
    const column = (type: string, value: (one: (typeof named)[number]) => unknown) => array(named.map(value), type);
    await run(
      tx,
      sql`update ledger.payout p set name = r.name
        from unnest(${column('smallint', ({ id }) => shardOf(id))}, ${column('uuid', ({ id }) => id)},
          ${column('text', ({ name }) => name)}) as r(shard, id, name)
        where p.shard = r.shard and p.id = r.id`,
    );
  }
}

/** Whether a payout of the file has not been paid or refused yet. */
export async function isOpen(db: Db, file: string): Promise<boolean> {
  const row = await first<{ open: boolean }>(
    db,
    sql`select exists (select from generate_series(0, ${sql.lit(SHARDS - 1)}) s
      join ledger.payout p on p.shard = s and p.file = ${file} and p.state in ('filed', 'accepted')) as open`,
  );
  return row!.open;
}
