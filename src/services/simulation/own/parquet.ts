import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from 'node:zlib';
import {
  type AsyncBuffer,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetRead,
  parquetSchema,
} from 'hyparquet';
import { type FileRow, type OpenFile, Unreadable } from './csv.ts';
import { BATCH_ROWS, MOST_ROWS, PIECE_BYTES, TEXTS } from './limits.ts';

/** Most bytes of the wanted columns of one row group, unpacked: they are in memory at once. */
const MOST_GROUP_BYTES = 512 * 1024 * 1024;

/** A page says how long it is unpacked; one that turns out longer is refused. */
const compressors: Compressors = {
  GZIP: (bytes, length) => gunzipSync(bytes, { maxOutputLength: length }),
  ZSTD: (bytes, length) => zstdDecompressSync(bytes, { maxOutputLength: length }),
  BROTLI: (bytes, length) => brotliDecompressSync(bytes, { maxOutputLength: length }),
};

/** The file may be good, but it could not be got at. */
class NotFetched extends Error {}

/** A file that is kept in pieces, to be read at any place. */
export function piecedFile(byteLength: number, pieceOf: (place: number) => Promise<Buffer>): AsyncBuffer {
  let last: { place: number; piece: Promise<Buffer> } | undefined;
  const piece = (place: number) => {
    if (last?.place !== place) last = { place, piece: pieceOf(place) };
    return last.piece;
  };
  return {
    byteLength,
    async slice(start, end = byteLength) {
      if (start < 0) throw new RangeError('a broken file points before its beginning');
      const whole = new Uint8Array(Math.max(0, Math.min(end, byteLength) - start));
      for (let at = start; at < start + whole.length; ) {
        const place = Math.floor(at / PIECE_BYTES);
        const offset = at - place * PIECE_BYTES;
        const stored = await piece(place).catch((cause: unknown) => {
          throw new NotFetched('a piece of the file was not fetched', { cause });
        });
        const part = stored.subarray(offset, offset + start + whole.length - at);
        if (part.length === 0) throw new NotFetched('a piece of the file is missing');
        whole.set(part, at - start);
        at += part.length;
      }
      return whole.buffer;
    },
  };
}

/** Opens a Parquet file. Its lists and structures are read as such. */
export async function openParquet(file: AsyncBuffer): Promise<OpenFile> {
  const metadata = await readable(() => parquetMetadataAsync(file));
  if (Number(metadata.num_rows) > MOST_ROWS) throw new Unreadable(TEXTS.tooManyRows);
  const headers = await readable(() => parquetSchema(metadata).children.map(({ element }) => namedColumn(element)));
  let read = 0;
  async function* rows(wanted: ReadonlySet<string>): AsyncGenerator<FileRow[]> {
    let start = 0;
    for (const group of metadata.row_groups) {
      const count = Number(group.num_rows);
      if (sizeOf(group, wanted) > MOST_GROUP_BYTES || start + count > MOST_ROWS)
        throw new Unreadable(TEXTS.groupTooLarge);
      const columns = await readable(() => readColumns(file, metadata, [...wanted], start, start + count));
      for (let row = 0; row < count; row += BATCH_ROWS) {
        const length = Math.min(BATCH_ROWS, count - row);
        read = start + row + length;
        yield Array.from({ length }, (_, index) => ({
          line: start + row + index + 1,
          cells: headers.map((name) => columns.get(name)?.[row + index] ?? null),
        }));
      }
      start += count;
    }
  }
  return { headers, rows, progress: () => read / Math.max(1, Number(metadata.num_rows)) };
}

/** The name of a column; a broken file may have forgotten it, or hold one that is no text (the database keeps no NUL). */
function namedColumn({ name }: { name?: string }): string {
  if (typeof name !== 'string' || name.includes('\0')) throw new TypeError('a column has no name');
  return name;
}

type RowGroup = FileMetaData['row_groups'][number];

function sizeOf({ columns }: RowGroup, wanted: ReadonlySet<string>): number {
  return columns.reduce((sum, { meta_data: meta }) => {
    const isWanted = meta !== undefined && wanted.has(meta.path_in_schema[0] ?? '');
    return sum + (isWanted ? Number(meta.total_uncompressed_size) : 0);
  }, 0);
}

async function readColumns(
  file: AsyncBuffer,
  metadata: FileMetaData,
  columns: string[],
  rowStart: number,
  rowEnd: number,
): Promise<Map<string, unknown[]>> {
  const found = new Map<string, unknown[]>(columns.map((name) => [name, []]));
  if (columns.length === 0) return found;
  await parquetRead({
    file,
    metadata,
    columns,
    compressors,
    rowStart,
    rowEnd,
    onChunk({ columnName, columnData, rowStart: from }) {
      const values = found.get(columnName)!;
      for (let index = 0; index < columnData.length; index += 1) values[from - rowStart + index] = columnData[index];
    },
  });
  return found;
}

/** Whatever the parser says of a broken file, it is that the file cannot be read. */
async function readable<T>(read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof NotFetched) throw error;
    throw new Unreadable(TEXTS.unreadable, 0, { cause: error });
  }
}
