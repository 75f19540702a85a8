import { type Item, type Member, type Parameters, writeItem, writeMember } from './structured.ts';

/*
 * What is signed of a message: the signature base (RFC 9421 section 2.5). Each component has one line.
 */

/** A request, as it is sent: the address is whole (`https://…`), as the public knows it. */
export interface HttpRequest {
  method: string;
  url: string;
  headers: Headers;
  body: Uint8Array;
}

/** An answer, with the request that it answers: a signature may cover parts of both. */
export interface HttpResponse {
  status: number;
  headers: Headers;
  body: Uint8Array;
  request: HttpRequest;
}

export type HttpMessage = HttpRequest | HttpResponse;

const target = ({ url }: HttpRequest) => new URL(url);

/** Of a request (RFC 9421 section 2.2). */
const OF_REQUEST: Readonly<Record<string, (request: HttpRequest) => string>> = {
  '@method': ({ method }) => method,
  '@target-uri': (request) => target(request).href.split('#')[0]!,
  '@authority': (request) => target(request).host,
  '@scheme': (request) => target(request).protocol.slice(0, -1),
  '@request-target': (request) => target(request).pathname + target(request).search,
  '@path': (request) => target(request).pathname,
  '@query': (request) => target(request).search || '?',
};

/** Whether it is an answer. */
export const isResponse = (message: HttpMessage): message is HttpResponse => 'status' in message;

/** Whether a component is one that can be looked up here: a field as a whole or one of the derived, of either message. */
export function isKnown({ value, parameters }: Item, message: HttpMessage): boolean {
  if (typeof value !== 'string' || value !== value.toLowerCase()) return false;
  if (![...parameters].every(([key, on]) => key === 'req' && on === true && isResponse(message))) return false;
  if (!value.startsWith('@')) return true;
  return isResponse(message) && !isOfRequest(parameters) ? value === '@status' : Object.hasOwn(OF_REQUEST, value);
}

const isOfRequest = (parameters: Parameters) => parameters.has('req');

/** The value of a component that is known. @returns undefined where the message has none. */
export function componentOf({ value, parameters }: Item, message: HttpMessage): string | undefined {
  const name = value as string;
  const source = isResponse(message) && isOfRequest(parameters) ? message.request : message;
  if (!name.startsWith('@')) return source.headers.get(name)?.trim();
  return isResponse(source) ? String(source.status) : OF_REQUEST[name]!(source);
}

/** The text that is signed: a line for each component, and last the parameters (RFC 9421 section 2.5). */
export function signatureBase(message: HttpMessage, input: Member): Uint8Array {
  const lines = (input.value as readonly Item[]).map((item) => `${writeItem(item)}: ${componentOf(item, message)}`);
  return new TextEncoder().encode([...lines, `"@signature-params": ${writeMember(input)}`].join('\n'));
}
