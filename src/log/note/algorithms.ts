import { type Bytes, concat, utf8 } from '../bytes.ts';
import { parseCheckpoint } from './checkpoint.ts';

/*
 * How signatures of each type are made (https://c2sp.org/signed-note, https://c2sp.org/tlog-cosignature). Runs in the
 * browser too.
 */

/** Signature types by their identifier byte: the first is a log's, the second a witness's, the third either's. */
export const ED25519 = 0x01;
export const ED25519_COSIGNATURE = 0x04;
export const ML_DSA_44_COSIGNATURE = 0x06;

/** What is signed, and what goes into the signed message besides the text. */
export interface Claim {
  /** The text of the note. */
  text: string;
  /** The name of the key that signs. */
  name: string;
  /** Whole seconds since 1970 where the type has a time, else 0. */
  time: number;
}

/** A type of signatures. */
export interface Algorithm {
  /** Its name in WebCrypto. */
  name: 'Ed25519' | 'ML-DSA-44';
  /** Length of a public key in bytes. */
  keyBytes: number;
  /** What stands before a public key in a SubjectPublicKeyInfo (RFC 8410 section 4, RFC 9881 section 4), in base64. */
  spki: string;
  /** Whether a signature begins with the time at which it was made. */
  timestamped: boolean;
  /**
   * The bytes that are signed.
   * @throws Error when a text of this form cannot be signed so.
   */
  messageOf(claim: Claim): Bytes;
}

const EDWARDS = { name: 'Ed25519', keyBytes: 32, spki: 'MCowBQYDK2VwAyEA' } as const;
const LATTICE = { name: 'ML-DSA-44', keyBytes: 1312, spki: 'MIIFMjALBglghkgBZQMEAxEDggUhAA==' } as const;

/** The types that there are. Another is another row. */
export const ALGORITHMS: Readonly<Record<number, Algorithm>> = {
  [ED25519]: { ...EDWARDS, timestamped: false, messageOf: ({ text }) => utf8(text) },
  [ED25519_COSIGNATURE]: {
    ...EDWARDS,
    timestamped: true,
    messageOf: ({ text, time }) => utf8(`cosignature/v1\ntime ${time}\n${text}`),
  },
  [ML_DSA_44_COSIGNATURE]: { ...LATTICE, timestamped: true, messageOf: cosignedMessage },
};

/** The types by which a log signs its own checkpoints, and those by which others cosign them. */
export const LOG_TYPES: readonly number[] = [ED25519, ML_DSA_44_COSIGNATURE];
export const WITNESS_TYPES: readonly number[] = [ED25519_COSIGNATURE, ML_DSA_44_COSIGNATURE];

/** `cosigned_message` of tlog-cosignature, in the presentation language of RFC 8446 section 3. It is for checkpoints only. */
function cosignedMessage({ text, name, time }: Claim): Bytes {
  const { origin, size, root } = parseCheckpoint(text);
  return concat(utf8('subtree/v1\n\0'), opaque(name), uint64(time), opaque(origin), uint64(0), uint64(size), root);
}

/** A text with its length before it, in one byte. */
function opaque(text: string): Bytes {
  const bytes = utf8(text);
  if (bytes.length > 255) throw new Error('A name that is signed has at most 255 bytes');
  return concat(Uint8Array.of(bytes.length), bytes);
}

const UINT64_BYTES = 8;

function uint64(value: number): Bytes {
  const bytes = new Uint8Array(UINT64_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** A signature as it stands in a note: with the time before it where the type has one. */
export function joinTime({ timestamped }: Algorithm, time: number, signature: Uint8Array): Bytes {
  return timestamped ? concat(uint64(time), signature) : concat(signature);
}

/** The parts of a signature as it stands in a note; `null` where it is too short, or its time too far off to be counted. */
export function splitTime({ timestamped }: Algorithm, signature: Bytes): { time: number; signature: Bytes } | null {
  if (!timestamped) return { time: 0, signature };
  if (signature.length <= UINT64_BYTES) return null;
  const time = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  return Number.isSafeInteger(time) ? { time, signature: signature.slice(UINT64_BYTES) } : null;
}
