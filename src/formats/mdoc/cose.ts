import { fromBase64Url } from '../bytes.ts';
import { shortText } from '../jose/base64url.ts';
import type { SignatureAlgorithm } from '../signing.ts';
import { type Cbor, encodeCbor } from './cbor.ts';

/*
 * COSE (RFC 9052, RFC 9053) as an mdoc has it: signatures by one, untagged, and public keys.
 */

/** COSE_Sign1 (RFC 9052 section 4.2). */
export interface Sign1 {
  /** As it was signed, and what is in it. */
  protectedBytes: Uint8Array;
  unprotected: ReadonlyMap<string | number, Cbor>;
  /** Null where it is known to both sides. */
  payload: Uint8Array | null;
  signature: Uint8Array;
}

/** Labels of header parameters: RFC 9052 section 3.1, RFC 9360 section 2. */
export const HEADER = { alg: 1, crit: 2, x5chain: 33 } as const;

/** Algorithms by their COSE numbers (RFC 9053 section 2). */
const ALGORITHMS: ReadonlyMap<Cbor | undefined, SignatureAlgorithm> = new Map([
  [-7, 'ES256'],
  [-35, 'ES384'],
  [-8, 'EdDSA'],
]);

/** By its COSE number; undefined for one that is not taken here. */
export const algorithmOf = (number: Cbor | undefined): SignatureAlgorithm | undefined => ALGORITHMS.get(number);

/** Curves that go with each algorithm: COSE's number (RFC 9053 section 7.1), key type, JOSE's name, bytes of a coordinate. */
const CURVES = [
  { alg: 'ES256', kty: 2, curve: 1, crv: 'P-256', bytes: 32 },
  { alg: 'ES384', kty: 2, curve: 2, crv: 'P-384', bytes: 48 },
  { alg: 'EdDSA', kty: 1, curve: 6, crv: 'Ed25519', bytes: 32 },
] as const;

/** The algorithm that goes with a public key; undefined where none does that is taken here. */
export function algorithmFor({ crv }: JsonWebKey): SignatureAlgorithm | undefined {
  return CURVES.find((curve) => curve.crv === crv)?.alg;
}

/** The protected header of a signature by an algorithm, and nothing else in it (ISO 18013-5 section 9.1.2.4). */
export function protectedHeader(alg: SignatureAlgorithm): Uint8Array {
  const number = [...ALGORITHMS].find(([, name]) => name === alg)![0] as number;
  return encodeCbor(new Map([[HEADER.alg, number]]));
}

/** The bytes that a COSE_Sign1 signs: Sig_structure (RFC 9052 section 4.4), with no external data. */
export function signedBytes(protectedBytes: Uint8Array, payload: Uint8Array): Uint8Array {
  return encodeCbor(['Signature1', protectedBytes, new Uint8Array(), payload]);
}

/** Takes a COSE_Sign1 apart. @returns undefined for anything else. */
export function readSign1(item: Cbor | undefined): Sign1 | undefined {
  if (!Array.isArray(item) || item.length !== 4) return undefined;
  const [protectedBytes, unprotected, payload, signature] = item as readonly Cbor[];
  const fits =
    protectedBytes instanceof Uint8Array &&
    unprotected instanceof Map &&
    (payload === null || payload instanceof Uint8Array) &&
    signature instanceof Uint8Array;
  return fits ? { protectedBytes, unprotected, payload, signature } : undefined;
}

/** A public key as COSE_Key (RFC 9053 section 7). @throws TypeError for a key of another kind. */
export function coseKeyOf({ crv, x, y }: JsonWebKey): ReadonlyMap<number, Cbor> {
  const curve = CURVES.find((one) => one.crv === crv);
  const [xBytes, yBytes] = [fromBase64Url(x ?? ''), fromBase64Url(y ?? '')];
  if (!curve || xBytes?.length !== curve.bytes || (curve.kty === 2 && yBytes?.length !== curve.bytes))
    throw new TypeError('A key of P-256, P-384 or Ed25519 is needed');
  const common: [number, Cbor][] = [
    [1, curve.kty],
    [-1, curve.curve],
    [-2, xBytes],
  ];
  return new Map(curve.kty === 2 ? [...common, [-3, yBytes!]] : common);
}

/**
 * A COSE_Key as JWK.
 * @returns undefined for what is not taken here: other types and curves, compressed points, private keys.
 */
export function jwkOf(key: Cbor | undefined): JsonWebKey | undefined {
  if (!(key instanceof Map) || key.has(-4)) return undefined;
  const [kty, curve, x, y] = [1, -1, -2, -3].map((label) => key.get(label));
  const row = CURVES.find((one) => one.kty === kty && one.curve === curve);
  if (!row || !(x instanceof Uint8Array) || x.length !== row.bytes) return undefined;
  if (row.kty === 1) return { kty: 'OKP', crv: row.crv, x: shortText(x) };
  if (!(y instanceof Uint8Array) || y.length !== row.bytes) return undefined;
  return { kty: 'EC', crv: row.crv, x: shortText(x), y: shortText(y) };
}
