import { type RawBuilder, sql } from '../../kernel/index.ts';

/** The object id of `bytea` (PostgreSQL's pg_type.dat), which is the same everywhere. */
const BYTEA = 17;
const INT = 4;

/**
 * Byte strings as one parameter of type `bytea[]`, in PostgreSQL's binary form. pg would write them as text, in hex:
 * that is twice the bytes, and takes several times as long as the insert itself.
 */
export function byteArrays(values: readonly Uint8Array[]): RawBuilder<unknown> {
  return sql`${encodeByteArrays(values)}::bytea[]`;
}

/** As `array_recv` of PostgreSQL reads it: dimensions, nulls, element type; length and lower bound; length and bytes of each. */
function encodeByteArrays(values: readonly Uint8Array[]): Buffer {
  const head = values.length === 0 ? [0, 0, BYTEA] : [1, 0, BYTEA, values.length, 1];
  const encoded = Buffer.allocUnsafe(
    head.length * INT + values.reduce((length, value) => length + INT + value.length, 0),
  );
  let at = 0;
  for (const number of head) at = encoded.writeInt32BE(number, at);
  for (const value of values) {
    at = encoded.writeInt32BE(value.length, at);
    encoded.set(value, at);
    at += value.length;
  }
  return encoded;
}
