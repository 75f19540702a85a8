import { IssuingError } from '../../credentials/index.ts';
import { AppError } from '../../kernel/index.ts';

/** Answers as a receiver understands it, also where something is wrong (RFC 6749 section 5.2); a fault of ours is thrown on. */
export async function toReceiver(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof IssuingError) return told(error.code, error.message, error.status, error.headers);
    if (error instanceof AppError && error.status < 500)
      return told(
        error.code.replaceAll('-', '_'),
        error.message,
        error.status,
        error.code === 'too-many-requests' ? LATER : {},
      );
    throw error;
  }
}

/** Limits are by the minute (RFC 9110 section 10.2.3). */
const LATER = { 'retry-after': '60' };

function told(error: string, says: string, status: number, headers: Readonly<Record<string, string>> = {}): Response {
  const body = { error, error_description: says };
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
