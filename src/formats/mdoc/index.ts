export {
  type Cbor,
  CborError,
  dateTime,
  decodeCbor,
  encodeCbor,
  fullDate,
  type PlainValue,
  plainValue,
} from './cbor.ts';
export {
  type CheckedMdoc,
  checkIssuedMdoc,
  checkMdoc,
  ISSUED_MDOC_STEPS,
  MDOC_CHECKS,
  MDOC_STEPS,
  type MdocClaims,
} from './check.ts';
export { coseKeyOf, jwkOf } from './cose.ts';
export { type IssuingMeans, issueMdoc, type MdocToIssue } from './issue.ts';
export { MDL, MDL_MANDATORY } from './mdl.ts';
export { deviceResponse, type Showing } from './present.ts';
export type { MdocExpected, ShownExpected } from './run.ts';
export { type BrowserRequest, browserTranscript, type RedirectRequest, redirectTranscript } from './transcript.ts';
