export { type AnsweredContent, type FiledContent, type PayoutAct, payoutActs } from './acts.ts';
export { answerPayouts, filePayouts, MOST_PAYMENTS, nextBankDay, sendPayouts, waitingForBank } from './files.ts';
export { asTreasury, isTreasury } from './officer.ts';
export { noSuchFile } from './refusals.ts';
