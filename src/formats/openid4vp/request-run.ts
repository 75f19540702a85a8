import { isObject } from '../jose/json.ts';
import { keyFits } from '../jose/keys.ts';
import type { Sha256 } from '../signing.ts';
import type { SignedRun } from '../trust/signer-step.ts';
import type { Registrar, RegistrationChecked } from './check-registration.ts';
import type { QueryRead } from './read-query.ts';
import type { Beyond } from './registration.ts';
import { ENCRYPTIONS, type Encryption, type PresentationRequest } from './request.ts';

/** What a wallet holds a request against. */
export interface RequestExpected {
  /** Now, in seconds since 1970. */
  at: number;
  sha256: Sha256;
  /** Whose request the link says it is; undefined for one through a browser, which has no link. */
  clientId: string | undefined;
  /** Certificates, as DER, of the roots of relying parties. */
  partyRoots: readonly Uint8Array[];
  /** Certificates of relying parties that are believed no more, by their thumbprints. */
  withdrawnParties?: readonly string[] | undefined;
  registrar: Registrar;
  /** What the wallet said when it asked for the request. */
  walletNonce?: string | undefined;
  /** Of the page that asks, as the browser says, where the request came through the Digital Credentials API. */
  origin?: string | undefined;
  /** By how many seconds clocks may differ: 60 if left out. */
  leeway?: number | undefined;
}

/** What is known of a request while it is checked. */
export interface RequestRun extends SignedRun {
  expected: RequestExpected;
  leeway: number;
  query: QueryRead | undefined;
  registration: RegistrationChecked | undefined;
  beyond: readonly Beyond[];
  /** What is to be signed, as far as it is an object. */
  transaction: Record<string, unknown> | undefined;
}

/** What it says. */
export const payloadOf = ({ jws }: SignedRun) => jws!.payload;

/** Whether it came through a browser. */
export const isBrowsers = ({ expected }: RequestRun) => expected.origin !== undefined;

const CURVE = { kty: 'EC', crv: 'P-256' } as const;

/** The key to which the answer is to be encrypted: the first that is fit for ECDH-ES on P-256 (OpenID4VP 1.0 section 8.3). */
export function encryptionKeyOf(run: SignedRun): PresentationRequest['key'] | undefined {
  const { client_metadata: metadata } = payloadOf(run);
  const keys = isObject(metadata) && isObject(metadata.jwks) ? metadata.jwks.keys : undefined;
  if (!Array.isArray(keys) || keys.length > 10) return undefined;
  return keys.find((key): key is PresentationRequest['key'] => isObject(key) && isFit(key));
}

function isFit({ alg, use, kid, d, x, y, kty, crv }: Record<string, unknown>): boolean {
  const point = { kty, crv, x, y } as JsonWebKey;
  const isForThis = alg === 'ECDH-ES' && (use === undefined || use === 'enc') && d === undefined;
  return isForThis && kty === CURVE.kty && crv === CURVE.crv && typeof kid === 'string' && keyFits(point, 'ES256');
}

/** How the answer may be encrypted, of what is known here; A128GCM where nothing is said (section 5.1). */
export function encryptionsOf(run: SignedRun): Encryption[] {
  const { client_metadata: metadata } = payloadOf(run);
  const stated = isObject(metadata) ? (metadata.encrypted_response_enc_values_supported ?? ['A128GCM']) : [];
  return Array.isArray(stated) ? ENCRYPTIONS.filter((enc) => stated.includes(enc)) : [];
}
