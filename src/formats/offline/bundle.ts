import { concatBytes, toBase64, toBase64Url } from '../bytes.ts';
import { encodeHeader, unsignedJws } from '../jose/jws.ts';
import type { Sha256, Unsigned } from '../signing.ts';
import type { StatusBits } from '../status/list.ts';
import type { ListedKey, Names } from '../trust/trust-list.ts';

/*
 * What a verifier keeps for when no server answers: the keys of issuers, the words for what their cards say, and all lists of
 * statuses. One signed text (JWS) and, behind a line break, the lists as they are compressed, of which the text has the
 * hashes: in base64url within it they would be a third larger. The format is ours: docs/identity.md.
 */

/** `typ` of the signed text: of its own, so that nothing else passes for one (RFC 8725 section 3.11). */
export const BUNDLE_TYPE = 'verifier-bundle+jwt';
export const BUNDLE_MEDIA_TYPE = 'application/vnd.madang.verifier-bundle';

/** The most bytes that are read: lists of some 500 million copies. */
export const MOST_BUNDLE_BYTES = 32 * 1024 * 1024;

/** A claim as people know it. */
export interface BundledClaim {
  name: string;
  title: Names;
  /** Words for its values, where it has a few only. */
  options?: Readonly<Record<string, Names>>;
}

/** A type of card that is shown offline. */
export interface BundledType {
  id: string;
  title: Names;
  claims: readonly BundledClaim[];
}

/** A key that signs cards: its name is that of the trust list, the rest its public key on P-256. */
export interface BundledKey extends ListedKey {
  x: string;
  y: string;
}

/** An agency that vouches for such cards. */
export interface BundledIssuer {
  agency: string;
  title: Names;
  types: readonly BundledType[];
  keys: readonly BundledKey[];
}

/** A list of statuses of an agency, as ZLIB (RFC 1950). */
export interface BundledList {
  agency: string;
  list: number;
  bits: StatusBits;
  compressed: Uint8Array;
}

/** All that it holds. Instants are seconds since 1970. */
export interface Bundle {
  /** Whose it is: the address of its maker. */
  iss: string;
  /** When it was made: what changed since then it does not know. */
  iat: number;
  /** From when on it is not used, however little else there is. */
  exp: number;
  issuers: readonly BundledIssuer[];
  lists: readonly BundledList[];
}

/** A list as the signed text names it; the bytes follow in the same order. */
export interface ListEntry extends Omit<BundledList, 'compressed'> {
  length: number;
  sha256: string;
}

/** A bundle but for the signature (ES256) of who keeps the trust list. @param chain of who signs, as DER, without the root. */
export function issueBundle(
  { iss, iat, exp, issuers, lists }: Bundle,
  { chain, sha256 }: { chain: readonly Uint8Array[]; sha256: Sha256 },
): Unsigned<Uint8Array> {
  const header = encodeHeader({ alg: 'ES256', typ: BUNDLE_TYPE, x5c: chain.map(toBase64) });
  const entries = lists.map(
    ({ agency, list, bits, compressed }): ListEntry => ({
      ...{ agency, list, bits, length: compressed.length, sha256: toBase64Url(sha256(compressed)) },
    }),
  );
  const { input, finish } = unsignedJws(header, JSON.stringify({ iss, iat, exp, issuers, lists: entries }));
  return {
    input,
    finish(signature) {
      const text = new TextEncoder().encode(`${finish(signature)}\n`);
      return concatBytes(text, ...lists.map(({ compressed }) => compressed));
    },
  };
}
