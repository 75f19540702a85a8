import { AppError, sha256, uuidOf } from '../kernel/index.ts';
import { distinct, type Money, type Transfer, type TransferRequest, transferOf } from './model.ts';
import { refuse } from './refusals.ts';
import type { Part } from './working.ts';

/** A wish to keep money back for a while. `client` and `key` make it one and the same wish however often it arrives. */
export interface HoldRequest
  extends Pick<TransferRequest, 'client' | 'key' | 'amount' | 'currency' | 'at' | 'purpose' | 'reference'> {
  account: string;
  /** When it times out: from then on the money is free again by itself. */
  expiresAt: Date;
}

/** Money kept back. Only its state ever changes, once. */
export interface Hold extends HoldRequest {
  id: string;
  /** As it was last written; one that is open after `expiresAt` has timed out. */
  state: 'open' | 'captured' | 'released' | 'expired';
}

/** To whom money on hold goes. What is not captured is free again. */
export interface CaptureRequest {
  client: string;
  key: string;
  hold: string;
  at: Date;
  purpose: string;
  reference?: string;
  /** Each becomes a transfer, with the key `key/0`, `key/1`, … */
  to: readonly { credit: string; amount: Money; lot?: Date }[];
}

/** Money on hold that is not wanted any more. */
export interface ReleaseRequest {
  hold: string;
  at: Date;
}

/** Anything that the ledger may be asked for as one of many. */
export type Posting =
  | { transfer: TransferRequest }
  | { hold: HoldRequest }
  | { capture: CaptureRequest }
  | { release: ReleaseRequest };

/** A transfer that is asked for, and where its money must come from and go to if not by the ordinary rule. */
export interface TransferOrder {
  readonly kind: 'transfer';
  readonly transfer: Transfer;
  /** Lanes to take from first, expired or not: those that the transfer to be reversed has given to. */
  readonly before?: ReadonlySet<number>;
  /** What the lanes get: a reversal gives back to the lots that gave. */
  readonly back?: readonly Part[];
}

export interface HoldOrder {
  readonly kind: 'hold';
  readonly hold: Hold;
  readonly hash: Buffer;
}

export interface CaptureOrder {
  readonly kind: 'capture';
  /** As it was before it is locked: its account and amount never change. */
  readonly hold: Hold;
  readonly at: Date;
  /** The id of the capture, and the hash of what makes it the same. */
  readonly by: string;
  readonly hash: Buffer;
  readonly transfers: readonly Transfer[];
}

export interface ReleaseOrder {
  readonly kind: 'release';
  readonly hold: Hold;
  readonly at: Date;
}

/** What is asked for, as far as that can be right without a look into locked accounts. */
export type Order = TransferOrder | HoldOrder | CaptureOrder | ReleaseOrder;

/** The id of the hold that a client's key stands for. */
export function holdIdOf(client: string, key: string): string {
  return uuidOf('hold', client, key);
}

/** The hold that a posting is about, if it must be there already. */
export function holdNamed(posting: Posting): string | undefined {
  if ('capture' in posting) return posting.capture.hold;
  return 'release' in posting ? posting.release.hold : undefined;
}

/**
 * The order for a posting, if it obeys the rules that need no look into the accounts.
 * @param found holds that captures and releases name, by id.
 */
export function orderOf(posting: Posting, found: ReadonlyMap<string, Hold>): Order | { refused: AppError } {
  try {
    if ('transfer' in posting) return { kind: 'transfer', transfer: transferOf(posting.transfer) };
    if ('hold' in posting) return holdOrder(posting.hold);
    const id = holdNamed(posting)!;
    const hold = found.get(id);
    if (!hold) throw refuse('unknown-hold', id);
    return 'capture' in posting
      ? captureOrder(posting.capture, hold)
      : { kind: 'release', hold, at: posting.release.at };
  } catch (error) {
    if (error instanceof AppError) return { refused: error };
    throw error;
  }
}

function holdOrder(request: HoldRequest): HoldOrder {
  const { client, key, account, amount, currency, at, expiresAt, purpose, reference = null } = request;
  if (client === '' || key === '') throw refuse('no-key');
  if (!Number.isSafeInteger(amount) || amount <= 0) throw refuse('bad-amount');
  if (!(expiresAt > at)) throw refuse('bad-expiry', account);
  // What makes two requests the same: everything but the times, which differ between a request and its retry.
  const hash = sha256(JSON.stringify([account, amount, currency, purpose, reference]));
  return { kind: 'hold', hold: { ...request, id: holdIdOf(client, key), state: 'open' }, hash };
}

function captureOrder(request: CaptureRequest, hold: Hold): CaptureOrder {
  const { client, key, at, purpose, reference, to } = request;
  if (client === '' || key === '') throw refuse('no-key');
  const transfers = to.map(({ credit, lot, amount }, nth) =>
    transferOf(
      {
        ...{ client, key: `${key}/${nth}`, debit: hold.account, credit, amount, currency: hold.currency, at, purpose },
        ...(reference !== undefined && { reference }),
        ...(lot && { lot }),
      },
      { hold: hold.id },
    ),
  );
  if (distinct(transfers).length === 0) throw refuse('bad-amount');
  if (to.reduce((sum, { amount }) => sum + amount, 0) > hold.amount) throw refuse('over-hold', hold.id);
  const credits = to.map(({ credit, amount, lot }) => [credit, amount, lot ?? null]);
  const hash = sha256(JSON.stringify([hold.id, purpose, reference ?? null, credits]));
  return { kind: 'capture', hold, at, by: uuidOf('capture', client, key), hash, transfers };
}

/** The transfers that an order may make. */
export function transfersOf(order: Order): readonly Transfer[] {
  if (order.kind === 'transfer') return [order.transfer];
  return order.kind === 'capture' ? order.transfers : [];
}

/** What an order asks of accounts: an account that only gets something is asked for nothing. */
export function asks(order: Order): { account: string; gives: Money }[] {
  if (order.kind === 'hold') return [{ account: order.hold.account, gives: order.hold.amount }];
  if (order.kind === 'transfer') {
    const { debit, credit, amount } = order.transfer;
    return [
      { account: debit, gives: amount },
      { account: credit, gives: 0 },
    ];
  }
  const credits = transfersOf(order).map(({ credit }) => credit);
  return [order.hold.account, ...credits].map((account) => ({ account, gives: 0 }));
}

/** When an order counts. */
export function timeOf(order: Order): Date {
  if (order.kind === 'transfer') return order.transfer.at;
  return order.kind === 'hold' ? order.hold.at : order.at;
}
