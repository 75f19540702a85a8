import pg from 'pg';
import { type Clock, ConfigError } from '../../kernel/index.ts';
import { type GivenRecord, LIMITS } from '../protocol/index.ts';
import type { Mapping } from '../settings.ts';
import { fieldValueOf, instantOf, type Source } from './source.ts';

/** Longer than a platform waits. */
const STATEMENT_MS = 2_500;
const CONNECTIONS = 4;

/**
 * A PostgreSQL database of the agency, by a role that may read and nothing else.
 * @throws ConfigError where it cannot be reached, a table or column is not there, or the role could write in a table.
 */
export async function openPostgres(url: string, mappings: readonly Mapping[], clock: Clock): Promise<Source> {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: STATEMENT_MS,
    options: `-c default_transaction_read_only=on -c statement_timeout=${STATEMENT_MS}`,
  });
  pool.on('error', () => {}); // a connection that breaks while idle is replaced at the next use
  try {
    for (const mapping of mappings) await tryMapping(pool, mapping);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    async find(mapping, person, fields) {
      const asOf = clock.now();
      const { rows } = await pool.query<(string | null)[]>({
        text: statementOf(mapping, fields),
        values: [person],
        rowMode: 'array',
      });
      const records = rows.map(
        (row): GivenRecord => ({
          values: Object.fromEntries(fields.map((field, nth) => [field, fieldValueOf(mapping, field, row[nth])])),
          ...(mapping.recordedAt !== undefined && instantOf(row[fields.length])),
        }),
      );
      return { asOf, records };
    },
    close: () => pool.end(),
  };
}

/** Through JSON, since it writes days and instants by ISO 8601 whatever the database is set to. */
const asText = (column: string) => `to_jsonb(${pg.escapeIdentifier(column)}) #>> '{}'`;

const tableOf = ({ table = '' }: Mapping) => table.split('.').map(pg.escapeIdentifier).join('.');

function statementOf(mapping: Mapping, fields: readonly string[]): string {
  const { person, newestBy, recordedAt } = mapping;
  const columns = fields.map((field) => asText(mapping.fields.get(field)!.column));
  if (recordedAt !== undefined) columns.push(asText(recordedAt));
  const order = newestBy === undefined ? '' : ` order by ${pg.escapeIdentifier(newestBy)} desc nulls last`;
  return `select ${columns.join(', ')} from ${tableOf(mapping)} where ${pg.escapeIdentifier(person)} = $1${order} limit ${LIMITS.records}`;
}

async function tryMapping(pool: pg.Pool, mapping: Mapping): Promise<void> {
  const { registry, table } = mapping;
  const mayWrite = `select has_table_privilege($1, 'insert') or has_table_privilege($1, 'update')
    or has_table_privilege($1, 'delete') or has_table_privilege($1, 'truncate') as writes`;
  try {
    const { rows } = await pool.query<{ writes: boolean }>(mayWrite, [tableOf(mapping)]);
    if (rows[0]!.writes)
      throw new ConfigError(
        `The role of registry ${registry} could write in ${table}. Give the node one that may only read: grant select, and nothing else.`,
      );
    await pool.query(statementOf(mapping, [...mapping.fields.keys()]), [null]);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`Registry ${registry} cannot be read from ${table}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
