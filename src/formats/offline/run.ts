import type { CborMap } from '../mdoc/read.ts';
import type { Sha256 } from '../signing.ts';
import type { KeyState } from '../trust/trust-list.ts';
import type { ShownParts, Signed, SignedParts } from './parts.ts';

/** A key that an issuer signs compact cards with, or has signed with. */
export interface OfflineKey {
  agency: string;
  jwk: JsonWebKey;
  /** Ids of the types that its issuer may vouch for. */
  types: readonly string[];
  state: KeyState;
  /** Seconds since 1970: since when it signs, and when it was retired or distrusted. */
  from: number;
  until?: number | undefined;
}

/** What somebody takes who has public keys only. */
export interface IssuedExpected {
  /** Now, in seconds since 1970. */
  at: number;
  sha256: Sha256;
  /** The key of an issuer by the first bytes of its name. */
  keyOf(kid: Uint8Array): OfflineKey | undefined;
}

/** What a verifier takes who is shown a code. */
export interface ShowExpected extends IssuedExpected {
  /** What is known of the status at a place of an agency's lists; undefined where nothing is. */
  statusOf(agency: string, place: { list: number; index: number }): number | undefined;
  /** The question on the verifier's screen, which the code has to answer. Without one the code has to be fresh. */
  challenge?: Uint8Array | undefined;
  /** Whether this verifier has taken this very code before. */
  wasTaken?(signature: Uint8Array): boolean;
}

/** What is looked at of what an issuer signed, and what has been read of it. */
export interface IssuedRun {
  expected: IssuedExpected;
  parts: SignedParts | undefined;
  header: CborMap | undefined;
  key: OfflineKey | undefined;
  signed: Signed | undefined;
}

/** The same of a code. */
export interface ShowRun extends IssuedRun {
  expected: ShowExpected;
  text: string;
  bytes: Uint8Array | undefined;
  shown: ShownParts | undefined;
}
