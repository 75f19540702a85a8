export {
  checkRegistration,
  REGISTRATION_STEPS,
  type Registrar,
  type RegistrationChecked,
} from './check-registration.ts';
export { type AskedWrongly, checkRequest, REQUEST_CHECKS, type RequestChecked } from './check-request.ts';
export { checkResponse, RESPONSE_STEPS, type ResponseChecked } from './check-response.ts';
export { covers, pickClaims, selectClaims } from './claims-path.ts';
export { PHONE_LEEWAY, signedAt } from './clocks.ts';
export { isWebAddress, type RequestLink, readRequestLink, requestUriOf, walletLinkOf } from './link.ts';
export { elementsOf, type Fit, type Held, type Matched, type MatchedSet, matchQuery, optionsOf } from './match.ts';
export type { ClaimQuery, CredentialQuery, CredentialSet, Query } from './query.ts';
export { QUERY_STEPS, type QueryRead, readQuery } from './read-query.ts';
export {
  type Beyond,
  beyondRegistered,
  issueRegistration,
  langTexts,
  namesOf,
  type RegisteredCredential,
  type Registration,
} from './registration.ts';
export {
  BROWSER_PROTOCOL,
  clientIdOf,
  type Encryption,
  makeRequest,
  type Party,
  type PresentationRequest,
  REQUEST_MEDIA_TYPE,
  type RequestToMake,
} from './request.ts';
export { REQUEST_STEPS } from './request-checks.ts';
export type { RequestExpected } from './request-run.ts';
export {
  type AnswerBinding,
  bindingOf,
  keyThumbprint,
  type RefusalCode,
  type ResponseToEncrypt,
  refusalOf,
  responseTo,
  type VpToken,
} from './respond.ts';
export {
  CONSENT_TRANSACTION,
  type ConsentTransaction,
  consentTransaction,
  readTransaction,
  type Transaction,
  type TransactionWords,
} from './transaction.ts';
