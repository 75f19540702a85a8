import { shortText } from '../jose/base64url.ts';
import { jwsAt, readPart } from '../jose/checks.ts';
import { encodeHeader, unsignedJws } from '../jose/jws.ts';
import type { Sha256, SignatureAlgorithm, Unsigned } from '../signing.ts';
import { type ClaimPath, type Claims, KEY_BINDING } from './model.ts';
import { type Disclosure, processClaims, readDisclosures } from './read.ts';
import { transactionClaims } from './transaction.ts';

/** A claim that its holder may keep to themself. */
export interface ClaimApart {
  /** In the claims as the holder sees them, all disclosed. */
  path: readonly (string | number)[];
  value: unknown;
}

/** An SD-JWT as its holder sees it. */
export interface SdJwt {
  header: Claims;
  /** Everything that is said, with all disclosures in their places. */
  claims: Claims;
  /** What of it stands apart; the rest is seen by everybody. */
  apart: ClaimApart[];
}

/** A text is no SD-JWT; the message is the id of the check that fails. */
export class SdJwtError extends Error {}

const encoder = new TextEncoder();
const TILDE = 0x7e;

/**
 * Takes an SD-JWT apart for its holder. It shows what is in it and proves nothing: that is what `checkSdJwt` is for.
 * @throws SdJwtError
 */
export function readSdJwt(text: string, sha256: Sha256): SdJwt {
  const { header, claims, disclosures } = open(text, sha256);
  const apart = disclosures.map(({ path }) => ({ path: path!, value: at(claims, path!) }));
  return { header, claims, apart };
}

/**
 * A presentation that discloses the claims at these paths, with all that is in them, and nothing else that stands apart
 * (RFC 9901 §7.2). Where a claim stands within another that is apart, too, the outer one is shown as far as it must be.
 * @throws SdJwtError; RangeError for a path at which nothing is.
 */
export function disclose(text: string, paths: readonly ClaimPath[], sha256: Sha256): string {
  const { claims, disclosures } = open(text, sha256);
  const missing = paths.find((path) => !isThere(claims, path));
  if (missing) throw new RangeError(`There is no ${missing.join('.')} in it`);
  const shown = new Set<Disclosure>();
  for (const disclosure of disclosures) {
    if (!paths.some((path) => touches(path, disclosure.path!))) continue;
    for (let one: Disclosure | undefined = disclosure; one; one = one.within) shown.add(one);
  }
  const kept = disclosures.filter((disclosure) => shown.has(disclosure));
  return [text.slice(0, text.indexOf('~')), ...kept.map(({ from, to }) => text.slice(from, to)), ''].join('~');
}

/** Whether the disclosure of what stands at `apart` is needed to show `path`, being on the way to it or within it. */
function touches(path: ClaimPath, apart: readonly (string | number)[]): boolean {
  const shared = Math.min(path.length, apart.length);
  return apart.slice(0, shared).every((step, index) => step === path[index] || isAnyOf(path[index]!, step));
}

const isAnyOf = (step: string | number | null, found: string | number): boolean =>
  step === null && typeof found === 'number';

function isThere(value: unknown, [step, ...rest]: ClaimPath): boolean {
  if (step === undefined) return true;
  if (step === null) return Array.isArray(value) && value.some((element) => isThere(element, rest));
  return typeof value === 'object' && value !== null && Object.hasOwn(value, step) && isThere(at(value, [step]), rest);
}

function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((here, step) => (here as Record<string | number, unknown>)[step], value);
}

function open(text: string, sha256: Sha256): { header: Claims; claims: Claims; disclosures: Disclosure[] } {
  const ascii = encoder.encode(text);
  const first = ascii.indexOf(TILDE);
  const jws = first === -1 ? undefined : jwsAt(ascii, 0, first);
  if (!jws || ascii.length !== text.length || !text.endsWith('~')) throw new SdJwtError('form.jwt');
  const failed = readPart(jws, 'header') ?? readPart(jws, 'payload');
  if (failed) throw new SdJwtError(failed);
  const disclosures = readDisclosures(ascii, first + 1, ascii.length, sha256);
  if (typeof disclosures === 'string') throw new SdJwtError(disclosures);
  const claims = processClaims(jws.payload, disclosures);
  if (typeof claims === 'string') throw new SdJwtError(claims);
  return { header: jws.header, claims, disclosures: [...disclosures.values()] };
}

/** For whom and what a holder signs. */
export interface Binding {
  alg: SignatureAlgorithm;
  nonce: string;
  audience: string;
  /** Now, in seconds since 1970. */
  at: number;
  /** What is signed besides, as it stands in the request's `transaction_data`. */
  transaction?: string | undefined;
}

/** The presentation with the holder's signature behind it (RFC 9901 §4.3): an SD-JWT+KB. Signing is the caller's. */
export function bindKey(presentation: string, binding: Binding, sha256: Sha256): Unsigned<string> {
  const { alg, nonce, audience, at: iat, transaction } = binding;
  const sd_hash = shortText(sha256(encoder.encode(presentation)));
  const { input, finish } = unsignedJws(
    encodeHeader({ alg, typ: KEY_BINDING }),
    JSON.stringify({ iat, aud: audience, nonce, sd_hash, ...(transaction && transactionClaims(transaction, sha256)) }),
  );
  return { input, finish: (signature) => presentation + finish(signature) };
}
