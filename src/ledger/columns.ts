import { type RawBuilder, sql } from '../kernel/index.ts';

/** What values of PostgreSQL's types are here. */
interface Types {
  boolean: boolean;
  bytea: Uint8Array;
  bigint: number;
  smallint: number;
  text: string;
  timestamptz: Date;
  uuid: string;
}

/** How a value is written. */
interface Codec<T> {
  /** The type's object id (PostgreSQL's pg_type.dat), which is the same everywhere. */
  readonly oid: number;
  /** How many bytes it may take. */
  most(value: T): number;
  /** Writes it at a place and returns where it ends. */
  write(buffer: Buffer, value: T, at: number): number;
}

const CODECS: { readonly [Type in keyof Types]: Codec<Types[Type]> } = {
  boolean: { oid: 16, most: () => 1, write: (buffer, value, at) => buffer.writeUInt8(value ? 1 : 0, at) },
  bytea: { oid: 17, most: (bytes) => bytes.length, write: writeBytes },
  bigint: { oid: 20, most: () => 8, write: (buffer, value, at) => buffer.writeBigInt64BE(BigInt(value), at) },
  smallint: { oid: 21, most: () => 2, write: (buffer, value, at) => buffer.writeInt16BE(value, at) },
  text: { oid: 25, most: (text) => 3 * text.length, write: (buffer, text, at) => at + buffer.write(text, at) },
  timestamptz: { oid: 1184, most: () => 8, write: writeInstant },
  uuid: { oid: 2950, most: () => 16, write: writeUuid },
};

const INT = 4;

/**
 * A column of rows as one array parameter for `unnest`, in PostgreSQL's binary form. pg would write it as text: that is
 * twice the bytes, and took a third of the time of a batch.
 */
export function column<Row, Type extends keyof Types>(
  rows: readonly Row[],
  type: Type,
  value: (row: Row) => Types[Type] | null | undefined,
): RawBuilder<unknown> {
  return sql`${encode(rows.map(value), CODECS[type])}::${sql.raw(type)}[]`;
}

/** As `array_recv` of PostgreSQL reads it: dimensions, nulls, element type; length and lower bound; each with its length. */
function encode<T>(values: readonly (T | null | undefined)[], { oid, most, write }: Codec<T>): Buffer {
  const head = values.length === 0 ? [0, 0, oid] : [1, 0, oid, values.length, 1];
  const bytes = values.reduce((sum, value) => sum + INT + (value == null ? 0 : most(value)), head.length * INT);
  const encoded = Buffer.allocUnsafe(bytes);
  let at = 0;
  for (const number of head) at = encoded.writeInt32BE(number, at);
  for (const value of values) {
    const end = value == null ? at + INT : write(encoded, value, at + INT);
    encoded.writeInt32BE(value == null ? -1 : end - at - INT, at);
    at = end;
  }
  return encoded.subarray(0, at);
}

function writeBytes(buffer: Buffer, bytes: Uint8Array, at: number): number {
  buffer.set(bytes, at);
  return at + bytes.length;
}

const EPOCH = Date.UTC(2000, 0, 1);

/** PostgreSQL counts microseconds, from its own epoch. */
function writeInstant(buffer: Buffer, date: Date, at: number): number {
  return buffer.writeBigInt64BE(BigInt(date.getTime() - EPOCH) * 1_000n, at);
}

function writeUuid(buffer: Buffer, id: string, at: number): number {
  return at + buffer.write(id.replaceAll('-', ''), at, 'hex');
}
