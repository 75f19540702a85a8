import type { IncomingMessage } from 'node:http';
import { type BoundedReply, type BoundedServer, bodyWithin, type Logger, serveBounded } from '../../kernel/index.ts';
import { ADD_CHECKPOINT } from './request.ts';
import type { Reply, Witness } from './witness.ts';

/*
 * A witness over HTTP, open to the world.
 */

/** A proof of 63 hashes and a checkpoint with 16 signatures of nearly 5 kB (signed-note, "Format"), and some more. */
const BODY_LIMIT = 128 * 1024;
/**
 * Serves a witness.
 * @param port 0 takes a free one.
 * @returns its `url` is its submission prefix.
 * @throws Error of `listen` when the address cannot be had.
 */
export function serveWitness(
  witness: Witness,
  { host, port, logger }: { host: string; port: number; logger: Logger },
): Promise<BoundedServer> {
  return serveBounded({
    host,
    port,
    replyTo: async (request) => typed(await replyTo(witness, request)),
    onFault(error) {
      logger.error({ err: error }, 'a witness could not answer');
      return typed({ status: 500, body: 'This witness has a fault of its own. Nothing was signed.\n' });
    },
  });
}

const typed = ({ status, body, type = 'text/plain; charset=utf-8' }: Reply): BoundedReply => ({
  status,
  body,
  headers: { 'content-type': type },
});

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
  const body = await bodyWithin(request, BODY_LIMIT);
  if (!body) return { status: 413, body: `A call has at most ${BODY_LIMIT} bytes.\n` };
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return { status: 400, body: 'Malformed: the body is not UTF-8\n' };
  }
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
