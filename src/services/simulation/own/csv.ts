import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { Text } from '../../../kernel/index.ts';
import { BATCH_ROWS, LONGEST_RECORD, TEXTS } from './limits.ts';

/** A row of a file: its cells in the order of the headers, or why it has none. */
export interface FileRow {
  line: number;
  cells: readonly unknown[] | Text;
}

/** A file whose headers have been read. */
export interface OpenFile {
  headers: readonly string[];
  /** How much of the file has been read, from 0 to 1. */
  progress(): number;
  /** The rows, some thousand at a time. Of others than the wanted headers, cells may be left out. */
  rows(wanted: ReadonlySet<string>): AsyncGenerator<FileRow[]>;
}

/** A file that cannot be read on, with the reason for whoever brought it. */
export class Unreadable extends Error {
  readonly reason: Text;
  readonly line: number;

  constructor(reason: Text, line = 0, options?: ErrorOptions) {
    super(reason.en, options);
    this.reason = reason;
    this.line = line;
  }
}

const DELIMITERS = [',', ';', '\t'];

/** Opens a CSV file (RFC 4180) in UTF-8; between cells stand commas, semicolons or tabs, as in its first line. */
export async function openCsv(pieces: AsyncIterable<Buffer>, size: number): Promise<OpenFile> {
  const iterator = pieces[Symbol.asyncIterator]();
  const first = await iterator.next();
  const beginning: Buffer = first.done ? Buffer.alloc(0) : first.value;
  let read = beginning.length;
  async function* all() {
    yield beginning;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      yield next.value;
      read += next.value.length;
    }
  }
  const batches = recordsOf(all(), delimiterOf(beginning));
  const { value: [head, ...rest] = [] } = await batches.next();
  if (!head || !Array.isArray(head.cells)) throw new Unreadable(TEXTS.unreadable, head?.line ?? 0);
  const headers = head.cells.map((cell: unknown) => String(cell).trim());
  async function* rows(): AsyncGenerator<FileRow[]> {
    for await (const batch of chain(rest, batches)) {
      yield batch.map((row) => (isWhole(row, headers.length) ? row : { line: row.line, cells: TEXTS.cells }));
    }
  }
  return { headers, rows, progress: () => Math.min(1, read / Math.max(1, size)) };
}

const isWhole = ({ cells }: FileRow, count: number): boolean => !Array.isArray(cells) || cells.length === count;

async function* chain(first: FileRow[], others: AsyncIterable<FileRow[]>): AsyncGenerator<FileRow[]> {
  if (first.length > 0) yield first;
  yield* others;
}

/** Which of the delimiters the first line has most of, outside of quotation marks. */
function delimiterOf(beginning: Buffer): string {
  const [line = ''] = beginning
    .subarray(0, LONGEST_RECORD)
    .toString('utf8')
    .split(/\r\n|\n|\r/, 1);
  const plain = line.replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => plain.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

/**
 * Records in batches. One that breaks the rules of quotation ends the reading: where the next begins cannot be told, and
 * rows might be swallowed unseen.
 */
async function* recordsOf(pieces: AsyncIterable<Buffer>, delimiter: string): AsyncGenerator<FileRow[]> {
  const parser = parse({
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD,
  });
  // What fails in one of them ends the other, and is thrown below.
  pipeline(Readable.from(pieces, { objectMode: false }), parser, () => {});
  let batch: FileRow[] = [];
  try {
    for await (const { info, record } of parser as AsyncIterable<{ info: { lines: number }; record: string[] }>) {
      batch.push({ line: info.lines, cells: record });
      if (batch.length < BATCH_ROWS) continue;
      const full = batch;
      batch = [];
      yield full;
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const reason = error.code === 'CSV_MAX_RECORD_SIZE' ? TEXTS.longLine : TEXTS.quotes;
    throw new Unreadable(reason, Number((error as { lines?: number }).lines ?? 0), { cause: error });
  }
  if (batch.length > 0) yield batch;
}
