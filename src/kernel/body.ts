import { AppError } from './errors.ts';

/**
 * Reads a request's body as JSON or as a form, no further than `limit` bytes; a JWT is one text.
 * A form's repeated names become arrays; its values are texts.
 * @throws AppError `too-large`, `unsupported-media-type` or `bad-request`.
 */
export async function readBody(request: Request, limit: number): Promise<{ value: unknown; origin: 'json' | 'text' }> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
  if (type === 'application/json') return { value: parseJson(await readText(request, limit)), origin: 'json' };
  if (type === 'application/x-www-form-urlencoded')
    return { value: parseForm(await readText(request, limit)), origin: 'text' };
  if (type === 'application/jwt') return { value: await readText(request, limit), origin: 'json' };
  throw new AppError('unsupported-media-type', 'Send application/json or application/x-www-form-urlencoded.');
}

async function readText(request: Request, limit: number): Promise<string> {
  const tooLarge = () => new AppError('too-large', `The body is larger than ${limit} bytes.`);
  const announced = request.headers.get('content-length');
  if (Number(announced ?? 0) > limit) throw tooLarge();
  // A body of a known length cannot become longer, and is read at once: as a stream it takes several times as long.
  const bytes = announced === null ? await readStream(request, limit, tooLarge) : await request.arrayBuffer();
  if (bytes.byteLength > limit) throw tooLarge();
  const text = decodeUtf8(bytes);
  // PostgreSQL cannot store U+0000, and no text that a person writes holds one.
  if (text.includes('\0')) throw new AppError('bad-request', 'The body holds a NUL character.');
  return text;
}

async function readStream(request: Request, limit: number, tooLarge: () => AppError): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const UTF8 = new TextDecoder('utf-8', { fatal: true });

function decodeUtf8(bytes: AllowSharedBufferSource): string {
  try {
    return UTF8.decode(bytes);
  } catch {
    throw new AppError('bad-request', 'The body is not UTF-8.');
  }
}

/** An escape that well-formed JSON still needs for what `jsonb` refuses: U+0000, or a surrogate without its other half. */
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/;

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (UNSTORABLE.test(JSON.stringify(value)))
      throw new AppError('bad-request', 'The body holds a NUL character or half a surrogate pair.');
    return value;
  } catch (error) {
    if (error instanceof AppError) throw error;
    throw new AppError('bad-request', 'The body is not JSON.', { cause: error });
  }
}

function parseForm(text: string): Record<string, string | string[]> {
  if (text.includes('%00')) throw new AppError('bad-request', 'The body holds a NUL character.');
  const form: Record<string, string | string[]> = Object.create(null);
  for (const [name, raw] of new URLSearchParams(text)) {
    const value = raw.trim();
    const earlier = form[name];
    if (earlier === undefined) form[name] = value;
    else if (Array.isArray(earlier)) earlier.push(value);
    else form[name] = [earlier, value];
  }
  return { ...form };
}
