export { ensureAccount, type FundRequest, fundAccount, openFund } from './accounts.ts';
export { type Book, openBook } from './book.ts';
export { type ExpireProgress, type ExpireRequest, expireLots } from './expire-lots.ts';
export {
  type CaptureRequest,
  capture,
  type Hold,
  type HoldRequest,
  hold,
  holdById,
  holdIdOf,
  release,
  sweepHolds,
} from './holds.ts';
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
export { reverse, type TransferOutcome, transfer, transferAll, transferEach } from './posting.ts';
export { balanceOf, type StatementLine, type StatementQuery, statement, transferById } from './reads.ts';
export { type RefusalReason, refusalReason } from './refusals.ts';
export { ledgerMigrations, ledgerRoom } from './room.ts';
export { type CurrencyTotals, type LedgerTotals, ledgerTotals, totalsStatement } from './totals.ts';
export { type TrialBalance, type TrialBalanceProblem, trialBalance } from './trial-balance.ts';
