import { array, type Db, first, run, sql } from '../../kernel/index.ts';

/** A leaf on its way into a log. */
export interface OutboxEntry {
  /** The log that it is for. */
  origin: string;
  id: string;
  leaf: Uint8Array;
}

/** Puts encoded leaves into the outbox, in the transaction of their acts. */
export async function insertOutbox(tx: Db, entries: readonly OutboxEntry[]): Promise<void> {
  const origins = entries.map(({ origin }) => origin);
  const ids = entries.map(({ id }) => id);
  const leaves = entries.map(({ leaf }) => Buffer.from(leaf));
  await run(
    tx,
    sql`insert into log.outbox (origin, appended_at, id, leaf)
      select origin, clock_timestamp(), id, leaf
      from unnest(${array(origins, 'text')}, ${array(ids, 'uuid')}, ${array(leaves, 'bytea')}) as entry (origin, id, leaf)`,
  );
}

/** What is to be moved. */
export interface Batch {
  origin: string;
  /** The index of the first. */
  from: number;
  /** Most acts. */
  limit: number;
  /** Leaves that follow the acts, if there are any. */
  statements: readonly Uint8Array[];
}

/** A batch that was moved into the log. */
export interface Moved {
  /** How many acts were taken, without the statements. */
  acts: number;
  /** The leaf hashes (RFC 9162 section 2.1.1) of all in the order of the log, concatenated. */
  hashes: Buffer;
}

/**
 * Moves the oldest committed acts out of the outbox into the log, with the indices `from`, `from` + 1 and on. Their
 * leaves do not leave the database: only what the tree needs of them comes back.
 */
export async function moveOutbox(tx: Db, { origin, from, limit, statements }: Batch): Promise<Moved> {
  const moved = await first(
    tx,
    sql<{ acts: number; hashes: Buffer | null }>`
      with oldest as materialized (
        select appended_at, id from log.outbox where origin = ${origin} order by appended_at, id limit ${limit}
      ), taken as (
        delete from log.outbox using oldest
        where outbox.origin = ${origin} and outbox.appended_at = oldest.appended_at and outbox.id = oldest.id
        returning outbox.*
      ), following as (
        select null::timestamptz, null::uuid, leaf, place
        from unnest(${array(
          statements.map((leaf) => Buffer.from(leaf)),
          'bytea',
        )}) with ordinality as stated (leaf, place)
        where exists (select from taken)
      ), numbered as materialized (
        select id, leaf, ${from}::bigint + row_number() over (order by place nulls first, appended_at, id) - 1 as "index"
        from (select appended_at, id, leaf, null::bigint as place from taken union all table following) as all_leaves
      ), placed as (
        insert into log.entry (origin, id, "index") select ${origin}, id, "index" from numbered where id is not null
      ), bundled as (
        insert into log.bundle (origin, first, entries)
        select ${origin}, min("index"),
          string_agg(substring(int4send(octet_length(leaf)) from 3) || leaf, '' order by "index")
        from numbered group by "index" / 256
      )
      select count(id) as acts, string_agg(sha256('\\x00' || leaf), '' order by "index") as hashes from numbered`,
  );
  return { acts: moved!.acts, hashes: moved!.hashes ?? Buffer.alloc(0) };
}
