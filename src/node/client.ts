import type { HttpRequest, HttpResponse } from '../formats/index.ts';
import {
  type Answer,
  LIMITS,
  type MessageKey,
  openMessage,
  type PublicKey,
  QUESTIONS,
  type Question,
  readAnswer,
  sealMessage,
  writeQuestion,
} from './protocol/index.ts';

/** A node as a platform knows it. */
export interface KnownNode {
  /** Ends with a slash. */
  address: string;
  /** Pinned: no other key speaks for the node. */
  key: PublicKey;
}

/** What came of a question: an answer that stood every check, or the first that failed. Nothing of a failed answer is used. */
export type Asked = { ok: true; answer: Answer } | { ok: false; failed: string };

/**
 * Asks a node, and believes nothing that it does not sign, that was not asked, or that comes too late.
 * @param key the platform's.
 * @param seconds true time, since 1970.
 * @param deadlineMs for the whole of it, the last byte of the body included.
 */
export async function askNode(
  node: KnownNode,
  question: Question,
  { key, seconds, deadlineMs }: { key: MessageKey; seconds: () => number; deadlineMs: number },
): Promise<Asked> {
  const request = questionFor(node.address, writeQuestion(question), { key, at: seconds() });
  const reply = await send(request, deadlineMs);
  if ('failed' in reply) return { ok: false, ...reply };
  const { status, headers, body } = reply;
  if (status !== 200) return { ok: false, failed: `status.${status}` };
  const response: HttpResponse = { status, headers, body, request };
  const opened = openMessage(response, { keys: [node.key], tag: 'answer', at: seconds() });
  if (!opened.ok) return opened;
  const read = readAnswer(body, question);
  return 'failed' in read ? { ok: false, ...read } : read;
}

/** A signed question, ready to be sent. */
export function questionFor(
  address: string,
  body: Uint8Array,
  { key, at }: { key: MessageKey; at: number },
): HttpRequest {
  const headers = new Headers({ 'content-type': 'application/json' });
  const request: HttpRequest = { method: 'POST', url: new URL(QUESTIONS, address).href, headers, body };
  for (const [name, value] of Object.entries(sealMessage(request, { key, tag: 'question', at })))
    headers.set(name, value);
  return request;
}

/** What came back, as it came. */
export interface Reply {
  status: number;
  headers: Headers;
  body: Uint8Array;
}

/** Sends a request. No redirect is followed, and no more is read than an answer may have. */
export async function send(
  { method, url, headers, body }: HttpRequest,
  deadlineMs: number,
): Promise<Reply | { failed: 'late' | 'unreachable' | 'too-long' }> {
  const signal = AbortSignal.timeout(deadlineMs);
  try {
    const response = await fetch(url, {
      ...{ method, headers, signal, redirect: 'manual' },
      ...(method !== 'GET' && { body: body as Uint8Array<ArrayBuffer> }),
    });
    const bytes = await readAtMost(response, LIMITS.answer);
    return bytes ? { status: response.status, headers: response.headers, body: bytes } : { failed: 'too-long' };
  } catch {
    return { failed: signal.aborted ? 'late' : 'unreachable' };
  }
}

async function readAtMost({ body }: Response, most: number): Promise<Uint8Array | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > most) return undefined; // leaving the loop cancels the rest
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
