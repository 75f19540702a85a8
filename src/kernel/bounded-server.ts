import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/*
 * HTTP for the small programs beside the house, a witness and a node: open to whoever reaches them, so that everything is
 * bounded: bodies, headers, time, connections.
 */

const REQUEST_MS = 10_000;
const HEADERS_MS = 5_000;
/** Longer than clients keep idle connections, so that none sends into one that is being closed. */
const KEEP_ALIVE_MS = 65_000;
const CONNECTIONS = 256;

/** What is answered. Its length, and that it is what it says, are told besides. */
export interface BoundedReply {
  status: number;
  body: string | Uint8Array;
  headers: Readonly<Record<string, string>>;
}

/** Whom it serves, and by what. */
export interface BoundedServing {
  host: string;
  /** 0 takes a free one. */
  port: number;
  replyTo(request: IncomingMessage): Promise<BoundedReply>;
  /** What is answered where `replyTo` throws. */
  onFault(error: unknown): BoundedReply;
}

/** A server that listens. */
export interface BoundedServer {
  /** For example `http://127.0.0.1:4100`. */
  url: string;
  /** Answers what is under way, then ends. */
  close(): Promise<void>;
}

/** Serves. @throws Error of `listen` when the address cannot be had. */
export async function serveBounded({ host, port, replyTo, onFault }: BoundedServing): Promise<BoundedServer> {
  const server = createServer({
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_MS,
    headersTimeout: HEADERS_MS,
  });
  server.maxConnections = CONNECTIONS;
  server.on('request', async (request, response) => {
    try {
      send(response, await replyTo(request));
    } catch (error) {
      if (request.destroyed && !request.complete) return; // whoever asked has gone
      send(response, onFault(error));
    }
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeIdleConnections();
      const patience = setTimeout(() => server.closeAllConnections(), REQUEST_MS);
      await closed;
      clearTimeout(patience);
    },
  };
}

/** The bytes of a body; undefined where there are more than so many. */
export async function bodyWithin(request: IncomingMessage, most: number): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > most) return undefined;
  const chunks: Buffer[] = [];
  let length = 0;
  const stream: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false }); // it is answered all the same
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, { status, body, headers }: BoundedReply): void {
  const all = { ...headers, 'content-length': Buffer.byteLength(body), 'x-content-type-options': 'nosniff' };
  // What is left of a body that was too long is not waited for.
  response.writeHead(status, status === 413 ? { ...all, connection: 'close' } : all);
  response.end(body);
}
