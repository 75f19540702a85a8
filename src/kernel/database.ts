import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import pg from 'pg';
import { binaryArray } from './binary-array.ts';
import { type Connections, executorOn, transactionOn } from './connection.ts';

export { type RawBuilder, sql } from 'kysely';

/**
 * The database, or a transaction on it: what every store function takes first. Tables are not typed here: SQL is
 * written as SQL, and each statement names the row that it returns.
 *
 * Within a transaction statements run in the order in which they are asked. Those that do not need each other's answers
 * may be asked together (`Promise.all`), and then share a round trip.
 */
export interface Db extends QueryExecutorProvider {
  readonly isTransaction: boolean;
}

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

/** Opens a pool. Close it by `pool.end()`. */
export function openDatabase({ url, connections = 16 }: DatabaseOptions): { db: Db; pool: pg.Pool } {
  const pool = new pg.Pool({ connectionString: url, max: connections, types, pipeline: true });
  // An idle connection that breaks must not end the process: the pool replaces it at the next use.
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    // Every statement finds its rows by key, so that one plan does for all parameters. Left to itself, PostgreSQL plans
    // statements over arrays anew each time, which took ten times as long as running them.
    client.query('set plan_cache_mode = force_generic_plan').catch(() => {});
  });
  return { db: databaseOn(pool), pool };
}

/** The database over connections that somebody else looks after. */
export function databaseOn(connections: Connections): Db {
  const executor = executorOn(connections);
  return { isTransaction: false, getExecutor: () => executor };
}

/** The database over a connection that the caller holds, such as that of a lease. */
export const databaseOver = (connection: pg.PoolClient): Db =>
  databaseOn({ connect: async () => ({ query: connection.query.bind(connection), release() {} }) });

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
export async function transaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  if (db.isTransaction) return work(db);
  const undone: Ending['undone'] = [];
  const done: Ending['done'] = [];
  try {
    const made = await transactionOn(db.getExecutor(), async (executor) => {
      const tx: Db = { isTransaction: true, getExecutor: () => executor };
      const ending: Ending = { rows: [], unanswered: [], undone, done };
      endings.set(tx, ending);
      const result = await work(tx);
      await writeEnding(tx, ending);
      return { result, unanswered: ending.unanswered };
    });
    for (const act of done) act(db);
    return made;
  } catch (error) {
    for (const act of undone) act();
    throw error;
  }
}

/**
 * Has something done once this transaction is committed, and not if it, or the part of it that `attempt` tries, is undone;
 * outside of one at once. It is given the database, and not waited for: it must not throw.
 */
export function onceDone(tx: Db, act: (db: Db) => void): void {
  const ending = endings.get(tx);
  if (ending) ending.done.push(act);
  else act(tx);
}

/**
 * Has something done if this transaction is undone, or the part of it that `attempt` tries: for what has gone out into the
 * world meanwhile, and cannot be taken back. It is not waited for.
 */
export function ifUndone(tx: Db, act: () => void): void {
  endings.get(tx)?.undone.push(act);
}

/**
 * Runs a statement whose answer only the commit has to wait for: it fails if this does. In a transaction it is to be the
 * last; outside of one it is waited for.
 */
export async function runLast(tx: Db, statement: RawBuilder<unknown>): Promise<void> {
  const ran = run(tx, statement);
  const ending = endings.get(tx);
  if (!ending) return void (await ran);
  ran.catch(() => {}); // told by the commit
  ending.unanswered.push(ran);
}

/** Tries `work` within a transaction; if it throws, only its own writes are undone and the error is returned. */
export async function attempt<T>(tx: Db, work: () => Promise<T>): Promise<{ done: T } | { failed: unknown }> {
  const { rows, undone, done } = endings.get(tx) ?? {};
  const [before, undoneBefore, doneBefore] = [rows?.length ?? 0, undone?.length ?? 0, done?.length ?? 0];
  await sql`savepoint attempt`.execute(tx);
  try {
    const result = await work();
    await sql`release savepoint attempt`.execute(tx);
    return { done: result };
  } catch (failed) {
    rows?.splice(before);
    done?.splice(doneBefore);
    await sql`rollback to savepoint attempt`.execute(tx);
    await sql`release savepoint attempt`.execute(tx);
    for (const act of undone?.splice(undoneBefore) ?? []) act();
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

/**
 * How many rows at most, for pages of large tables: part of the statement's text, since of a parameter PostgreSQL plans for a
 * tenth of the table, and sorts all of it for each page.
 */
export function atMost(rows: number): RawBuilder<unknown> {
  if (!Number.isSafeInteger(rows) || rows < 0) throw new RangeError(`${rows} is no number of rows`);
  return sql.raw(String(rows));
}

/** Rows of one kind, written by one statement however many. */
export type RowWriter<Row> = (tx: Db, rows: readonly Row[]) => Promise<void>;

interface Ending {
  readonly rows: { write: RowWriter<never>; row: unknown }[];
  readonly unanswered: Promise<unknown>[];
  readonly undone: (() => void)[];
  readonly done: ((db: Db) => void)[];
}
const endings = new WeakMap<Db, Ending>();

/**
 * Has a row written at the end of the transaction, together with all others of its kind: an act leaves a dozen traces
 * (events, leaves, messages, disclosures) that nothing in it reads again, and a statement each was most of its cost.
 * What `attempt` undoes takes its rows along. Outside of `transaction` it is written at once.
 */
export async function writeAtEnd<Row>(tx: Db, write: RowWriter<Row>, row: Row): Promise<void> {
  const ending = endings.get(tx);
  if (ending) ending.rows.push({ write, row });
  else await write(tx, [row]);
}

async function writeEnding(tx: Db, { rows: entries }: Ending): Promise<void> {
  const kinds = [...Map.groupBy(entries, (entry) => entry.write)];
  await Promise.all(kinds.map(([write, rows]) => write(tx, rows.map(({ row }) => row) as never)));
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
