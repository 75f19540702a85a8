/** What people agree to: asked, given with a signature, changed, paused, withdrawn, and answered by. */
export { actsFor, type Ward, wardsOf } from './acting.ts';
export {
  type ConsentDecision,
  changeConsent,
  consentOf,
  lapseConsents,
  pauseConsent,
  resumeConsent,
  withdrawAll,
  withdrawConsent,
} from './change.ts';
export { type ConsentedLook, consentCovers, consentsCover, type Disclosing } from './covers.ts';
export {
  type ConsentDocument,
  type ConsentProof,
  type ConsentSignature,
  challengeOf,
  verifyConsent,
} from './document.ts';
export {
  type ConsentRequest,
  chooseOfDraft,
  consentPageAddress,
  type Draft,
  type DraftId,
  type DraftOutcome,
  draftConsent,
  draftOutcome,
  endDraft,
  openDraft,
  rangeWithin,
} from './drafts.ts';
export { type CounterGiving, giveConsent, giveCounterConsent } from './give.ts';
export { consentsOf, isInForce, type ListedUntil, mayWithdraw } from './list.ts';
export * from './model.ts';
export { consentsPart } from './part.ts';
export { type Preview, previewOf } from './preview.ts';
export { consentReceipt } from './receipt.ts';
export { type ConsentRefusal, consentRefusal } from './refusals.ts';
export { type ConsentWords, hasOptions, oftenText, rangeText } from './shown.ts';
export { askWalletToSign, draftSignedWith, type Giving, type ToSign, toSign, walletMaySign } from './signing.ts';
export {
  consentActs,
  consentById,
  consentProof,
  type OpenedConsentAct,
  openConsentAct,
} from './store.ts';
export { type Asking, type HeldConsent, holdConsents, mayAnswer, useConsents, validConsent } from './valid.ts';
