import type { Socket } from 'node:net';
import {
  type CompiledQuery,
  type ConnectionProvider,
  type DatabaseConnection,
  DefaultQueryExecutor,
  PostgresAdapter,
  PostgresQueryCompiler,
  type QueryExecutor,
  type QueryResult,
} from 'kysely';
import type pg from 'pg';

/** Where connections come from: a pool, or whoever has a single one. */
export interface Connections {
  connect(): Promise<Pick<pg.PoolClient, 'query' | 'release'>>;
}

/** Connections whose statements are being gathered. */
const gathering = new WeakSet<Socket>();

/**
 * Has what is asked in one turn of the event loop sent as one: a write for each statement cost as much as running it. The
 * stream is let go once all promises that are ready have been followed, which is before anything is waited for.
 */
function gather(client: Pick<pg.PoolClient, 'query'>): void {
  const { stream } = (client as unknown as { connection?: { stream?: Socket } }).connection ?? {};
  if (!stream || gathering.has(stream)) return;
  gathering.add(stream);
  stream.cork();
  process.nextTick(() => {
    gathering.delete(stream);
    stream.uncork();
  });
}

/** Distinct texts that are given a name; a process whose texts vary without end prepares no more than these. */
const MOST_NAMES = 1_000;
const names = new Map<string, string>();
const CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);

/**
 * A connection that sends each statement at once and in the order in which they are asked, without waiting for answers to
 * those before it, if its client is pipelined. It parses and plans each text once: our statements differ in their
 * parameters only, and planning them anew took longer than running them.
 */
class Connection implements DatabaseConnection {
  readonly #client: Pick<pg.PoolClient, 'query'>;
  constructor(client: Pick<pg.PoolClient, 'query'>) {
    this.#client = client;
  }
  async executeQuery<Row>({ sql: text, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
    const name = names.get(text) ?? (names.size < MOST_NAMES ? `s${names.size}` : undefined);
    if (name) names.set(text, name);
    const values = parameters as unknown[];
    gather(this.#client);
    const { command, rowCount, rows } = await this.#client.query({ ...(name && { name }), text, values });
    return { ...(CHANGES.has(command) && { numAffectedRows: BigInt(rowCount ?? 0) }), rows };
  }
  // biome-ignore lint/correctness/useYield: rows are read in pages by key, and never by a cursor.
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('There are no cursors on a pipelined connection');
  }
  /** Sends a command of the transaction itself. Returns what PostgreSQL made of it. */
  async say(command: 'begin' | 'commit' | 'rollback'): Promise<string> {
    gather(this.#client);
    return (await this.#client.query(command)).command;
  }
}

/** Runs statements, each on any connection. */
export function executorOn(connections: Connections): QueryExecutor {
  return executorOver({
    provideConnection: async (use) => {
      const client = await connections.connect();
      try {
        return await use(new Connection(client));
      } finally {
        client.release();
      }
    },
  });
}

const executorOver = (provider: ConnectionProvider): QueryExecutor =>
  new DefaultQueryExecutor(new PostgresQueryCompiler(), new PostgresAdapter(), provider);

/** SQLSTATE of a statement that is refused because one before it has failed. */
const ABORTED = '25P02';

/**
 * Runs a transaction on one connection: `begin` goes out with its first statement, and the commit behind all that the work
 * has asked, answered or not. What is asked last may so share its round trip.
 *
 * Once a statement has failed, PostgreSQL refuses those that were sent after it, and takes the commit for a rollback: they
 * all throw what the failed one did.
 * @param work is given what runs its statements, and returns the answers that nothing but the commit has to wait for.
 */
export function transactionOn<T>(
  executor: QueryExecutor,
  work: (executor: QueryExecutor) => Promise<{ result: T; unanswered: readonly Promise<unknown>[] }>,
): Promise<T> {
  return executor.provideConnection(async (connection) => {
    const talk = connection as Connection;
    let ended = false;
    let cause: unknown;
    // Should it fail, then because the connection is broken: the statement that follows on its heels says so.
    talk.say('begin').catch(() => {});
    try {
      const { result, unanswered } = await work(
        executorOver({
          provideConnection: async (use) => {
            if (ended) throw new Error('The transaction has ended');
            try {
              return await use(connection);
            } catch (error) {
              if ((error as { code?: unknown }).code !== ABORTED) cause = error;
              throw cause ?? error;
            }
          },
        }),
      );
      ended = true;
      const [made] = await Promise.all([talk.say('commit'), ...unanswered]);
      if (made === 'ROLLBACK') throw cause;
      return result;
    } catch (error) {
      ended = true;
      await talk.say('rollback').catch(() => {}); // a broken connection has rolled back already
      throw error;
    }
  });
}
