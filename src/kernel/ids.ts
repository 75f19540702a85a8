import { createHash, randomBytes } from 'node:crypto';

/** How many ids this process has made, from a random start. It never starts again: acts of different instants overlap. */
let count = randomBytes(3).readUIntBE(0, 3);

/**
 * A time-ordered UUID (RFC 9562, version 7). Those of one process and one millisecond rise too, by a counter in the
 * 26 bits after the time (§6.2, method 1), so that what was written first sorts first.
 */
export function uuidv7(at: Date): string {
  count = (count + 1) % 2 ** 26;
  const bytes = randomBytes(16);
  bytes.writeUIntBE(at.getTime(), 0, 6);
  bytes.writeUInt16BE(count >>> 14, 6);
  bytes.writeUInt16BE(count & 0x3fff, 8);
  return formatUuid(bytes, 7);
}

/** A UUID drawn from names (in the manner of RFC 9562, version 8, over SHA-256): the same names give the same id. */
export function uuidOf(...names: string[]): string {
  const hash = createHash('sha256');
  for (const name of names) hash.update(`${Buffer.byteLength(name)}:${name}`);
  return formatUuid(hash.digest().subarray(0, 16), 8);
}

function formatUuid(bytes: Buffer, version: number): string {
  bytes[6] = (bytes[6]! & 0x0f) | (version << 4);
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A secret of `bytes` random bytes as base64url, for sessions and keys. */
export function randomSecret(bytes = 32): string {
  return randomBytes(bytes).toString('base64url');
}

/** SHA-256 of a text or bytes. */
export function sha256(data: string | Uint8Array): Buffer {
  return createHash('sha256').update(data).digest();
}

/** A few characters people can read to each other: no 0/O, 1/I/L. For case numbers. */
export function readableCode(length: number): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  return Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
}
