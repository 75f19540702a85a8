export type { AnswerProblem } from './answers.ts';
export { type AppliedStatus, applyPaymentStatus } from './apply.ts';
export { makePayoutFile, markPayoutFileSent, type PayoutFileRequest } from './make-file.ts';
export {
  bankAccount,
  type Debtor,
  type Payout,
  type PayoutBatch,
  type PayoutFile,
  type PayoutRequest,
  type PayoutState,
  payoutAccount,
  payoutIdOf,
} from './model.ts';
export { orderPayout, orderPayouts } from './orders.ts';
export { payoutFileText } from './pain001.ts';
export {
  type BankStatus,
  type BatchAnswer,
  type PaymentAnswer,
  type PaymentStatus,
  readPaymentStatus,
} from './pain002.ts';
export {
  batchesOfFile,
  findPayouts,
  holdersOf,
  payoutById,
  payoutFileById,
  payoutFiles,
  payoutsOf,
  payoutsOfFile,
  statesOfFile,
  type WaitingPayouts,
  waitingPayouts,
} from './reads.ts';
export type { PayoutRefusal } from './refusals.ts';
