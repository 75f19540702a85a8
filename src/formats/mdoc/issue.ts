import { signatureLength } from '../jose/keys.ts';
import type { Sha256, SignatureAlgorithm, Unsigned } from '../signing.ts';
import type { StatusReference } from '../status/reference.ts';
import { type Cbor, dateTime, encodeCbor, encodeEmbedded, TAG, Tagged } from './cbor.ts';
import { coseKeyOf, HEADER, protectedHeader, signedBytes } from './cose.ts';

/** What an issuer vouches for in an mdoc. Instants are seconds since 1970. */
export interface MdocToIssue {
  docType: string;
  /** Values by namespace and element. */
  elements: Readonly<Record<string, Readonly<Record<string, Cbor>>>>;
  /** The holder's public key, to which it is bound. */
  deviceKey: JsonWebKey;
  validity: { signed: number; from: number; until: number };
  /** Where its status is listed (Token Status List section 6.3). */
  status?: StatusReference | undefined;
  /** Certificates of who signs, as DER, the signer's first, without the root. */
  chain: readonly Uint8Array[];
  alg: SignatureAlgorithm;
  /** The digests of a namespace are a multiple of so many: how many elements there are is not told. 1 if left out. */
  padTo?: number | undefined;
}

/** What issuing needs of the machine: hashes, and bytes that nobody can guess. */
export interface IssuingMeans {
  sha256: Sha256;
  random(bytes: number): Uint8Array;
}

/**
 * Twice what ISO 18013-5 section 9.1.2.5 demands at least: nobody tells a value by trying all. It is also the length of a
 * digest, so that where there is no element the random bytes themselves stand for one.
 */
const RANDOM_BYTES = 32;
/** For each place that is drawn: of 2³² values, so that none is preferred by more than one in millions. */
const DRAW_BYTES = 4;

/**
 * An mdoc as its holder gets it, but for the signature: `IssuerSigned` (ISO 18013-5 section 8.3.2.1.2.2), which OpenID4VCI
 * carries in base64url. Each element can be shown apart from the others, and tells nothing of those that are kept back: ids
 * are drawn anew for each mdoc, and digests of nothing stand among the others.
 * @throws TypeError for a device key that is not taken.
 */
export function issueMdoc(mdoc: MdocToIssue, means: IssuingMeans): Unsigned<Uint8Array> {
  const nameSpaces = new Map<string, Cbor[]>();
  const valueDigests = new Map<string, ReadonlyMap<number, Cbor>>();
  const { padTo = 1 } = mdoc;
  for (const [namespace, elements] of Object.entries(mdoc.elements)) {
    const named = Object.entries(elements);
    const count = Math.ceil(named.length / padTo) * padTo;
    // Drawn for all of them at once.
    const random = means.random((RANDOM_BYTES + DRAW_BYTES) * count);
    const ids = shuffled(count, random.subarray(RANDOM_BYTES * count));
    const items = named.map(([name, value], nth) => itemOf(ids[nth]!, name, value, randomOf(random, nth)));
    nameSpaces.set(
      namespace,
      items.map((item) => new Tagged(TAG.embedded, item)),
    );
    const digests: Uint8Array[] = new Array(count);
    ids.forEach((id, nth) => {
      const item = items[nth];
      // What is hashed is the item with its tag and its length (section 9.1.2.5).
      digests[id] = item ? means.sha256(encodeEmbedded(item)) : randomOf(random, nth);
    });
    valueDigests.set(namespace, new Map(digests.entries()));
  }
  const { alg, chain } = mdoc;
  const header = protectedHeader(alg);
  const payload = encodeEmbedded(encodeCbor(securityObject(mdoc, valueDigests)));
  // One certificate stands by itself, several in an array (RFC 9360 section 2).
  const unprotected = new Map([[HEADER.x5chain, chain.length === 1 ? chain[0]! : chain]]);
  return {
    input: signedBytes(header, payload),
    finish(signature) {
      if (signature.length !== signatureLength(alg)) throw new RangeError(`No ${alg} signature has its length`);
      const issuerAuth = [header, unprotected, payload, signature];
      const issuerSigned = new Map<string, Cbor>([
        ['nameSpaces', nameSpaces],
        ['issuerAuth', issuerAuth],
      ]);
      return encodeCbor(issuerSigned);
    },
  };
}

/** The numbers below a count, in an order that chance has drawn (Fisher and Yates). */
function shuffled(count: number, random: Uint8Array): number[] {
  const ids = Array.from({ length: count }, (_, id) => id);
  const draws = new DataView(random.buffer, random.byteOffset, DRAW_BYTES * count);
  for (let last = count - 1; last > 0; last -= 1) {
    const drawn = draws.getUint32(DRAW_BYTES * last) % (last + 1);
    [ids[last], ids[drawn]] = [ids[drawn]!, ids[last]!];
  }
  return ids;
}

const randomOf = (random: Uint8Array, nth: number) => random.subarray(nth * RANDOM_BYTES, (nth + 1) * RANDOM_BYTES);

function itemOf(digestId: number, name: string, value: Cbor, random: Uint8Array): Uint8Array {
  const item = new Map<string, Cbor>([
    ['digestID', digestId],
    ['random', random],
    ['elementIdentifier', name],
    ['elementValue', value],
  ]);
  return encodeCbor(item);
}

/** MobileSecurityObject (section 9.1.2.4). */
function securityObject({ docType, deviceKey, validity, status }: MdocToIssue, valueDigests: Cbor): Cbor {
  const object = new Map<string, Cbor>([
    ['version', '1.0'],
    ['digestAlgorithm', 'SHA-256'],
    ['docType', docType],
    ['valueDigests', valueDigests],
    ['deviceKeyInfo', new Map([['deviceKey', coseKeyOf(deviceKey)]])],
    [
      'validityInfo',
      new Map([
        ['signed', dateTime(validity.signed)],
        ['validFrom', dateTime(validity.from)],
        ['validUntil', dateTime(validity.until)],
      ]),
    ],
  ]);
  if (status) {
    const listed = new Map<string, Cbor>([
      ['idx', status.idx],
      ['uri', status.uri],
    ]);
    object.set('status', new Map([['status_list', listed]]));
  }
  return object;
}
