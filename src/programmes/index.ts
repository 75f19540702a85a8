export { noteAccount, priceAccount, programmeAccount, shopAccount, walletAccount } from './accounts.ts';
export { expire } from './entitlements/expire.ts';
export { extendWhatIsOut } from './entitlements/extend.ts';
export { type EntitlementNow, entitlementNow } from './entitlements/now.ts';
export { beginOpening, openEntitlements } from './entitlements/open-all.ts';
export { dayBefore, endOfDay, lastDayOf, lastDayToTake, periodOf, todayOf } from './entitlements/period.ts';
export { type Round, type RoundKind, roundsOf } from './entitlements/rounds.ts';
export { type Entitlement, homeOf, openRows } from './entitlements/store.ts';
export * from './office/index.ts';
export * from './paper/index.ts';
export { groupedNumber, readCode } from './payments/code-text.ts';
export { CODE_LIFE, type CodeNow, codeNow, type ShownCode, showCode } from './payments/codes.ts';
export { type Device, deviceOf } from './payments/device.ts';
export type { MerchantCode, MerchantCodeFault } from './payments/emv-qr.ts';
export { type HourTakings, takingsByHour } from './payments/hours.ts';
export { readShopCode, shopCode } from './payments/merchant-code.ts';
export type { Payment, PayRequest, Refund, RefundRequest } from './payments/model.ts';
export { type Payer, payerOf } from './payments/payer.ts';
export { type Quote, quotePayment } from './payments/quote.ts';
export {
  type PaymentsQuery,
  paymentById,
  paymentsOfPerson,
  paymentsOfShop,
  refundsOf,
  type Takings,
  takingsOf,
} from './payments/reads.ts';
export { madeContent, refundedContent } from './payments/receipt.ts';
export { type PaymentRefusal, paymentRefusal } from './payments/refusals.ts';
export {
  cancelRequest,
  payRequest,
  type RequestToPay,
  requestNow,
  requestPayment,
} from './payments/requests.ts';
export { titleOfPayout, UNPAID_PAGE } from './payouts/letters.ts';
export { type PayAnew, payAnew } from './payouts/pay-anew.ts';
export { bankReason } from './payouts/reasons.ts';
export { takeUpUnpaid, type Unpaid, unpaidOf } from './payouts/unpaid.ts';
export type { ReceiptReader, RecordedAct } from './receipts/ask.ts';
export { OPENED_KINDS, openReceipt } from './receipts/open.ts';
export { programmesMigrations, programmesRoom } from './room.ts';
export type { Settlement } from './settlement/model.ts';
export {
  type KeptSettlement,
  type SettledDay,
  settledDays,
  settlementOf,
  settlementsOf,
  settlementsOn,
} from './settlement/reads.ts';
export { takeUpReturned } from './settlement/returned.ts';
export { settleDay, settleYesterday } from './settlement/settle.ts';
export { appointClerk, type ClerkLimits, clerksOf, dismissClerk } from './shops/appoint.ts';
export {
  BANK_CHANGE_WAIT_MS,
  type BankChange,
  bankAccountOf,
  cancelBankAccount,
  changeBankAccount,
  type ShopBankAccount,
} from './shops/bank-account.ts';
export { type AtTill, asClerk, type Clerk, type Shop, shopsOf } from './shops/clerks.ts';
export { enrolShop, type NewShop } from './shops/enrol.ts';
export { type FoundShop, findShops, MOST_SHOPS, type ShopPage, type ShopSearch } from './shops/find.ts';
export { type PublicShop, shopById, shopByNumber } from './shops/find-shop.ts';
export { shopsPaidBy } from './shops/paid.ts';
export { seedShops } from './shops/seed.ts';
export * from './treasury/index.ts';
export { type CardNow, cardOf, type ReportedSpending, reportSpending, type SpendingReport } from './wallets/cards.ts';
export { type Change, type ChangeRequest, changeNow, changeOf, type PaidChange } from './wallets/change.ts';
export {
  type AtCounter,
  counterProgrammes,
  lookUpAtCounter,
  payAnewAtCounter,
  programmesAtCounter,
  seenAtCounter,
  takeAtCounter,
} from './wallets/counter.ts';
export { type FamilyMember, familyOf } from './wallets/family.ts';
export { giveBack, refundUntil } from './wallets/give-back.ts';
export { endMonthly, payMonthly } from './wallets/monthly.ts';
export {
  type Wallet,
  type WalletEvent,
  type WalletEventKind,
  walletEvents,
  walletOf,
  walletsOf,
} from './wallets/read.ts';
export { type TakingRefusal, takingRefusal } from './wallets/refusals.ts';
export { remind } from './wallets/remind.ts';
export type { TakeRequest } from './wallets/request.ts';
export { type Share, type ShareRequest, share } from './wallets/share.ts';
export { take } from './wallets/take.ts';
export { type Taking, takenBy, takingById } from './wallets/taking.ts';
