import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, test } from 'node:test';
import { CONSENT } from '../../src/web/portal/consent/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { testSite } from '../support/site.ts';
import { NARROW, visitorsOf } from '../support/visitor.ts';

/** A wallet that others have made sends its person here, and gets them back with a code. */
describe('a wallet of others asks for cards', async () => {
  const site = await testSite();
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf(site, browser);
  const elsewhere = createServer((_, response) => {
    response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><html lang="en"><title>Pocket</title><main><h1>Pocket</h1></main>');
  }).listen(0, '127.0.0.1');
  await once(elsewhere, 'listening');
  after(() => void elsewhere.close());
  const redirect = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/back`;
  const { client_id: client } = (await (
    await fetch(`${site.address}/oauth/reg`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ client_name: 'Pocket', redirect_uris: [redirect] }),
    })
  ).json()) as { client_id: string };

  /** The way that the wallet sends a browser. */
  async function wayFor(scope: string): Promise<string> {
    const challenge = createHash('sha256').update(randomBytes(32).toString('base64url')).digest('base64url');
    const form = {
      ...{ client_id: client, redirect_uri: redirect, response_type: 'code', scope, state: 'abc' },
      ...{ code_challenge: challenge, code_challenge_method: 'S256' },
    };
    const pushed = await fetch(`${site.address}/oauth/request`, { method: 'POST', body: new URLSearchParams(form) });
    const { request_uri } = (await pushed.json()) as { request_uri: string };
    return `/oauth/auth?${new URLSearchParams({ client_id: client, request_uri })}`;
  }

  test('who agrees goes back to it with a code, on a phone and in their language', async () => {
    const mother = await visitors.visit({ persona: 'employed-mother', viewport: NARROW, locale: 'zh-Hant' });
    await mother.open(await wayFor('resident-card.sd-jwt child-card.sd-jwt'));
    const text = await mother.text();
    assert.ok(text.includes('國民身分證') && text.includes('Pocket') && text.includes('127.0.0.1'));
    await mother.page.getByRole('button', { name: CONSENT.agree['zh-Hant'], exact: true }).click();
    await mother.page.waitForURL(`${redirect}?*`);
    const { searchParams } = new URL(mother.page.url());
    assert.ok(searchParams.get('code'));
    assert.deepEqual([searchParams.get('state'), searchParams.get('iss')], ['abc', `${site.address}/oauth`]);
    await mother.leave();
  });

  test('who does not agree goes back without one', async () => {
    const mother = await visitors.visit({ persona: 'employed-mother' });
    await mother.open(await wayFor('move'));
    assert.match(await mother.text(), /revoked at once/);
    await mother.page.getByRole('button', { name: CONSENT.refuse.en, exact: true }).click();
    await mother.page.waitForURL(`${redirect}?*`);
    assert.equal(new URL(mother.page.url()).searchParams.get('error'), 'access_denied');
    await mother.leave();
  });

  test('whoever is not signed in signs in first, and comes back to the question', async () => {
    const nobody = await visitors.visit({ viewport: NARROW });
    await nobody.open(await wayFor('resident-card.sd-jwt'));
    assert.equal(new URL(nobody.page.url()).pathname, '/sign-in');
    assert.match(new URL(nobody.page.url()).searchParams.get('next')!, /^\/wallets\/consent\//);
    await nobody.leave();
  });

  test('nothing is wrong with any page on the way', () => {
    assert.deepEqual(visitors.findings(), []);
  });
});
