import { AppError, type Text } from '../../../kernel/index.ts';
import type { Government } from '../../../pack/index.ts';
import { bringPopulation, FILE_TEXTS, MOST_BYTES, policyOf } from '../../../services/index.ts';
import { readParts } from './multipart.ts';
import { COST } from './words.ts';

/** A file that came whole, or why none did; `service` as far as the form named a policy. */
export type Uploaded = { id: string } | { problem: Text; service: string; status: number };

/** Takes the file of a form in, piece by piece. */
export async function takeFile(gov: Government, person: string, request: Request): Promise<Uploaded> {
  let service = '';
  for await (const part of readParts(request)) {
    if (part.name === 'service') service = (await shortText(part.content())).trim();
    if (part.name !== 'file') continue;
    if (!policyOf(gov.pack, service)) throw new AppError('not-found', 'There is no such policy.');
    const { head, all } = await peeked(limited(part.content()));
    if (head.length === 0) return { problem: COST.enterFile, service, status: 422 };
    const format = head.toString('latin1') === 'PAR1' ? 'parquet' : 'csv';
    const announced = { person, service, fileName: plainName(part.fileName ?? ''), format } as const;
    try {
      return { id: await bringPopulation(gov, announced, all) };
    } catch (error) {
      if (!(error instanceof AppError) || typeof error.detail === 'string') throw error;
      return { problem: error.detail, service, status: error.status };
    }
  }
  if (!policyOf(gov.pack, service)) throw new AppError('not-found', 'There is no such policy.');
  return { problem: COST.enterFile, service, status: 422 };
}

/** Longest text of a field. */
const LONGEST_FIELD = 200;
const LONGEST_NAME = 120;

async function shortText(content: AsyncIterable<Buffer>): Promise<string> {
  let text = '';
  for await (const chunk of content) if (text.length < LONGEST_FIELD) text += chunk.toString('utf8');
  return text.slice(0, LONGEST_FIELD);
}

/** The last part of a path, without what a page could not show. */
function plainName(fileName: string): string {
  const last = fileName.split(/[\\/]/).at(-1) ?? '';
  const shown = last.replace(/\p{C}/gu, '').toWellFormed().trim();
  return [...shown].slice(0, LONGEST_NAME).join('') || 'file';
}

/** A browser hears of a file that is too large only once it has sent it; longer than this it is not listened to. */
const MOST_LISTENED = 4 * MOST_BYTES;

async function* limited(bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > MOST_LISTENED) break;
    if (size <= MOST_BYTES) yield chunk;
  }
  if (size > MOST_BYTES) throw new AppError('too-large', FILE_TEXTS.tooLarge);
}

const HEAD = 4;

/** The first bytes of a stream, and all of it. */
async function peeked(bytes: AsyncGenerator<Buffer>): Promise<{ head: Buffer; all: AsyncGenerator<Buffer> }> {
  let first: Buffer = Buffer.alloc(0);
  while (first.length < HEAD) {
    const { done, value } = await bytes.next();
    if (done) break;
    first = Buffer.concat([first, value]);
  }
  async function* all() {
    yield first;
    yield* bytes;
  }
  return { head: first.subarray(0, HEAD), all: all() };
}
