import { readdir, readFile } from 'node:fs/promises';
import type pg from 'pg';
import type { PersonalData } from './personal.ts';

/** A room's numbered SQL files: `0001-name.sql`, `0002-….sql`. Its tables live in the schema of the room's name. */
export interface Migrations {
  room: string;
  folder: URL;
  /** What becomes of what these tables hold of people; none where they hold nothing. */
  personal?: PersonalData;
}

const LOCK = 0x6d616461; // 'mada': one migrator at a time, however many processes start together

/**
 * Applies what is missing, each file in a transaction of its own, rooms in the order given. Forward only.
 * Several processes may call it at once: they wait for each other. Returns the files applied.
 */
export async function migrate(pool: pg.Pool, rooms: readonly Migrations[]): Promise<string[]> {
  const connection = await pool.connect();
  try {
    await connection.query('select pg_advisory_lock($1)', [LOCK]);
    await connection.query('create schema if not exists kernel');
    await connection.query(`create table if not exists kernel.migration (
      room text not null, file text not null, applied_at timestamptz not null default now(), primary key (room, file))`);
    const { rows } = await connection.query<{ id: string }>(`select room || '/' || file as id from kernel.migration`);
    const applied = new Set(rows.map((row) => row.id));
    const fresh: string[] = [];
    for (const { room, folder } of rooms) {
      const files = (await readdir(folder)).filter((file) => file.endsWith('.sql')).sort();
      for (const file of files) {
        if (applied.has(`${room}/${file}`)) continue;
        await applyFile(connection, room, file, await readFile(new URL(file, folder), 'utf8'));
        fresh.push(`${room}/${file}`);
      }
    }
    return fresh;
  } finally {
    await connection.query('select pg_advisory_unlock($1)', [LOCK]).catch(() => {});
    connection.release();
  }
}

async function applyFile(connection: pg.PoolClient, room: string, file: string, text: string): Promise<void> {
  await connection.query('begin');
  try {
    await connection.query(`create schema if not exists ${room}`);
    await connection.query(text);
    await connection.query('insert into kernel.migration (room, file) values ($1, $2)', [room, file]);
    await connection.query('commit');
  } catch (error) {
    await connection.query('rollback').catch(() => {}); // a broken connection has rolled back already
    throw new Error(`Migration ${room}/${file} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    });
  }
}
