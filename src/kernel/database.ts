import { Kysely, PostgresDialect, type PostgresPoolClient, type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import { binaryArray } from './binary-array.ts';

export { type RawBuilder, sql } from 'kysely';

/**
 * The database, or a transaction on it: what every store function takes first. Tables are not typed here: SQL is
 * written as SQL, and each statement names the row that it returns.
 */
export type Db = Kysely<unknown>;

/** A connection pool's limits. `connections` is per process. */
export interface DatabaseOptions {
  url: string;
  connections?: number;
}

// Dates stay calendar days, numbers stay exact: pg would make a local-midnight Date of the one and a string of int8.
const types = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === pg.types.builtins.DATE) return (text: string) => text;
    if (oid === pg.types.builtins.INT8) return Number;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as typeof pg.types.getTypeParser,
};

/** Opens a pool. Close it by `pool.end()`: `db.destroy()` leaves it open where no statement ever ran. */
export function openDatabase({ url, connections = 16 }: DatabaseOptions): { db: Db; pool: pg.Pool } {
  const pool = new pg.Pool({ connectionString: url, max: connections, types });
  // An idle connection that breaks must not end the process: the pool replaces it at the next use.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    // Every statement finds its rows by key, so that one plan does for all parameters. Left to itself, PostgreSQL plans
    // statements over arrays anew each time, which took ten times as long as running them.
    client.query('set plan_cache_mode = force_generic_plan').catch(() => {});
  });
  const dialect = new PostgresDialect({
    pool: { connect: async () => prepared(await pool.connect()), end: () => pool.end() },
  });
  return { db: new Kysely<unknown>({ dialect }), pool };
}

/** Distinct texts that are given a name; a process whose texts vary without end prepares no more than these. */
const MOST_NAMES = 1_000;
const names = new Map<string, string>();

/**
 * A connection that parses and plans each statement once: our statements differ in their parameters only, and planning
 * them anew took longer than running them.
 */
function prepared(client: pg.PoolClient): PostgresPoolClient {
  const query = (text: string, values: readonly unknown[]) => {
    const name = names.get(text) ?? (names.size < MOST_NAMES ? `s${names.size}` : undefined);
    if (name) names.set(text, name);
    return client.query({ ...(name && { name }), text, values: values as unknown[] });
  };
  return { query, release: () => client.release() } as unknown as PostgresPoolClient;
}

/** All rows of a statement. */
export async function all<Row>(db: Db, statement: RawBuilder<Row>): Promise<Row[]> {
  return (await statement.execute(db)).rows;
}

/** The first row of a statement, if any. */
export async function first<Row>(db: Db, statement: RawBuilder<Row>): Promise<Row | undefined> {
  return (await statement.execute(db)).rows[0];
}

/** Runs a statement and says how many rows it changed. */
export async function run(db: Db, statement: RawBuilder<unknown>): Promise<number> {
  return Number((await statement.execute(db)).numAffectedRows ?? 0);
}

/** What `work` writes commits together or not at all. Inside a transaction already, it joins that one. */
export function transaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db);
  return db.transaction().execute(async (tx) => {
    const ending: Ending[] = [];
    endings.set(tx, ending);
    const result = await work(tx);
    await writeEnding(tx, ending);
    return result;
  });
}

/** Tries `work` within a transaction; if it throws, only its own writes are undone and the error is returned. */
export async function attempt<T>(tx: Db, work: () => Promise<T>): Promise<{ done: T } | { failed: unknown }> {
  const ending = endings.get(tx);
  const before = ending?.length ?? 0;
  await sql`savepoint attempt`.execute(tx);
  try {
    const done = await work();
    await sql`release savepoint attempt`.execute(tx);
    return { done };
  } catch (failed) {
    ending?.splice(before);
    await sql`rollback to savepoint attempt`.execute(tx);
    await sql`release savepoint attempt`.execute(tx);
    return { failed };
  }
}

/**
 * Has the statements that follow in this transaction look rows up by key. A plan that was made for a young database lives
 * on in its connection; left to itself, PostgreSQL would read the whole of a table that was empty then for each row of a
 * batch.
 */
export async function lookUpByKey(tx: Db): Promise<void> {
  await sql`select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
    set_config('enable_mergejoin', 'off', true)`.execute(tx);
}

/** Rows of one kind, written by one statement however many. */
export type RowWriter<Row> = (tx: Db, rows: readonly Row[]) => Promise<void>;

interface Ending {
  write: RowWriter<never>;
  row: unknown;
}
const endings = new WeakMap<Db, Ending[]>();

/**
 * Has a row written at the end of the transaction, together with all others of its kind: an act leaves a dozen traces
 * (events, leaves, messages, disclosures) that nothing in it reads again, and a statement each was most of its cost.
 * What `attempt` undoes takes its rows along. Outside of `transaction` it is written at once.
 */
export async function writeAtEnd<Row>(tx: Db, write: RowWriter<Row>, row: Row): Promise<void> {
  const ending = endings.get(tx);
  if (ending) ending.push({ write, row });
  else await write(tx, [row]);
}

async function writeEnding(tx: Db, ending: readonly Ending[]): Promise<void> {
  for (const [write, rows] of Map.groupBy(ending, (entry) => entry.write)) {
    await write(tx, rows.map(({ row }) => row) as never);
  }
}

/** A statement over many rows at once: an array parameter for `unnest`. */
export function array(values: readonly unknown[], type: string): RawBuilder<unknown> {
  return sql`${binaryArray(values, type) ?? values}::${sql.raw(type)}[]`;
}

/** JSON for a `jsonb` column. pg would write a JavaScript array as a PostgreSQL array. */
export function json(value: unknown): RawBuilder<unknown> {
  return sql`${JSON.stringify(value)}::jsonb`;
}

/** Whether an error came from a broken rule of the database, by SQLSTATE (for example `23505`, a duplicate). */
export function hasSqlState(error: unknown, state: string): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === state;
}
