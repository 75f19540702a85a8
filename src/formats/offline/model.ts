import type { Cbor } from '../mdoc/index.ts';
import { decodeCbor, encodeCbor } from '../mdoc/index.ts';

/*
 * Cards as a QR code can hold them, for where there is no network: the format is ours (docs/identity.md), since no standard
 * has one that shows single claims, is bound to a phone's key, and is small enough for any camera. Signatures are COSE_Sign1
 * (RFC 9052) of ES256; everything is CBOR in its one shortest form, arrays instead of maps.
 *
 *   signed   = [type, from, until, list, index, depth, root, x, y]   a copy that a phone's key binds
 *            | [type, from, until, list, index, depth, root]         a paper card, bound to nobody
 *   claim    = [salt, name, value]
 *   copy     = [header, signed, signature, [claim | hash, ...]]      what a wallet keeps; a hash stands for no claim
 *   paper    = [header, signed, signature, [[place, salt, name, value], ...], proof]
 *   show     = [header, signed, signature, [[place, salt, name, value], ...], proof, at, challenge | null, holder's signature]
 */

/** Before the characters of a code: of one that is shown, and of a question that a verifier's screen asks. */
export const CODE_PREFIX = 'CARD1:';
export const ASK_PREFIX = 'ASK1:';

/** For how many seconds a code that answers no question is taken, and by how many the clocks of two phones may differ. */
export const SHOW_LIFE = 30;
export const CLOCK_LEEWAY = 10;

/** Of the name of a key, its first bytes: enough to find it among those of a trust list. */
export const KID_BYTES = 8;
export const SALT_BYTES = 16;
/** Bytes of a question: nobody has prepared answers to all. */
export const CHALLENGE_BYTES = 8;
/** A card has at most 2^6 claims in it. */
export const MOST_DEPTH = 6;
/** Characters of the largest QR code (version 40, alphanumeric, lowest correction). */
export const MOST_CHARACTERS = 4_296;

/**
 * What each signature is over besides the bytes (external_aad, RFC 9052 section 4.3): the same keys sign other things, and
 * none of them passes for one of these.
 */
const encoder = new TextEncoder();
export const CONTEXT = {
  issuer: encoder.encode('compact card 1'),
  holder: encoder.encode('compact card show 1'),
} as const;

/** The protected header of what a holder signs: ES256 (-7), and nothing else. */
export const HOLDER_HEADER = encodeCbor(new Map([[1, -7]]));

/** The bytes that a COSE_Sign1 signs: Sig_structure (RFC 9052 section 4.4). */
export const toBeSigned = (header: Uint8Array, context: Uint8Array, payload: Uint8Array): Uint8Array =>
  encodeCbor(['Signature1', header, context, payload]);

/** A claim that is shown, and its place in the tree. */
export interface Leaf {
  place: number;
  salt: Uint8Array;
  name: string;
  value: Cbor;
}

/** A claim as it is hashed. */
export const writeLeaf = ({ salt, name, value }: Omit<Leaf, 'place'>): Uint8Array => encodeCbor([salt, name, value]);

/** Reads an item, or tells that it is none. */
export function readItem(bytes: Uint8Array): Cbor | undefined {
  try {
    return decodeCbor(bytes);
  } catch {
    return undefined;
  }
}
