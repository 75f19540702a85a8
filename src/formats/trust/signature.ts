import { integerOf, partsOf, readElement, TAG } from './der.ts';
import { positive, sequence } from './der-write.ts';

/*
 * A signature by ECDSA has two forms: in DER as certificates carry it (ECDSA-Sig-Value, RFC 3279 section 2.2.3), and raw, r
 * and s one after the other at a fixed length, as a JWS and a COSE_Sign1 do (RFC 7518 section 3.4).
 */

/** The raw form. @param bytes of r and of s. @throws DerError */
export function rawSignature(der: Uint8Array, bytes: number): Uint8Array | undefined {
  const numbers = partsOf(readElement(der, TAG.sequence)).map(integerOf);
  const raw = new Uint8Array(2 * bytes);
  if (numbers.length !== 2) return undefined;
  for (const [index, number] of numbers.entries()) {
    // A zero before a number keeps it from being negative.
    const digits = number[0] === 0 ? number.subarray(1) : number;
    if (digits.length > bytes || number[0]! >= 0x80) return undefined;
    raw.set(digits, (index + 1) * bytes - digits.length);
  }
  return raw;
}

/** The form in DER. */
export function derSignature(raw: Uint8Array): Uint8Array {
  const half = raw.length / 2;
  return sequence(positive(raw.subarray(0, half)), positive(raw.subarray(half)));
}
