import { all, array, attempt, type Db, sql, transaction } from '../../kernel/index.ts';
import { ensureAccount } from '../accounts.ts';
import { bankAccountNumber, plainText } from '../iso20022/index.ts';
import { shardOf, type TransferRequest, transferIdOf } from '../model.ts';
import { transferEach } from '../posting.ts';
import { refusalReason } from '../refusals.ts';
import { CLIENT, type Payout, type PayoutRequest, payoutAccount, payoutIdOf, stepKey, TREASURY } from './model.ts';
import { findPayouts } from './reads.ts';
import { refusePayout } from './refusals.ts';

/** Most characters of a holder's name in a payment file. */
const MOST_NAME = 140;

/**
 * Orders one payout: takes the money out of the account and writes down where it is to go.
 * @throws AppError as `orderPayouts` does.
 */
export async function orderPayout(tx: Db, request: PayoutRequest): Promise<Payout> {
  const [payout] = await orderPayouts(tx, [request]);
  return payout!;
}

/**
 * Orders payouts, all or none, each after those before it: at most as many as a batch of transfers, half as many with a
 * source. Returns them in the order asked; one that was ordered before is returned as it is now.
 * @param tx the caller's transaction, which commits or undoes them; outside of one, they are their own.
 * @throws AppError `invalid` (bank account), `conflict` (a key that was used for another bank account), else as
 *   `transferAll` does.
 */
export async function orderPayouts(tx: Db, requests: readonly PayoutRequest[]): Promise<Payout[]> {
  if (requests.length === 0) return [];
  return wholly(tx, (tx) => order(tx, requests, requests.map(payoutOf)));
}

async function order(tx: Db, requests: readonly PayoutRequest[], asked: readonly Payout[]): Promise<Payout[]> {
  const transfers = requests.flatMap((request, index) => transfersOf(request, asked[index]!));
  const refused = await transferInTurn(tx, transfers);
  if (refusalReason(refused) === 'unknown-account') {
    await openAccounts(tx, asked); // the first of their payer
    const again = await transferInTurn(tx, transfers);
    if (again) throw again;
  } else if (refused) throw refused;
  const ordered = await written(tx, asked);
  return asked.map((one) => samePayee(one, ordered.get(one.id)!));
}

/** Undone as a whole if anything of it fails, whether or not the caller's transaction goes on. */
async function wholly<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  if (!db.isTransaction) return transaction(db, work);
  const outcome = await attempt(db, () => work(db));
  if ('failed' in outcome) throw outcome.failed;
  return outcome.done;
}

/** Why the first of them was refused, if any was; those before it are made. */
async function transferInTurn(tx: Db, requests: readonly TransferRequest[]) {
  const outcomes = await transferEach(tx, requests);
  return outcomes.find((outcome) => 'refused' in outcome)?.refused;
}

async function openAccounts(tx: Db, payouts: readonly Payout[]): Promise<void> {
  const accounts = new Map(
    payouts.map(({ payer, currency }) => [payoutAccount(currency, payer), { owner: payer, currency }]),
  );
  for (const spec of accounts.values()) await ensureAccount(tx, { kind: 'payout', ...spec });
}

function payoutOf(request: PayoutRequest): Payout {
  const { source: _, to, payer = TREASURY, ...rest } = request;
  const bankAccount = bankAccountNumber(to.bankAccount);
  if (!bankAccount) throw refusePayout('bad-bank-account');
  const name = plainText(to.name ?? '', MOST_NAME);
  const id = payoutIdOf(request.client, request.key);
  const transfer = transferIdOf(CLIENT, stepKey('order', id));
  return { ...rest, id, payer, state: 'ordered', transfer, to: { bankAccount, ...(name && { name }) } };
}

function transfersOf({ source, client, key }: PayoutRequest, payout: Payout): TransferRequest[] {
  const { id, account, payer, amount, currency, at, purpose, reference } = payout;
  const same = { amount, currency, at, purpose, ...(reference !== undefined && { reference }) };
  const leaves = { debit: account, credit: payoutAccount(currency, payer) };
  return [
    ...(source === undefined ? [] : [{ client, key, debit: source, credit: account, ...same }]),
    { client: CLIENT, key: stepKey('order', id), ...leaves, ...same },
  ];
}

/** Writes those down that are new, and returns all as they are. */
async function written(tx: Db, asked: readonly Payout[]): Promise<Map<string, Payout>> {
  const rows = [...new Map(asked.map((payout) => [payout.id, payout])).values()];
  const column = (type: string, value: (payout: Payout) => unknown) => array(rows.map(value), type);
  const fresh = await all<{ id: string }>(
    tx,
    sql`insert into ledger.payout (shard, id, client, key, account, payer, amount, currency, bank_account, name, at, purpose,
        reference, transfer)
      select * from unnest(
        ${column('smallint', ({ id }) => shardOf(id))}, ${column('uuid', ({ id }) => id)},
        ${column('text', ({ client }) => client)}, ${column('text', ({ key }) => key)},
        ${column('uuid', ({ account }) => account)}, ${column('text', ({ payer }) => payer)},
        ${column('bigint', ({ amount }) => amount)}, ${column('text', ({ currency }) => currency)},
        ${column('text', ({ to }) => to.bankAccount)}, ${column('text', ({ to }) => to.name ?? null)},
        ${column('timestamptz', ({ at }) => at)}, ${column('text', ({ purpose }) => purpose)},
        ${column('text', ({ reference }) => reference ?? null)}, ${column('uuid', ({ transfer }) => transfer)})
      on conflict do nothing returning id`,
  );
  const isFresh = new Set(fresh.map(({ id }) => id));
  const known = rows.filter(({ id }) => !isFresh.has(id)).map(({ id }) => id);
  const before = known.length > 0 ? await findPayouts(tx, known) : new Map<string, Payout>();
  return new Map([...rows.map((payout) => [payout.id, payout] as const), ...before]);
}

/** The ledger compares everything else: amount, accounts, purpose, reference. */
function samePayee(asked: Payout, ordered: Payout): Payout {
  const { bankAccount, name } = asked.to;
  const other = bankAccount !== ordered.to.bankAccount || (name !== undefined && name !== ordered.to.name);
  if (other) throw refusePayout('other-payee', ordered.id);
  return ordered;
}
