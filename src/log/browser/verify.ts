import type { Opening } from '../leaf.ts';
import { type Examined, examineReceipt } from '../receipt/examine.ts';
import { openingOf } from '../receipt/file.ts';
import type { Receipt } from '../receipt/verify.ts';

/*
 * What pages are bundled with: checks by WebCrypto alone, nothing of Node.
 */

export { parsePolicy } from '../note/policy.ts';
export { type Examined, findingOf } from '../receipt/examine.ts';
export { FileError, openingOf, type ReceiptFile, readReceipt } from '../receipt/file.ts';
export { type Finding, type Verdict, verdictOnReceipt, verifyFile } from '../receipt/verdict.ts';
export { ERASED, FAULT_TEXT, KEYS_TEXT } from '../receipt/words.ts';
export { type Paper, readPaper } from './paper.ts';

/** A receipt as a page carries it: with the log's keys, and with salt and content while they exist. */
export type PageReceipt = Receipt & Partial<Opening>;

/**
 * Checks a receipt in the reader's own browser. The keys are the receipt's: what the reader learns is that this log,
 * whose keys they can compare with those published elsewhere, holds the act.
 */
export function verifyInBrowser(receipt: PageReceipt): Promise<Examined> {
  return examineReceipt(receipt, openingOf(receipt), receipt.policy);
}
