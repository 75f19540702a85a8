import { type Cbor, CborError, decodeCbor, embeddedIn, encodeEmbedded, secondsOf } from './cbor.ts';
import { HEADER, readSign1, type Sign1 } from './cose.ts';

/*
 * Taking an mdoc apart. Nothing is judged here: what is not there, or not of its form, is undefined, and the checks say so.
 */

export type CborMap = ReadonlyMap<string | number, Cbor>;

/** One element that its issuer vouches for (ISO 18013-5 section 8.3.2.1.2.2, IssuerSignedItem). */
export interface Item {
  namespace: string;
  digestId: number;
  random: Uint8Array;
  name: string;
  value: Cbor;
  /** With tag and length, as it was hashed. */
  bytes: Uint8Array;
}

/** What an issuer signed. */
export interface IssuerParts {
  map: CborMap | undefined;
  /** Undefined where one of them is no item. */
  items: readonly Item[] | undefined;
  auth: Sign1 | undefined;
  header: CborMap | undefined;
  chain: readonly Uint8Array[] | undefined;
  /** MobileSecurityObject. */
  mso: CborMap | undefined;
  /** Seconds since 1970. */
  validity: { signed: number; from: number; until: number } | undefined;
  /** Digests by namespace and id. */
  digests: ReadonlyMap<string, ReadonlyMap<number, Uint8Array>> | undefined;
}

/** What a holder signed. */
export interface DeviceParts {
  /** With tag and length, as it was signed. */
  namespacesBytes: Uint8Array | undefined;
  namespaces: ReadonlyMap<string, CborMap> | undefined;
  /** The names of what is in DeviceAuth. */
  methods: readonly (string | number)[];
  auth: Sign1 | undefined;
  header: CborMap | undefined;
}

/** The item in bytes, or undefined where there is none. */
export function tryDecode(bytes: Uint8Array | undefined): Cbor | undefined {
  if (!bytes) return undefined;
  try {
    return decodeCbor(bytes);
  } catch (error) {
    if (error instanceof CborError) return undefined;
    throw error;
  }
}

/** An item if it is a map. */
export const mapOf = (item: Cbor | undefined): CborMap | undefined => (item instanceof Map ? item : undefined);

/** Takes `IssuerSigned` apart. */
export function readIssuerParts(item: Cbor | undefined): IssuerParts {
  const map = mapOf(item);
  const auth = readSign1(map?.get('issuerAuth'));
  const mso = mapOf(tryDecode(embeddedIn(tryDecode(auth?.payload ?? undefined))));
  return {
    map,
    items: itemsOf(map?.get('nameSpaces')),
    auth,
    header: mapOf(tryDecode(auth?.protectedBytes)),
    chain: chainOf(auth?.unprotected.get(HEADER.x5chain)),
    mso,
    validity: validityOf(mapOf(mso?.get('validityInfo'))),
    digests: digestsOf(mapOf(mso?.get('valueDigests'))),
  };
}

/** All items of all namespaces; undefined where one is not of its form. */
function itemsOf(namespaces: Cbor | undefined): Item[] | undefined {
  // Where nothing is shown, there may be no namespaces at all.
  if (namespaces === undefined) return [];
  if (!(namespaces instanceof Map)) return undefined;
  const items = [...(namespaces as CborMap)].flatMap(([namespace, list]) =>
    typeof namespace === 'string' && Array.isArray(list) && list.length > 0
      ? list.map((one) => itemOf(namespace, one))
      : [undefined],
  );
  return items.every((item) => item !== undefined) ? items : undefined;
}

const ITEM_MEMBERS = 4;

function itemOf(namespace: string, tagged: Cbor): Item | undefined {
  const encoded = embeddedIn(tagged);
  const map = mapOf(tryDecode(encoded));
  if (!encoded || map?.size !== ITEM_MEMBERS) return undefined;
  const [digestId, random, name, value] = ['digestID', 'random', 'elementIdentifier', 'elementValue'].map((key) =>
    map.get(key),
  );
  const fits = isIndex(digestId) && random instanceof Uint8Array && typeof name === 'string' && value !== undefined;
  return fits ? { namespace, digestId, random, name, value, bytes: encodeEmbedded(encoded) } : undefined;
}

/** One certificate, or several in an array (RFC 9360 section 2). */
function chainOf(item: Cbor | undefined): readonly Uint8Array[] | undefined {
  if (item instanceof Uint8Array) return [item];
  const several = Array.isArray(item) && item.length > 1 && item.every((one) => one instanceof Uint8Array);
  return several ? (item as Uint8Array[]) : undefined;
}

function validityOf(info: CborMap | undefined): IssuerParts['validity'] {
  const [signed, from, until] = ['signed', 'validFrom', 'validUntil'].map((key) => secondsOf(info?.get(key)));
  return signed !== undefined && from !== undefined && until !== undefined ? { signed, from, until } : undefined;
}

function digestsOf(namespaces: CborMap | undefined): IssuerParts['digests'] {
  const isDigests = (item: Cbor) =>
    item instanceof Map && [...item].every(([id, digest]) => isIndex(id) && digest instanceof Uint8Array);
  const fits = namespaces && [...namespaces].every(([name, digests]) => typeof name === 'string' && isDigests(digests));
  return fits ? (namespaces as IssuerParts['digests']) : undefined;
}

/** Takes `DeviceSigned` apart. */
export function readDeviceParts(item: Cbor | undefined): DeviceParts {
  const map = mapOf(item);
  const encoded = embeddedIn(map?.get('nameSpaces'));
  const methods = mapOf(map?.get('deviceAuth'));
  const auth = readSign1(methods?.get('deviceSignature'));
  const namespaces = mapOf(tryDecode(encoded));
  const fits =
    namespaces && [...namespaces].every(([name, elements]) => typeof name === 'string' && elements instanceof Map);
  return {
    namespacesBytes: encoded && encodeEmbedded(encoded),
    namespaces: fits ? (namespaces as DeviceParts['namespaces']) : undefined,
    methods: [...(methods?.keys() ?? [])],
    auth,
    header: mapOf(tryDecode(auth?.protectedBytes)),
  };
}

/** Whether it is an unsigned integer. Below 2³¹ it should be (section 9.1.2.5), but much used issuers draw from 2³². */
export const isIndex = (item: Cbor | undefined): item is number => Number.isSafeInteger(item) && (item as number) >= 0;
