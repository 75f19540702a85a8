import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after } from 'node:test';
import { getRequestListener } from '@hono/node-server';
import { testGovernment } from '../../../test/support/government.ts';
import { type Card, grantCard, issueCopies } from '../../credentials/index.ts';
import { callerOf } from '../../identity/index.ts';
import { signInPerson } from '../../identity/testing.ts';
import { createApp, type Locale, type Route, transaction } from '../../kernel/index.ts';
import { NO_WITNESSES, type OperatedLog, signerOf } from '../../log/index.ts';
import type { Government } from '../../pack/index.ts';
import { officer, persona } from '../../services/testing/people.ts';
import { compileAssets } from '../assets.ts';
import { preferencesOf } from '../preferences.ts';
import { problemPage } from '../problem.tsx';
import type { Site } from '../site.ts';

/** What the tests of the pages about cards share: those pages alone, on a government of its own. */

/** How a request is sent: as whom, and in which language. */
interface Sender {
  cookie?: string;
  locale?: Locale;
}

/** Pages of cards, asked without a socket. @param routesOf the pages. */
export async function cardSite(routesOf: (site: Site) => Route[], pack?: string) {
  const { gov } = await testGovernment(pack);
  const signer = signerOf(gov.logOrigin, Buffer.alloc(32, 7));
  const log: OperatedLog = { origin: signer.name, signers: [signer], policy: NO_WITNESSES };
  let origin = 'http://localhost:3000';
  const brand = { name: gov.pack.title, ...gov.pack.brand };
  const { assets, route } = await compileAssets(brand);
  const site: Site = { gov, log, brand, assets, origin: () => origin };
  const app = createApp(gov, {
    routes: [route, ...routesOf(site)],
    identify: (request) => callerOf(gov, request),
    preferencesOf: (request) => preferencesOf(gov, request),
    errorPage: (error, preferences, caller, here) => problemPage(site, error, { preferences, caller, here }),
    origin: () => origin,
    ready: () => true,
  });
  return {
    gov,
    send: (path: string, { cookie = '', locale = 'en' }: Sender = {}, form?: Record<string, string>) =>
      app.request(origin + path, {
        method: form ? 'POST' : 'GET',
        headers: { accept: 'text/html', cookie: [cookie, `locale=${locale}`].filter(Boolean).join('; ') },
        ...(form && { body: new URLSearchParams(form) }),
      }),
    personOf: (id: string) => persona(gov, id),
    /** The cookie of a new session of a persona, officers at their post. */
    async cookieOf(id: string): Promise<string> {
      const { post } = gov.pack.demo.personas.find((candidate) => candidate.id === id)!;
      return signInPerson(gov, { person: await persona(gov, id), post });
    },
    officerOf: (id: string) => officer(gov, id),
    /** Serves browsers until the file's tests are over. */
    async listen(): Promise<string> {
      const server = createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1');
      await once(server, 'listening');
      after(() => void server.close());
      origin = `http://localhost:${(server.address() as AddressInfo).port}`;
      return origin;
    },
  };
}

/** Grants a card, and puts copies of it on devices. */
export async function cardOn(
  gov: Government,
  { person, type }: { person: string; type: string },
  wallets: readonly string[] = [randomUUID()],
): Promise<Card> {
  const card = await transaction(gov.db, (tx) => grantCard(tx, gov, { person, type }));
  for (const wallet of wallets) {
    const keys = [1, 2].map(() =>
      generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' }),
    );
    const copies = { card, format: 'dc+sd-jwt', keys, wallet, request: `${card.id} ${wallet}` } as const;
    await transaction(gov.db, (tx) => issueCopies(tx, gov, copies));
  }
  return card;
}
