import { concatBytes, fromBase64Url } from '../bytes.ts';
import { type Cbor, encodeCbor, type PlainValue, plainValue } from '../mdoc/index.ts';
import type { Sha256, Unsigned } from '../signing.ts';
import { fromBase45, toBase45 } from './base45.ts';
import {
  ASK_PREFIX,
  CHALLENGE_BYTES,
  CODE_PREFIX,
  CONTEXT,
  HOLDER_HEADER,
  type Leaf,
  toBeSigned,
  writeLeaf,
} from './model.ts';
import { readCopy, readSigned, type Signed } from './parts.ts';
import { leafHash, proofOf } from './tree.ts';

/** A compact card as its holder reads it. */
export interface Compact extends Omit<Signed, 'depth' | 'root'> {
  /** By name. */
  claims: Readonly<Record<string, PlainValue>>;
}

/** Reads a copy; undefined for anything else. Nothing of it is checked. */
export function readCompact(copy: string): Compact | undefined {
  const parts = readCopy(fromBase64Url(copy) ?? new Uint8Array());
  const signed = parts && readSigned(parts.payload);
  if (!signed) return undefined;
  const { depth, root, ...said } = signed;
  const leaves = parts.entries.filter((entry) => !(entry instanceof Uint8Array)) as Leaf[];
  return { ...said, claims: Object.fromEntries(leaves.map(({ name, value }) => [name, plainValue(value)])) };
}

/** What a holder shows of a copy. */
export interface ShowingCompact {
  /** As the issuer gave it. */
  copy: string;
  /** Names of claims: at least one. */
  claims: readonly string[];
  /** Now, in seconds since 1970. */
  at: number;
  /** The question on the verifier's screen, where there is one. */
  challenge?: Uint8Array | undefined;
}

/**
 * The code that a phone shows, but for the holder's signature (ES256, by the copy's own key): finished, it is the text of a QR
 * code, for SHOW_LIFE seconds.
 * @throws RangeError for a claim that the copy has not, or none; TypeError for what is no copy.
 */
export function showOf(
  { copy, claims, at, challenge }: ShowingCompact,
  { sha256 }: { sha256: Sha256 },
): Unsigned<string> {
  const shown = [...partsShown(copy, claims, sha256), at, challenge ?? null];
  return {
    input: toBeSigned(HOLDER_HEADER, CONTEXT.holder, encodeCbor(shown)),
    finish(signature) {
      if (signature.length !== 64) throw new RangeError('No ES256 signature has its length');
      return CODE_PREFIX + toBase45(encodeCbor([...shown, signature]));
    },
  };
}

/** The text of the QR code of a paper card, with all that it says. @throws TypeError for what is no copy. */
export function paperOf(copy: string, { sha256 }: { sha256: Sha256 }): string {
  const claims = Object.keys(readCompact(copy)?.claims ?? {});
  return CODE_PREFIX + toBase45(encodeCbor(partsShown(copy, claims, sha256)));
}

/** header, signed, signature, leaves, proof. */
function partsShown(copy: string, claims: readonly string[], sha256: Sha256): Cbor[] {
  const parts = readCopy(fromBase64Url(copy) ?? new Uint8Array());
  if (!parts) throw new TypeError('This is no copy of a compact card');
  const { header, payload, signature, entries } = parts;
  const leaves = entries.filter(
    (entry): entry is Leaf => !(entry instanceof Uint8Array) && claims.includes(entry.name),
  );
  if (leaves.length === 0 || leaves.length < new Set(claims).size)
    throw new RangeError('The copy has not all of these claims');
  const hashes = entries.map((entry) => (entry instanceof Uint8Array ? entry : leafHash(writeLeaf(entry), sha256)));
  const proof = proofOf(hashes, new Set(leaves.map(({ place }) => place)), sha256);
  const written = leaves.map(({ place, salt, name, value }) => [place, salt, name, value]);
  return [header, payload, signature, written, concatBytes(...proof)];
}

/** The text of the QR code on a verifier's screen. @param challenge CHALLENGE_BYTES that nobody can guess. */
export const writeChallenge = (challenge: Uint8Array): string => ASK_PREFIX + toBase45(challenge);

/** The question in a QR code; undefined for any other. */
export function readChallenge(text: string): Uint8Array | undefined {
  const bytes = text.startsWith(ASK_PREFIX) ? fromBase45(text.slice(ASK_PREFIX.length)) : undefined;
  return bytes?.length === CHALLENGE_BYTES ? bytes : undefined;
}
