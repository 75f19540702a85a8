import { AppError, fill, type Text } from '../../../../kernel/index.ts';
import { type PaymentStatus, readPaymentStatus } from '../../../../ledger/index.ts';
import { readParts } from '../../simulation/multipart.ts';
import { TREASURY } from './words.ts';

const MB = 1024 * 1024;

/** The largest answer that is taken in: some hundred thousand payments. */
export const MOST_MB = 64;

/** An answer that was read, or why none was. */
export type Uploaded = { status: PaymentStatus } | { problem: Text; code: number };

/** Reads the answer of a bank out of a form, piece by piece; what is wrong with it is said, and the rest passed over. */
export async function takeAnswer(request: Request): Promise<Uploaded> {
  let found: Uploaded = { problem: TREASURY.enterFile, code: 422 };
  for await (const part of readParts(request)) {
    if (part.name !== 'file' || part.fileName === undefined || part.fileName === '') continue;
    try {
      found = { status: await readPaymentStatus(texts(part.content())) };
    } catch (error) {
      if (!(error instanceof AppError) || typeof error.detail === 'string') throw error;
      found = { problem: error.detail, code: error.status };
    }
  }
  return found;
}

async function* texts(bytes: AsyncIterable<Buffer>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > MOST_MB * MB)
      throw new AppError(
        'too-large',
        fill(TREASURY.tooLarge, () => ({ mb: MOST_MB })),
      );
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}
