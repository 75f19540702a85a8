import type { JwsParts } from '../jose/checks.ts';
import type { Sha256 } from '../signing.ts';
import type { Claims } from './model.ts';
import type { Disclosures } from './read.ts';

/** Who an issuer-signed JWT says that it is by. Nothing of it is true before its signature is verified by the key of that issuer. */
export interface ClaimedIssuer {
  iss: string | undefined;
  kid: string | undefined;
  /** Certificates, the issuer's own first, each DER in base64. */
  x5c: readonly string[] | undefined;
}

/** What a verifier takes. */
export interface Expected {
  /** Now, in seconds since 1970. */
  at: number;
  sha256: Sha256;
  /**
   * The key of an issuer whom the verifier trusts, by a list of its own or by certificates (SD-JWT VC §3.5); undefined for
   * everybody else, and for an `iss` that is not the one that the certificate names.
   */
  issuerKey(issuer: ClaimedIssuer): JsonWebKey | undefined;
  /**
   * What the holder's signature has to be bound to; undefined where a bare SD-JWT is expected, as a wallet gets it. It is good
   * for `maxAge` seconds, and may be `ahead` of the verifier's clock by so many: by the leeway if left out. `transaction` is
   * what has to be signed with it, as it stands in the request's `transaction_data`.
   */
  keyBinding:
    | { nonce: string; audience: string; maxAge?: number; ahead?: number; transaction?: string | undefined }
    | undefined;
  /** Types of credentials that are taken; all if left out. */
  vct?: readonly string[] | undefined;
  /** Media types that are taken: `dc+sd-jwt` if left out. */
  typ?: readonly string[] | undefined;
  /** By how many seconds clocks may differ: 60 if left out. */
  leeway?: number | undefined;
}

/** Seconds by which clocks may differ, and for which a key binding is good, where a verifier does not say. */
export const DEFAULTS = { leeway: 60, maxAge: 300 } as const;

/** What is known of a presentation while it is checked; each step adds to it. */
export interface Run {
  text: string;
  expected: Expected;
  leeway: number;
  ascii: Uint8Array;
  jws: JwsParts;
  issuer: ClaimedIssuer;
  issuerKey: JsonWebKey | undefined;
  /** Where the disclosures begin, and where they end: behind the last `~`. */
  disclosuresAt: number;
  disclosuresEnd: number;
  disclosures: Disclosures;
  claims: Claims;
  /** Undefined without a key binding JWT. */
  binding: JwsParts | undefined;
  holderKey: JsonWebKey | undefined;
}
