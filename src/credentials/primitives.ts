import {
  type BinaryToTextEncoding,
  createPublicKey,
  hash,
  type KeyObject,
  randomBytes,
  randomFillSync,
  sign,
  verify,
} from 'node:crypto';
import { promisify } from 'node:util';
import { derSignature, rawSignature, type SignatureToCheck } from '../formats/index.ts';

/*
 * What the formats are given in on a server: hashes, chance, signatures and the verifying of them, by node:crypto.
 *
 * Signatures by ECDSA are handed to it in DER and taken from it so, and become raw here: asked for raw ones (`ieee-p1363`),
 * Node looks up the order of the curve in a copy of the key of the kind that OpenSSL had before its third version, which
 * takes as long as to sign.
 */

/** SHA-256 of bytes. */
export function sha256Of(bytes: Uint8Array): Uint8Array {
  // Twice as fast as asking for a buffer, whose memory Node gets from elsewhere.
  const text = hash('sha256', bytes, 'latin1' as BinaryToTextEncoding);
  const digest = new Uint8Array(32);
  for (let at = 0; at < digest.length; at += 1) digest[at] = text.charCodeAt(at);
  return digest;
}

/** Bytes that nobody can guess. */
export function randomOf(length: number): Uint8Array {
  if (length > drawn.length) return new Uint8Array(randomBytes(length));
  if (used + length > drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  used += length;
  return drawn.slice(used - length, used);
}

/** To draw many at once costs hardly more than a few; each is handed out once. */
const drawn = new Uint8Array(8_192);
let used = drawn.length;

const COORDINATE = 32;

/** Signs by ES256, raw as a JWS has it. */
export function signWith(key: KeyObject, input: Uint8Array): Uint8Array {
  return rawSignature(sign('sha256', input, key), COORDINATE)!;
}

/** The same on another thread: of what comes by the hundreds a second, this one has a fifth of the work. */
export async function signAside(key: KeyObject, input: Uint8Array): Promise<Uint8Array> {
  return rawSignature(await signLater('sha256', input, key), COORDINATE)!;
}

const signLater = promisify<string, Uint8Array, KeyObject, Buffer>(sign);
const verifyLater = promisify<string | null, Uint8Array, KeyObject | string, Uint8Array, boolean>(verify);

/**
 * What each algorithm hashes with (EdDSA does so by itself), how its signatures look to OpenSSL, and how the file of a public
 * key begins before its point (SubjectPublicKeyInfo, RFC 5480 section 2, RFC 8410 section 4): whole groups of base64.
 */
const ALGORITHMS = {
  ES256: {
    ...{ hashedBy: 'sha256', length: 2 * COORDINATE, written: derSignature },
    key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE',
  },
  ES384: { hashedBy: 'sha384', length: 96, written: derSignature, key: 'MHYwEAYHKoZIzj0CAQYFK4EEACIDYgAE' },
  EdDSA: { hashedBy: null, length: 64, written: (raw: Uint8Array) => raw, key: 'MCowBQYDK2VwAyEA' },
} as const;

/** Whether a signature is right. A key that is none, such as a point beside its curve, verifies nothing. */
export function verifies(signature: SignatureToCheck): boolean {
  if (!signature.lasting) return isRight(signature);
  const { input, signature: bytes, jwk } = signature;
  const name = Buffer.concat([sha256Of(input), bytes, Buffer.from(JSON.stringify(jwk))]).toString('latin1');
  if (right.has(name)) return true;
  if (!isRight(signature)) return false;
  if (right.size >= MOST_REMEMBERED) right.clear();
  right.add(name);
  return true;
}

/** Signatures on certificates that were found right: those of few issuers, asked for with each credential. */
const right = new Set<string>();
const MOST_REMEMBERED = 1_000;

function isRight({ alg, jwk, input, signature, familiar }: SignatureToCheck): boolean {
  const { hashedBy, length, written } = ALGORITHMS[alg];
  if (signature.length !== length) return false;
  try {
    const file = pemOf(alg, jwk);
    return verify(hashedBy, input, familiar ? familiarKey(file) : file, written(signature));
  } catch {
    return false;
  }
}

/** As `verifies`, on another thread, for keys that are met again and again by the hundreds a second. */
export async function verifiesAside({ alg, jwk, input, signature }: SignatureToCheck): Promise<boolean> {
  const { hashedBy, length, written } = ALGORITHMS[alg];
  if (signature.length !== length) return false;
  try {
    return await verifyLater(hashedBy, input, familiarKey(pemOf(alg, jwk)), written(signature));
  } catch {
    return false;
  }
}

/** A key as PEM (RFC 7468): handed a JWK, Node finds out by exceptions what it is, which takes longer than to read it. */
function pemOf(alg: SignatureToCheck['alg'], { x, y = '' }: JsonWebKey): string {
  const point = Buffer.concat([x!, y].map((coordinate) => Buffer.from(coordinate, 'base64url')));
  return `-----BEGIN PUBLIC KEY-----\n${ALGORITHMS[alg].key}${point.toString('base64')}\n-----END PUBLIC KEY-----\n`;
}

function familiarKey(file: string): KeyObject {
  const known = familiar.get(file) ?? createPublicKey(file);
  if (familiar.size >= MOST_REMEMBERED) familiar.clear();
  familiar.set(file, known);
  return known;
}

/** Keys of few issuers: to read one takes half as long as to verify by it. */
const familiar = new Map<string, KeyObject>();

/** The first of the signatures that is false, if one is. */
export function falseOneOf(signatures: readonly SignatureToCheck[]): SignatureToCheck | undefined {
  return signatures.find((signature) => !verifies(signature));
}
