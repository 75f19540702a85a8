import { concatBytes, equalBytes, fromBase64Url } from '../bytes.ts';
import { type Check, firstFailure, type Step } from '../jose/checks.ts';
import { encodeCbor, type PlainValue, plainValue } from '../mdoc/index.ts';
import type { SignatureToCheck } from '../signing.ts';
import { ISSUED_STEPS } from './checks-issuer.ts';
import { SHOW_STEPS, TEXT_STEPS } from './checks-show.ts';
import { CONTEXT, HOLDER_HEADER, type Leaf, toBeSigned, writeLeaf } from './model.ts';
import { readCopy, type SignedParts } from './parts.ts';
import type { IssuedExpected, IssuedRun, ShowExpected, ShowRun } from './run.ts';
import { leafHash, rootOf } from './tree.ts';

/** All that is demanded of a code, in the order in which it is checked. "TSL" is draft-ietf-oauth-status-list. */
export const OFFLINE_STEPS: readonly Step<ShowRun>[] = [...TEXT_STEPS, ...ISSUED_STEPS, ...SHOW_STEPS];

/** The same as one list. */
export const OFFLINE_CHECKS: readonly Check<ShowRun>[] = OFFLINE_STEPS.flatMap(({ checks }) => checks);

type Failed = { ok: false; failed: string; source: string; why: string };

/** What came of checking a compact card. Nothing is proved until the signatures are verified. */
export interface CheckedCompact {
  ok: true;
  type: string;
  /** Of who vouches for it. */
  agency: string;
  /** Seconds since 1970. */
  from: number;
  until: number;
  /** By name, in the order of the type. */
  claims: Readonly<Record<string, PlainValue>>;
  place: { list: number; index: number };
  signatures: SignatureToCheck[];
}

/** What came of checking a code. */
export type CheckedShow = (CheckedCompact & { paper: boolean; holderSignature: Uint8Array | undefined }) | Failed;

/**
 * Checks a code that somebody shows: of a card on a phone, or on paper. It needs public keys and a list of statuses, and
 * nobody to ask; it never throws, whatever the text.
 */
export function checkShow(text: string, expected: ShowExpected): CheckedShow {
  const run: ShowRun = { ...begin(undefined, expected), ...{ expected, text, bytes: undefined, shown: undefined } };
  const failed = firstFailure(OFFLINE_STEPS, run);
  if (failed) return refused(failed);
  const { leaves, proof: _, holder, ...parts } = run.shown!;
  const holders = holder ? [holderSignature(run)] : [];
  const checked = checkedOf(run, parts, leaves, holders);
  return { ...checked, paper: holder === undefined, holderSignature: holder?.signature };
}

/** Checks a copy as a wallet gets it. @param holderKey its own, to which the copy has to be bound. */
export function checkIssuedCompact(
  copy: string,
  holderKey: JsonWebKey,
  expected: IssuedExpected,
): CheckedCompact | Failed {
  const parts = readCopy(fromBase64Url(copy) ?? new Uint8Array());
  const run = begin(parts, expected);
  const failed = firstFailure(ISSUED_STEPS, run);
  if (failed) return refused(failed);
  const { sha256 } = expected;
  const { depth, root, holderKey: bound } = run.signed!;
  if (bound?.x !== holderKey.x || bound?.y !== holderKey.y) return refused(OWN_KEY);
  const hashes = parts!.entries.map((entry) =>
    entry instanceof Uint8Array ? entry : leafHash(writeLeaf(entry), sha256),
  );
  if (hashes.length !== 2 ** depth || !equalBytes(rootOf(hashes, sha256), root)) return refused(ALL_CLAIMS);
  const leaves = parts!.entries.filter((entry): entry is Leaf => !(entry instanceof Uint8Array));
  return checkedOf(run, parts!, leaves, []);
}

const OWN_KEY = {
  id: 'copy.own-key',
  source: 'OpenID4VCI 1.0 §8.2',
  says: 'It is bound to the key of who asked for it.',
};
const ALL_CLAIMS = { id: 'copy.claims', source: 'here', says: 'The claims beside it are those that were signed.' };

const refused = ({ id, source, says }: Pick<Check<never>, 'id' | 'source' | 'says'>): Failed => ({
  ...{ ok: false, failed: id, source, why: says },
});

function begin(parts: SignedParts | undefined, expected: IssuedExpected): IssuedRun {
  return { expected, parts, header: undefined, key: undefined, signed: undefined };
}

function checkedOf(
  run: IssuedRun,
  { header, payload, signature }: SignedParts,
  leaves: readonly Leaf[],
  more: readonly SignatureToCheck[],
): CheckedCompact {
  const { type, from, until, place } = run.signed!;
  const { agency, jwk } = run.key!;
  const input = toBeSigned(header, CONTEXT.issuer, payload);
  const issuers: SignatureToCheck = { what: ISSUERS, alg: 'ES256', jwk, input, signature };
  const claims = Object.fromEntries(leaves.map(({ name, value }) => [name, plainValue(value)]));
  return { ok: true, type, agency, from, until, claims, place, signatures: [issuers, ...more] };
}

/** Whose signatures these are, for whoever is told that one is false. */
export const ISSUERS = "the issuer's signature";
export const HOLDERS = "the holder's signature";

function holderSignature({ shown, signed }: ShowRun): SignatureToCheck {
  const { header, payload, signature, leaves, proof, holder } = shown!;
  const written = leaves.map(({ place, salt, name, value }) => [place, salt, name, value]);
  const said = [header, payload, signature, written, concatBytes(...proof), holder!.at, holder!.challenge];
  const input = toBeSigned(HOLDER_HEADER, CONTEXT.holder, encodeCbor(said));
  return { what: HOLDERS, alg: 'ES256', jwk: signed!.holderKey!, input, signature: holder!.signature };
}
