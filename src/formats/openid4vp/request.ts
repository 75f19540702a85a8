import { toBase64 } from '../bytes.ts';
import { encodeHeader, unsignedJws } from '../jose/jws.ts';
import type { Sha256, Unsigned } from '../signing.ts';
import type { Names } from '../trust/trust-list.ts';
import { thumbprintOf } from '../trust/trusted.ts';
import type { Query } from './query.ts';
import { REGISTRATION_FORMAT, type RegisteredCredential } from './registration.ts';
import type { Transaction } from './transaction.ts';

/** `typ` of a request object (OpenID4VP 1.0 section 5). */
export const REQUEST_TYPE = 'oauth-authz-req+jwt';
/** The media type by which it is served (RFC 9101 section 5.2.3). */
export const REQUEST_MEDIA_TYPE = 'application/oauth-authz-req+jwt';
/** `aud` of a request to whoever opens it (OpenID4VP 1.0 section 5.8). */
export const ANY_WALLET = 'https://self-issued.me/v2';
/** Name of the protocol for signed requests through the Digital Credentials API (appendix A.1). */
export const BROWSER_PROTOCOL = 'openid4vp-v1-signed';

/** How the answer is encrypted (RFC 7518 section 5.3), what is liked best first. */
export const ENCRYPTIONS = ['A256GCM', 'A128GCM'] as const;
export type Encryption = (typeof ENCRYPTIONS)[number];

/** A request, as a wallet has found it right. */
export interface PresentationRequest {
  clientId: string;
  nonce: string;
  state: string | undefined;
  query: Query;
  mode: 'direct_post.jwt' | 'dc_api.jwt';
  /** Where the answer goes; through a browser it goes back to the page that asked. */
  responseUri: string | undefined;
  /** For which the answer is encrypted, with `kid`. */
  key: JsonWebKey & { kid: string };
  encs: readonly Encryption[];
  /** What is to be signed with the one card that is asked for. */
  transaction?: Transaction | undefined;
  /** When it was made and until when it waits, where it says so: seconds since 1970, by the clock of who asks. */
  madeAt?: number | undefined;
  until?: number | undefined;
}

/** Who asks, and what for, by their registration. */
export interface Party {
  /** Its address, which its certificate names. */
  id: string;
  use: string;
  name: Names;
  purpose: Names;
  /** On what it rests, as citations. */
  law: readonly Names[];
  /** What it means to refuse. */
  refusing: Names | undefined;
  contact: string | undefined;
  /** Until when it is registered, in seconds since 1970. */
  until: number;
  credentials: readonly RegisteredCredential[];
}

/** A request to be made. */
export interface RequestToMake {
  clientId: string;
  nonce: string;
  state?: string | undefined;
  query: Query;
  /** What the holder is to sign besides, as `consentTransaction` writes it. */
  transaction?: string | undefined;
  /** For which the answer is to be encrypted: of P-256, with `kid`. */
  key: JsonWebKey & { kid: string };
  registration: string;
  /** Either, where the wallet is to send its answer; or the pages of whom a browser may take it. */
  to: { responseUri: string } | { origins: readonly string[] };
  /** The wallet's own, where it asked by POST (section 5.10). */
  walletNonce?: string | undefined;
  /** Seconds since 1970. */
  at: number;
  until: number;
}

/** A request object (OpenID4VP 1.0 section 5), but for its signature (ES256). @param chain of who asks, as DER, without the root. */
export function makeRequest(made: RequestToMake, chain: readonly Uint8Array[]): Unsigned<string> {
  const { clientId, nonce, state, query, transaction, key, registration, to, walletNonce, at, until } = made;
  const direct = 'responseUri' in to;
  const payload = {
    ...{ response_type: 'vp_token', client_id: clientId, aud: ANY_WALLET, iat: at, exp: until },
    ...(direct
      ? { response_mode: 'direct_post.jwt', response_uri: to.responseUri }
      : { response_mode: 'dc_api.jwt', expected_origins: to.origins }),
    nonce,
    ...(state !== undefined && { state }),
    ...(walletNonce !== undefined && { wallet_nonce: walletNonce }),
    dcql_query: query,
    ...(transaction !== undefined && { transaction_data: [transaction] }),
    client_metadata: {
      jwks: { keys: [{ ...key, use: 'enc', alg: 'ECDH-ES' }] },
      encrypted_response_enc_values_supported: ENCRYPTIONS,
      vp_formats_supported: FORMATS,
    },
    verifier_info: [{ format: REGISTRATION_FORMAT, data: registration }],
  };
  const header = encodeHeader({ alg: 'ES256', typ: REQUEST_TYPE, x5c: chain.map(toBase64) });
  return unsignedJws(header, JSON.stringify(payload));
}

/** Section 11.1 with appendices B.2.2 and B.3.4: by the names of RFC 7518, and of the COSE registry. */
const FORMATS = {
  'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256', 'ES384'], 'kb-jwt_alg_values': ['ES256', 'ES384'] },
  mso_mdoc: { issuerauth_alg_values: [-7, -35], deviceauth_alg_values: [-7, -35] },
};

/** Prefixes of client identifiers that are taken (section 5.9.3). */
export const CLIENT_PREFIXES = { hash: 'x509_hash:', host: 'x509_san_dns:' } as const;

/** The client identifier of who has a certificate. */
export const clientIdOf = (certificate: Uint8Array, sha256: Sha256): string =>
  `${CLIENT_PREFIXES.hash}${thumbprintOf(certificate, sha256)}`;
