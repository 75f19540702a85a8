import { AppError } from '../../../kernel/index.ts';

/** One part of a form that carries files. */
export interface Part {
  name: string;
  /** Undefined where it is no file; empty where none was chosen. */
  fileName: string | undefined;
  /** What it holds, as it comes. What is not read is skipped. */
  content(): AsyncGenerator<Buffer>;
}

/** Longest headers of a part, in bytes. */
const MOST_HEAD = 8 * 1024;
const LINE = Buffer.from('\r\n');
const HEAD_END = Buffer.from('\r\n\r\n');

const broken = () => new AppError('bad-request', 'The form is not whole.');

/**
 * Reads `multipart/form-data` (RFC 7578) as it comes, holding no more of it than a chunk.
 * @throws AppError `unsupported-media-type`, or `bad-request` for a form that breaks off.
 */
export async function* readParts(request: Request): AsyncGenerator<Part> {
  const type = request.headers.get('content-type') ?? '';
  const [, quoted, plain] = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (!boundary) throw new AppError('unsupported-media-type', 'Send multipart/form-data.');
  const source = new Source(request.body ?? [], Buffer.from(`\r\n--${boundary}`));
  await source.skip();
  while (await source.begins()) {
    const { name, fileName } = dispositionOf(await source.head());
    let isRead = false;
    yield {
      name,
      fileName,
      async *content() {
        yield* source.content();
        isRead = true;
      },
    };
    if (!isRead) await source.skip();
  }
}

/** The bytes of a form, looked at from one delimiter to the next. */
class Source {
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #delimiter: Buffer;
  /** What has come and is not used yet. A line's end is put before the first delimiter, which has none. */
  #waiting: Buffer = LINE;

  constructor(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>, delimiter: Buffer) {
    this.#chunks = chunksOf(body);
    this.#delimiter = delimiter;
  }

  async #more(): Promise<void> {
    const { done, value } = await this.#chunks.next();
    if (done) throw broken();
    this.#waiting = Buffer.concat([this.#waiting, value]);
  }

  /** What comes before the next delimiter, which is used up. */
  async *content(): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#waiting.indexOf(this.#delimiter);
      const end = at >= 0 ? at : this.#waiting.length - this.#delimiter.length + 1;
      if (end > 0) yield this.#waiting.subarray(0, end);
      if (at >= 0) {
        this.#waiting = this.#waiting.subarray(at + this.#delimiter.length);
        return;
      }
      if (end > 0) this.#waiting = this.#waiting.subarray(end);
      await this.#more();
    }
  }

  async skip(): Promise<void> {
    for await (const _ of this.content());
  }

  /** Whether a part follows the delimiter, or the end. */
  async begins(): Promise<boolean> {
    while (this.#waiting.length < 2) await this.#more();
    const next = this.#waiting.subarray(0, 2).toString('latin1');
    if (next === '--') return false;
    if (next !== '\r\n') throw broken();
    return true;
  }

  /** The headers of a part. */
  async head(): Promise<string> {
    for (;;) {
      const end = this.#waiting.indexOf(HEAD_END);
      if (end > MOST_HEAD || (end < 0 && this.#waiting.length > MOST_HEAD)) throw broken();
      if (end >= 0) {
        const head = this.#waiting.subarray(0, end).toString('utf8');
        this.#waiting = this.#waiting.subarray(end + HEAD_END.length);
        return head;
      }
      await this.#more();
    }
  }
}

async function* chunksOf(body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* body;
}

/** Browsers write a quotation mark in a name as %22 (HTML §4.10.21.8). */
function dispositionOf(head: string): { name: string; fileName: string | undefined } {
  const line = /^content-disposition:(.*)$/im.exec(head)?.[1] ?? '';
  const parameter = (wanted: string) => new RegExp(`;\\s*${wanted}="([^"]*)"`, 'i').exec(line)?.[1];
  const name = parameter('name');
  if (name === undefined) throw broken();
  return { name, fileName: parameter('filename')?.replaceAll('%22', '"') };
}
