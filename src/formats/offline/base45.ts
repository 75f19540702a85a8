/*
 * Base45 (RFC 9285): bytes as the characters of QR's alphanumeric mode, which packs them so well that the code is no larger
 * than one of the bytes themselves, and any reader gives it back as text.
 */

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';
const VALUES = new Map([...ALPHABET].map((character, value) => [character, value]));
const BASE = ALPHABET.length;

/** Writes bytes: three characters for two of them, two for a last one. */
export function toBase45(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 2) {
    const isPair = at + 1 < bytes.length;
    let value = isPair ? bytes[at]! * 256 + bytes[at + 1]! : bytes[at]!;
    for (let digit = 0; digit < (isPair ? 3 : 2); digit += 1) {
      text += ALPHABET[value % BASE];
      value = Math.floor(value / BASE);
    }
  }
  return text;
}

/** Reads them again. @returns undefined for what nobody writes so. */
export function fromBase45(text: string): Uint8Array | undefined {
  if (text.length % 3 === 1) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 2) / 3));
  let end = 0;
  for (let at = 0; at < text.length; at += 3) {
    const digits = [...text.slice(at, at + 3)].map((character) => VALUES.get(character));
    if (digits.includes(undefined)) return undefined;
    const value = (digits as number[]).reduceRight((sum, digit) => sum * BASE + digit, 0);
    if (value >= (digits.length === 3 ? 65_536 : 256)) return undefined;
    if (digits.length === 3) bytes[end++] = value >> 8;
    bytes[end++] = value & 0xff;
  }
  return bytes;
}
