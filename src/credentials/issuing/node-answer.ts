import { IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { Socket } from 'node:net';

/*
 * The authorization server is a program for Node's own requests and responses. Here one is made for it out of a request
 * of the house, and what it answers is read back: it listens nowhere, and knows only what it is handed.
 */

/** A request as it is handed over. */
export interface NodeAsk {
  method: string;
  /** The site's own address, whatever the sender calls it. */
  origin: string;
  /** The path under which the program stands, such as `/oauth`, and the path within it, with its query. */
  mount: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/** A program for Node's requests, such as the callback of a Koa application. */
export type NodeProgram = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Asks a program for Node's requests. */
export async function askProgram(program: NodeProgram, ask: NodeAsk): Promise<Response> {
  const response = new KeptResponse(requestOf(ask));
  await program(response.req, response);
  await response.ended;
  const { statusCode: status } = response;
  const body = status === 204 || status === 304 ? null : Buffer.concat(response.chunks);
  return new Response(body, { status, headers: headersOf(response.getHeaders()) });
}

function requestOf({ method, origin, mount, path, headers, body = '' }: NodeAsk): IncomingMessage {
  const { host, protocol } = new URL(origin);
  const socket = Object.assign(new Socket(), { encrypted: protocol === 'https:' });
  const bytes = Buffer.from(body);
  const request = new IncomingMessage(socket);
  Object.assign(request, { method, url: path, originalUrl: mount + path });
  const length = method === 'GET' ? {} : { 'content-length': String(bytes.length) };
  request.headers = { ...headers, ...length, host };
  request.push(bytes);
  request.push(null);
  return request;
}

/** Keeps what is written, since there is no socket. */
class KeptResponse extends ServerResponse {
  readonly chunks: Buffer[] = [];
  readonly ended: Promise<void>;
  #end!: () => void;

  constructor(request: IncomingMessage) {
    super(request);
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  override write(chunk: string | Uint8Array): boolean {
    this.chunks.push(Buffer.from(chunk as Uint8Array));
    return true;
  }

  override end(chunk?: unknown): this {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) this.write(chunk);
    this.#end();
    return this;
  }
}

function headersOf(headers: OutgoingHttpHeaders): Headers {
  const all = new Headers();
  for (const [name, value] of Object.entries(headers))
    for (const one of [value ?? []].flat()) all.append(name, String(one));
  return all;
}
