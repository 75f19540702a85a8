import { fromBase64Url, toBase64Url } from '../bytes.ts';
import { type Cbor, encodeCbor, type IssuingMeans } from '../mdoc/index.ts';
import type { Unsigned } from '../signing.ts';
import { CONTEXT, KID_BYTES, SALT_BYTES, toBeSigned } from './model.ts';
import { HASH_BYTES, leafHash, rootOf } from './tree.ts';

/** What an issuer vouches for in a compact card. Instants are seconds since 1970. */
export interface CompactToIssue {
  /** The type of the card, by its id. */
  type: string;
  from: number;
  until: number;
  /** Where its status stands, in a list of its issuer. */
  place: { list: number; index: number };
  /** The holder's public key (P-256); left out for a paper card, which is bound to nobody. */
  holderKey?: JsonWebKey | undefined;
  /** By name, in the order of the type; undefined for one that this holder has not, whose place is filled all the same. */
  claims: readonly (readonly [name: string, value: Cbor | undefined])[];
  /** The name of the issuer's key: the thumbprint of its certificate, in base64url. */
  kid: string;
}

/**
 * A compact card as its holder gets it, in base64url, but for the issuer's signature (ES256). Two of the same type have
 * equally many places in their trees: how many claims somebody has is not told.
 * @throws TypeError for a holder's key that is not of P-256, RangeError for more claims than a tree holds.
 */
export function issueCompact(card: CompactToIssue, means: IssuingMeans): Unsigned<string> {
  const header = encodeCbor(
    new Map<number, Cbor>([
      [1, -7],
      [4, fromBase64Url(card.kid)!.subarray(0, KID_BYTES)],
    ]),
  );
  const depth = Math.ceil(Math.log2(Math.max(1, card.claims.length)));
  const random = means.random(SALT_BYTES * 2 ** depth);
  const entries = Array.from({ length: 2 ** depth }, (_, place): Cbor => {
    const salt = random.subarray(place * SALT_BYTES, (place + 1) * SALT_BYTES);
    const [name, value] = card.claims[place] ?? [];
    // A hash that nobody has the leaf of is as good as any random bytes.
    return name === undefined || value === undefined ? salt.subarray(0, HASH_BYTES) : [salt, name, value];
  });
  const hashes = entries.map((entry) =>
    entry instanceof Uint8Array ? entry : leafHash(encodeCbor(entry), means.sha256),
  );
  const { type, from, until, place } = card;
  const said = [type, from, until, place.list, place.index, depth, rootOf(hashes, means.sha256)];
  const payload = encodeCbor([...said, ...(card.holderKey ? coordinates(card.holderKey) : [])]);
  return {
    input: toBeSigned(header, CONTEXT.issuer, payload),
    finish(signature) {
      if (signature.length !== 64) throw new RangeError('No ES256 signature has its length');
      return toBase64Url(encodeCbor([header, payload, signature, entries]));
    },
  };
}

function coordinates({ kty, crv, x, y }: JsonWebKey): Uint8Array[] {
  const both = [x, y].map((coordinate) => fromBase64Url(coordinate ?? ''));
  if (kty !== 'EC' || crv !== 'P-256' || both.some((bytes) => bytes?.length !== 32))
    throw new TypeError('A key of P-256 is needed');
  return both as Uint8Array[];
}
