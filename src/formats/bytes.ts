import { decodeInto } from './jose/base64url.ts';

/*
 * Bytes and their texts, for servers and pages alike.
 */

/** All of them, one after the other. */
export function concatBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Whether they are the same. Not in constant time: nothing secret is compared here. */
export function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}

/** Writes base64url without padding (RFC 4648 section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Writes base64 (RFC 4648 section 4), as `x5c` has it. */
export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  return btoa(binary);
}

/** As many arguments as every engine takes. */
const CHUNK = 8_192;

/**
 * Reads base64url without padding.
 * @returns undefined for what nobody writes so: other characters, padding, bits left over.
 */
export function fromBase64Url(text: string): Uint8Array | undefined {
  const ascii = encoder.encode(text);
  const bytes = new Uint8Array(Math.floor((ascii.length * 3) / 4) + 3);
  const length = decodeInto(ascii, 0, ascii.length, bytes);
  return length < 0 ? undefined : bytes.subarray(0, length);
}

const encoder = new TextEncoder();

/** Reads base64 with padding. @returns undefined for what nobody writes so. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return undefined;
  const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  return toBase64(bytes) === text ? bytes : undefined;
}
