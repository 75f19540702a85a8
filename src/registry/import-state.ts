import { open, rm, stat, truncate } from 'node:fs/promises';
import { AppError, type Db, first, run, sha256, sql } from '../kernel/index.ts';

/** How far a file has been read and what came of it. */
export interface ImportState {
  offset: number;
  line: number;
  rows: number;
  changed: number;
  bad: number;
  /** Length of the error file. */
  errorBytes: number;
}

export const NOTHING_READ: ImportState = { offset: 0, line: 0, rows: 0, changed: 0, bad: 0, errorBytes: 0 };

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

/** Where an import goes on: after what an unfinished one stored, else at the start. */
export async function resumeImport(db: Db, { registry, fingerprint }: ImportId, at: Date): Promise<ImportState> {
  const unfinished = await first(
    db,
    sql<ImportState>`
      select byte_offset as offset, line, rows, changed, bad, error_bytes as "errorBytes" from registry.import
      where registry = ${registry} and fingerprint = ${fingerprint} and finished_at is null`,
  );
  if (unfinished) return unfinished;
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
 * @throws AppError `conflict` if another process has moved it meanwhile.
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
  if (moved === 0) throw new AppError('conflict', 'This file is being imported by another process. Wait for its end.');
}

/** Says that the whole file has been read: to import it again begins anew. */
export async function finishImport(db: Db, { registry, fingerprint }: ImportId, at: Date): Promise<void> {
  await run(
    db,
    sql`update registry.import set finished_at = ${at} where registry = ${registry} and fingerprint = ${fingerprint}`,
  );
}

/** The list of bad rows beside the file, a JSON object a line. There is none until the first bad row. */
export interface ErrorFile {
  path: string;
  /** Adds text durably; the file's length afterwards. */
  append(text: string): Promise<number>;
}

/** Opens the list as it was when the import's state was stored: what a killed process wrote after that goes. */
export async function openErrorFile(file: string, length: number): Promise<ErrorFile> {
  const path = `${file}.errors.ndjson`;
  if (length === 0) await rm(path, { force: true });
  else await truncate(path, length);
  let end = length;
  return {
    path,
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
