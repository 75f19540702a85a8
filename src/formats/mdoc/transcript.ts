import type { Sha256 } from '../signing.ts';
import { encodeCbor } from './cbor.ts';

/*
 * What a holder's signature is bound to (ISO 18013-5 section 9.1.5.1, as OpenID4VP 1.0 appendix B.2.6 changes it): the
 * request that it answers. The bytes are a whole SessionTranscript, `[null, null, Handover]`.
 */

/** A request by OpenID4VP over redirects or `direct_post`. */
export interface RedirectRequest {
  /** With its prefix: `x509_hash:…`. */
  clientId: string;
  nonce: string;
  /** SHA-256 thumbprint (RFC 7638) of the verifier's key to which the answer is encrypted; undefined where it is not. */
  jwkThumbprint: Uint8Array | undefined;
  /** `response_uri`, or `redirect_uri`. */
  responseUri: string;
}

/** A request through the Digital Credentials API of a browser. */
export interface BrowserRequest {
  /** Of the page that asks, as the browser says; without a prefix. */
  origin: string;
  nonce: string;
  jwkThumbprint: Uint8Array | undefined;
}

/** The transcript of a request by redirects or `direct_post` (OpenID4VP 1.0 appendix B.2.6.1). */
export function redirectTranscript(request: RedirectRequest, sha256: Sha256): Uint8Array {
  const { clientId, nonce, jwkThumbprint, responseUri } = request;
  return transcriptOf('OpenID4VPHandover', [clientId, nonce, jwkThumbprint ?? null, responseUri], sha256);
}

/** The transcript of a request through the Digital Credentials API (OpenID4VP 1.0 appendix B.2.6.2). */
export function browserTranscript({ origin, nonce, jwkThumbprint }: BrowserRequest, sha256: Sha256): Uint8Array {
  return transcriptOf('OpenID4VPDCAPIHandover', [origin, nonce, jwkThumbprint ?? null], sha256);
}

function transcriptOf(kind: string, info: readonly (string | Uint8Array | null)[], sha256: Sha256): Uint8Array {
  return encodeCbor([null, null, [kind, sha256(encodeCbor(info))]]);
}
