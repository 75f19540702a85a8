import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../../kernel/index.ts';
import { ADD_CHECKPOINT } from './request.ts';
import type { Reply, Witness } from './witness.ts';

/*
 * A witness over HTTP. It is open to the world, so that everything is bounded: bodies, headers, time, connections.
 */

/** A proof of 63 hashes and a checkpoint with 16 signatures of nearly 5 kB (signed-note, "Format"), and some more. */
const BODY_LIMIT = 128 * 1024;
const REQUEST_MS = 10_000;
const HEADERS_MS = 5_000;
/** Longer than clients keep idle connections, so that none sends into one that is being closed. */
const KEEP_ALIVE_MS = 65_000;
const CONNECTIONS = 256;

/** A witness that is reached over HTTP. */
export interface WitnessServer {
  /** Its submission prefix, for example `http://127.0.0.1:4100`. */
  url: string;
  close(): Promise<void>;
}

/**
 * Serves a witness.
 * @param port 0 takes a free one.
 * @throws Error of `listen` when the address cannot be had.
 */
export async function serveWitness(
  witness: Witness,
  { host, port, logger }: { host: string; port: number; logger: Logger },
): Promise<WitnessServer> {
  const server = createServer({
    keepAliveTimeout: KEEP_ALIVE_MS,
    requestTimeout: REQUEST_MS,
    headersTimeout: HEADERS_MS,
  });
  server.maxConnections = CONNECTIONS;
  server.on('request', async (request, response) => {
    try {
      answer(response, await replyTo(witness, request));
    } catch (error) {
      if (request.destroyed && !request.complete) return; // whoever asked has gone
      logger.error({ err: error }, 'a witness could not answer');
      answer(response, { status: 500, body: 'This witness has a fault of its own. Nothing was signed.\n' });
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

async function replyTo(witness: Witness, request: IncomingMessage): Promise<Reply> {
  const { method = '', url = '' } = request;
  const methods = METHODS[url];
  if (!methods) return { status: 404, body: `There is ${Object.keys(METHODS).join(' and ')}.\n` };
  if (!methods.includes(method)) return { status: 405, body: `Use ${methods.join(' or ')}.\n` };
  if (url === '/') return { status: 200, body: describe(witness) };
  const body = await readBody(request);
  return typeof body === 'string' ? witness.addCheckpoint(body) : body;
}

const METHODS: Readonly<Record<string, readonly string[]>> = { '/': ['GET', 'HEAD'], [ADD_CHECKPOINT]: ['POST'] };

/** The body as text, or what is answered instead. */
async function readBody(request: IncomingMessage): Promise<string | Reply> {
  const chunks: Buffer[] = [];
  let length = Number(request.headers['content-length'] ?? 0);
  const stream: AsyncIterable<Buffer> = request.iterator({ destroyOnReturn: false }); // it is answered all the same
  if (length <= BODY_LIMIT) {
    length = 0;
    for await (const chunk of stream) {
      length += chunk.length;
      if (length > BODY_LIMIT) break;
      chunks.push(chunk);
    }
  }
  if (length > BODY_LIMIT) return { status: 413, body: `A call has at most ${BODY_LIMIT} bytes.\n` };
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(chunks));
  } catch {
    return { status: 400, body: 'Malformed: the body is not UTF-8\n' };
  }
}

function answer(response: ServerResponse, { status, body, type = 'text/plain; charset=utf-8' }: Reply): void {
  const headers = {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
  };
  // What is left of a body that was too long is not waited for.
  response.writeHead(status, status === 413 ? { ...headers, connection: 'close' } : headers);
  response.end(body);
}

/** What a witness says of itself, for people. */
function describe({ name, vkey, logs }: Witness): string {
  const lines = logs().map(({ origin, latest }) =>
    latest
      ? `${origin}\n  size ${latest.size}, signed ${new Date(latest.time * 1000).toISOString()}\n`
      : `${origin}\n  nothing signed yet\n`,
  );
  return `Witness ${name} (c2sp.org/tlog-witness)\n${vkey}\n\nIt watches:\n${lines.join('')}`;
}
