import { basename } from 'node:path';
import { AppError, addJob, transaction } from '../kernel/index.ts';
import type { Government, Registry } from '../pack/index.ts';
import type { Place } from './import-lines.ts';
import { type Batch, type Format, formatOf, readRows } from './import-rows.ts';
import {
  alone,
  type ErrorFile,
  errorFileOf,
  fingerprintOf,
  finishImport,
  type ImportId,
  type ImportState,
  moveOn,
  openErrorFile,
  resumeImport,
} from './import-state.ts';
import { checkRow, type Data } from './rows.ts';
import { registryOf, storeRows } from './write.ts';

export interface ImportOptions {
  /** The id of the registry. */
  registry: string;
  /** Path of a CSV or NDJSON file in UTF-8. */
  file: string;
  /** Told after each batch. */
  onProgress?: (progress: ImportProgress) => void;
  /** Stops after the batch at hand; the next import of the file goes on from there. */
  signal?: AbortSignal;
  /** Whether life events hear of the records; they do if one is about this registry, unless stated. */
  announce?: boolean;
  /** Imports the file from its start even where it was imported already. */
  again?: boolean;
  /** Rows in one transaction. */
  batchSize?: number;
}

/** Counts are of the whole file, with what earlier imports of it did. */
export interface ImportProgress {
  rows: number;
  changed: number;
  bad: number;
  /** Of the file's bytes, 0 to 100. */
  percent: number;
  /** Of this run. */
  rowsPerSecond: number;
}

export interface ImportResult {
  finished: boolean;
  rows: number;
  changed: number;
  bad: number;
  /** Rows that earlier imports of the file had read already. */
  resumedAfter: number;
  /** Lists each bad row with line, field and reason; undefined where there is none. */
  errorFile: string | undefined;
}

/**
 * Imports a file of any size into a registry: batch by batch, each in one transaction with how far it got, so that an
 * import killed at any time goes on without loss or doubling; a file that was read to its end is not read again unless
 * it has changed. Bad rows are listed in `FILE.errors.ndjson`, good ones go on.
 * @throws AppError `invalid` if the columns of a CSV file are not the registry's.
 */
export async function importFile(gov: Government, options: ImportOptions): Promise<ImportResult> {
  const registry = registryOf(gov, options.registry);
  const format = await formatOf(options.file);
  requireColumns(registry, format);
  const { fingerprint, size } = await fingerprintOf(options.file);
  const id: ImportId = { registry: registry.id, fingerprint };
  return alone(gov.pool, id, () => readOn(gov, registry, { id, size, format }, options));
}

/** What is to be imported: a file of `size` bytes. */
interface Source {
  id: ImportId;
  size: number;
  format: Format;
}

async function readOn(
  gov: Government,
  registry: Registry,
  { id, size, format }: Source,
  options: ImportOptions,
): Promise<ImportResult> {
  const { file, onProgress, signal, again = false, batchSize = 2_000 } = options;
  let state = await resumeImport(gov.db, id, { again, at: gov.clock.now() });
  const resumedAfter = state.rows;
  if (state.finished) return resultOf(state, file, resumedAfter);
  const errors = await openErrorFile(file, state.errorBytes);
  const storeBatch = batchStore(gov, registry, id, errors, options);
  const started = performance.now();
  const rows = readRows(file, format, state.offset === 0 ? format.start : state, batchSize);
  for await (const batch of oneAhead(sift(gov, registry, rows))) {
    if (signal?.aborted) return resultOf(state, file, resumedAfter);
    state = await storeBatch(batch, state);
    onProgress?.({
      rows: state.rows,
      changed: state.changed,
      bad: state.bad,
      percent: size === 0 ? 100 : (state.offset / size) * 100,
      rowsPerSecond: (state.rows - resumedAfter) / ((performance.now() - started) / 1_000),
    });
  }
  await finishImport(gov.db, id, gov.clock.now());
  return resultOf({ ...state, finished: true }, file, resumedAfter);
}

