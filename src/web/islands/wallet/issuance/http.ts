import { IssuanceError } from './problem.ts';

/** How pages fetch; a test gives its own. */
export type Fetch = (address: string, how?: RequestInit) => Promise<Response>;

export type Json = Record<string, unknown>;

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether an address may be asked: by TLS, or on this very machine. */
export function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username } = new URL(address);
  return username === '' && (protocol === 'https:' || (protocol === 'http:' && LOCAL.has(hostname)));
}

/** An answer, whatever its status. Throws `unreachable` where there is none, or the server is out of order. */
export async function send(fetch: Fetch, address: string, how?: RequestInit): Promise<Response> {
  if (!isSafe(address)) throw new IssuanceError('bad-issuer', address);
  // No cookies: what a wallet asks is asked by whoever holds its keys, not by whoever is signed in.
  const answer = await fetch(address, { credentials: 'omit', redirect: 'error', ...how }).catch(() => undefined);
  if (!answer || answer.status >= 500) throw new IssuanceError('unreachable', new URL(address).host);
  return answer;
}

/** A JSON object; an empty one for anything else. */
export async function jsonOf(answer: Response): Promise<Json> {
  const value: unknown = await answer.json().catch(() => undefined);
  return isObject(value) ? value : {};
}

/** Whether it is an object with members. */
export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The members of a list that are of one kind; none for what is no list. */
export const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** A text, or undefined. */
export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** The JSON at an address. */
export async function fetchJson(fetch: Fetch, address: string): Promise<Json> {
  const answer = await send(fetch, address, { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new IssuanceError('bad-issuer', `${address} ${answer.status}`);
  return jsonOf(answer);
}

/** What an error answer of OAuth says (RFC 6749 §5.2). */
export const saidOf = ({ error, error_description }: Json): string =>
  [error, error_description].filter((part) => typeof part === 'string').join(': ');
