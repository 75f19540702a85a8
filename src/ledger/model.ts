import { sha256, uuidOf } from '../kernel/index.ts';
import { refuse } from './refusals.ts';

/** An amount in the currency's minor unit (ISO 4217): a safe integer, never a fraction. */
export type Money = number;

/** No balance may go beyond this on either side, so that every sum stays an exact number. */
export const LIMIT: Money = Number.MAX_SAFE_INTEGER;

/** Most transfers of one batch: the sum of so many at the limit still fits a bigint. */
export const BATCH_LIMIT = 1_000;

/** Into so many shards the books are split. The shard leads every key. */
export const SHARDS = 16;

/**
 * The shard of an account, a transfer or a hold: the first hexadecimal digit of its id. An entry is in the shard of its
 * account. A transfer is found by what its id was made of, the client's key, and not by its debit: so that a key can
 * be used only once, whatever is asked for with it.
 */
export function shardOf(id: string): number {
  return Number.parseInt(id[0]!, 16);
}

/** What distinguishes one kind of account from another. A new kind is a row here. */
export const ACCOUNT_KINDS = {
  /** The world outside, where a fund's budget comes from. Below zero by what came into the books. */
  issuance: { floor: -LIMIT, lanes: 1 },
  /** An agency's budget. Every decision pays from it, hence lanes: as many as all processes may have connections. */
  fund: { floor: 0, lanes: 64 },
  /** What is due to a person and leaves for their bank account. */
  person: { floor: 0, lanes: 1 },
  /** What is set aside for a programme. Everybody's taking pays from it, hence lanes. */
  programme: { floor: 0, lanes: 64 },
  /** A person's money of a programme. */
  wallet: { floor: 0, lanes: 1 },
  /** A printed note; its serial is the account. */
  note: { floor: 0, lanes: 1 },
  /** What a shop has taken in. */
  shop: { floor: 0, lanes: 1 },
  /** Tax that is kept back for those it is due to. */
  tax: { floor: 0, lanes: 16 },
  /** What people have paid for what they took, before it goes to the fund. Comes from outside, like a budget. */
  price: { floor: -LIMIT, lanes: 64 },
  /** What is on its way to bank accounts: payouts that were ordered and not yet answered. Everybody's leave by it. */
  payout: { floor: 0, lanes: 64 },
  /** The world outside, where what was paid out ends, and from which it comes back. */
  bank: { floor: -LIMIT, lanes: 16 },
} as const satisfies Record<string, { floor: Money; lanes: number }>;

export type AccountKind = keyof typeof ACCOUNT_KINDS;

/** What an account is. The same description is always the same account. */
export interface AccountSpec {
  kind: AccountKind;
  /** Whose it is: a person's id, or a fund's. */
  owner: string;
  /** Which of the owner's accounts of this kind, where there are several. */
  reference?: string;
  /** ISO 4217 code. */
  currency: string;
}

/** The id of an account. It does not open it. */
export function accountOf({ kind, owner, reference = '', currency }: AccountSpec): string {
  return uuidOf('account', kind, owner, reference, currency);
}

/** A wish to move money. `client` and `key` make it one and the same wish however often it arrives. */
export interface TransferRequest {
  /** Who asks, for example `services`. */
  client: string;
  /** The client's own name for this payment, for example the case and which of its payments this is. */
  key: string;
  /** The account that gives. */
  debit: string;
  /** The account that gets. */
  credit: string;
  amount: Money;
  /** ISO 4217 code; both accounts must be in it. */
  currency: string;
  /** When it counts, from the clock. A retry may come later: the first one's time stays. */
  at: Date;
  /** What for, as a code that pages can put into words. */
  purpose: string;
  /** What it belongs to, for example a case number. */
  reference?: string;
  /** Until when the account that gets it may spend it: this money is a lot of its own. Without it, for ever. */
  lot?: Date;
}

/** Money that was moved. It never changes. */
export interface Transfer extends TransferRequest {
  id: string;
  /** The hold that was captured by it. */
  hold?: string;
  /** The transfer that this one takes back. */
  reverses?: string;
}

/** The id of the transfer that a client's key stands for, whether or not it was made. */
export function transferIdOf(client: string, key: string): string {
  return uuidOf('transfer', client, key);
}

/** What makes two requests the same: everything but the time, which differs between a request and its retry. */
export function requestHash(transfer: Omit<Transfer, 'id'>): Buffer {
  const { debit, credit, amount, currency, purpose, reference = null, reverses = null, lot, hold } = transfer;
  const always = [debit, credit, amount, currency, purpose, reference, reverses];
  return sha256(JSON.stringify(lot || hold ? [...always, lot ?? null, hold ?? null] : always));
}

/**
 * The transfer that a request asks for, if it obeys the rules that need no look into the books.
 * @throws AppError `invalid` naming the rule.
 */
export function transferOf(request: TransferRequest, because: { reverses?: string; hold?: string } = {}): Transfer {
  if (request.client === '' || request.key === '') throw refuse('no-key');
  if (!Number.isSafeInteger(request.amount) || request.amount <= 0) throw refuse('bad-amount');
  if (request.debit === request.credit) throw refuse('same-account', request.debit);
  if (request.lot && !(request.lot > request.at)) throw refuse('bad-expiry', request.credit);
  return { ...request, id: transferIdOf(request.client, request.key), ...because };
}

/**
 * The request that takes a transfer back: the same amount the other way. Its key is made from the transfer's id,
 * so that a transfer is taken back at most once and asking again is a retry.
 * @throws AppError `conflict` for a transfer that is itself a reversal.
 */
export function reversalOf(original: Transfer, reason: { at: Date; purpose: string; reference?: string }): Transfer {
  if (original.reverses) throw refuse('is-reversal', original.id);
  const { debit, credit, amount, currency } = original;
  return transferOf(
    { client: 'ledger', key: `reverse/${original.id}`, debit: credit, credit: debit, amount, currency, ...reason },
    { reverses: original.id },
  );
}

/**
 * A batch without its repetitions, in the order of ids in which it is written.
 * @throws AppError `invalid` if it is too long, `conflict` if it uses one key for two different requests.
 */
export function distinct(transfers: readonly Transfer[]): Transfer[] {
  if (transfers.length > BATCH_LIMIT) throw refuse('batch-too-long');
  const byId = new Map<string, Transfer>();
  for (const transfer of transfers) {
    const same = byId.get(transfer.id);
    if (same && !requestHash(same).equals(requestHash(transfer))) throw refuse('key-reused', transfer.id);
    if (!same) byId.set(transfer.id, transfer);
  }
  return [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}
