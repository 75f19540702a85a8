import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { testGovernment } from '../../../test/support/government.ts';
import { callerOf, createSession, identityRoom } from '../../identity/index.ts';
import { createApp, type Locale } from '../../kernel/index.ts';
import { logRoom, NO_WITNESSES, type OperatedLog, sequenceOnce, signerOf } from '../../log/index.ts';
import { registryRoom } from '../../registry/index.ts';
import { officer, persona } from '../../services/testing/people.ts';
import { openSite, preferencesOf, problemPage, webRoom } from '../index.ts';

/** What the tests of the pages share: the site on a government of its own, asked with or without a socket. */

/** How a request is sent: as whom, and in which language. */
export interface Sender {
  cookie?: string;
  locale?: Locale;
}

export async function testSite() {
  const { gov } = await testGovernment();
  const signer = signerOf(gov.logOrigin, Buffer.alloc(32, 7));
  const log: OperatedLog = { origin: signer.name, signers: [signer], policy: NO_WITNESSES };
  let origin = 'http://localhost:3000';
  const site = await openSite(gov, log, () => origin);
  const rooms = [logRoom(gov, log), identityRoom(gov, site), registryRoom(gov)];
  const app = createApp(gov, {
    routes: [...rooms, webRoom(site, rooms)].flatMap((room) => room.routes ?? []),
    identify: (request) => callerOf(gov, request),
    preferencesOf: (request) => preferencesOf(gov, request),
    errorPage: (error, preferences, caller, here) => problemPage(site, error, { preferences, caller, here }),
    origin: () => origin,
    ready: () => true,
  });
  const send = (path: string, { cookie = '', locale = 'en' }: Sender = {}, form?: Record<string, string>) =>
    app.request(origin + path, {
      method: form ? 'POST' : 'GET',
      headers: { accept: 'text/html', cookie: [cookie, `locale=${locale}`].filter(Boolean).join('; ') },
      ...(form && { body: new URLSearchParams(form) }),
    });
  return {
    gov,
    app,
    send,
    /** Serves browsers until the file's tests are over; its origin is a name, since passkeys need one. */
    async listen(): Promise<string> {
      const server = createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1');
      await once(server, 'listening');
      after(() => void server.close());
      origin = `http://localhost:${(server.address() as AddressInfo).port}`;
      return origin;
    },
    /** Lets the log take in what was done; until then receipts are pending. */
    sequence: () => sequenceOnce(gov.db, log, gov.clock),
    /** The cookie of a new session of a persona, officers at their post. */
    async cookieOf(id: string): Promise<string> {
      const { post } = gov.pack.demo.personas.find((candidate) => candidate.id === id)!;
      const who = { person: await persona(gov, id), post, means: 'demo' } as const;
      return `session=${await createSession(gov.db, who, gov.clock.now(), USER_AGENT)}`;
    },
    /** A page as text. @throws Error unless it is answered by 200. */
    async open(path: string, sender: Sender = {}): Promise<string> {
      const response = await send(path, sender);
      if (response.status !== 200) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
      return response.text();
    },
  };
}

export type TestSite = Awaited<ReturnType<typeof testSite>>;

export { officer, persona };

const USER_AGENT = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36';
