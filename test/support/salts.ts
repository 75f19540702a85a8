import assert from 'node:assert/strict';
import { all, type Db, sql } from '../../src/kernel/index.ts';

/** The tables that hold one of these salts: as text, in JSON, or as bytes. */
export async function tablesHolding(db: Db, salts: readonly string[]): Promise<string[]> {
  const tables = await all(
    db,
    sql<{ name: string }>`select format('%I.%I', table_schema, table_name) as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1`,
  );
  assert.ok(tables.length > 30);
  const spellings = salts.flatMap((salt) => [
    salt,
    Buffer.from(salt).toString('hex'),
    Buffer.from(salt, 'base64url').toString('hex'),
    Buffer.from(salt, 'base64url').toString('base64').slice(0, -1),
  ]);
  const wanted = spellings.map((spelling) => spelling.replaceAll('+', '\\+')).join('|');
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await all(db, sql`select from ${sql.raw(name)} as kept where kept::text ~ ${wanted} limit 1`);
    if (rows.length > 0) found.push(name);
  }
  return found;
}
