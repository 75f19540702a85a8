import type { Opening } from '../leaf.ts';
import { type Examined, examineReceipt } from '../receipt/examine.ts';
import type { Receipt } from '../receipt/verify.ts';

/** A receipt as a page carries it: with the log's keys, and with salt and content while they exist. */
export type PageReceipt = Receipt & Partial<Opening>;

/**
 * Checks a receipt in the reader's own browser, by WebCrypto alone. The keys are the receipt's: what the reader learns is
 * that this log, whose keys they can compare with those published elsewhere, holds the act.
 */
export function verifyInBrowser(receipt: PageReceipt): Promise<Examined> {
  const { salt, content } = receipt;
  return examineReceipt(receipt, salt === undefined ? undefined : { salt, content }, receipt.policy);
}
