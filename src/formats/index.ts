/*
 * The door of the credentials' formats: what they are on the wire, and every check of them. This floor needs nothing of the
 * house, neither Node nor a browser: hashes and compression are given in, signatures are handed out.
 */

export { toBase64, toBase64Url } from './bytes.ts';
export { type FacePart, joinFace } from './face.ts';
export * from './http-signatures/index.ts';
export type { Check, Step } from './jose/checks.ts';
export { type EncodedHeader, encodeHeader, type JwsHeader, unsignedJws } from './jose/jws.ts';
export { type CheckedSelfSigned, checkSelfSigned, type SelfSignedExpected } from './jose/self-signed.ts';
export * from './mdoc/index.ts';
export * from './offline/index.ts';
export * from './openid4vp/index.ts';
export { type CheckedSdJwt, checkSdJwt, SD_JWT_CHECKS, SD_JWT_STEPS } from './sdjwt/check.ts';
export { type Frame, frameOf } from './sdjwt/frame.ts';
export { type Issuing, issueSdJwt, type Random } from './sdjwt/issue.ts';
export { type ClaimPath, type Claims, LIMITS as SD_JWT_LIMITS, SD_JWT_VC } from './sdjwt/model.ts';
export {
  type Binding,
  bindKey,
  type ClaimApart,
  disclose,
  readSdJwt,
  type SdJwt,
  SdJwtError,
} from './sdjwt/present.ts';
export { type ClaimedIssuer, DEFAULTS as SD_JWT_DEFAULTS, type Expected } from './sdjwt/run.ts';
export type { Sha256, SignatureAlgorithm, SignatureToCheck, Unsigned } from './signing.ts';
export {
  type CheckedStatusList,
  checkStatusList,
  type ExpectedStatusList,
  STATUS_LIST_CHECKS,
  STATUS_LIST_STEPS,
} from './status/check.ts';
export {
  type EncodedStatusList,
  emptyStatusList,
  encodeStatusList,
  MOST_LIST_BYTES,
  packStatuses,
  STATUS,
  type StatusBits,
  type StatusList,
  setStatus,
  statusAt,
  statusCount,
} from './status/list.ts';
export { type StatusReference, statusReference } from './status/reference.ts';
export { issueStatusList, STATUS_LIST_MEDIA_TYPE, STATUS_LIST_TYPE, type StatusListClaims } from './status/token.ts';
export * from './trust/index.ts';
