import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { signWith } from '../../../credentials/index.ts';
import type { WebhookSigner } from '../webhooks/send.ts';

/** Most bytes of an acknowledgement that are read. */
const MOST_BYTES = 8_192;

/** Plays the platform for a receiver that is tried: its key, and the address for acknowledgements. */
export interface PlayedPlatform {
  origin: string;
  signer: WebhookSigner;
  /** The next acknowledgement that comes; undefined if none does in time. */
  acknowledgement(milliseconds: number): Promise<string | undefined>;
  close(): Promise<void>;
}

/** A signer with a key of its own, as a platform has one, or somebody who plays it. */
export function newSigner(kid: string): WebhookSigner & { publicKey: KeyObject } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { alg: 'ES256', kid, publicKey, sign: (input) => signWith(privateKey, input) };
}

/** Plays one on this machine. */
export async function playPlatform(port: number): Promise<PlayedPlatform> {
  const signer = newSigner('platform-1');
  const jwk = { ...signer.publicKey.export({ format: 'jwk' }), kid: signer.kid, use: 'sig', alg: 'ES256' };
  const came: string[] = [];
  const waiting: ((text: string | undefined) => void)[] = [];
  const server = createServer(async (request, response) => {
    if (request.url === KEYS_PATH)
      return void response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ issuer: `${origin}/issuers/trust-list`, jwks: { keys: [jwk] } }));
    if (request.method !== 'POST' || !DELETIONS.test(request.url ?? '')) return void response.writeHead(404).end();
    const text = await textOf(request);
    const [next] = waiting;
    if (next) next(text);
    else came.push(text);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://localhost:${portOf(server)}`;
  return {
    ...{ origin, signer },
    acknowledgement(milliseconds) {
      const text = came.shift();
      if (text !== undefined) return Promise.resolve(text);
      return new Promise((resolve) => {
        const take = (found: string | undefined) => {
          clearTimeout(late);
          waiting.splice(waiting.indexOf(take), 1);
          resolve(found);
        };
        const late = setTimeout(() => take(undefined), milliseconds);
        waiting.push(take);
      });
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const KEYS_PATH = '/.well-known/jwt-vc-issuer/issuers/trust-list';
const DELETIONS = /^\/exchange\/receivers\/[a-z0-9-]+\/deletions$/;
const portOf = (server: Server) => (server.address() as { port: number }).port;

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > MOST_BYTES) break;
  }
  return text;
}
