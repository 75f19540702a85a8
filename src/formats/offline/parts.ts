import { toBase64Url } from '../bytes.ts';
import type { Cbor } from '../mdoc/index.ts';
import { type Leaf, MOST_DEPTH, readItem, SALT_BYTES } from './model.ts';
import { HASH_BYTES } from './tree.ts';

/*
 * Taking a code apart. Nothing is judged here but the form: what is not of it is undefined, and the checks say so.
 */

/** What an issuer signed, as it stands in a code. */
export interface SignedParts {
  header: Uint8Array;
  payload: Uint8Array;
  signature: Uint8Array;
}

/** What the signed part says. Instants are seconds since 1970. */
export interface Signed {
  type: string;
  from: number;
  until: number;
  place: { list: number; index: number };
  depth: number;
  root: Uint8Array;
  /** To which it is bound; a paper card to none. */
  holderKey: JsonWebKey | undefined;
}

/** A code that is shown. */
export interface ShownParts extends SignedParts {
  leaves: readonly Leaf[];
  proof: readonly Uint8Array[];
  /** What a phone adds; undefined on paper. */
  holder: { at: number; challenge: Uint8Array | null; signature: Uint8Array } | undefined;
}

const isBytes = (item: Cbor | undefined): item is Uint8Array => item instanceof Uint8Array;
const isCount = (item: Cbor | undefined): item is number => Number.isSafeInteger(item) && (item as number) >= 0;
const listOf = (item: Cbor | undefined): readonly Cbor[] | undefined => (Array.isArray(item) ? item : undefined);

/** What an issuer signed. */
export function readSigned(payload: Uint8Array): Signed | undefined {
  const items = listOf(readItem(payload));
  if (items?.length !== 7 && items?.length !== 9) return undefined;
  const [type, from, until, list, index, depth, root, x, y] = items;
  if (typeof type !== 'string' || ![from, until, list, index, depth].every(isCount)) return undefined;
  if ((depth as number) > MOST_DEPTH || !isBytes(root) || root.length !== HASH_BYTES) return undefined;
  const isBound = items.length === 9;
  if (isBound && !(isBytes(x) && isBytes(y) && x.length === 32 && y.length === 32)) return undefined;
  const place = { list: list as number, index: index as number };
  const holderKey = isBound ? keyOf(x as Uint8Array, y as Uint8Array) : undefined;
  return { ...{ type, from: from as number, until: until as number, place }, depth: depth as number, root, holderKey };
}

const keyOf = (x: Uint8Array, y: Uint8Array): JsonWebKey => ({
  ...{ kty: 'EC', crv: 'P-256', x: toBase64Url(x), y: toBase64Url(y) },
});

/** A copy as a wallet keeps it: claims, and hashes where none is. */
export function readCopy(bytes: Uint8Array): (SignedParts & { entries: readonly (Leaf | Uint8Array)[] }) | undefined {
  const items = listOf(readItem(bytes));
  const entries = listOf(items?.[3])?.map((entry, place) =>
    isBytes(entry) ? entry : leafOf([place, ...(listOf(entry) ?? [])]),
  );
  const signed = items?.length === 4 ? signedParts(items) : undefined;
  if (!signed || !entries?.every((entry) => entry !== undefined)) return undefined;
  return { ...signed, entries };
}

/** A code as a verifier reads it. */
export function readShown(bytes: Uint8Array): ShownParts | undefined {
  const items = listOf(readItem(bytes));
  if (items?.length !== 5 && items?.length !== 8) return undefined;
  const signed = signedParts(items);
  const leaves = listOf(items[3])?.map((leaf) => leafOf(listOf(leaf) ?? []));
  const proof = proofIn(items[4]);
  const holder = items.length === 8 ? holderOf(items) : undefined;
  if (!signed || !leaves?.every((leaf) => leaf !== undefined) || !proof || (items.length === 8 && !holder))
    return undefined;
  return { ...signed, leaves, proof, holder };
}

function signedParts([header, payload, signature]: readonly Cbor[]): SignedParts | undefined {
  return isBytes(header) && isBytes(payload) && isBytes(signature) ? { header, payload, signature } : undefined;
}

function leafOf(items: readonly Cbor[]): Leaf | undefined {
  const [place, salt, name, value] = items;
  const fits = items.length === 4 && isCount(place) && isBytes(salt) && salt.length === SALT_BYTES;
  return fits && typeof name === 'string' ? { place, salt, name, value: value! } : undefined;
}

/** Hashes stand one after the other. */
function proofIn(item: Cbor | undefined): Uint8Array[] | undefined {
  if (!isBytes(item) || item.length % HASH_BYTES !== 0) return undefined;
  return Array.from({ length: item.length / HASH_BYTES }, (_, nth) =>
    item.subarray(nth * HASH_BYTES, (nth + 1) * HASH_BYTES),
  );
}

function holderOf(items: readonly Cbor[]): ShownParts['holder'] {
  const [at, challenge, signature] = items.slice(5);
  if (!isCount(at) || !(challenge === null || isBytes(challenge)) || !isBytes(signature)) return undefined;
  return { at, challenge, signature };
}
