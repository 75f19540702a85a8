import { Readable } from 'node:stream';

/** Bytes that are sent at once. */
const PIECE = 64 * 1024;

interface FileHead {
  type: string;
  /** ASCII, as it is to be saved. */
  name: string;
}

/** A file that is sent as it is written, however long it is. What fails on the way breaks the download off. */
export function sendFile(pieces: AsyncIterable<string | Uint8Array>, { type, name }: FileHead): Response {
  const stream = Readable.from(gathered(pieces), { objectMode: false, highWaterMark: PIECE });
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'private, no-store',
    },
  });
}

/** Lines are short: they are gathered, so that each is not a chunk of its own. */
async function* gathered(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : Buffer.from(piece);
    waiting.push(bytes);
    size += bytes.length;
    if (size < PIECE) continue;
    yield Buffer.concat(waiting);
    [waiting, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(waiting);
}
