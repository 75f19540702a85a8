import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HttpRequest } from '../../formats/index.ts';

/** A receiver's own server on this machine, which keeps what it is sent. */
export interface Listening {
  address: string;
  /** What came, oldest first. */
  got: HttpRequest[];
  /** Answers with another status from now on; a redirect leads to itself. */
  answerWith(status: number): void;
  close(): void;
}

/** Opens one. @param decide answers each request with a status; as it was told last, unless stated. */
export async function listening(decide?: (request: HttpRequest) => number): Promise<Listening> {
  const got: HttpRequest[] = [];
  let status = 204;
  const server = createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = new Headers(request.headers as Record<string, string>);
    const one = { method: request.method!, url: `${address}${request.url}`, headers, body: Buffer.concat(chunks) };
    got.push(one);
    response.writeHead(decide?.(one) ?? status, { location: `${address}/elsewhere` }).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    ...{ address, got },
    answerWith(other) {
      status = other;
    },
    close: () => server.close(),
  };
}
