/*
 * What the page on which anybody verifies a proof is bundled with: whole files, of every kind, and what printed decisions
 * carry. WebCrypto alone, nothing of Node.
 */
export { parsePolicy } from '../note/policy.ts';
export { FILE_LIMIT, FileError, openingOf, readReceipt } from '../receipt/file.ts';
export { type Finding, type Verdict, verdictOnReceipt, verifyFile } from '../receipt/verdict.ts';
export { FAULT_TEXT, FINDINGS, KEYS_TEXT } from '../receipt/words.ts';
export { type Paper, readPaper } from './paper.ts';
