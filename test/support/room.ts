import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { callerOf } from '../../src/identity/index.ts';
import { createApp, page, type Room } from '../../src/kernel/index.ts';
import type { Government } from '../../src/pack/index.ts';

/** Serves what one room answers on a free port of localhost, for one test file. @returns its origin. */
export async function serveRoom(gov: Government, { routes = [] }: Room): Promise<string> {
  let origin = '';
  const app = createApp(gov, {
    routes,
    identify: (request) => callerOf(gov, request),
    preferencesOf: () => ({ locale: 'en' }),
    errorPage: async (error) => page(error.code, error.status),
    origin: () => origin,
    ready: () => true,
  });
  const server = createServer(getRequestListener(app.fetch));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  gov.config.ORIGIN = origin;
  after(() => server.close());
  return origin;
}
