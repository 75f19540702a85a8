import { array, type Db, first, type RawBuilder, run, sql } from '../../kernel/index.ts';
import { byteArrays } from './byte-arrays.ts';

/** A leaf on its way into a log. */
export interface OutboxEntry {
  /** The log that it is for. */
  origin: string;
  id: string;
  leaf: Uint8Array;
}

/** Puts encoded leaves into the outbox, in the transaction of their acts: one row for those of one log. */
export async function insertOutbox(tx: Db, entries: readonly OutboxEntry[]): Promise<void> {
  for (const [origin, own] of Map.groupBy(entries, (entry) => entry.origin)) {
    const ids = own.map(({ id }) => id);
    const leaves = own.map(({ leaf }) => leaf);
    await run(
      tx,
      sql`insert into log.outbox (origin, appended_at, id, acts, ids, leaves)
        values (${origin}, clock_timestamp(), ${ids[0]}, ${own.length}, ${array(ids, 'uuid')}, ${byteArrays(leaves)})`,
    );
  }
}

/** Most leaves of a row that a statement adds: the sequencer takes rows whole. */
const MOST_OF_A_ROW = 1_024;

/** Puts the leaves that a query gives (`id uuid`, `leaf bytea`) into the outbox: a part of a `with`. */
export function addToOutbox(origin: string, leaves: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`outgoing as (select id, leaf, (row_number() over () - 1) / ${MOST_OF_A_ROW}::int as part from (${leaves}) as leaf),
    committed as (
      insert into log.outbox (origin, appended_at, id, acts, ids, leaves)
      select ${origin}, clock_timestamp(), (array_agg(id))[1], count(*), array_agg(id), array_agg(leaf)::log.leaf[]
      from outgoing group by part)`;
}

/**
 * Most leaves in a row of `log.bundle`. Eight full rows are an entry bundle; who wants one leaf only need not read them all.
 */
const RUN = 32;

/** Whether anything waits for its place in a log. */
export async function isWaiting(tx: Db, origin: string): Promise<boolean> {
  return (await first(tx, sql`select from log.outbox where origin = ${origin} limit 1`)) !== undefined;
}

/** What is to be moved. */
export interface Batch {
  origin: string;
  /** The index of the first. */
  from: number;
  /** Acts are taken until there are so many; those of one transaction stay together. */
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
 *
 * They are taken as a range and not by a join with what was found: of a table that is empty most of the time PostgreSQL
 * believes that it is small, and would read all of a backlog once for each of its rows.
 */
export async function moveOutbox(tx: Db, { origin, from, limit, statements }: Batch): Promise<Moved> {
  const moved = await first(
    tx,
    sql<{ acts: number | null; hashes: Buffer | null }>`
      with last as materialized (
        select appended_at, id from (
          select appended_at, id, sum(acts) over (order by appended_at, id) - acts as before
          from log.outbox where origin = ${origin} order by appended_at, id limit ${limit}
        ) oldest
        where before < ${limit} order by appended_at desc, id desc limit 1
      ), taken as (
        delete from log.outbox
        where origin = ${origin} and (appended_at, id) <= (select appended_at, id from last)
        returning appended_at, id, acts, ids, leaves
      ), ordered as (
        select ids, leaves, sum(acts) over (order by appended_at, id) - acts as before from taken
      ), counted as materialized (
        select sum(acts) as acts from taken
      ), numbered as materialized (
        select entry.id, entry.leaf::bytea as leaf, ${from}::bigint + before + place - 1 as "index"
        from ordered, unnest(ids, leaves) with ordinality as entry (id, leaf, place)
        union all
        select null, leaf, ${from}::bigint + acts + place - 1
        from counted, unnest(${byteArrays(statements)}) with ordinality as stated (leaf, place)
        where acts > 0
      ), placed as (
        insert into log.entry (origin, id, "index") select ${origin}, id, "index" from numbered where id is not null
      ), runs as materialized (
        select min("index") as first,
          string_agg(substring(int4send(octet_length(leaf)) from 3) || leaf, '' order by "index") as entries,
          string_agg(sha256('\\x00' || leaf), '' order by "index") as hashes
        from numbered group by "index" / ${RUN}
      ), bundled as (
        insert into log.bundle (origin, first, entries) select ${origin}, first, entries from runs
      )
      select acts, (select string_agg(hashes, '' order by first) from runs) as hashes from counted`,
  );
  return { acts: moved!.acts ?? 0, hashes: moved!.hashes ?? Buffer.alloc(0) };
}

/**
 * Lets the room of rows that were taken be used again. Autovacuum would do it once a minute, when a busy log has left half
 * a gigabyte behind. Not in a transaction.
 */
export async function sweepOutbox(db: Db): Promise<void> {
  await run(db, sql`vacuum (skip_locked, truncate off) log.outbox`);
}
