import { hash, randomBytes } from 'node:crypto';

/** Random bytes are taken from a stock of so many: getting a few costs as much as getting thousands. */
const STOCK = 4_096;
let stock = Buffer.alloc(0);

/** So many random bytes, which nobody else is given. */
function freshBytes(length: number): Buffer {
  if (stock.length < length) stock = randomBytes(Math.max(STOCK, length));
  const fresh = stock.subarray(0, length);
  stock = stock.subarray(length);
  return fresh;
}

/** How many ids this process has made, from a random start. It never starts again: acts of different instants overlap. */
let count = freshBytes(3).readUIntBE(0, 3);

/**
 * A time-ordered UUID (RFC 9562, version 7). Those of one process and one millisecond rise too, by a counter in the
 * 26 bits after the time (§6.2, method 1), so that what was written first sorts first.
 */
export function uuidv7(at: Date): string {
  count = (count + 1) % 2 ** 26;
  const time = at.getTime().toString(16).padStart(12, '0');
  const [high, low] = [0x7000 | (count >>> 14), 0x8000 | (count & 0x3fff)];
  return `${time.slice(0, 8)}-${time.slice(8)}-${high.toString(16)}-${low.toString(16)}-${freshBytes(6).toString('hex')}`;
}

/** A UUID drawn from names (in the manner of RFC 9562, version 8, over SHA-256): the same names give the same id. */
export function uuidOf(...names: string[]): string {
  let text = '';
  for (const name of names) text += `${Buffer.byteLength(name)}:${name}`;
  const hex = hash('sha256', text);
  const variant = (0x8 | (Number.parseInt(hex[16]!, 16) & 0x3)).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A secret of `bytes` random bytes as base64url, for sessions and keys. */
export function randomSecret(bytes = 32): string {
  return freshBytes(bytes).toString('base64url');
}

/** SHA-256 of a text or bytes. By way of a text its bytes lie in Node's pool: a buffer of its own takes twice as long. */
export function sha256(data: string | Uint8Array): Buffer {
  return Buffer.from(hash('sha256', data, 'binary'), 'binary');
}

/** A few characters people can read to each other: no 0/O, 1/I/L. For case numbers. */
export function readableCode(length: number): string {
  const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
  return Array.from(freshBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
}
