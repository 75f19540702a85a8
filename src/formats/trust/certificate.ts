import { equalBytes } from '../bytes.ts';
import { shortText } from '../jose/base64url.ts';
import {
  type Der,
  DerError,
  expectTag,
  integerOf,
  oidOf,
  partsOf,
  readElement,
  TAG,
  textOf,
  timeOf,
  wholeBits,
} from './der.ts';
import { type Extension, type Extensions, readExtensions } from './extensions.ts';
import { rawSignature } from './signature.ts';

/** A certificate of a public key (RFC 5280), as much of it as is checked here. */
export interface Certificate {
  der: Uint8Array;
  /** What its issuer signed. */
  tbs: Uint8Array;
  /** 3, if it is one that anybody still makes. */
  version: number;
  serial: Uint8Array;
  alg: 'ES256' | 'ES384' | undefined;
  /** Whether it names the same algorithm inside and outside of what is signed. */
  algorithmsAgree: boolean;
  /** r and s; undefined where that is no signature by the algorithm. */
  signature: Uint8Array | undefined;
  issuer: Name;
  subject: Name;
  /** Seconds since 1970; both ends belong to it. */
  notBefore: number;
  notAfter: number;
  /** Undefined for a key that is not of P-256 or P-384. */
  jwk: JsonWebKey | undefined;
  /** All of them in their order, and those that are known here. */
  extensions: readonly Extension[];
  known: Extensions;
}

/** A distinguished name: its bytes, by which names are compared, and its attributes by their short names. */
export interface Name {
  raw: Uint8Array;
  attributes: Readonly<Partial<Record<'CN' | 'C' | 'ST' | 'L' | 'O' | 'OU', string>>>;
}

/** Attributes of names by object identifier (RFC 5280 appendix A.1). */
const ATTRIBUTES = {
  '2.5.4.3': 'CN',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
} as const;

/** RFC 5758 section 3.2: ECDSA with SHA-256 and SHA-384. */
const ALGORITHMS: Readonly<Record<string, 'ES256' | 'ES384'>> = {
  '1.2.840.10045.4.3.2': 'ES256',
  '1.2.840.10045.4.3.3': 'ES384',
};

/** RFC 5480 section 2.1.1.1, with the bytes of a coordinate. */
const CURVES: Readonly<Record<string, { crv: string; bytes: number }>> = {
  '1.2.840.10045.3.1.7': { crv: 'P-256', bytes: 32 },
  '1.3.132.0.34': { crv: 'P-384', bytes: 48 },
};
const EC_PUBLIC_KEY = '1.2.840.10045.2.1';

/** Most bytes of one certificate. */
const MOST_BYTES = 8_192;

/**
 * Reads a certificate.
 * @returns undefined for what is none. What it says is not checked here but for its form.
 */
export function readCertificate(der: Uint8Array): Certificate | undefined {
  if (der.length > MOST_BYTES) return undefined;
  try {
    return read(der);
  } catch (error) {
    if (error instanceof DerError) return undefined;
    throw error;
  }
}

function read(der: Uint8Array): Certificate {
  const [signed, outer, bits, ...more] = partsOf(readElement(der, TAG.sequence));
  const parts = partsOf(signed);
  // The version is left out where it is 1 (section 4.1.2.1).
  const version = parts[0]?.tag === 0xa0 ? versionOf(parts.shift()!) : 1;
  const [serial, inner, issuer, validity, subject, key, ...optional] = parts;
  const [notBefore, notAfter] = partsOf(validity);
  const extensions = optional.find(({ tag }) => tag === 0xa3);
  if (more.length > 0 || optional.some(({ tag }) => tag !== 0xa1 && tag !== 0xa2 && tag !== 0xa3))
    throw new DerError('more than a certificate has');
  const alg = ALGORITHMS[oidOf(partsOf(outer)[0])];
  const all = extensions ? readExtensions(extensions) : { extensions: [], known: {} };
  return {
    der,
    tbs: signed!.raw,
    version,
    serial: integerOf(serial),
    alg,
    algorithmsAgree: equalBytes(expectTag(inner, TAG.sequence).raw, outer!.raw),
    signature: alg && rawSignature(wholeBits(bits), alg === 'ES256' ? 32 : 48),
    issuer: nameOf(issuer),
    subject: nameOf(subject),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    jwk: keyOf(key),
    ...all,
  };
}

function versionOf({ content }: Der): number {
  const number = integerOf(readElement(content, TAG.integer));
  if (number.length !== 1) throw new DerError('no version');
  return number[0]! + 1;
}

function nameOf(element: Der | undefined): Name {
  const attributes: Record<string, string> = {};
  for (const set of partsOf(element)) {
    for (const pair of partsOf(set, TAG.set)) {
      const [type, value] = partsOf(pair);
      const name = ATTRIBUTES[oidOf(type) as keyof typeof ATTRIBUTES];
      if (name && value) attributes[name] = textOf(value);
    }
  }
  return { raw: element!.raw, attributes };
}

/** The key in a SubjectPublicKeyInfo of a named curve, its point uncompressed (RFC 5480 section 2.2). @throws DerError */
export function keyOf(element: Der | undefined): JsonWebKey | undefined {
  const [algorithm, bits] = partsOf(element);
  const [type, parameters] = partsOf(algorithm);
  if (oidOf(type) !== EC_PUBLIC_KEY || parameters?.tag !== TAG.oid) return undefined;
  const curve = CURVES[oidOf(parameters)];
  const point = wholeBits(bits);
  if (!curve || point[0] !== 4 || point.length !== 1 + 2 * curve.bytes) return undefined;
  const [x, y] = [point.subarray(1, 1 + curve.bytes), point.subarray(1 + curve.bytes)];
  return { kty: 'EC', crv: curve.crv, x: shortText(x), y: shortText(y) };
}
