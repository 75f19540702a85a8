/*
 * Bytes for code that runs in the reader's browser and on the server alike, so that a proof is checked by the same lines
 * in both: WebCrypto and the web's own functions only, nothing of Node.
 */

/** Bytes that WebCrypto accepts. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();

/** A text as UTF-8. */
export function utf8(text: string): Bytes {
  return encoder.encode(text);
}

/** SHA-256 through WebCrypto. */
export async function digest(data: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', data));
}

/** Byte strings joined to one. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** Whether two byte strings are equal. Not in constant time: what is compared here is public. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** Lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Standard base64 with padding (RFC 4648 section 4). */
export function toBase64(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/**
 * Standard base64 (RFC 4648 section 4), canonical only: a text has one reading, and bytes have one spelling.
 * @throws Error when the text is anything else.
 */
export function fromBase64(text: string): Bytes {
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  // `atob` forgives blanks, missing padding and stray last bits; a proof must not.
  if (toBase64(bytes) !== text) throw new Error('Not canonical base64');
  return bytes;
}

/** base64url without padding (RFC 4648 section 5). */
export function toBase64url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws Error when the text is not canonical base64url without padding. */
export function fromBase64url(text: string): Bytes {
  if (/[+/=]/.test(text)) throw new Error('Not base64url');
  const padding = '='.repeat((4 - (text.length % 4)) % 4);
  return fromBase64(text.replaceAll('-', '+').replaceAll('_', '/') + padding);
}
