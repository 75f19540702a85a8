import { array, type RawBuilder, sql } from '../kernel/index.ts';

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

/** A column of rows as one array parameter for `unnest`. */
export function column<Row, Type extends keyof Types>(
  rows: readonly Row[],
  type: Type,
  value: (row: Row) => Types[Type] | null | undefined,
): RawBuilder<unknown> {
  return array(rows.map(value), type);
}

/** The shard of the id in a column, as `shardOf` has it of an id that is here. @param id a name of ours, such as `t.id`. */
export const shardOfColumn = (id: string): RawBuilder<number> => sql.raw(`get_byte(uuid_send(${id}), 0) >> 4`);
