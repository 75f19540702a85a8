/** Signed messages between programs: HTTP Message Signatures (RFC 9421) with the digest of the body (RFC 9530). */
export type { HttpMessage, HttpRequest, HttpResponse } from './base.ts';
export {
  type CheckedHttpSignature,
  checkMessage,
  HTTP_SIGNATURE_STEPS,
  type HttpSignatureExpected,
} from './check.ts';
export { contentDigest, digestFits } from './digest.ts';
export { type SignatureParameters, signMessage } from './sign.ts';
