import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { parse } from 'csv-parse';
import { ConfigError, type Logger } from '../../kernel/index.ts';
import { LIMITS } from '../protocol/index.ts';
import type { Mapping } from '../settings.ts';
import { type Found, fieldValueOf, instantOf, type Source } from './source.ts';

/** A row as far as mappings speak of it, by column. */
type Row = Readonly<Record<string, string>>;

/** A file as it was at a time. */
interface Copy {
  asOf: Date;
  /** Tells it from what the file is later. */
  mark: string;
  /** By the column with the person, then by the person. */
  rows: ReadonlyMap<string, ReadonlyMap<string, readonly Row[]>>;
}

/** Bytes of a file that is kept in memory. What is larger belongs into a database. */
const LARGEST = 256 * 1024 * 1024;

/**
 * A CSV file (RFC 4180, in UTF-8) whose first row names the columns. Only what mappings name is kept of it. Where it is
 * replaced by another, that is read before the next answer; where that cannot be read, answers go on by the copy before,
 * and say of when it is.
 * @throws ConfigError where it cannot be read at the start, or lacks a column.
 */
export async function openCsv(file: string, mappings: readonly Mapping[], logger: Logger): Promise<Source> {
  let copy = await readCopy(file, mappings).catch((error: Error) => {
    throw new ConfigError(`${file} cannot be used: ${error.message}`, { cause: error });
  });
  let reading: Promise<Copy> | undefined;
  const renew = async (): Promise<Copy> => {
    try {
      if ((await markOf(file)).mark !== copy.mark) copy = await readCopy(file, mappings);
    } catch (error) {
      logger.error({ file, reason: (error as Error).message }, 'a file cannot be read; its copy before goes on');
    }
    return copy;
  };
  return {
    async find(mapping, person, fields): Promise<Found> {
      reading ??= renew().finally(() => {
        reading = undefined;
      });
      const { asOf, rows } = await reading;
      const found = newestFirst(mapping, rows.get(mapping.person)!.get(person) ?? []);
      const records = found.slice(0, LIMITS.records).map((row) => ({
        values: Object.fromEntries(
          fields.map((field) => [field, fieldValueOf(mapping, field, row[mapping.fields.get(field)!.column])]),
        ),
        ...(mapping.recordedAt !== undefined && instantOf(row[mapping.recordedAt])),
      }));
      return { asOf, records };
    },
    async close() {
      await reading;
    },
  };
}

async function markOf(file: string): Promise<{ mark: string; asOf: Date }> {
  const { size, mtime, ino } = await stat(file);
  if (size > LARGEST) throw new Error(`it is larger than ${LARGEST} bytes; use a database`);
  return { mark: `${ino} ${size} ${mtime.getTime()}`, asOf: mtime };
}

async function readCopy(file: string, mappings: readonly Mapping[]): Promise<Copy> {
  const state = await markOf(file);
  const kept = new Set(mappings.flatMap(columnsOf));
  const rows = new Map(mappings.map(({ person }) => [person, new Map<string, Row[]>()]));
  const parser = createReadStream(file).pipe(
    parse({ bom: true, columns: (names: string[]) => namesOf(names, kept), skip_empty_lines: true }),
  );
  try {
    for await (const row of parser as AsyncIterable<Row>) {
      for (const [column, byPerson] of rows) {
        const person = row[column]!.trim();
        const same = byPerson.get(person);
        if (same) same.push(row);
        else if (person !== '') byPerson.set(person, [row]);
      }
    }
  } catch (error) {
    throw plainly(error as Error & { code?: string; lines?: number });
  }
  return { ...state, rows };
}

/** Columns by place; those that no mapping names are left out. */
function namesOf(names: readonly string[], kept: ReadonlySet<string>): (string | false)[] {
  const found = names.map((name) => name.trim());
  const missing = [...kept].filter((name) => !found.includes(name));
  if (missing.length > 0) throw new Error(`its first row lacks ${missing.map((name) => `"${name}"`).join(', ')}`);
  return found.map((name) => (kept.has(name) ? name : false));
}

/** The parser's messages quote the row that it fell over. */
function plainly(error: Error & { code?: string; lines?: number }): Error {
  return error.code?.startsWith('CSV_') ? new Error(`it is no CSV file near line ${error.lines}`) : error;
}

const columnsOf = ({ person, newestBy, recordedAt, fields }: Mapping): string[] => [
  person,
  ...[newestBy, recordedAt].filter((column) => column !== undefined),
  ...[...fields.values()].map(({ column }) => column),
];

/** Days and instants as ISO 8601 writes them are in the order of their texts. Without such a column, the last row is the newest. */
function newestFirst({ newestBy }: Mapping, rows: readonly Row[]): readonly Row[] {
  const latest = rows.toReversed();
  if (newestBy === undefined) return latest;
  return latest.sort((one, other) => compare(other[newestBy]!, one[newestBy]!));
}

const compare = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
