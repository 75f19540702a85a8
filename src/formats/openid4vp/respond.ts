import { fromBase64Url } from '../bytes.ts';
import { shortText } from '../jose/base64url.ts';
import { browserTranscript, redirectTranscript } from '../mdoc/transcript.ts';
import type { Sha256 } from '../signing.ts';
import type { Encryption, PresentationRequest } from './request.ts';
import type { Transaction } from './transaction.ts';

/** What a holder signs for an answer. */
export interface AnswerBinding {
  /** Of a key binding JWT (RFC 9901 section 4.3). */
  nonce: string;
  audience: string;
  /** Of an mdoc (ISO 18013-5): a whole SessionTranscript. */
  transcript: Uint8Array;
  /** What is signed besides, as it was sent. */
  transaction?: string;
}

/** To what an answer to a request is bound (OpenID4VP 1.0 appendices B.2.6, B.3.6 and A.4). @param origin through a browser. */
export function bindingOf(
  request: Pick<PresentationRequest, 'clientId' | 'nonce' | 'responseUri' | 'key'> & {
    transaction?: Pick<Transaction, 'text'> | undefined;
  },
  sha256: Sha256,
  origin?: string,
): AnswerBinding {
  const { clientId, nonce, responseUri, key, transaction } = request;
  const besides = transaction && { transaction: transaction.text };
  const jwkThumbprint = fromBase64Url(keyThumbprint(key, sha256))!;
  if (origin !== undefined)
    return {
      nonce,
      audience: `origin:${origin}`,
      transcript: browserTranscript({ origin, nonce, jwkThumbprint }, sha256),
      ...besides,
    };
  const transcript = redirectTranscript({ clientId, nonce, jwkThumbprint, responseUri: responseUri! }, sha256);
  return { nonce, audience: clientId, transcript, ...besides };
}

/** The thumbprint of a key on a curve (RFC 7638 section 3.2), in base64url. */
export function keyThumbprint({ crv, kty, x, y }: JsonWebKey, sha256: Sha256): string {
  return shortText(sha256(new TextEncoder().encode(JSON.stringify({ crv, kty, x, y }))));
}

/** Presentations by id of the credential query that they answer: SD-JWT VCs with key binding, mdocs in base64url. */
export type VpToken = Readonly<Record<string, readonly string[]>>;

/** An answer, to be encrypted as a compact JWE (RFC 7516) by whoever has the means. */
export interface ResponseToEncrypt {
  /** JSON. */
  payload: string;
  alg: 'ECDH-ES';
  enc: Encryption;
  jwk: JsonWebKey;
  kid: string;
}

/** The answer to a request (OpenID4VP 1.0 section 8.1), to be sent as `response` once it is encrypted. */
export function responseTo({ state, key, encs }: PresentationRequest, token: VpToken): ResponseToEncrypt {
  const payload = JSON.stringify({ vp_token: token, ...(state !== undefined && { state }) });
  return { payload, alg: 'ECDH-ES', enc: encs[0]!, jwk: key, kid: key.kid };
}

/** Why a wallet gives nothing (section 8.5). */
export type RefusalCode =
  | 'access_denied'
  | 'invalid_request'
  | 'invalid_client'
  | 'vp_formats_not_supported'
  | 'invalid_transaction_data';

/** An answer that gives nothing, as fields of a form; it may go unencrypted, since it tells nothing (section 8.3.1). */
export function refusalOf({ state }: Pick<PresentationRequest, 'state'>, error: RefusalCode): Record<string, string> {
  return { error, ...(state !== undefined && { state }) };
}
