import { setTimeout as sleep } from 'node:timers/promises';
import { HASH_BYTES } from '../tree/merkle.ts';
import { largestBundle } from './bundle.ts';
import { LogError, MissingFromLog } from './errors.ts';
import { formatPath } from './path.ts';
import type { LogSource } from './source.ts';

/** Longest that one answer may take to its last byte, in milliseconds. */
const PATIENCE_MS = 30_000;

/** How long to wait before each further try, in milliseconds. */
const PAUSES_MS = [500, 1_000, 2_000, 4_000];

/** Longest that a server may ask us to wait before the next try, in milliseconds. */
const LONGEST_PAUSE_MS = 60_000;

/** Largest checkpoint, or file of keys, in bytes: room for some thousand signatures. */
const NOTE_LIMIT = 1_000_000;

/** How a log is read over HTTP. */
export interface HttpOptions {
  /** Ends what is under way. */
  signal?: AbortSignal;
  /** Waits before another try; the time in milliseconds. */
  wait?(milliseconds: number, signal?: AbortSignal): Promise<unknown>;
}

/**
 * A log under its URL prefix (https://c2sp.org/tlog-tiles), for example `https://gov.example/log`. No answer is read
 * further than it can be true; network errors, 5xx and 429 are tried again.
 */
export function httpSource(prefix: string, options: HttpOptions = {}): LogSource {
  const base = prefix.replace(/\/+$/, '');
  return {
    checkpoint: () => readText(`${base}/checkpoint`, options),
    tile: (wanted) => read(`${base}/${formatPath(wanted)}`, wanted.width * HASH_BYTES, options),
    entries: ({ index, width }) =>
      read(`${base}/${formatPath({ level: 'entries', index, width })}`, largestBundle(width), options),
  };
}

/** A small text of a log: a checkpoint, its keys. @throws LogError; MissingFromLog when it is not there. */
export async function readText(url: string, options: HttpOptions = {}): Promise<string> {
  const bytes = await read(url, NOTE_LIMIT, options);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new LogError(`${url} is no text in UTF-8`, { cause });
  }
}

/** An answer that may come out otherwise another time. */
class Passing extends LogError {
  readonly pauseMs: number;

  constructor(message: string, options: { cause?: unknown; pauseMs?: number }) {
    super(message, options);
    this.pauseMs = options.pauseMs ?? 0;
  }
}

async function read(url: string, limit: number, options: HttpOptions): Promise<Uint8Array> {
  const { signal, wait = (milliseconds) => sleep(milliseconds, undefined, { signal }) } = options;
  for (const pause of PAUSES_MS) {
    try {
      return await readOnce(url, limit, signal);
    } catch (error) {
      if (!(error instanceof Passing)) throw error;
      await wait(Math.max(pause, error.pauseMs), signal);
    }
  }
  return readOnce(url, limit, signal);
}

async function readOnce(url: string, limit: number, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const timeout = AbortSignal.timeout(PATIENCE_MS);
  try {
    const response = await fetch(url, { signal: signal ? AbortSignal.any([signal, timeout]) : timeout });
    if (response.status === 200) return await readBody(response, url, limit);
    await response.body?.cancel();
    throw failureOf(response, url);
  } catch (error) {
    if (error instanceof LogError) throw error;
    signal?.throwIfAborted();
    throw new Passing(`${url} cannot be reached: ${reasonOf(error)}`, { cause: error });
  }
}

function failureOf({ status, headers }: Response, url: string): LogError {
  if (status === 404 || status === 410) return new MissingFromLog(`There is no ${url}`);
  const message = `${url} answers with status ${status}`;
  if (status < 500 && status !== 429) return new LogError(message);
  const seconds = Number(headers.get('retry-after') ?? 0); // a date is passed over
  return new Passing(message, { pauseMs: seconds > 0 ? Math.min(seconds * 1_000, LONGEST_PAUSE_MS) : 0 });
}

/** Counts the bytes as they are after decompression, so that a small answer cannot unfold without end. */
async function readBody(response: Response, url: string, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > limit) throw new LogError(`${url} is larger than the ${limit} bytes that it can have`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** `fetch` itself only says that it failed; why is in the cause. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? cause.message || String((cause as NodeJS.ErrnoException).code) : message;
}
