import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { testGovernment } from '../../../test/support/government.ts';
import { issueKey } from '../../identity/index.ts';
import { all, sql, transaction } from '../../kernel/index.ts';
import { PackError } from '../../pack/index.ts';
import { personOf, withCards } from '../cards/testing.ts';
import { serveCredentials } from '../issuing/testing.ts';
import { certificateFor, keyForParty, registerParty, relyingParties } from './index.ts';
import { encrypted, type HeldCopy, holdCopy, openRequest, requestBehind, tokenFor } from './testing.ts';

/*
 * The API of relying parties that run no verifier of their own, over HTTP.
 */

const { gov } = await testGovernment('tw');
await withCards(gov);
const origin = await serveCredentials(gov);

interface Reply {
  status: number;
  body: Record<string, never> & { detail?: string; errors?: { path: string }[] };
}

async function call(token: string, method: 'GET' | 'POST', path: string, body?: object): Promise<Reply> {
  const response = await fetch(`${origin}/api/presentations${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Reply['body'] };
}

/** Sends what a wallet sends. */
const send = (id: string, form: Record<string, string>) =>
  fetch(`${origin}/presentations/${id}/response`, { method: 'POST', body: new URLSearchParams(form) });

let card: HeldCopy;
let shop: string;
let bank: string;
before(async () => {
  card = await holdCopy(gov, await personOf(gov, 'A200000012'), 'resident-card');
  const keyOf = (party: string) => transaction(gov.db, async (tx) => (await keyForParty(tx, gov, party)).token);
  [shop, bank] = [await keyOf('shop'), await keyOf('bank')];
});

describe('a relying party with a key', () => {
  it('asks, waits and learns what it asked for, never whose card it is', async () => {
    const { status, body } = await call(shop, 'POST', '', { use: 'age' });
    assert.equal(status, 200);
    const { id, uri, link } = body as unknown as { id: string; uri: string; link: string };
    assert.match(uri, /^openid4vp:\/\/\?client_id=x509_hash/);
    assert.ok(link.startsWith(`${origin}/wallet#request?client_id=`));
    assert.ok(!('secret' in body));
    assert.deepEqual((await call(shop, 'GET', `/${id}`)).body, { state: 'waiting' });
    const request = await requestBehind(gov, uri);
    assert.equal((await send(id, { response: await encrypted(request, tokenFor(gov, request, [card])) })).status, 200);
    const expected = {
      state: 'answered',
      cards: [
        {
          ...{ query: 'resident-card', type: 'resident-card', format: 'dc+sd-jwt' },
          claims: { age_equal_or_over: { 18: true } },
        },
      ],
    };
    assert.deepEqual((await call(shop, 'GET', `/${id}`)).body, expected);
    assert.deepEqual((await call(shop, 'POST', `/${id}/finish`, {})).body, expected);
    assert.deepEqual((await call(shop, 'GET', `/${id}`)).body, { state: 'lapsed' });
  });

  it('hands on what a browser gave its page', async () => {
    const { body } = await call(shop, 'POST', '', { use: 'age', browser: { origin: 'https://shop.example' } });
    const { id, request: asked } = body as unknown as { id: string; request: { data: { request: string } } };
    const request = await openRequest(gov, asked.data.request, { origin: 'https://shop.example' });
    const response = await encrypted(request, tokenFor(gov, request, [card], { origin: 'https://shop.example' }));
    assert.equal((await call(shop, 'POST', `/${id}/answer`, { response })).body.state, 'answered');
  });

  it('is told exactly what it may not ask for', async () => {
    const meta = { vct_values: [`${origin}/credentials/types/resident-card`] };
    const claims = [{ path: ['age_equal_or_over', '18'] }, { path: ['birthdate'] }];
    const query = { credentials: [{ id: 'card', format: 'dc+sd-jwt', meta, claims }] };
    const { status, body } = await call(shop, 'POST', '', { use: 'age', query });
    assert.equal(status, 403);
    assert.match(body.detail!, /birthdate of card/);
    assert.deepEqual(
      body.errors!.map(({ path }) => path),
      ['/query/credentials/card/claims/birthdate'],
    );
    assert.equal((await call(shop, 'POST', '', { use: 'age', query: { credentials: 'all' } })).status, 422);
    assert.equal((await call(shop, 'POST', '', { use: 'open-account' })).status, 404);
  });

  it('sees nothing of another, whose presentations are as none', async () => {
    const { body } = await call(shop, 'POST', '', { use: 'age' });
    const { id } = body as unknown as { id: string };
    const none = '00000000-0000-4000-8000-000000000000';
    for (const [method, path, sent] of [
      ['GET', '', undefined],
      ['POST', '/finish', {}],
      ['POST', '/answer', { response: 'a.b.c.d.e' }],
    ] as const) {
      const [theirs, nobodys] = [
        await call(bank, method, `/${id}${path}`, sent),
        await call(bank, method, `/${none}${path}`, sent),
      ];
      assert.deepEqual([theirs.status, theirs.body.detail], [404, nobodys.body.detail]);
    }
  });

  it('a key of the scope that is of no relying party opens nothing, nor one of another scope', async () => {
    const of = async (scopes: string[]) =>
      (await issueKey(gov.db, { agency: 'commerce', scopes, title: 'test' }, gov.clock.now())).token;
    assert.equal((await call(await of(['present']), 'POST', '', { use: 'age' })).status, 403);
    assert.equal((await call(await of(['registry:births:write']), 'POST', '', { use: 'age' })).status, 403);
    assert.equal((await call('none', 'POST', '', { use: 'age' })).status, 401);
  });
});

