import type pg from 'pg';

/** The transaction that an act writes, without the act: the same rows into copies of the same tables. */
export interface BareTransaction {
  rows: number;
  /** Of the rows as they are stored. */
  bytes: number;
  tables: number;
  /** One statement, which is one transaction. */
  text: string;
}

const ROOMS = ['services', 'registry', 'ledger', 'log', 'messages', 'identity', 'exchange'];

interface Column {
  name: string;
  /** What to write, for a row `t` of the template. */
  value: string;
}

interface Table {
  /** Schema and table as SQL. */
  source: string;
  copy: string;
  template: string;
}

/**
 * Records what `act` writes, on a database on which nothing else is at work: every row version that it leaves behind,
 * inserted or updated. Then makes copies of these tables, indices and all, in the schema `bench`.
 */
export async function bareTransactionOf(pool: pg.Pool, act: () => Promise<unknown>): Promise<BareTransaction> {
  const { rows: before } = await pool.query<{ xid: string }>('select pg_current_xact_id()::text as xid');
  await act();
  await pool.query('create schema bench');
  const { rows: all } = await pool.query<{ schema: string; name: string }>(
    'select schemaname as schema, tablename as name from pg_tables where schemaname = any($1) order by 1, 2',
    [ROOMS],
  );
  const written: { table: Table; rows: number; bytes: number }[] = [];
  for (const { schema, name } of all) {
    const table = {
      source: `${schema}."${name}"`,
      copy: `bench.${schema}_${name}`,
      template: `bench.${schema}_${name}_template`,
    };
    // Rows of its savepoints carry later transaction ids than the act's own.
    await pool.query(
      `create table ${table.template} as select * from ${table.source} where xmin::text::bigint > ${before[0]!.xid}`,
    );
    const { rows } = await pool.query<{ rows: number; bytes: number }>(
      `select count(*) as rows, coalesce(sum(pg_column_size(t.*)), 0)::bigint as bytes from ${table.template} t`,
    );
    if (rows[0]!.rows > 0) written.push({ table, ...rows[0]! });
  }
  const inserts: string[] = [];
  for (const { table } of written) inserts.push(await insertOf(pool, table));
  const total = (pick: (entry: (typeof written)[number]) => number) =>
    written.reduce((sum, entry) => sum + pick(entry), 0);
  return {
    rows: total(({ rows }) => rows),
    bytes: total(({ bytes }) => bytes),
    tables: written.length,
    text: `with ${inserts.map((insert, index) => `i${index} as (${insert})`).join(',\n')}\nselect`,
  };
}

/** Makes the copy; the statement writes the template's rows into it under keys that are new each time. */
async function insertOf(pool: pg.Pool, { source, copy, template }: Table): Promise<string> {
  await pool.query(`create table ${copy} (like ${source} including all)`);
  const { rows: columns } = await pool.query<Column>(
    `select quote_ident(attname) as name,
       case when not keyed then 't.' || quote_ident(attname)
         when atttypid = 'uuid'::regtype then 'uuidv7()'
         when atttypid = 'bytea'::regtype then 'sha256(gen_random_uuid()::text::bytea)'
         else 'left(gen_random_uuid()::text, length(t.' || quote_ident(attname) || '))' end as value
     from pg_attribute a cross join lateral (
       select exists (select from pg_index i where i.indrelid = a.attrelid and i.indisunique and a.attnum = any(i.indkey)
         and (a.atttypid = 'uuid'::regtype or (a.atttypid in ('text'::regtype, 'bytea'::regtype) and i.indnkeyatts = 1))) as keyed) k
     where attrelid = $1::regclass and attnum > 0 and not attisdropped order by attnum`,
    [source],
  );
  const names = columns.map(({ name }) => name).join(', ');
  return `insert into ${copy} (${names}) select ${columns.map(({ value }) => value).join(', ')} from ${template} t`;
}
