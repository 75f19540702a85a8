import { Agent, request } from 'node:http';
import type { Applicant } from './mothers.ts';

/** What came back, or `undefined` when the connection broke before the whole answer was there. */
export type Reply = { status: number; body: string } | undefined;

/** Sends requests to one Madang over connections that are kept open. */
export interface Client {
  get(path: string, cookie?: string): Promise<Reply>;
  post(path: string, body: object, cookie?: string): Promise<Reply>;
  /** Submits what an applicant has prepared. */
  submit(applicant: Applicant): Promise<Reply>;
  close(): void;
}

/** @param connections how many requests are under way at most; more wait for their turn. */
export function clientOf(address: string, connections = 16): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const send = (method: string, path: string, cookie?: string, body?: string): Promise<Reply> =>
    new Promise((resolve) => {
      const headers = {
        accept: 'application/json',
        ...(cookie !== undefined && { cookie }),
        ...(body !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
      };
      const outgoing = request(`${address}${path}`, { method, agent, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', () => resolve(undefined));
        response.on('end', () => resolve({ status: response.statusCode!, body: Buffer.concat(chunks).toString() }));
      });
      outgoing.on('error', () => resolve(undefined));
      outgoing.end(body);
    });
  return {
    get: (path, cookie) => send('GET', path, cookie),
    post: (path, body, cookie) => send('POST', path, cookie, JSON.stringify(body)),
    submit: ({ application, cookie }) => send('POST', `/api/applications/${application}/submit`, cookie, '{}'),
    close: () => agent.destroy(),
  };
}

/** Works through a list with so many at once; each `work` begins in the order of the list. */
export async function inParallel<T>(
  width: number,
  list: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const items = list.values();
  const lane = async () => {
    for (const item of items) await work(item);
  };
  await Promise.all(Array.from({ length: width }, lane));
}