describe('an operator', () => {
  const FILE = `id: library
title: {zh-Hant: 圖書館, ko: 도서관, en: Library}
summary: {zh-Hant: 借書, ko: 책을 빌려줘요, en: It lends books}
uses:
  join:
    purpose: {zh-Hant: 辦借書證, ko: 회원 등록, en: To give you a library card}
    law: []
    asks: [{student-card: [student, name]}]
`;
  const register = (text: string) =>
    transaction(gov.db, (tx) => registerParty(tx, gov, { name: 'library.yaml', text }));

  it('registers a relying party, once as it is, and anew where it changes; each is an act of the log', async () => {
    assert.ok((await register(FILE)).entry);
    assert.equal((await register(FILE)).entry, undefined);
    assert.ok((await register(FILE.replace('[student, name]', '[student]'))).entry);
    const known = (await relyingParties(gov.db, gov)).find(({ id }) => id === 'library')!;
    assert.deepEqual(
      [known.kind, known.uses.get('join')!.asks[0]![0]!.claims.map(({ path }) => path.join('.'))],
      ['outside', ['student']],
    );
    const acts = await all(
      gov.db,
      sql<{ kind: string }>`select kind from credentials.party_act where party = 'library'`,
    );
    assert.deepEqual(
      acts.map(({ kind }) => kind),
      ['registered', 'registered'],
    );
  });

  it('is told what is wrong in a file, and cannot take the place of one of the pack or of an agency', async () => {
    await assert.rejects(register(FILE.replace('student-card', 'studnet-card')), (error) => {
      assert.ok(error instanceof PackError);
      assert.match(error.message, /there is no credential "studnet-card".*student-card/);
      return true;
    });
    await assert.rejects(register(FILE.replace('id: library', 'id: shop')), /already/);
    await assert.rejects(register(FILE.replace('title:', 'agency: education\ntitle:')), /Only the pack/);
  });

  it('certifies keys of P-256, and nothing else', async () => {
    const certify = (file: string) => transaction(gov.db, (tx) => certificateFor(tx, gov, { party: 'library', file }));
    for (const file of [
      '',
      '{}',
      'rubbish',
      '-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----',
    ])
      await assert.rejects(certify(file), /P-256/);
    const jwk = { kty: 'EC', crv: 'P-256', ...(await keyPoint()) };
    assert.match((await certify(JSON.stringify(jwk))).pem, /^-----BEGIN CERTIFICATE-----\n/);
  });
});

/** A point on the curve. */
async function keyPoint(): Promise<{ x: string; y: string }> {
  const { publicKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
  const { x, y } = await crypto.subtle.exportKey('jwk', publicKey);
  return { x: x!, y: y! };
}
