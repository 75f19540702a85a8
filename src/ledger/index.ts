export { ensureAccount, ensureAccounts, type FundRequest, fundAccount, openFund } from './accounts.ts';
export { type Book, openBook } from './book.ts';
export { type ExpireProgress, type ExpireRequest, expireLots } from './expire-lots.ts';
export { type Extended, type ExtendPosition, type ExtendRequest, extendLots } from './extend-lots.ts';
export { type GiveBackRequest, giveBack } from './give-back.ts';
export { capture, hold, holdById, release, sweepHolds } from './holds.ts';
export { type Lot, lotsAsOf, lotsOf, lotsOfTransfer, spendable } from './lots.ts';
export {
  ACCOUNT_KINDS,
  type AccountKind,
  type AccountSpec,
  accountOf,
  BATCH_LIMIT,
  type Money,
  SHARDS,
  shardOf,
  type Transfer,
  type TransferRequest,
  transferIdOf,
} from './model.ts';
export {
  type CaptureRequest,
  type Hold,
  type HoldRequest,
  holdIdOf,
  type Posting,
  type ReleaseRequest,
} from './orders.ts';
export {
  type AnswerProblem,
  type AppliedStatus,
  applyPaymentStatus,
  type BankStatus,
  type BatchAnswer,
  bankAccount,
  batchesOfFile,
  type Debtor,
  findPayouts,
  holdersOf,
  makePayoutFile,
  markPayoutFileSent,
  orderPayout,
  orderPayouts,
  type PaymentAnswer,
  type PaymentStatus,
  type Payout,
  type PayoutBatch,
  type PayoutFile,
  type PayoutFileRequest,
  type PayoutRequest,
  type PayoutState,
  payoutAccount,
  payoutById,
  payoutFileById,
  payoutFiles,
  payoutFileText,
  payoutIdOf,
  payoutsOf,
  payoutsOfFile,
  readPaymentStatus,
  statesOfFile,
  type WaitingPayouts,
  waitingPayouts,
} from './payouts/index.ts';
export {
  fundLanes,
  type PostingOutcome,
  postEach,
  reverse,
  type TransferOutcome,
  transfer,
  transferAll,
  transferEach,
} from './posting.ts';
export { balanceOf, findTransfers, type StatementLine, type StatementQuery, statement, transferById } from './reads.ts';
export { type RefusalReason, refusalReason } from './refusals.ts';
export { ledgerMigrations, ledgerRoom } from './room.ts';
export {
  type AccountStatement,
  accountStatement,
  type BookedLine,
  type Camt053Options,
  type CsvOptions,
  camt053,
  type EntryTotals,
  type StatementPeriod,
  statementCsv,
  statementLines,
  statementPage,
} from './statements/index.ts';
export { type CurrencyTotals, type LedgerTotals, ledgerTotals, totalsStatement } from './totals.ts';
export { type TrialBalance, type TrialBalanceProblem, trialBalance } from './trial-balance.ts';
