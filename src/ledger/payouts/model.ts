import { uuidOf } from '../../kernel/index.ts';
import { longId, shortId } from '../iso20022/index.ts';
import { accountOf, type Money, type TransferRequest } from '../model.ts';

/*
 * The way of a payout:
 *   ordered → filed (in a payment file) → accepted (by the bank, on its way) → settled (on the other account)
 *                                       ↘ rejected: back on the account it came from
 *   settled → returned: the other bank sent it back, and it is on the account it came from
 */

/** Which way a payout has gone so far. */
export type PayoutState = 'ordered' | 'filed' | 'accepted' | 'settled' | 'rejected' | 'returned';

/** Money of an account that is to go to a bank account. `client` and `key` make it one and the same however often asked. */
export interface PayoutRequest
  extends Pick<TransferRequest, 'client' | 'key' | 'amount' | 'currency' | 'at' | 'purpose' | 'reference'> {
  /** The account that it leaves, and that gets it back if the bank cannot pay. */
  account: string;
  /** Where it goes. A name that is not known here is asked for when the file is made. */
  to: { bankAccount: string; name?: string };
  /** By whose bank account it is paid, as `makePayoutFile` knows it; `treasury` unless stated. */
  payer?: string;
  /**
   * An account that first pays the same to `account`, with the same client and key: what is due to a person comes from
   * a fund and leaves in the same act.
   */
  source?: string;
}

/** A payout that was ordered. */
export interface Payout extends Omit<PayoutRequest, 'source' | 'payer'> {
  id: string;
  payer: string;
  state: PayoutState;
  /** The transfer that took it from the account. */
  transfer: string;
  /** The payment file that it is in. */
  file?: string;
  /** When the bank answered last, why it refused or returned it (for example `AC04 account closed`), and by which transfer that was booked. */
  answeredAt?: Date;
  reason?: string;
  answerTransfer?: string;
}

/** Who pays unless somebody else is named. */
export const TREASURY = 'treasury';

/** Who asks for the transfers of payouts. */
export const CLIENT = 'payouts';

/** The id of the payout that a client's key stands for. */
export function payoutIdOf(client: string, key: string): string {
  return uuidOf('payout', client, key);
}

/** The account of what is on its way from a payer. */
export function payoutAccount(currency: string, payer = TREASURY): string {
  return accountOf({ kind: 'payout', owner: payer, currency });
}

/** The account of what a payer's bank has paid out. */
export function bankAccount(currency: string, payer = TREASURY): string {
  return accountOf({ kind: 'bank', owner: payer, currency });
}

/** What a transfer does for a payout: takes it out of the account, on to the bank, or back from there. */
type Step = 'order' | 'settle' | 'return';

/** The key of a payout's transfer. */
export const stepKey = (step: Step, payout: string) => `${step}/${shortId(payout)}`;

/** The end-to-end id of the payout that a transfer belongs to, if to any. */
export function endToEndIdOf({ client, key }: { client: string; key: string }): string | undefined {
  const short = client === CLIENT ? key.split('/')[1] : undefined;
  return short !== undefined && longId(short) ? short : undefined;
}

/** A payment file. Its message id (`MsgId`) is the id without hyphens. */
export interface PayoutFile {
  id: string;
  client: string;
  key: string;
  /** Who sends it, as it calls itself to the bank. */
  initiator: string;
  madeAt: Date;
  /** ISO date on which the bank is to pay. */
  executeOn: string;
  payments: number;
  /** `answered` once the bank has said of every payout in it that it was paid or not. */
  state: 'made' | 'sent' | 'answered';
  sentAt?: Date;
  answeredAt?: Date;
}

/** A payer's account at its bank. */
export interface Debtor {
  name: string;
  bankAccount: string;
  /** Its bank: by BIC (ISO 9362), by its number in a clearing system, or not at all. */
  bank?: { bic: string } | { member: string; system?: string };
}

/** Payouts of a file that one payer pays in one currency. */
export interface PayoutBatch {
  nth: number;
  payer: string;
  currency: string;
  decimals: number;
  debtor: Debtor;
  payments: number;
  amount: Money;
}

/** The id of a batch as the bank gets it (`PmtInfId`). */
export const batchId = (file: string, nth: number) => `${shortId(file)}-${nth}`;
