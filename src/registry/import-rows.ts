import { fill, type Text } from '../kernel/index.ts';
import { splitCsv } from './import-csv.ts';
import { type Line, LONGEST_RECORD, type Place, readLines } from './import-lines.ts';

/** A row as a file gives it: its values, or why it is none. `line` is the one on which it begins. */
export type FileRow = { line: number; row: unknown } | { line: number; reason: Text };

/** Rows that stand one after the other, and the place after them, at which reading may begin again. */
export interface Batch {
  rows: FileRow[];
  end: Place;
}

/** How a file's rows are written; where the first of them is. CSV names its columns in a row of its own. */
export type Format = { kind: 'json-lines'; start: Place } | { kind: 'csv'; columns: readonly string[]; start: Place };

const FILE_START: Place = { offset: 0, line: 0 };

/** A record of several lines is taken to lack its closing quotation mark when it goes on for more than this many. */
const MOST_LINES = 100;

const REASONS = {
  long: { ko: '너무 긴 줄이에요', 'zh-Hant': '這一行太長', en: 'The line is too long' },
  json: { ko: 'JSON 객체가 아니에요', 'zh-Hant': '不是 JSON 物件', en: 'The line is not a JSON object' },
  quotes: {
    ko: '따옴표가 맞지 않아요. 값 안의 따옴표는 두 번 써 주세요',
    'zh-Hant': '引號不成對，值裡的引號請寫兩次',
    en: 'The quotation marks do not match: write one inside a value twice',
  },
  columns: {
    ko: '열이 {expected}개여야 하는데 {found}개예요',
    'zh-Hant': '應有 {expected} 欄，但有 {found} 欄',
    en: 'The row has {found} columns where the first row names {expected}',
  },
} satisfies Record<string, Text>;

/** One row taken from lines, with how many of them it is; `more` when it may go on in lines not yet read. */
type Taken = { used: number; row: unknown } | { used: number; reason: Text } | 'more';
type Take = (lines: readonly Line[], at: number, atEnd: boolean) => Taken;

/** A file whose first row begins with `{` holds JSON lines (NDJSON), any other is CSV with a row of column names. */
export async function formatOf(file: string): Promise<Format> {
  for await (const lines of readLines(file, FILE_START)) {
    const at = lines.findIndex((line) => line.text?.trim() !== '');
    if (at === -1) continue;
    if (lines[at]!.text?.trimStart().startsWith('{')) break;
    const header = takeFields(lines, at, true);
    if (header === 'more' || 'reason' in header) break;
    const last = lines[at + header.used - 1]!;
    const columns = (header.row as string[]).map((column) => column.trim());
    return { kind: 'csv', columns, start: { offset: last.end, line: last.number } };
  }
  return { kind: 'json-lines', start: FILE_START };
}

/** The rows of a file from a place between two of them, in batches of `size`; blank lines are passed over. */
export async function* readRows(file: string, format: Format, from: Place, size: number): AsyncGenerator<Batch> {
  const take = format.kind === 'csv' ? rowTaker(format.columns) : takeJson;
  let pending: Line[] = [];
  let batch: Batch = { rows: [], end: from };
  function* cut(atEnd: boolean): Generator<Batch> {
    let at = 0;
    while (at < pending.length) {
      const { number, text } = pending[at]!;
      const taken = text?.trim() === '' ? { used: 1 } : take(pending, at, atEnd);
      if (taken === 'more') break;
      at += taken.used;
      const last = pending[at - 1]!;
      batch.end = { offset: last.end, line: last.number };
      if ('row' in taken) batch.rows.push({ line: number, row: taken.row });
      else if ('reason' in taken) batch.rows.push({ line: number, reason: taken.reason });
      if (batch.rows.length < size) continue;
      yield batch;
      batch = { rows: [], end: batch.end };
    }
    pending = pending.slice(at);
  }
  for await (const lines of readLines(file, from)) {
    pending = pending.concat(lines);
    yield* cut(false);
  }
  yield* cut(true);
  yield batch;
}

function takeJson(lines: readonly Line[], at: number): Taken {
  const { text } = lines[at]!;
  if (text === undefined) return { used: 1, reason: REASONS.long };
  try {
    return { used: 1, row: JSON.parse(text) };
  } catch {
    return { used: 1, reason: REASONS.json };
  }
}

/**
 * The fields of one CSV record, which may go on over several lines inside quotation marks. One whose quotation is
 * never closed costs its first line only: the next is read as a record again.
 */
function takeFields(lines: readonly Line[], at: number, atEnd: boolean): Taken {
  let text = lines[at]!.text;
  if (text === undefined) return { used: 1, reason: REASONS.long };
  for (let used = 1; ; used++) {
    const fields = splitCsv(text);
    if (fields === 'misquoted') return { used: 1, reason: REASONS.quotes };
    if (fields !== 'open') return { used, row: fields };
    const next = lines[at + used];
    if (!next && !atEnd) return 'more';
    if (used === MOST_LINES || next?.text === undefined || text.length + next.text.length > LONGEST_RECORD)
      return { used: 1, reason: REASONS.quotes };
    text += `\n${next.text}`;
  }
}

function rowTaker(columns: readonly string[]): Take {
  return (lines, at, atEnd) => {
    const taken = takeFields(lines, at, atEnd);
    if (taken === 'more' || 'reason' in taken) return taken;
    const fields = taken.row as string[];
    if (fields.length === columns.length)
      return { used: taken.used, row: Object.fromEntries(columns.map((column, index) => [column, fields[index]])) };
    const reason = fill(REASONS.columns, () => ({ expected: columns.length, found: fields.length }));
    return { used: taken.used, reason };
  };
}
