import { open, rm, stat, truncate } from 'node:fs/promises';
import type pg from 'pg';
import { AppError, type Db, first, hasSqlState, run, sha256, sql } from '../kernel/index.ts';

/** How far a file has been read and what came of it. */
export interface ImportState {
  offset: number;
  line: number;
  rows: number;
  changed: number;
  bad: number;
  /** Length of the error file. */
  errorBytes: number;
  /** Whether the whole file has been read. */
  finished: boolean;
}

const NOTHING_READ: ImportState = { offset: 0, line: 0, rows: 0, changed: 0, bad: 0, errorBytes: 0, finished: false };

/** Which import it is: this registry, this very file. */
export interface ImportId {
  registry: string;
  fingerprint: string;
}

/**
 * Tells a file from one that was changed meanwhile, without reading all of it. Where it errs (a copy of the file), the
 * import begins anew, which changes nothing of what is stored already.
 */
export async function fingerprintOf(file: string): Promise<{ fingerprint: string; size: number }> {
  const { size, mtimeMs, ino } = await stat(file);
  return { fingerprint: sha256(`${size} ${mtimeMs} ${ino}`).toString('hex'), size };
}

/** How long to wait for a process that imports the same file, in milliseconds: one just killed may not be gone yet. */
const PATIENCE_MS = 5_000;

/**
 * Does the work while no other process imports the same file: the lock belongs to a connection and ends with it.
 * @throws AppError `conflict` if another one is at it.
 */
export async function alone<T>(pool: pg.Pool, { registry, fingerprint }: ImportId, work: () => Promise<T>): Promise<T> {
  const connection = await pool.connect();
  const key = sha256(`import:${registry}:${fingerprint}`).readBigInt64BE().toString();
  let isMine = false;
  try {
    await connection.query(`set lock_timeout = ${PATIENCE_MS}`);
    await connection.query('select pg_advisory_lock($1::bigint)', [key]);
    isMine = true;
    return await work();
  } catch (error) {
    if (!isMine && hasSqlState(error, LOCK_NOT_AVAILABLE)) throw beingImported(error);
    throw error;
  } finally {
    if (isMine) await connection.query('select pg_advisory_unlock($1::bigint)', [key]).catch(() => {});
    await connection.query('reset lock_timeout').catch(() => {});
    connection.release();
  }
}

const LOCK_NOT_AVAILABLE = '55P03';

const beingImported = (cause?: unknown) =>
  new AppError('conflict', 'This file is being imported by another process. Wait for its end.', { cause });

/**
 * Where an import goes on: after what earlier ones of the same file stored, be it all, else at the start.
 * @param again begins at the start in any case.
 */
export async function resumeImport(
  db: Db,
  { registry, fingerprint }: ImportId,
  { again, at }: { again: boolean; at: Date },
): Promise<ImportState> {
  const earlier = await first(
    db,
    sql<ImportState>`
      select byte_offset as offset, line, rows, changed, bad, error_bytes as "errorBytes",
        finished_at is not null as finished
      from registry.import where registry = ${registry} and fingerprint = ${fingerprint}`,
  );
  if (earlier && !again) return earlier;
  await run(
    db,
    sql`insert into registry.import
        (registry, fingerprint, byte_offset, line, rows, changed, bad, error_bytes, updated_at)
      values (${registry}, ${fingerprint}, 0, 0, 0, 0, 0, 0, ${at})
      on conflict (registry, fingerprint) do update set byte_offset = 0, line = 0, rows = 0, changed = 0, bad = 0,
        error_bytes = 0, updated_at = excluded.updated_at, finished_at = null`,
  );
  return NOTHING_READ;
}

/**
 * Moves an import on, in the transaction that stores its rows.
 * @throws AppError `conflict` if another process has moved it meanwhile, its lock being lost with its connection.
 */
export async function moveOn(
  tx: Db,
  { registry, fingerprint }: ImportId,
  { from, to, at }: { from: ImportState; to: ImportState; at: Date },
): Promise<void> {
  const moved = await run(
    tx,
    sql`update registry.import set byte_offset = ${to.offset}, line = ${to.line}, rows = ${to.rows},
        changed = ${to.changed}, bad = ${to.bad}, error_bytes = ${to.errorBytes}, updated_at = ${at}
      where registry = ${registry} and fingerprint = ${fingerprint} and byte_offset = ${from.offset}
        and finished_at is null`,
  );
  if (moved === 0) throw beingImported();
}

/** Says that the whole file has been read. */
export async function finishImport(db: Db, { registry, fingerprint }: ImportId, at: Date): Promise<void> {
  await run(
    db,
    sql`update registry.import set finished_at = ${at} where registry = ${registry} and fingerprint = ${fingerprint}`,
  );
}

/** The list of bad rows beside the file, a JSON object a line. There is none until the first bad row. */
export interface ErrorFile {
  /** Adds text durably; the file's length afterwards. */
  append(text: string): Promise<number>;
}

/** Path of the list. */
export const errorFileOf = (file: string): string => `${file}.errors.ndjson`;

/** Opens the list as it was when the import's state was stored: what a killed process wrote after that goes. */
export async function openErrorFile(file: string, length: number): Promise<ErrorFile> {
  const path = errorFileOf(file);
  if (length === 0) await rm(path, { force: true });
  else await truncate(path, length);
  let end = length;
  return {
    async append(text) {
      if (text === '') return end;
      const handle = await open(path, 'a');
      try {
        await handle.appendFile(text);
        await handle.datasync();
      } finally {
        await handle.close();
      }
      end += Buffer.byteLength(text);
      return end;
    },
  };
}