function resultOf({ finished, rows, changed, bad }: ImportState, file: string, resumedAfter: number): ImportResult {
  return { finished, rows, changed, bad, resumedAfter, errorFile: bad > 0 ? errorFileOf(file) : undefined };
}

/** Columns that no row could make up for are refused at once, before anything is read. */
function requireColumns(registry: Registry, format: Format): void {
  if (format.kind !== 'csv') return;
  const { columns } = format;
  const required = Object.entries(registry.fields)
    .filter(([name, field]) => !field.optional || name === registry.subject || name === registry.key)
    .map(([name]) => name);
  const problems = [
    ...columns
      .filter((name) => !Object.hasOwn(registry.fields, name))
      .map((name) => [name, 'is not a field of the registry']),
    ...columns.filter((name, index) => columns.indexOf(name) < index).map((name) => [name, 'is there twice']),
    ...required.filter((name) => !columns.includes(name)).map((name) => [name, 'is missing']),
  ];
  if (problems.length === 0) return;
  const fields = problems.map(([name, message]) => ({ path: `/${name}`, message: message! }));
  const summary = problems.map(([name, message]) => `"${name}" ${message}`).join('; ');
  throw new AppError('invalid', `The first row of the file must name the registry's fields: ${summary}.`, { fields });
}

/** Stores one batch and says how far the import is then. */
function batchStore(
  gov: Government,
  registry: Registry,
  id: ImportId,
  errors: ErrorFile,
  { file, announce = isAwaited(gov, registry) }: ImportOptions,
): (batch: Sifted, from: ImportState) => Promise<ImportState> {
  const source = `file:${basename(file)}`;
  return async (batch, from) => {
    const at = gov.clock.now();
    const { good, bad, end } = batch;
    // Before the commit: a list that is longer than the state says is cut back, a shorter one would have lost rows.
    const errorBytes = await errors.append(batch.list);
    return transaction(gov.db, async (tx) => {
      const written = await storeRows(tx, gov, { registry: registry.id, source, at }, good);
      const records = written.filter((record) => record.changed).map(({ subject, key }) => ({ subject, key }));
      if (announce && records.length > 0) await addJob(tx, 'registry.announce', { registry: registry.id, records });
      const to: ImportState = {
        ...end,
        rows: from.rows + good.length + bad,
        changed: from.changed + records.length,
        bad: from.bad + bad,
        errorBytes,
        finished: false,
      };
      await moveOn(tx, id, { from, to, at });
      return to;
    });
  };
}

function isAwaited(gov: Government, registry: Registry): boolean {
  return [...gov.pack.lifeEvents.values()].some((lifeEvent) => lifeEvent.about === registry.id);
}

/** A batch with good rows parted from bad ones. */
interface Sifted {
  good: Data[];
  bad: number;
  /** What is wrong with the bad rows, a JSON object a line. */
  list: string;
  end: Place;
}

async function* sift(gov: Government, registry: Registry, batches: AsyncGenerator<Batch>): AsyncGenerator<Sifted> {
  for await (const { rows, end } of batches) {
    const sifted: Sifted = { good: [], bad: 0, list: '', end };
    for (const row of rows) {
      const checked =
        'reason' in row
          ? { problems: [{ field: '', reason: row.reason }] }
          : checkRow(registry, row.row, gov.pack.numbering);
      if ('value' in checked) {
        sifted.good.push(checked.value);
        continue;
      }
      sifted.bad += 1;
      for (const { field, reason } of checked.problems)
        sifted.list += `${JSON.stringify({ line: row.line, field, reason: reason.en })}\n`;
    }
    yield sifted;
  }
}

/** Reads and checks the next batch while the database stores the present one. */
async function* oneAhead<T>(items: AsyncGenerator<T>): AsyncGenerator<T> {
  let next = items.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = items.next();
      next.catch(() => {}); // thrown at its turn
      yield value;
    }
  } finally {
    await items.return(undefined);
  }
}
