/*
 * base64url without padding (RFC 4648 section 5) from bytes to bytes: a credential is put together and taken apart in one
 * buffer, since what is hashed and signed are the bytes of the text.
 */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const CHARACTERS = Uint8Array.from(ALPHABET, (character) => character.charCodeAt(0));
const NONE = 0xff;
const SEXTETS = new Uint8Array(256).fill(NONE);
CHARACTERS.forEach((character, sextet) => {
  SEXTETS[character] = sextet;
});

/** How many characters so many bytes take. */
export const encodedLength = (bytes: number): number => Math.ceil((bytes * 4) / 3);

/** Writes the first `length` bytes as characters into `target` from `at` on. @returns where it ended. */
export function encodeInto(bytes: Uint8Array, length: number, target: Uint8Array, at: number): number {
  let end = at;
  let next = 0;
  for (; next + 2 < length; next += 3) {
    const word = (bytes[next]! << 16) | (bytes[next + 1]! << 8) | bytes[next + 2]!;
    target[end++] = CHARACTERS[word >> 18]!;
    target[end++] = CHARACTERS[(word >> 12) & 63]!;
    target[end++] = CHARACTERS[(word >> 6) & 63]!;
    target[end++] = CHARACTERS[word & 63]!;
  }
  if (next === length) return end;
  const two = next + 1 < length;
  const word = (bytes[next]! << 16) | (two ? bytes[next + 1]! << 8 : 0);
  target[end++] = CHARACTERS[word >> 18]!;
  target[end++] = CHARACTERS[(word >> 12) & 63]!;
  if (two) target[end++] = CHARACTERS[(word >> 6) & 63]!;
  return end;
}

/**
 * Reads the characters from `from` to `to` into `target`.
 * @returns how many bytes they are; -1 for what no one writes so: other characters, padding, a lone character, last bits
 * that are not zero. One text has one reading, and bytes have one spelling.
 */
export function decodeInto(text: Uint8Array, from: number, to: number, target: Uint8Array): number {
  const rest = (to - from) % 4;
  if (rest === 1) return -1;
  let length = 0;
  // No sextet has one of the two highest bits; one that is none has both.
  let all = 0;
  let next = from;
  for (; next + 3 < to; next += 4) {
    const a = SEXTETS[text[next]!]!;
    const b = SEXTETS[text[next + 1]!]!;
    const c = SEXTETS[text[next + 2]!]!;
    const d = SEXTETS[text[next + 3]!]!;
    all |= a | b | c | d;
    target[length++] = (a << 2) | (b >> 4);
    target[length++] = (b << 4) | (c >> 2);
    target[length++] = (c << 6) | d;
  }
  if (rest > 0) {
    const a = SEXTETS[text[next]!]!;
    const b = SEXTETS[text[next + 1]!]!;
    const c = rest === 3 ? SEXTETS[text[next + 2]!]! : 0;
    all |= a | b | c;
    target[length++] = (a << 2) | (b >> 4);
    if (rest === 3) target[length++] = (b << 4) | (c >> 2);
    if (((rest === 3 ? c << 6 : b << 4) & 0xff) !== 0) return -1;
  }
  return all > 63 ? -1 : length;
}

const decoder = new TextDecoder();
const spelled = new Uint8Array(encodedLength(512));

/** A hash or a salt as text. At most 512 bytes. */
export function shortText(bytes: Uint8Array): string {
  return decoder.decode(spelled.subarray(0, encodeInto(bytes, bytes.length, spelled, 0)));
}
