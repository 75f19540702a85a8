import type { Sha256 } from '../signing.ts';
import type { ChainChecked } from '../trust/chain.ts';
import type { CborMap, DeviceParts, IssuerParts } from './read.ts';

/** What a verifier takes. */
export interface MdocExpected {
  /** Now, in seconds since 1970. */
  at: number;
  sha256: Sha256;
  /** Certificates, as DER, of the roots of issuers whom the verifier trusts. */
  anchors: readonly Uint8Array[];
  /** Types of documents that are taken; all if left out. */
  docTypes?: readonly string[] | undefined;
  /** By how many seconds clocks may differ: 60 if left out. */
  leeway?: number | undefined;
}

/** What a verifier takes that asked a holder. */
export interface ShownExpected extends MdocExpected {
  /** The request: the SessionTranscript to which the holder's signature has to be bound. */
  transcript: Uint8Array;
}

/** What is looked at of what an issuer signed, and what has been read of it. */
export interface IssuerRun {
  expected: MdocExpected;
  issuer: IssuerParts;
  chain: ChainChecked | undefined;
  deviceKey: JsonWebKey | undefined;
}

/** The same of an answer to a request. */
export interface ShownRun extends IssuerRun {
  expected: ShownExpected;
  response: CborMap | undefined;
  document: CborMap | undefined;
  device: DeviceParts;
}
