import { equalBytes, fromBase64Url, toBase64Url } from '../../bytes.ts';
import type { Cbor } from '../../mdoc/index.ts';
import { decodeCbor, encodeCbor } from '../../mdoc/index.ts';
import { random, rawSign, sha256, signBy, type TestKey, testKey } from '../../testing.ts';
import { NOW } from '../../trust/testing.ts';
import { fromBase45, toBase45 } from '../base45.ts';
import { type CompactToIssue, issueCompact } from '../issue.ts';
import { CODE_PREFIX, CONTEXT, HOLDER_HEADER, toBeSigned } from '../model.ts';
import type { OfflineKey, ShowExpected } from '../run.ts';
import { showOf } from '../show.ts';
import { HASH_BYTES, leafHash, rootOf } from '../tree.ts';

/*
 * A compact card for tests: its issuer, its holder, a verifier, and codes that no honest one of them makes.
 */

const DAY = 86_400;
export const ISSUER: TestKey = testKey();
export const HOLDER: TestKey = testKey();
/** SHA-256 of a certificate that nobody needs here. */
export const KID = toBase64Url(sha256(Uint8Array.of(1)));

/** As many as a resident card has. */
export const CLAIMS: CompactToIssue['claims'] = [
  ['name', '김하은'],
  ['birthdate', '2006-05-17'],
  ['age_equal_or_over.18', true],
  ['age_equal_or_over.19', true],
  ['age_equal_or_over.65', false],
  ['no_youth', undefined],
];

/** What its issuer signs; what `but` says is otherwise. */
export const cardToIssue = (but: Partial<CompactToIssue> = {}): CompactToIssue => ({
  ...{ type: 'resident-card', from: NOW - DAY, until: NOW + 30 * DAY, place: { list: 3, index: 700_000 } },
  ...{ holderKey: HOLDER.jwk, claims: CLAIMS, kid: KID },
  ...but,
});

/** A copy as a wallet gets it. */
export const issuedCopy = (but: Partial<CompactToIssue> = {}, signer: TestKey = ISSUER): string =>
  signBy(signer, issueCompact(cardToIssue(but), { sha256, random }));

export const KEY: OfflineKey = {
  ...{ agency: 'residents', jwk: ISSUER.jwk, types: ['resident-card'] },
  ...{ state: 'current', from: NOW - 10 * DAY },
};

export const EXPECTED: ShowExpected = {
  at: NOW,
  sha256,
  keyOf: (kid) => (equalBytes(kid, fromBase64Url(KID)!.subarray(0, kid.length)) ? KEY : undefined),
  statusOf: (agency, { list }) => (agency === KEY.agency && list === 3 ? 0 : undefined),
};

/** The code of a phone that shows claims of a copy. */
export const shownCode = (
  claims: readonly string[] = ['age_equal_or_over.19'],
  {
    copy = issuedCopy(),
    at = NOW,
    challenge,
    holder = HOLDER,
  }: { copy?: string; at?: number; challenge?: Uint8Array; holder?: TestKey } = {},
): string => signBy(holder, showOf({ copy, claims, at, challenge }, { sha256 }));

/** What is changed of an honest code, in place; what has to be is signed again, so that nothing but the change is wrong. */
export interface Changes {
  header?(header: Map<Cbor, Cbor>): void;
  signed?(signed: Cbor[]): void;
  /** [place, salt, name, value] of each that is shown, before the root is made anew where `anew` is set. */
  leaves?(leaves: Cbor[][]): void;
  anew?: true;
  /** All parts, before the phone signs. */
  parts?(parts: Cbor[]): void;
  /** All parts, at the end. */
  code?(parts: Cbor[]): void;
}

/** An honest code but for the changes. */
export function forge({ header, signed, leaves, anew, parts, code }: Changes, of: string = shownCode()): string {
  const items = decodeCbor(fromBase45(of.slice(CODE_PREFIX.length))!) as Cbor[];
  const head = decodeCbor(items[0] as Uint8Array) as Map<Cbor, Cbor>;
  header?.(head);
  const said = [...(decodeCbor(items[1] as Uint8Array) as Cbor[])];
  leaves?.(items[3] as Cbor[][]);
  if (anew) resign(items, said);
  signed?.(said);
  items[0] = encodeCbor(head as Cbor);
  items[1] = encodeCbor(said);
  items[2] = rawSign(ISSUER, toBeSigned(items[0], CONTEXT.issuer, items[1]));
  parts?.(items);
  if (items.length === 8)
    items[7] = rawSign(HOLDER, toBeSigned(HOLDER_HEADER, CONTEXT.holder, encodeCbor(items.slice(0, 7))));
  code?.(items);
  return CODE_PREFIX + toBase45(encodeCbor(items));
}

/** An issuer that signs just these leaves, whatever they are. */
function resign(items: Cbor[], said: Cbor[]): void {
  const leaves = items[3] as Cbor[][];
  const depth = Math.ceil(Math.log2(leaves.length));
  const empty = new Uint8Array(HASH_BYTES);
  const hashes = Array.from({ length: 2 ** depth }, (_, place) =>
    leaves[place] ? leafHash(encodeCbor(leaves[place].slice(1)), sha256) : empty,
  );
  said[5] = depth;
  said[6] = rootOf(hashes, sha256);
  items[4] = new Uint8Array((hashes.length - leaves.length) * HASH_BYTES);
}
