import type { ClaimPath } from '../sdjwt/model.ts';

/*
 * DCQL (OpenID4VP 1.0 section 6): what a verifier asks to be shown. The names are the standard's, since this is what
 * stands in a request.
 */

/** All that is asked for. Without `credential_sets` every credential is. */
export interface Query {
  credentials: readonly CredentialQuery[];
  credential_sets?: readonly CredentialSet[];
}

/** One credential (section 6.1). */
export interface CredentialQuery {
  id: string;
  /** Of other formats than these two nothing is ever found. */
  format: 'dc+sd-jwt' | 'mso_mdoc' | (string & {});
  meta: { vct_values?: readonly string[]; doctype_value?: string };
  /** Whether several may be shown that fit: one if left out. */
  multiple?: boolean;
  /** Who may have vouched for it: one of these is enough. */
  trusted_authorities?: readonly TrustedAuthority[];
  require_cryptographic_holder_binding?: boolean;
  /** Without it nothing is asked for that its holder may keep to themself. */
  claims?: readonly ClaimQuery[];
  /** Which of the claims are enough, the asker's favourite first: all if left out. */
  claim_sets?: readonly (readonly string[])[];
}

/** One claim (section 6.3); of an mdoc the path is a namespace and an element. */
export interface ClaimQuery {
  id?: string;
  path: ClaimPath;
  /** Values of which it has to have one. */
  values?: readonly (string | number | boolean)[];
  intent_to_retain?: boolean;
}

/** Ways in which a wish is fulfilled (section 6.2): each a list of ids of credential queries. */
export interface CredentialSet {
  options: readonly (readonly string[])[];
  /** True if left out. */
  required?: boolean;
}

/** Section 6.1.1. Only `aki` is looked at: ids of keys of those who certified the issuer, in base64url. */
export interface TrustedAuthority {
  type: string;
  values: readonly string[];
}
