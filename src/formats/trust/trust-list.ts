import { toBase64 } from '../bytes.ts';
import { encodeHeader, unsignedJws } from '../jose/jws.ts';
import type { Unsigned } from '../signing.ts';

/** By these three, as all names that people see. */
export interface Names {
  'zh-Hant': string;
  ko: string;
  en: string;
}

/** Whether what a key signed is believed. */
export type KeyState =
  /** It signs. */
  | 'current'
  /** It signs no more; what it signed until then holds. */
  | 'retired'
  /** Somebody else may have it: nothing holds that it ever signed, since a thief writes any date. */
  | 'distrusted';

/** A key of an issuer, and since when it is what it is. Instants are seconds since 1970. */
export interface ListedKey {
  /** Base64url of SHA-256 of its certificate (`x5t#S256`, RFC 7517 section 4.9). */
  thumbprint: string;
  state: KeyState;
  from: number;
  /** When it was retired or distrusted. */
  until?: number;
}

/** An agency that vouches for something. */
export interface ListedIssuer {
  agency: string;
  /** Its issuer identifier, as `iss` has it. */
  iss: string;
  title: Names;
  /** What it may vouch for: types of SD-JWT VCs (`vct`) and of mdocs (`docType`). */
  issues: readonly string[];
  /** Certificates of its roots, as base64 of DER. */
  roots: readonly string[];
  keys: readonly ListedKey[];
}

/** All agencies of a government that vouch for something. */
export interface TrustList {
  /** Whose list it is: its address. */
  iss: string;
  /** Seconds since 1970: when it was made, and by when there is another. */
  iat: number;
  exp: number;
  issuers: readonly ListedIssuer[];
  /** Certificates of the roots under which relying parties have theirs, as base64 of DER. */
  partyRoots: readonly string[];
  /** Certificates of relying parties that are believed no more, by their thumbprints (RFC 7515 section 4.1.8); none if left out. */
  withdrawnParties?: readonly string[];
}

/** `typ` of a trust list: of its own, so that nothing else passes for one (RFC 8725 section 3.11). */
export const TRUST_LIST_TYPE = 'trust-list+jwt';

/** A trust list as JWT, but for the signature (ES256) of who keeps it. @param chain of who signs, as DER, without the root. */
export function issueTrustList(list: TrustList, chain: readonly Uint8Array[]): Unsigned<string> {
  const header = encodeHeader({ alg: 'ES256', typ: TRUST_LIST_TYPE, x5c: chain.map(toBase64) });
  return unsignedJws(header, JSON.stringify(list));
}
