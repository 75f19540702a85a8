/** Asking for cards to be shown, by OpenID4VP: who may ask for what, requests, answers, and what comes of them. */
export { type Answered, type AnswerGiven, answerPresentation } from './answer.ts';
export { presentingApi } from './api.ts';
export { certificatesOf, nameOfCertificate, withdrawCertificate } from './certificates.ts';
export {
  type OpenedPresentation,
  type Outcome,
  type PresentationState,
  type PresentationToOpen,
  type ShownCard,
  SIGNING,
  type SignedTransaction,
} from './model.ts';
export { openPresentation } from './open.ts';
export { finishPresentation, presentationOf } from './outcome.ts';
export { addressOf, type KnownParty, relyingParties, relyingParty } from './parties.ts';
export { presentingPersonal } from './personal.ts';
export {
  certificateFor,
  forgetParty,
  keyForParty,
  PRESENT_SCOPE,
  partyNamed,
  type Registered,
  registerParty,
  withdrawParty,
} from './register.ts';
export { citations, registrationOf } from './registrations.ts';
export { presentingRoutes } from './routes.ts';
export { forgetPresentations } from './store.ts';
export { currentList, isSignedTransaction } from './trust.ts';
