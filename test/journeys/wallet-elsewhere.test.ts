import assert from 'node:assert/strict';
import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { digest, generateSalt } from '@sd-jwt/crypto-nodejs';
import { SDJwtVcInstance } from '@sd-jwt/sd-jwt-vc';
import { compactDecrypt, decodeJwt, SignJWT } from 'jose';
import { ADD_WORDS } from '../../src/web/islands/wallet/add/words.ts';
import { REQUEST_WORDS as ASK } from '../../src/web/islands/wallet/request/words.ts';
import { launchBrowser } from '../support/browser.ts';
import { startHouse } from '../support/house.ts';
import { visitorsOf } from '../support/visitor.ts';
import { phoneOf } from './phone.ts';

/*
 * A verifier of others on a server of its own, by hand and to the letter of OpenID4VP 1.0, that our wallet page answers in a
 * browser: registered and certified as an operator does it, at a running installation.
 */

const house = await startHouse();
const { address } = house;

const FILE = `id: wine-shop
title: {zh-Hant: 酒莊, ko: 와인 가게, en: Wine shop}
summary: {zh-Hant: 賣酒的店, ko: 술을 파는 가게, en: A shop that sells wine}
hosts: [wine.example]
uses:
  age:
    purpose: {zh-Hant: 確認您成年, ko: 성인인지 확인, en: To check that you are of age}
    law: [{act: 兒童及少年福利與權益保障法, article: "43", checked: false}]
    asks:
      - resident-card: [age_equal_or_over.18]
`;

describe('a verifier of others, on a server of its own', async () => {
  const signing = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const reading = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const requests = new Map<string, { jwt: string; answer?: (form: URLSearchParams) => void }>();
  const shop = createServer(async (request, response) => {
    const { pathname } = new URL(request.url!, 'http://shop');
    const one = requests.get(pathname.split('/').at(-1)!);
    response.setHeader('access-control-allow-origin', '*');
    if (pathname.startsWith('/request/') && one)
      return response.setHeader('content-type', 'application/oauth-authz-req+jwt').end(one.jwt);
    if (pathname.startsWith('/answer/') && one) {
      one.answer!(new URLSearchParams(await textOf(request)));
      return response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ redirect_uri: `${own()}/thanks` }));
    }
    return response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><html lang="en"><title>Wine shop</title><main><h1>Thanks</h1></main>');
  }).listen(0, '127.0.0.1');
  after(() => shop.close());
  const own = () => `http://localhost:${(shop.address() as AddressInfo).port}`;
  const browser = await launchBrowser();
  after(() => browser.close());
  const visitors = visitorsOf({ address } as never, browser);
  const phone = await phoneOf(visitors, { clock: { now: () => new Date() } } as never);
  let x5c: string;
  let registration: string;

  before(async () => {
    const [yaml, pem] = [join(house.home, '..', 'wine-shop.yaml'), join(house.home, '..', 'shop.pem')];
    await writeFile(yaml, FILE);
    await writeFile(pem, signing.publicKey.export({ format: 'pem', type: 'spki' }));
    await house.command('relying-party', 'add', yaml);
    const printed = await house.command('relying-party', 'certificate', 'wine-shop', pem);
    x5c = /BEGIN CERTIFICATE-----([^-]+)/.exec(printed)![1]!.replaceAll(/\s/g, '');
    registration = await (await fetch(`${address}/relying-parties/wine-shop/registrations/age`)).text();
  });

  /** Asks, as its software does. @returns the link behind its button, and the answer to come. */
  async function ask(claims = [['age_equal_or_over', '18']]) {
    const id = randomBytes(8).toString('hex');
    const hash = createHash('sha256').update(Buffer.from(x5c, 'base64')).digest('base64url');
    const clientId = `x509_hash:${hash}`;
    const payload = {
      ...{ response_type: 'vp_token', response_mode: 'direct_post.jwt', response_uri: `${own()}/answer/${id}` },
      ...{ client_id: clientId, nonce: randomBytes(16).toString('base64url'), aud: 'https://self-issued.me/v2' },
      dcql_query: {
        credentials: [
          {
            ...{ id: 'card', format: 'dc+sd-jwt' },
            meta: { vct_values: [`${address}/credentials/types/resident-card`] },
            claims: claims.map((path) => ({ path })),
          },
        ],
      },
      client_metadata: {
        jwks: { keys: [{ ...reading.publicKey.export({ format: 'jwk' }), kid: 'k', use: 'enc', alg: 'ECDH-ES' }] },
        vp_formats_supported: { 'dc+sd-jwt': { 'sd-jwt_alg_values': ['ES256'], 'kb-jwt_alg_values': ['ES256'] } },
      },
      verifier_info: [{ format: 'registration_cert', data: registration }],
    };
    const jwt = await new SignJWT(payload)
      .setProtectedHeader({ alg: 'ES256', typ: 'oauth-authz-req+jwt', x5c: [x5c] })
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(signing.privateKey);
    const { promise, resolve } = Promise.withResolvers<URLSearchParams>();
    requests.set(id, { jwt, answer: resolve });
    const query = new URLSearchParams({ client_id: clientId, request_uri: `${own()}/request/${id}` });
    return { link: `${address}/wallet#request?${query}`, payload, answer: promise };
  }

  test('is answered by our wallet page across origins, and gets its person back', async () => {
    const mother = await house.signIn('employed-mother');
    await phone.open(await house.offerHere(mother, 'resident-card'));
    await phone.setUp();
    await phone.heading(ADD_WORDS.offered.en);
    await phone.tap(ADD_WORDS.take.en);
    await phone.heading(ADD_WORDS.done.en);
    const { link, payload, answer } = await ask();
    await phone.reopen(link);
    await phone.heading('Wine shop asks');
    await phone.tap(ASK.shareOne.en);
    const form = await answer;
    const { plaintext, protectedHeader } = await compactDecrypt(form.get('response')!, reading.privateKey);
    assert.deepEqual([protectedHeader.kid, protectedHeader.enc], ['k', 'A128GCM']);
    const { vp_token } = JSON.parse(new TextDecoder().decode(plaintext));
    const [text] = vp_token.card as [string];
    const binding = decodeJwt(text.split('~').at(-1)!);
    assert.deepEqual([binding.aud, binding.nonce], [payload.client_id, payload.nonce]);
    const read = new SDJwtVcInstance({ hasher: digest, hashAlg: 'sha-256', saltGenerator: generateSalt });
    assert.deepEqual(((await read.getClaims(text)) as Record<string, unknown>).age_equal_or_over, { 18: true });
    await phone.page.waitForURL(`${own()}/thanks`);
  });

  test('is refused where it asks for more than is registered', async () => {
    const { link } = await ask([['birthdate']]);
    await phone.reopen(link);
    await phone.page.locator('[data-stopped="beyond"]').waitFor();
  });

  test('nothing is wrong with any page on the way', () => {
    assert.deepEqual(visitors.findings(), []);
  });
});

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
