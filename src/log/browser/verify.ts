import type { Opening } from '../leaf.ts';
import { type Check, type Receipt, verifyReceipt } from '../receipt/verify.ts';

/** A receipt as a page carries it: with the log's key, and with salt and content while they exist. */
export type PageReceipt = Receipt & Partial<Opening>;

/**
 * Checks a receipt in the reader's own browser, by WebCrypto alone. The key is the receipt's: what the reader learns is
 * that this log, whose key they can compare with the one published, holds the act.
 */
export async function verifyInBrowser(receipt: PageReceipt): Promise<{ checks: Check[] }> {
  const { salt, content } = receipt;
  const opening = salt === undefined ? undefined : { salt, content };
  return { checks: await verifyReceipt(receipt, opening, receipt.policy) };
}
