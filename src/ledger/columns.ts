import { type RawBuilder, sql } from '../kernel/index.ts';

/*
 * Columns of many rows as parameters for `unnest`, in PostgreSQL's binary form: writing and reading them as text took
 * longer than the inserts themselves.
 */

/** How values of one type are written: its object id (pg_type.dat), and its bytes at a place of a buffer. */
interface Codec<T> {
  readonly oid: number;
  /** No value is longer, in bytes. */
  most(value: T): number;
  /** Returns where it ends. */
  write(buffer: Buffer, value: T, at: number): number;
}

/** PostgreSQL counts microseconds from 2000-01-01. */
const EPOCH = Date.UTC(2000, 0, 1);

const CODECS = {
  boolean: { oid: 16, most: () => 1, write: (buffer, value, at) => buffer.writeUInt8(value ? 1 : 0, at) },
  bytea: { oid: 17, most: (bytes) => bytes.length, write: (buffer, bytes, at) => at + bytes.copy(buffer, at) },
  bigint: { oid: 20, most: () => 8, write: writeInt64 },
  smallint: { oid: 21, most: () => 2, write: (buffer, value, at) => buffer.writeInt16BE(value, at) },
  text: { oid: 25, most: (text) => 3 * text.length, write: (buffer, text, at) => at + buffer.write(text, at) },
  timestamptz: {
    oid: 1184,
    most: () => 8,
    write: (buffer, date, at) => writeInt64(buffer, (date.getTime() - EPOCH) * 1_000, at),
  },
  uuid: { oid: 2950, most: () => 16, write: writeUuid },
} as const satisfies {
  boolean: Codec<boolean>;
  bytea: Codec<Buffer>;
  bigint: Codec<number>;
  smallint: Codec<number>;
  text: Codec<string>;
  timestamptz: Codec<Date>;
  uuid: Codec<string>;
};

type ColumnType = keyof typeof CODECS;
type ValueOf<Type extends ColumnType> = Parameters<(typeof CODECS)[Type]['most']> extends [infer T] ? T : ScalarOf<Type>;
type ScalarOf<Type extends ColumnType> = Type extends 'boolean' ? boolean : Type extends 'uuid' ? string : number;
